#include "sim/report/overview_table.hpp"

#include <algorithm>

#include "sim/report/format.hpp"
#include "sim/report/gate_table.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {
namespace {

/// The worst verdict of a cell's gates.
std::string gates_of(const run::Result& result, std::size_t cell) {
  using estimate::Verdict;
  const auto any = [&](auto is) {
    return std::any_of(result.gates.begin(), result.gates.end(), [&](const run::GateResult& gate) {
      return gate.cell == cell && is(gate.verdict);
    });
  };
  for (const Verdict each : {Verdict::failed, Verdict::undecided, Verdict::passed}) {
    if (any([&](Verdict verdict) { return verdict == each; })) return word_of(each);
  }
  return missing;
}

}  // namespace

Overview::Overview()
    : table_{{{"study and cell", Align::left},
              {"paths"},
              {"liquidated"},
              {"mean terminal\nequity"},
              {"expected\nshortfall 95%"},
              {"gates", Align::left}},
             {}} {}

void Overview::add(const run::Result& result) {
  ++studies_;
  for (std::size_t i = 0; i < result.cells.size(); ++i) {
    const estimate::Summary& summary = result.cells[i].summary;
    table_.rows.push_back(
        {result.study.name + "/" + result.cells[i].policy.name, count(summary.paths),
         percent_interval(summary.liquidated), money_interval(summary.terminal_equity.mean),
         money_interval(summary.expected_shortfall.front().value), gates_of(result, i)});
  }
}

}  // namespace marginwalk::report
