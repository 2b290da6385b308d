#include "sim/conduct/response.hpp"

namespace marginwalk::conduct {

std::vector<Action> actions_of(const Response& response, const core::Account& account,
                               core::Scope scope) {
  std::vector<Action> actions;
  if (const auto* const cut = std::get_if<Cut>(&response)) {
    for (std::size_t i = 0; i < account.positions.size(); ++i) {
      if (!account.positions[i].open() || !scope.contains(account, i)) continue;
      actions.push_back(Reduce{i, cut->share});
    }
  } else if (const auto* const add = std::get_if<AddMargin>(&response)) {
    actions.push_back(Deploy{scope, add->amount});
  }
  return actions;
}

std::vector<Action> actions_of(const Response& response, const core::Account& account,
                               std::size_t position) {
  if (const auto* const cut = std::get_if<Cut>(&response)) return {Reduce{position, cut->share}};
  return actions_of(response, account, core::scope_of(account, position));
}

}  // namespace marginwalk::conduct
