#include "sim/scenario/read_account.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/units.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

/// A key that says how large a position is.
struct SizeKey {
  const char* name;
  Parsed<double> (*parse)(std::string_view text);
  core::Sizing sizing;  ///< what it is, or becomes when the account is opened
  SizeBy by;
};

constexpr SizeKey size_keys[] = {
    {"margin", parse_positive, core::Sizing::margin, SizeBy::amount},
    {"notional", parse_positive, core::Sizing::notional, SizeBy::amount},
    {"size", parse_positive, core::Sizing::size, SizeBy::amount},
    {"risk", parse_positive, core::Sizing::notional, SizeBy::risk},
    {"equity_share", parse_part, core::Sizing::margin, SizeBy::equity_share},
    {"target_volatility", parse_part, core::Sizing::notional, SizeBy::target_volatility},
    {"kelly_fraction", parse_part, core::Sizing::notional, SizeBy::kelly_fraction},
};

std::string size_names() {
  std::vector<std::string> names;
  for (const SizeKey& key : size_keys) names.emplace_back(key.name);
  return listed(names);
}

std::optional<SizeSpec> read_size(Fields& fields, const Location& location) {
  std::optional<SizeSpec> size;
  bool several = false;
  for (const SizeKey& key : size_keys) {
    const std::optional<double> amount = fields.optional(key.name, key.parse);
    if (!amount) continue;
    several = several || size;
    size = SizeSpec{key.sizing, *amount, key.by};
  }
  if (several) {
    fields.report(location, fmt::format("a position has two sizes (give one of {})", size_names()));
  }
  return size;
}

PositionSpec read_position(const Node& node, Problems& problems) {
  const std::size_t before = problems.size();
  Fields fields(node, "position", problems);
  PositionSpec position;
  position.location = node.location;
  position.contract_location = fields.where("contract");
  position.contract = fields.required("contract", parse_name);
  position.is_long = fields.required("side", parse_is_long);
  position.size = read_size(fields, node.location);
  position.entry = fields.optional("entry", parse_price);
  position.margin_mode = fields.optional("margin_mode", parse_margin_mode);
  position.leverage = fields.optional("leverage", parse_leverage);
  if (const Node* const conduct = fields.child("conduct", NodeKind::map)) {
    position.conduct = read_conduct(*conduct, problems);
    for (const RuleSpec& spec : position.conduct) {
      if (spec.key != "reserve") continue;
      fields.report(spec.location, "reserve: it is the account's (give it in account or policies)");
    }
  }
  fields.finish();
  if (problems.size() > before && !position.size) position.size = SizeSpec{};  // reported already
  return position;
}

/// One amount, or a map from the names of money and assets to amounts.
std::vector<Holding> read_wallet(const Node& node, Problems& problems) {
  if (node.kind != NodeKind::map) {
    const auto amount = parse_scalar(node, "wallet", parse_positive, problems);
    return {{"", amount.value_or(0), node.location}};
  }
  std::vector<Holding> wallet;
  for (const Entry& entry : node.entries) {
    const auto amount = parse_scalar(entry.value, entry.key, parse_positive, problems);
    wallet.push_back({entry.key, amount.value_or(0), entry.location});
  }
  if (wallet.empty()) problems.push_back({node.location, "wallet is empty"});
  std::sort(wallet.begin(), wallet.end(),
            [](const Holding& a, const Holding& b) { return a.name < b.name; });
  return wallet;
}

void apply(const PositionSpec& change, PositionSpec& position) {
  position.location = change.location;
  if (change.size) position.size = change.size;
  if (change.entry) position.entry = change.entry;
  if (change.margin_mode) position.margin_mode = change.margin_mode;
  if (change.leverage) position.leverage = change.leverage;
  position.conduct = merged(position.conduct, change.conduct);
}

void sort_by_contract(std::vector<PositionSpec>& positions) {
  std::stable_sort(
      positions.begin(), positions.end(),
      [](const PositionSpec& a, const PositionSpec& b) { return a.contract < b.contract; });
}

/// Needs positions sorted by contract.
void report_repeated(const std::vector<PositionSpec>& positions, Problems& problems) {
  for (std::size_t i = 1; i < positions.size(); ++i) {
    for (std::size_t k = i; k-- > 0 && positions[k].contract == positions[i].contract;) {
      if (positions[i].contract.empty() || !is_same_leg(positions[i], positions[k])) continue;
      problems.push_back({positions[i].location,
                          fmt::format("{} is given twice on one side", positions[i].contract)});
    }
  }
}

}  // namespace

bool is_same_leg(const PositionSpec& a, const PositionSpec& b) {
  return a.contract == b.contract && a.is_long == b.is_long;
}

void report_missing_sizes(const std::vector<PositionSpec>& positions, Problems& problems) {
  for (const PositionSpec& position : positions) {
    if (position.size) continue;
    problems.push_back({position.location,
                        fmt::format("the position has no size (give one of {})", size_names())});
  }
}

AccountSpec read_account(const Node& node, bool needs_positions, Problems& problems) {
  AccountSpec account;
  Fields fields(node, "account", problems);
  account.wallet_location = fields.where("wallet");
  if (const Node* const wallet = fields.required_child("wallet")) {
    account.wallet = read_wallet(*wallet, problems);
  }
  account.after_liquidation = fields.optional("after_liquidation", parse_after_liquidation,
                                              replay::AfterLiquidation::continues);
  if (const Node* const conduct = fields.child("conduct", NodeKind::map)) {
    account.conduct = read_conduct(*conduct, problems);
  }
  account.wiped_out_at = fields.optional("wiped_out_at", parse_share, core::Rate(0.05));
  const Node* const positions = needs_positions
                                    ? fields.required_child("positions", NodeKind::sequence)
                                    : fields.child("positions", NodeKind::sequence);
  if (positions) {
    if (positions->items.empty()) fields.report(positions->location, "positions is empty");
    account.positions = read_position_changes(*positions, problems);
    report_missing_sizes(account.positions, problems);
  }
  fields.finish();
  return account;
}

std::vector<PositionSpec> read_position_changes(const Node& node, Problems& problems) {
  std::vector<PositionSpec> positions;
  for (const Node& item : node.items) positions.push_back(read_position(item, problems));
  sort_by_contract(positions);
  report_repeated(positions, problems);
  return positions;
}

std::vector<PositionSpec> merged(const std::vector<PositionSpec>& positions,
                                 const std::vector<PositionSpec>& changes, Problems& problems) {
  std::vector<PositionSpec> result = positions;
  for (const PositionSpec& change : changes) {
    const auto leg = std::find_if(result.begin(), result.end(), [&](const PositionSpec& position) {
      return is_same_leg(position, change);
    });
    if (leg == result.end()) {
      result.push_back(change);
    } else {
      apply(change, *leg);
    }
  }
  sort_by_contract(result);
  report_repeated(result, problems);
  report_missing_sizes(result, problems);
  return result;
}

}  // namespace marginwalk::scenario
