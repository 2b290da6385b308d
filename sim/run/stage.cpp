#include "sim/run/stage.hpp"

#include <utility>

#include "core/expect.hpp"

namespace marginwalk::run {
namespace {

const scenario::Marketplace& place_of(const scenario::Study& study,
                                      const std::vector<std::size_t>& cells) {
  MARGINWALK_EXPECTS(!cells.empty());
  return study.place_of(study.cells[cells.front()]);
}

std::vector<replay::Trader> traders_of(const scenario::Study& study,
                                       const std::vector<std::size_t>& cells) {
  std::vector<replay::Trader> traders;
  for (const std::size_t i : cells) {
    traders.push_back(replay::make_trader(study.cells[i].account, study.cells[i].conduct));
  }
  return traders;
}

replay::World world_of(const scenario::Study& study, const scenario::Marketplace& place,
                       const std::vector<replay::Trader>& traders) {
  return {place.market, study.clock_at(place), study.model_at(place), study.seed,
          replay::reviews_of(traders)};
}

replay::Terms terms_of(const scenario::Study& study, const scenario::Marketplace& place) {
  return replay::make_terms(place.venue, place.market, study.model_at(place).shocks,
                            study.wiped_out_share_at(place), study.seed);
}

}  // namespace

Stage::Stage(const scenario::Study& study, std::vector<std::size_t> of)
    : cells(std::move(of)),
      traders(traders_of(study, cells)),
      world(world_of(study, place_of(study, cells), traders)),
      terms(terms_of(study, place_of(study, cells))) {}

std::vector<Stage> stages_of(const scenario::Study& study) {
  std::vector<std::vector<std::size_t>> cells(study.marketplaces.size());
  for (std::size_t i = 0; i < study.cells.size(); ++i) {
    cells[study.cells[i].marketplace].push_back(i);
  }
  std::vector<Stage> stages;
  for (std::vector<std::size_t>& each : cells) {
    if (!each.empty()) stages.emplace_back(study, std::move(each));
  }
  return stages;
}

}  // namespace marginwalk::run
