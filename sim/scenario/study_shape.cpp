#include "sim/scenario/study_shape.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "sim/estimate/measure.hpp"
#include "sim/scenario/load_account.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/scenario/read_conduct.hpp"

namespace marginwalk::scenario {
namespace {

// Files without a meaning: what leads readers on is which keys there are, and whether they hold one
// value, a list or a map. Values are wrong on purpose, so that nothing is computed.

/// A model of any kind: each kind asks for its part. `rest` is its correlation and its prices.
std::string model(std::string_view kind, std::string_view rest) {
  return fmt::format(R"(
  model:
    kind: {}
    volatility: {{X: x}}
    drift: {{X: x}}
    profile: {{}}
    jumps: [{{beta: {{X: x}}, own_deviation: {{X: x}}}}]
    garch: {{alpha: {{X: x}}, beta: {{X: x}}, gamma: {{X: x}}}}
    heston:
      {{reversion: {{X: x}}, vol_of_variance: {{X: x}}, correlation: {{X: x}},
       initial_volatility: {{X: x}}, variance_jump: {{X: x}}, jump_share: {{X: x}}}}
    regimes:
      named: {{calm: {{volatility: {{X: x}}, {}}}, storm: {{volatility: {{X: x}}}}}}
      rates: {{calm storm: x}}
    {}
)",
                     kind, rest.substr(0, rest.find('\n')), rest);
}

/// Every rule of a conduct, each a single value or a map, where it may be one.
std::string conduct(std::string_view rule) {
  std::string text;
  for (const std::string& name : rule_names()) {
    const bool is_value = name == conduct::Reserve::name || name == conduct::AdverseDays::name;
    text += fmt::format("{}: {}, ", name, is_value ? "x" : rule);
  }
  return "{" + text + "}";
}

/// A whole study around a model, a procedure of liquidation and a conduct.
std::string study(const std::string& model, std::string_view procedure,
                  std::string_view maintenance = "{}", const std::string& conduct = "{}") {
  std::string text =
      "schema: 1\nmarket:\n  assets: {X: {}, Y: {}}" + model + R"(
  funding:
    rate: {X: x}
    premium: {mean: {X: x}, persistence: {X: x}, response: {X: x}, deviation: {X: x}}
  basis: {mean: {X: x}, persistence: {X: x}, response: {X: x}, deviation: {X: x}}
  liquidity: {}
  insurance_fund: {deleveraging: {}}
  pull: {X: {}}
  shocks:
    - {price: {X: x}}
    - {parts: [{price: {X: x}}]}
    - {episode: {price: {X: x}}}
    - {episode: {parts: [{price: {X: x}}]}}
venue:
  deleveraging: {}
  collateral: {X: {tiers: [{}, {}]}}
  tiers: [{}]
  funding: {}
  contracts: {X-PERP: {open_interest: {}, tiers: [{}], funding: {}}}
  liquidation: {procedure: )" +
      std::string(procedure) + "}\n  maintenance: " + std::string(maintenance) + R"(
)" +
      fmt::format(R"(account: {{wallet: {{X: x}}, conduct: {0}, positions: [{{conduct: {0}}}]}}
policies:
  conduct: [{0}]
  book: {{a: [{{conduct: {0}}}]}}
  named: [{{conduct: {0}, positions: [{{conduct: {0}}}]}}]
  cohort: {{leverage: {{}}, conduct: [{0}]}}
)",
                  conduct) +
      R"(matrix: {axes: {market.model: [x]}, include: [{}], exclude: [{}]}
baseline: {}
gates:
  - where: {}
)";
  for (const estimate::Measure& measure : estimate::measures()) {
    text += fmt::format("    {}: {{}}\n", measure.name);
  }
  return text;
}

/// A study that is as short as can be, until precise: each number a width, or a map.
std::string short_study(std::string_view width) {
  std::string text =
      "schema: 1\nmarket: {assets: {X: {}}, model: {kind: gbm}}\naccount: {wallet: x}\n"
      "venue: {}\nprecision:\n";
  for (const estimate::Measure& measure : estimate::measures()) {
    text += fmt::format("  {}: {}\n", measure.name, width);
  }
  return text;
}

/// A short study that claims something of a number, of a `cell` or of `cells`, against others or
/// against a number.
std::string claiming_study(std::string_view measure, std::string_view of,
                           std::string_view against) {
  const std::string figure = fmt::format("measure: {}, quantile: x, level: x", measure);
  const std::string of_case = fmt::format("{{{}, {}: {{}}, against: {}}}", figure, of, against);
  const std::string claim = fmt::format("{{{0}, cases: [{1}], null_case: {1}}}", figure, of_case);
  return fmt::format(
      "schema: 1\nmarket: {{assets: {{X: {{}}}}, model: {{kind: gbm}}}}\n"
      "account: {{wallet: x}}\nvenue: {{}}\nclaim: {0}\nclaims: [{0}]\n",
      claim);
}

template <class Load>
void read(Shape& shape, const std::string& text, const Load& load) {
  StudyDocument document;
  document.root = parse_document(text, "atlas");
  document.matrix_keys = {"market.model"};
  shape.attach(document.root);
  try {
    if (const Node* const matrix = document.root.find("matrix")) (void)read_matrix(*matrix);
  } catch (const InputError&) {
  }
  try {
    load(document);
  } catch (const InputError&) {  // all of it is wrong
  }
}

/// The words that a reader of the map at a key would take there.
std::vector<std::string> words_of(const Shape& map, std::string_view key) {
  return map.variants().begin()->second->find(key)->scalar()->words;
}

/// Where read_study_document looks for the path or the name of a file, and what a matrix puts
/// elsewhere.
void note_files(Shape& shape) {
  for (const char* key : {"axes", "include", "exclude"}) {
    if (Shape* const matrix = shape.find("matrix")) matrix->find(key)->note_anything();
  }
  Shape& market = *shape.find("market");
  market.find("model")->note_file();
  market.find("shocks")->only_item().find("episode")->note_file();
  shape.find("venue")->note_file();
  shape.find("account")->find("positions")->note_file();
}

template <class Load>
std::unique_ptr<Shape> shape_of(const Load& load) {
  auto shape = std::make_unique<Shape>();
  const std::string pairs = "correlation: {X Y: x}\n    prices: x";
  const std::string factor = "factor: {X: x}\n    prices: {X: x}";
  read(*shape, study(model("gbm", pairs), "close out"), load);
  for (const std::string& kind : words_of(*shape->find("market")->find("model"), "kind")) {
    read(*shape, study(model(kind, pairs), "close out"), load);
    read(*shape, study(model(kind, factor), "close out"), load);
  }
  for (const std::string& each :
       words_of(*shape->find("venue")->find("liquidation"), "procedure")) {
    read(*shape, study(model("gbm", pairs), each, "{tiers: whole position}"), load);
  }
  for (const char* rule : {"x", "{then: x, leverage: [x]}", "{then: {}}"}) {
    read(*shape, study(model("gbm", pairs), "close out", "{}", conduct(rule)), load);
  }
  for (const char* width : {"x", "{}"}) read(*shape, short_study(width), load);
  for (const estimate::Measure& measure : estimate::measures()) {
    for (const char* against : {"x", "{}"}) {
      for (const char* of : {"cell", "cells"}) {
        read(*shape, claiming_study(measure.name, of, against), load);
      }
    }
  }
  note_files(*shape);
  return shape;
}

}  // namespace

std::unique_ptr<Shape> study_shape() {
  bool several = false;  // without venues among the policies, and with them
  return shape_of([&](StudyDocument& document) {
    if (several) document.venues.push_back({"another", {}, {}});
    several = !several;
    (void)load_study(document);
  });
}

std::unique_ptr<Shape> account_shape() {
  return shape_of([](const StudyDocument& document) { (void)load_account(document); });
}

}  // namespace marginwalk::scenario
