#include "sim/scenario/read_gates.hpp"

#include "sim/scenario/read_figure.hpp"

namespace marginwalk::scenario {
namespace {

using estimate::Demand;

void read_demands(const Node& node, const estimate::Measure& measure, std::vector<Gate>& gates,
                  Problems& problems) {
  const std::string name(measure.name);
  Fields fields(node, name, problems);
  const estimate::Figure figure = read_figure(measure, fields);
  const auto parse = [&](std::string_view text) { return parse_value(measure.unit, text); };
  const auto at_most = fields.optional("at_most", parse);
  const auto at_least = fields.optional("at_least", parse);
  if (node.kind == NodeKind::map && !node.find("at_most") && !node.find("at_least")) {
    fields.report(node.location, name + ": nothing is demanded (at_most or at_least)");
  }
  fields.finish();
  if (at_most) gates.push_back({figure, {Demand::Side::at_most, *at_most}, {}});
  if (at_least) gates.push_back({figure, {Demand::Side::at_least, *at_least}, {}});
}

GateSpec read_gate(const Node& node, const std::vector<std::string>& matrix_keys,
                   Problems& problems) {
  Fields fields(node, "gates", problems);
  GateSpec spec;
  spec.where.location = node.location;
  if (const Node* const cells = fields.child("where")) {
    spec.where = read_cell_choice(*cells, "where", matrix_keys, problems);
  }
  bool demands = false;
  for (const estimate::Measure& measure : estimate::measures()) {
    const Node* const demand = fields.child(measure.name);
    if (!demand) continue;
    demands = true;
    read_demands(*demand, measure, spec.gates, problems);
  }
  if (node.kind == NodeKind::map && !demands) {
    fields.report(node.location,
                  "gates: this one demands nothing (as in liquidated: {at_most: 5%})");
  }
  fields.finish();
  return spec;
}

}  // namespace

std::vector<GateSpec> read_gates(const Node& list, const std::vector<std::string>& matrix_keys,
                                 Problems& problems) {
  std::vector<GateSpec> gates;
  if (list.items.empty()) problems.push_back({list.location, "gates is empty"});
  for (const Node& item : list.items) gates.push_back(read_gate(item, matrix_keys, problems));
  return gates;
}

std::vector<Gate> find_gates(const std::vector<GateSpec>& specs, const Study& study,
                             Problems& problems) {
  std::vector<Gate> gates;
  for (const GateSpec& spec : specs) {
    const std::vector<std::size_t> cells = find_cells(spec.where, "where", study, problems);
    for (const Gate& gate : spec.gates) {
      report_untold(gate.figure, spec.where.location, study, cells, problems);
      gates.push_back(gate);
      gates.back().cells = cells;
    }
  }
  return gates;
}

}  // namespace marginwalk::scenario
