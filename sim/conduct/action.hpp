#pragma once

#include <cstddef>
#include <variant>

#include "core/account.hpp"

/// What a trader can do to an account: a closed set, which sim/conduct/agent.cpp carries out.
namespace marginwalk::conduct {

/// Closes a share of a position at the market. It can neither increase nor turn it.
struct Reduce {
  std::size_t position = 0;
  double share = 1;  ///< of what is open when the order is carried out
};

/// Adds to a position at the market, or opens it again: as much as the margin check lets through.
struct Increase {
  std::size_t position = 0;
  core::Size size;    ///< signed, of the side of what is open
  bool opens = true;  ///< where it has been closed; else there is then nothing to add to
};

/// Opens a position by an order that waited at a limit: there, as much as the margin check lets
/// through.
struct Enter {
  std::size_t position = 0;
  core::Size size;    ///< signed, of the side of what is open
  core::Price limit;  ///< the mark at which it waited
};

/// Brings money from outside into the wallet.
struct Deposit {
  core::Money amount;  ///< of the account's money
};

/// Brings money from the trader's reserve to a scope, as far as the reserve goes.
struct Deploy {
  core::Scope scope = core::Scope::cross();
  core::Money amount;  ///< of the account's money
};

/// Moves money from the wallet to the margin of an isolated position, as far as the wallet is free.
struct PostMargin {
  std::size_t position = 0;
  core::Money amount;
};

/// Pays interest on what has been borrowed: from the wallet as far as it is free, the rest from
/// outside.
struct PayInterest {
  core::Money amount;  ///< of the account's money
};

using Action = std::variant<Reduce, Increase, Enter, Deposit, Deploy, PostMargin, PayInterest>;

}  // namespace marginwalk::conduct
