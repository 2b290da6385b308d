#include "sim/report/summary_table.hpp"

#include <fmt/format.h>

#include "sim/report/band_table.hpp"
#include "sim/report/cell_tables.hpp"
#include "sim/report/claim_table.hpp"
#include "sim/report/conduct_table.hpp"
#include "sim/report/difference_table.hpp"
#include "sim/report/format.hpp"
#include "sim/report/gate_table.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/precision_text.hpp"
#include "sim/report/rank_table.hpp"
#include "sim/report/refused_table.hpp"
#include "sim/report/step_bias_table.hpp"
#include "sim/report/survival_table.hpp"
#include "sim/run/until_precise.hpp"

namespace marginwalk::report {
namespace {

std::string title(const run::Result& result, Style style) {
  const scenario::Study& study = result.study;
  std::string text =
      heading(fmt::format("{}; {:.0f}% intervals; bridge error {:.0e}", headline(study),
                          100 * estimate::confidence, study.bridge_error_bound),
              style, 2);
  if (!study.description.empty()) text += study.description + "\n\n";
  if (result.precision) text += precision_text(result) + "\n\n";
  return text;
}

std::string of_liquidated(const run::Result& result, Style style) {
  const Table table = attribution(result);
  if (table.rows.empty()) return "";
  return "\n" + heading("Of the paths that were liquidated", style) + render(table, style);
}

std::string survival(const run::Result& result, Style style) {
  const Table table = survival_table(result);
  if (table.rows.empty()) return "";
  return "\n" + heading("Paths that are not liquidated yet, in eighths", style) +
         render(table, style);
}

std::string bands(const run::Result& result, Style style) {
  if (!has_bands(result.study)) return "";
  return "\n" + heading("Survivors and casualties of the cohort, by leverage", style) +
         render(band_table(result), style);
}

std::string differences(const run::Result& result, Style style) {
  const Table table = difference_table(result);
  if (table.rows.empty()) return "";
  std::string text = "\n" + heading("Differences on the same paths, a less b", style);
  text += render(table, style);
  if (table.rows.size() < result.differences.size()) {
    text += fmt::format("\n{} of {} differences; JSON and CSV have them all.\n", table.rows.size(),
                        result.differences.size());
  }
  return text;
}

std::string ranking(const run::Result& result, Style style) {
  if (result.cells.size() < 3 || result.ranks.empty()) return "";
  return "\n" +
         heading("Places by how rarely cells are liquidated, as far as they are certain", style) +
         render(rank_table(result), style);
}

std::string acts(const run::Result& result, Style style) {
  const Table table = conduct_table(result);
  if (table.rows.empty()) return "";
  return "\n" + heading("What traders did, on a path", style) + render(table, style);
}

std::string gates(const run::Result& result, Style style) {
  if (result.gates.empty()) return "";
  return "\n" + heading("Gates", style) + render(gate_table(result), style);
}

std::string step_bias(const run::Result& result, Style style) {
  const Table table = step_bias_table(result);
  if (table.rows.empty()) return "";
  return "\n" +
         heading(fmt::format("Beside continuous monitoring, by what could happen between the steps "
                             "of {} paths",
                             count(result.cells.front().summary.step_bias_paths)),
                 style) +
         render(table, style);
}

std::string refused(const scenario::Study& study, Style style) {
  if (study.refused.empty()) return "";
  return "\n" + heading("Refused by the venue", style) + render(refused_table(study), style);
}

std::string notes(const run::Result& result, Style style) {
  const scenario::Study& study = result.study;
  std::string text = "\n" + heading("Notes", style);
  const auto note = [&text](const std::string& words) { text += "- " + words + "\n"; };
  note(fmt::format(
      "Intervals cover the chance of drawing these {} paths over {}, and no error of the model{}",
      count(study.paths), horizons(study),
      study.model.is_plain()
          ? fmt::format(":\n  {} has no jumps and no fat tails, so that crashes are rarer in it.",
                        study.model.kind)
          : "."));
  note("A loss is start less terminal equity; the expected shortfall, its mean over the worst 5%.");
  note(
      fmt::format("Wiped out: equity was at or below {} of the start. Bankrupt: closed beyond the "
                  "bankruptcy price.",
                  percent(study.wiped_out_share)));
  if (!result.differences.empty()) {
    note(
        fmt::format("*: liquidated with different probability, with an error of {:.4g}% for all {} "
                    "pairs together (Holm).",
                    100 * (1 - run::interval_level(study)), count(result.differences.size())));
    note(
        "Times narrower: the interval of `liquidated` than with other paths for each cell; by "
        "theory\n  sqrt((var a + var b) / var(a - b)). Quantiles and means are of equity less "
        "deposits.");
  }
  if (study.equivalence) {
    note(fmt::format("Equivalent: the probabilities differ by less than {} percentage points.",
                     fmt::format("{:.6g}", 100 * *study.equivalence)));
  }
  if (!result.gates.empty()) {
    note("A gate is passed or failed by its whole interval, undecided where that holds the limit.");
  }
  if (!result.claims.empty()) {
    note(
        fmt::format("A claim is supported by cases that are all as claimed, qualified by some, "
                    "contradicted by none and one against; the signs of\n  its cases hold together "
                    "with an error of {:.4g}% (Holm), its null case by three standard errors.",
                    100 * (1 - run::interval_level(study))));
  }
  if (has_bands(study)) {
    note(
        "A band is told as the mean over its traders, who are drawn once, on these paths: its "
        "intervals\n  cover the luck of the paths and not that other traders might have been "
        "drawn.");
  }
  note("Closed too early: left alone, the account would have ended at its start or above.");
  for (const std::string& words : study.notes) note(words);
  return text;
}

}  // namespace

std::string summary(const run::Result& result, Style style) {
  return title(result, style) + render(frequency_and_severity(result), style) +
         of_liquidated(result, style) + survival(result, style) + bands(result, style) +
         acts(result, style) + step_bias(result, style) + differences(result, style) +
         ranking(result, style) + gates(result, style) + claims_text(result, style) +
         refused(result.study, style) + notes(result, style);
}

}  // namespace marginwalk::report
