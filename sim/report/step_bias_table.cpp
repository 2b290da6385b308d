#include "sim/report/step_bias_table.hpp"

#include "sim/report/headline.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {

Table step_bias_table(const run::Result& result) {
  Table table{{{"cell", Align::left},
               {"liquidated, checked every " + steps(result.study)},
               {"without pause"},
               {"bias of the step, points"}},
              {}};
  for (const run::CellResult& cell : result.cells) {
    const estimate::Summary& summary = cell.summary;
    if (!summary.step_bias) continue;
    table.rows.push_back({cell.policy.name, percent_interval(summary.liquidated),
                          percent_interval(summary.liquidated_continuously),
                          points_interval(summary.step_bias)});
  }
  return table;
}

}  // namespace marginwalk::report
