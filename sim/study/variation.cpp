#include "sim/study/variation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/expect.hpp"
#include "core/inverse.hpp"
#include "sim/scenario/decimal.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/scenario/read_policies.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::study {
namespace {

using scenario::Node;

const std::vector<std::string> words{"leverage", "leverage_cap", "notional", "wallet"};

/// A leverage, of one position or of an account, that every venue would still count as a trifle.
constexpr double least_leverage = 0.1;

/// How far from what the file says a wallet or a notional is looked for.
constexpr double farthest_factor = 1000;

/// Multiplies what a list of positions says about sizes. What is no number is left to its reader.
void scale_positions(Node* positions, double factor) {
  if (!positions) return;
  for (Node& position : positions->items) {
    for (const char* key : {"margin", "notional", "size", "risk"}) {
      Node* const amount = position.find(key);
      const auto value = amount ? scenario::decimal(amount->text) : std::nullopt;
      if (value) amount->text = fmt::format("{}", *value * factor);
    }
  }
}

/// Sizes that are no amounts, which a factor would not mean the same for.
void check_amounts(const Node& node) {
  for (const char* key : {"equity_share", "target_volatility", "kelly_fraction"}) {
    if (const Node* const size = node.find(key)) {
      throw scenario::InputError(
          {{size->location, fmt::format("{}: a notional that varies is given as an amount (margin, "
                                        "notional, size or risk)",
                                        key)}});
    }
  }
  for (const Node& item : node.items) check_amounts(item);
  for (const scenario::Entry& entry : node.entries) check_amounts(entry.value);
}

/// The traders of a cohort have the leverage that was drawn.
void check_no_cohort(const Node& root, Variable variable) {
  const Node* const policies = root.find("policies");
  const Node* const cohort = policies ? policies->find("cohort") : nullptr;
  const bool by_policy = variable == Variable::leverage || variable == Variable::leverage_cap;
  if (!cohort || !by_policy) return;
  throw scenario::InputError(
      {{cohort->location, fmt::format("cohort: its traders are as they are drawn, so that {} "
                                      "cannot vary (leave the cohort out)",
                                      word_of(variable))}});
}

void scale_all(Node& root, double factor) {
  Node* const account = root.find("account");
  if (account) scale_positions(account->find("positions"), factor);
  Node* const policies = root.find("policies");
  if (!policies) return;
  if (Node* const books = policies->find("book")) {
    for (scenario::Entry& book : books->entries) scale_positions(&book.value, factor);
  }
  if (Node* const named = policies->find("named")) {
    for (Node& policy : named->items) scale_positions(policy.find("positions"), factor);
  }
}

/// Where the account's only amount of cash stands. What is wrong with it is told by its reader.
std::string wallet_key(const Node& root) {
  const Node* const account = root.find("account");
  const Node* const wallet = account ? account->find("wallet") : nullptr;
  if (!wallet || wallet->kind != scenario::NodeKind::map) return "account.wallet";
  if (wallet->entries.size() == 1) return "account.wallet." + wallet->entries.front().key;
  throw scenario::InputError(
      {{wallet->location, "wallet: it holds several things (a wallet that varies holds one)"}});
}

const Node* find(const Node& root, std::string_view key) {
  const Node* node = &root;
  for (std::size_t from = 0; node && from < key.size();) {
    const std::size_t to = std::min(key.find('.', from), key.size());
    node = node->find(key.substr(from, to - from));
    from = to + 1;
  }
  return node;
}

double greatest_leverage(const core::Venue& venue) {
  double greatest = 1;
  for (const core::Contract& contract : venue.contracts) {
    for (const core::Tier& tier : contract.tiers.tiers()) {
      greatest = std::max(greatest, tier.max_leverage);
    }
  }
  return greatest;
}

}  // namespace

scenario::Parsed<Variable> parse_variable(std::string_view text) {
  const auto choice = scenario::parse_choice(text, "something to vary", words);
  if (const auto* rejection = std::get_if<scenario::Rejection>(&choice)) return *rejection;
  return static_cast<Variable>(std::get<std::size_t>(choice));
}

std::string word_of(Variable variable) { return words[static_cast<std::size_t>(variable)]; }

Variation::Variation(scenario::StudyDocument document, Variable variable)
    : document_(std::move(document)), variable_(variable) {
  check_no_cohort(document_.root, variable);
  if (variable == Variable::notional) check_amounts(document_.root);
  if (variable == Variable::wallet) {
    wallet_key_ = wallet_key(document_.root);
    const Node* const wallet = find(document_.root, wallet_key_);
    wallet_ = wallet ? scenario::decimal(wallet->text).value_or(0) : 0;
    // Else the loader says what is wrong.
    if (!(wallet_ > 0)) (void)scenario::load_reporting_refusals(document_);
    MARGINWALK_EXPECTS(wallet_ > 0);
  }
  if (const Node* const policies = document_.root.find("policies")) {
    const Node* const named = policies->find("named");
    for (const Node& policy : named ? named->items : std::vector<Node>()) {
      const Node* const name = policy.find("name");
      if (!name) continue;
      named_.push_back(name->text);
      if (policy.find("positions") || policy.find("conduct")) special_.push_back(name->text);
    }
    has_product_ = named_.empty() || policies->entries.size() > 1;
  }
  const scenario::Study& study = at(variable == Variable::wallet ? wallet_ : 1);
  for (const scenario::Cell& cell : study.cells) families_.push_back(cell.policy.name);
  for (const scenario::RefusedCell& cell : study.refused) families_.push_back(cell.policy.name);
  std::vector<std::string> sorted = families_;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end()) return;
  throw scenario::InputError({{document_.root.find("policies")->location,
                               fmt::format("policies: two cells are called {} where {} varies",
                                           *twice, word_of(variable))}});
}

bool Variation::is_plain(const std::string& family) const {
  return std::find(special_.begin(), special_.end(), family) == special_.end();
}

scenario::StudyDocument Variation::document_at(double setting) const {
  scenario::StudyDocument document = document_;
  const std::string text = fmt::format("{}", setting);
  if (variable_ == Variable::notional) {
    scale_all(document.root, setting);
  } else if (variable_ == Variable::wallet) {
    scenario::apply({wallet_key_, text}, document.root);
  } else {
    const std::string axis = word_of(variable_);
    if (has_product_) scenario::apply({"policies." + axis, "[" + text + "]"}, document.root);
    for (std::size_t i = 0; i < named_.size(); ++i) {
      scenario::apply({fmt::format("policies.named.{}.{}", i, axis), text}, document.root);
    }
  }
  return document;
}

std::string Variation::family_of(const scenario::Policy& policy) const {
  const bool is_named = std::find(named_.begin(), named_.end(), policy.name) != named_.end();
  if (is_named || policy.trader) return policy.name;
  scenario::Policy rest = policy;
  if (variable_ == Variable::leverage) rest.leverage.reset();
  if (variable_ == Variable::leverage_cap) rest.leverage_cap.reset();
  const std::string name = scenario::cell_name(rest);
  return name.empty() ? "account" : name;
}

const scenario::Study& Variation::at(double setting) {
  const auto known = known_.find(setting);
  if (known != known_.end()) return known->second;
  scenario::Study study = scenario::load_reporting_refusals(document_at(setting));
  for (scenario::Cell& cell : study.cells) cell.policy.name = family_of(cell.policy);
  for (scenario::RefusedCell& cell : study.refused) cell.policy.name = family_of(cell.policy);
  return known_.emplace(setting, std::move(study)).first->second;
}

std::variant<const scenario::Cell*, std::string> Variation::cell(const std::string& family,
                                                                 double setting) {
  const scenario::Study& study = at(setting);
  for (const scenario::Cell& cell : study.cells) {
    if (cell.policy.name == family) return &cell;
  }
  for (const scenario::RefusedCell& cell : study.refused) {
    if (cell.policy.name == family) return cell.reason;
  }
  throw core::Defect("a family without a cell: " + family);
}

Variation::Range Variation::range(const std::string& family) {
  if (variable_ == Variable::notional) return {1 / farthest_factor, farthest_factor};
  if (variable_ == Variable::wallet) {
    return {wallet_ / farthest_factor, wallet_ * farthest_factor};
  }
  const scenario::Study& study = at(1);
  double most = 1;
  for (const scenario::Marketplace& place : study.marketplaces) {
    most = std::max(most, greatest_leverage(place.venue));
  }
  if (variable_ == Variable::leverage) return {least_leverage, most};
  // Above what the account asks for without a cap, no cap binds.
  constexpr double no_cap = 1e15;
  const auto uncapped = cell(family, no_cap);
  if (const auto* const found = std::get_if<const scenario::Cell*>(&uncapped)) {
    most = std::min(most, total_notional(at(no_cap), **found) / (*found)->start_equity.value());
  }
  return {most / farthest_factor, most};
}

double total_notional(const scenario::Study& study, const scenario::Cell& cell) {
  const core::Venue& venue = study.venue_of(cell);
  const std::vector<core::Price> marks = replay::start_marks(study.market_of(cell));
  double sum = 0;
  for (const core::Position& position : cell.account.positions) {
    const std::size_t contract = position.contract;
    sum += core::quote_notional(venue.contracts[contract], position.size, marks[contract]).value();
  }
  return sum;
}

}  // namespace marginwalk::study
