#include "sim/study/attribution.hpp"

#include <algorithm>
#include <utility>

#include "core/inverse.hpp"

namespace marginwalk::study {
namespace {

/// The study of all variants, and what each comparison of it is about.
class Variants {
 public:
  explicit Variants(const scenario::Study& study)
      : study_(study), variants_(scenario::of_cells(study, {})) {
    for (const Bump bump : {Bump::volatility, Bump::correlation, Bump::jump_rate}) {
      if (!bumped(study.model, bump)) continue;
      bumps_.push_back(bump);
      for (scenario::Marketplace place : study.marketplaces) {
        if (auto changed = bumped(study.model_at(place), bump)) place.model = std::move(changed);
        variants_.marketplaces.push_back(std::move(place));
      }
    }
  }

  void add(std::size_t cell) {
    const scenario::Cell& whole = study_.cells[cell];
    const std::size_t base = add(whole, "");
    bases_.push_back(base);
    const std::size_t positions = whole.account.positions.size();
    for (std::size_t i = 0; i < positions && positions > 1; ++i) {
      variants_.comparisons.emplace_back(base, add(without(whole, i), " without a position"));
    }
    for (std::size_t i = 0; i < bumps_.size(); ++i) {
      scenario::Cell changed = whole;
      changed.marketplace += (i + 1) * study_.marketplaces.size();
      variants_.comparisons.emplace_back(add(changed, " with " + text_of(bumps_[i])), base);
    }
  }

  [[nodiscard]] const scenario::Study& study() const { return variants_; }

  [[nodiscard]] const std::vector<std::size_t>& bases() const { return bases_; }

  [[nodiscard]] std::vector<CellAttribution> read(const run::Result& result) const {
    std::vector<CellAttribution> cells;
    std::size_t next = 0;
    for (const std::size_t base : bases_) {
      const scenario::Cell& whole = variants_.cells[base];
      cells.push_back({whole.policy.name, result.cells[base].summary});
      const std::vector<core::Position>& positions = whole.account.positions;
      for (std::size_t i = 0; i < positions.size() && positions.size() > 1; ++i) {
        const core::Contract& contract = study_.venue_of(whole).contracts[positions[i].contract];
        cells.back().positions.push_back({contract.name, core::is_long(contract, positions[i]),
                                          result.differences[next++].difference});
      }
      for (const Bump bump : bumps_) {
        cells.back().sensitivities.push_back({bump, result.differences[next++].difference});
      }
    }
    return cells;
  }

 private:
  std::size_t add(scenario::Cell cell, const std::string& what) {
    cell.policy.name += what;
    variants_.cells.push_back(std::move(cell));
    return variants_.cells.size() - 1;
  }

  [[nodiscard]] scenario::Cell without(scenario::Cell cell, std::size_t position) const {
    core::Account& account = cell.account;
    account.wallet += account.positions[position].margin;
    account.positions.erase(account.positions.begin() + static_cast<std::ptrdiff_t>(position));
    cell.conduct.rules = conduct::rules_without(std::move(cell.conduct.rules), position);
    cell.start_equity =
        core::worth(study_.venue_of(cell), account, replay::start_marks(study_.market_of(cell)));
    return cell;
  }

  const scenario::Study& study_;
  scenario::Study variants_;
  std::vector<Bump> bumps_;
  std::vector<std::size_t> bases_;  ///< of each cell, the variant that changes nothing
};

}  // namespace

const core::Venue& Attribution::venue_of(const CellAttribution& cell) const {
  const auto found = std::find_if(study.cells.begin(), study.cells.end(),
                                  [&](const auto& each) { return each.policy.name == cell.name; });
  return study.venue_of(*found);
}

std::optional<Attribution> attribute(const scenario::Study& study,
                                     const std::vector<std::size_t>& cells,
                                     const run::RunOptions& options) {
  Variants variants(study);
  for (const std::size_t cell : cells) variants.add(cell);
  run::RunOptions with_jumps = options;
  with_jumps.jump_cells = variants.bases();
  const auto result = run::run_study(variants.study(), with_jumps);
  if (!result) return std::nullopt;
  return Attribution{study, variants.read(*result), result->timing};
}

}  // namespace marginwalk::study
