#pragma once

#include <cstdint>
#include <vector>

namespace marginwalk::conduct {

/// The minutes of a day at which something falls that is done every so many seconds from the start:
/// whole minutes that divide a day, or whole days. The last minute of a day is 1440.
[[nodiscard]] std::vector<std::uint32_t> minutes_of_day(std::uint32_t every);

/// The minute of a day, 1 to 1440, at which a moment falls, in seconds from the start.
[[nodiscard]] std::uint32_t minute_of_day(std::uint32_t seconds);

}  // namespace marginwalk::conduct
