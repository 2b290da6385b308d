#include "sim/report/summary_table.hpp"

#include <fmt/format.h>

#include "sim/report/cell_tables.hpp"
#include "sim/report/difference_table.hpp"
#include "sim/report/format.hpp"
#include "sim/report/headline.hpp"
#include "sim/report/refused_table.hpp"
#include "sim/report/step_bias_table.hpp"

namespace marginwalk::report {
namespace {

std::string heading(const std::string& text, Style style) {
  return style == Style::markdown ? "### " + text + "\n\n" : text + "\n\n";
}

std::string title(const scenario::Study& study, Style style) {
  std::string text = style == Style::markdown ? "## " : "";
  text += fmt::format("{}; {:.0f}% intervals; bridge error {:.0e}\n\n", headline(study),
                      100 * estimate::confidence, study.bridge_error_bound);
  if (!study.description.empty()) text += study.description + "\n\n";
  return text;
}

std::string of_liquidated(const run::Result& result, Style style) {
  const Table table = attribution(result);
  if (table.rows.empty()) return "";
  return "\n" + heading("Of the paths that were liquidated", style) + render(table, style);
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

std::string notes(const scenario::Study& study, Style style) {
  std::string text = "\n" + heading("Notes", style);
  const auto note = [&text](const std::string& words) { text += "- " + words + "\n"; };
  note(fmt::format(
      "Intervals cover the chance of drawing these {} paths over {}, and no error of the model{}",
      count(study.paths), duration(study.clock.horizon),
      study.model.is_plain()
          ? fmt::format(":\n  {} has no jumps and no fat tails, so that crashes are rarer in it.",
                        study.model.kind)
          : "."));
  note("A loss is start less terminal equity; the expected shortfall, its mean over the worst 5%.");
  note(
      fmt::format("Wiped out: equity was at or below {} of the start. Bankrupt: closed beyond the "
                  "bankruptcy price.",
                  percent(study.wiped_out_share)));
  note("Closed too early: left alone, the account would have ended at its start or above.");
  for (const std::string& words : study.notes) note(words);
  return text;
}

}  // namespace

std::string summary(const run::Result& result, Style style) {
  return title(result.study, style) + render(frequency_and_severity(result), style) +
         of_liquidated(result, style) + step_bias(result, style) + differences(result, style) +
         refused(result.study, style) + notes(result.study, style);
}

}  // namespace marginwalk::report
