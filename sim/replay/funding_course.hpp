#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/replay/conditions.hpp"
#include "sim/replay/world.hpp"

namespace marginwalk::replay {

/// Funding rates along one path, where they move or shocks change them.
class FundingCourse {
 public:
  explicit FundingCourse(const World& world);

  /// At the start of a path.
  void begin(std::uint64_t path);

  /// The rate of each contract at the next funding stamp, 0 where none is due or the contract is
  /// settled; lasts until the stamp after it.
  std::span<const core::Rate> rates(const Stop& stop, std::uint32_t seconds, core::Marks marks,
                                    const Conditions& conditions);

 private:
  void move_premiums(std::uint32_t seconds, core::Marks marks);
  [[nodiscard]] double market_rate(std::size_t contract) const;

  const World* world_;
  std::uint64_t path_ = 0;
  std::vector<std::size_t> assets_;  ///< by contract; of an inverse one, what it is the inverse of
  std::vector<double> signs_;        ///< by contract: -1 where the mark is a reciprocal
  std::vector<double> premiums_;     ///< by contract
  std::vector<core::Price> last_;    ///< marks when premiums moved last
  std::vector<core::Rate> rates_;
};

}  // namespace marginwalk::replay
