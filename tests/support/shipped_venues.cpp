#include "tests/support/shipped_venues.hpp"

#include "sim/verify/shipped_venues.hpp"

namespace marginwalk::test {

const std::vector<core::Venue>& shipped_venues() {
  static const std::vector<core::Venue> venues =
      verify::read_venues(MARGINWALK_SOURCE_DIR "/scenarios/venues");
  return venues;
}

}  // namespace marginwalk::test
