#include "sim/scenario/read_reserve.hpp"

#include <fmt/format.h>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {

conduct::Rule read_reserve(const Node& node, Problems& problems) {
  conduct::Reserve rule;
  const bool is_share = node.kind == NodeKind::scalar && node.text.ends_with('%');
  if (is_share) {
    rule.share = parse_scalar(node, "reserve", parse_share, problems).value_or(core::Rate(0));
  } else {
    rule.amount = parse_scalar(node, "reserve", parse_money, problems).value_or(core::Money(0));
  }
  return rule;
}

void set_reserve_aside(ConductSpec& conduct, core::Account& funds, Problems& problems) {
  for (RuleSpec& spec : conduct) {
    auto* const reserve = spec.rule ? std::get_if<conduct::Reserve>(&*spec.rule) : nullptr;
    if (!reserve) continue;
    if (reserve->share > core::Rate(0)) reserve->amount = funds.wallet * reserve->share;
    if (reserve->amount >= funds.wallet) {
      problems.push_back({spec.location, fmt::format("reserve: nothing is left in the wallet, {}",
                                                     funds.wallet.value())});
    }
    funds.wallet -= reserve->amount;
  }
}

}  // namespace marginwalk::scenario
