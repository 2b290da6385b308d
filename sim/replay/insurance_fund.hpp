#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/account.hpp"

namespace marginwalk::replay {

/// A venue's insurance fund and what comes after it, as a market's assumption: how fast falls and
/// rises empty it, and how much of the winning side is then closed. It is looked at every hour.
///
/// Between two looks the price of a contract moves by a share m. What m exceeds `beyond` by costs
/// the fund `cost_per_percent` for each percent. Once it is empty, `share_per_percent` of the
/// profitable positions on the winning side is closed for each percent, the first in line first.
/// How others stand in line is a log-logistic law: a share 1 / (1 + score / typical) stands before
/// a score, where `typical` is that of a position opened at the last look at typical_leverage.
struct InsuranceFund {
  static constexpr std::uint32_t look_every = 3600;  ///< seconds

  core::Money size;
  double beyond = 0;
  core::Money cost_per_percent;
  double share_per_percent = 0;
  double typical_leverage = 1;
};

/// What a look at the fund found.
struct FundLook {
  std::vector<core::Price> before;  ///< marks of the look before
  std::vector<double> shares;       ///< of the winning side that is closed, by contract

  /// Whether anything is closed.
  [[nodiscard]] bool deleverages() const;
};

/// The fund along one path.
class FundWatch {
 public:
  /// At the start of a path; `contracts` of the marks are those of contracts.
  void begin(const InsuranceFund& fund, core::Marks start, std::size_t contracts);

  /// At the next look.
  const FundLook& look(core::Marks marks);

 private:
  const InsuranceFund* fund_ = nullptr;
  core::Money left_;
  std::vector<core::Price> last_;
  FundLook look_;
};

/// What a look closes of a position.
struct Deleveraged {
  std::size_t position = 0;
  double share = 1;
};

/// The positions of an account that a look closes: those on the winning side, in profit, and near
/// enough to the front of the line; without a line, a share of each.
[[nodiscard]] std::vector<Deleveraged> deleveraged_positions(const core::Venue& venue,
                                                             const core::Account& account,
                                                             core::Marks marks,
                                                             const InsuranceFund& fund,
                                                             const FundLook& look);

}  // namespace marginwalk::replay
