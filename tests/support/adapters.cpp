#include "tests/support/adapters.hpp"

#include <map>

namespace marginwalk::test {

nlohmann::json answer(const Case& each) {
  using Adapter = nlohmann::json (*)(const Case&);
  static const std::map<std::string, Adapter> adapters{
      {"liq_price", answer_liquidation_price},
      {"bankruptcy_price", answer_liquidation_price},
      {"tier_lookup", answer_tiers},
      {"tier_maintenance_amounts", answer_tiers},
      {"tier_maintenance_amount_step", answer_tiers},
      {"mmr_from_max_leverage", answer_tiers},
      {"margin_requirement", answer_margin},
      {"is_liquidatable", answer_margin},
      {"funding_payment", answer_funding},
  };
  const auto found = adapters.find(each.kind);
  if (found == adapters.end()) throw NotApplicable("no rule for " + each.kind);
  return found->second(each);
}

}  // namespace marginwalk::test
