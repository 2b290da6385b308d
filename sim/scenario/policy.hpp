#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/position.hpp"
#include "sim/replay/trader.hpp"

namespace marginwalk::scenario {

/// A key of the file, by its dotted path, and the value that a matrix puts there, as written.
struct MatrixSetting {
  std::string key;
  std::string value;

  bool operator==(const MatrixSetting&) const = default;
};

/// What a cell was asked to be. An absent field is left to the positions themselves.
struct Policy {
  std::string name;  ///< the cell's id, as in cross-10x or isolated-20x-cap3x
  std::optional<core::MarginMode> margin_mode;
  std::optional<double> leverage;
  std::optional<double> leverage_cap;
  std::optional<std::string> venue{};
  std::optional<std::string> book{};  ///< which positions, of those that the policies name
  std::optional<replay::AfterLiquidation> after_liquidation{};
  std::optional<std::string> conduct{};  ///< which, of those that the policies name
  std::string market{};                  ///< the first part of the name, where there is a matrix
  std::vector<MatrixSetting> settings{};
  std::optional<std::uint32_t> trader{};  ///< of a cohort: its number, from 1
  std::optional<std::string> band{};      ///< of a cohort: the band of leverage that it is in
};

/// Calls see(key, member) for each setting that a policy can have of its own, in the order of a
/// cell's name: all that it is by itself but the name and what a matrix or a cohort makes it.
template <class See>
void for_each_setting(See&& see) {
  see("venue", &Policy::venue);
  see("book", &Policy::book);
  see("margin_mode", &Policy::margin_mode);
  see("leverage", &Policy::leverage);
  see("leverage_cap", &Policy::leverage_cap);
  see("after_liquidation", &Policy::after_liquidation);
  see("conduct", &Policy::conduct);
}

/// Whether two policies differ in their margin mode and in nothing else but the name.
[[nodiscard]] bool differ_in_margin_mode_alone(const Policy& a, const Policy& b);

/// How many settings of two policies differ; a key of the matrix that only one has is one.
[[nodiscard]] std::size_t settings_apart(const Policy& a, const Policy& b);

/// The settings of a policy, as a file would spell them: of its own, then of a matrix.
[[nodiscard]] std::vector<MatrixSetting> settings_of(const Policy& policy);

}  // namespace marginwalk::scenario
