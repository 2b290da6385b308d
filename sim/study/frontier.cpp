#include "sim/study/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "sim/run/run_study.hpp"
#include "sim/study/search.hpp"

namespace marginwalk::study {
namespace {

constexpr std::uint64_t pilot_paths = 2048;
constexpr unsigned most_rounds = 7;

/// Runs what all searches want, as cells of one study. False if stopped.
bool run_round(Variation& variation, std::vector<Search>& searches, scenario::Study study,
               const FrontierOptions& options) {
  struct Place {
    Search* search;
    double setting;
  };
  std::vector<Place> places;
  study.cells.clear();
  study.refused.clear();
  for (Search& search : searches) {
    for (const double setting : search.wanted()) {
      const auto cell = variation.cell(search.family(), setting);
      if (!std::holds_alternative<const scenario::Cell*>(cell)) continue;
      study.cells.push_back(*std::get<const scenario::Cell*>(cell));
      study.cells.back().policy.name =
          fmt::format("{} at {} {}", search.family(), word_of(variation.variable()), setting);
      places.push_back({&search, setting});
    }
  }
  // Compared with none but the first: nobody reads the differences.
  study.baseline = 0;
  const auto result =
      run::run_study(study, {options.threads, options.progress, options.stop, false});
  if (!result) return false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i].search->add(places[i].setting, study, study.cells[i], result->cells[i]);
  }
  return true;
}

bool any_wanted(const std::vector<Search>& searches) {
  return std::any_of(searches.begin(), searches.end(),
                     [](const Search& search) { return !search.wanted().empty(); });
}

}  // namespace

std::optional<Frontier> find_frontier(const scenario::StudyDocument& document,
                                      const FrontierQuestion& question,
                                      const FrontierOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  Variation variation(document, question.variable);
  std::vector<Search> searches;
  for (const std::string& family : variation.families()) {
    searches.emplace_back(variation, family, question.at_most);
  }
  const scenario::Study& any = variation.at(variation.range(variation.families().front()).least);
  for (unsigned round = 0; round < most_rounds && any_wanted(searches); ++round) {
    scenario::Study study = any;
    if (round == 0) study.paths = std::min(study.paths, pilot_paths);
    if (options.round) options.round(round + 1, study.paths);
    if (!run_round(variation, searches, study, options)) return std::nullopt;
    for (Search& search : searches) round == 0 ? search.end_pilot() : search.end_round();
  }
  Frontier frontier{question, any, {}, 0};
  for (Search& search : searches) frontier.families.push_back(search.finish());
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
  frontier.seconds = elapsed.count();
  return frontier;
}

}  // namespace marginwalk::study
