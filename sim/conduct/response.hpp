#pragma once

#include <variant>
#include <vector>

#include "core/account.hpp"
#include "sim/conduct/action.hpp"

namespace marginwalk::conduct {

/// Sees it and does nothing.
struct Ignore {
  bool operator==(const Ignore&) const = default;
};

/// Closes a share of everything that is warned of; 1: all of it.
struct Cut {
  double share = 1;
  bool operator==(const Cut&) const = default;
};

/// Brings margin from the reserve, to the scope that is warned of.
struct AddMargin {
  core::Money amount;
  bool operator==(const AddMargin&) const = default;
};

/// What a trader does when warned.
using Response = std::variant<Ignore, Cut, AddMargin>;

/// That, warned of a whole scope, or of one position.
[[nodiscard]] std::vector<Action> actions_of(const Response& response, const core::Account& account,
                                             core::Scope scope);
[[nodiscard]] std::vector<Action> actions_of(const Response& response, const core::Account& account,
                                             std::size_t position);

}  // namespace marginwalk::conduct
