#pragma once

#include <vector>

#include "core/account.hpp"

namespace marginwalk::replay {

/// The legs that the first liquidation of a path closed in profit.
class ClosedWinners {
 public:
  /// At the start of a path.
  void begin() { sizes_.clear(); }

  /// One step of that liquidation; all happen at the same marks.
  void note(const core::Account& before, const core::Account& after, core::Marks marks);

  /// What they would have made from then on to some marks, in the account's money.
  [[nodiscard]] core::Money forgone(core::Marks now) const;

 private:
  std::vector<core::Size> sizes_;   ///< by contract; empty as long as nothing is liquidated
  std::vector<core::Price> marks_;  ///< when they were closed
};

}  // namespace marginwalk::replay
