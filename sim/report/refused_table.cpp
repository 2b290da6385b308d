#include "sim/report/refused_table.hpp"

namespace marginwalk::report {

Table refused_table(const scenario::Study& study) {
  Table table{{{"cell", Align::left}, {"why", Align::left}}, {}};
  for (const scenario::RefusedCell& cell : study.refused) {
    table.rows.push_back({cell.policy.name, cell.reason});
  }
  return table;
}

}  // namespace marginwalk::report
