#pragma once

#include <cstddef>

#include "core/account.hpp"

namespace marginwalk::conduct {

/// The price that sets an order off: the mark, or the last price where a venue's marks are not
/// that. Last prices stand behind the marks, and move like them.
struct Trigger {
  bool by_last = false;
  std::size_t row = 0;  ///< of the last price

  [[nodiscard]] std::size_t row_of(const core::Position& position) const {
    return by_last ? row : position.contract;
  }
  [[nodiscard]] core::Price price(core::Marks marks, const core::Position& position) const {
    return marks[row_of(position)];
  }

  bool operator==(const Trigger&) const = default;
};

}  // namespace marginwalk::conduct
