#include "sim/study/frontier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "sim/run/run_study.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/study/mode_ratio.hpp"
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

/// The cells of all answers, run once more to see on which paths they are liquidated together.
std::optional<std::vector<ModeRatio>> ratios_of(Variation& variation,
                                                const std::vector<FamilyFrontier>& families,
                                                scenario::Study study, unsigned round,
                                                const FrontierOptions& options) {
  std::vector<ModeRatio> ratios = comparable_modes(variation, families);
  if (ratios.empty()) return ratios;
  if (options.round) options.round(round, study.paths);
  study.cells.clear();
  study.refused.clear();
  study.baseline.reset();
  const auto add = [&](std::size_t family) {
    const FamilyFrontier& each = families[family];
    study.cells.push_back(*std::get<const scenario::Cell*>(
        variation.cell(each.name, each.points[*each.answer].setting)));
    return study.cells.size() - 1;
  };
  for (const ModeRatio& each : ratios) {
    const std::size_t cross = add(each.cross);
    study.comparisons.emplace_back(cross, add(each.isolated));
  }
  const auto result =
      run::run_study(study, {options.threads, options.progress, options.stop, false});
  if (!result) return std::nullopt;
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    ratios[i].ratio = ratio_of(families[ratios[i].cross], families[ratios[i].isolated],
                               correlation_of(*result, result->differences[i]));
  }
  return ratios;
}

/// A root is looked for on a stated number of paths: with widths that differ from setting to
/// setting, a probability and its neighbours would not be on common paths.
void refuse_precision(const scenario::StudyDocument& document) {
  const scenario::Node* const precision = document.root.find("precision");
  if (!precision) return;
  throw scenario::InputError(
      {{precision->location,
        "precision: a frontier compares settings on the same stated paths (put `paths` in its "
        "place, or --paths N)"}});
}

}  // namespace

std::optional<Frontier> find_frontier(const scenario::StudyDocument& document,
                                      const FrontierQuestion& question,
                                      const FrontierOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  refuse_precision(document);
  Variation variation(document, question.variable);
  std::vector<Search> searches;
  for (const std::string& family : variation.families()) {
    searches.emplace_back(variation, family, question.at_most);
  }
  const scenario::Study& any = variation.at(variation.range(variation.families().front()).least);
  unsigned round = 0;
  for (; round < most_rounds && any_wanted(searches); ++round) {
    scenario::Study study = any;
    if (round == 0) study.paths = std::min(study.paths, pilot_paths);
    if (options.round) options.round(round + 1, study.paths);
    if (!run_round(variation, searches, study, options)) return std::nullopt;
    for (Search& search : searches) round == 0 ? search.end_pilot() : search.end_round();
  }
  Frontier frontier{question, any, {}, {}, 0};
  for (Search& search : searches) frontier.families.push_back(search.finish());
  auto ratios = ratios_of(variation, frontier.families, any, round + 1, options);
  if (!ratios) return std::nullopt;
  frontier.ratios = std::move(*ratios);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
  frontier.seconds = elapsed.count();
  return frontier;
}

}  // namespace marginwalk::study
