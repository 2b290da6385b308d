#pragma once

#include <string>
#include <vector>

#include "core/opening.hpp"

namespace marginwalk::scenario {

/// An account that a venue was asked to open.
struct Application {
  const core::Venue& venue;
  core::Marks marks;
  const std::vector<core::PositionRequest>& requests;
  bool capped = false;  ///< a leverage cap may have scaled the sizes
};

/// A refusal in words, with its figures: `leverage 150x of BTC-PERP is above the maximum of 125x
/// for a notional of 12,000 at venue binance-usdm`.
[[nodiscard]] std::string refusal_text(const core::Refusal& refusal,
                                       const Application& application);

}  // namespace marginwalk::scenario
