#include "sim/run/looks.hpp"

#include "sim/run/block.hpp"

namespace marginwalk::run {

std::vector<std::uint64_t> looks(std::uint64_t at_most) {
  constexpr std::uint64_t first_blocks = 16;
  std::vector<std::uint64_t> result;
  for (std::uint64_t blocks = first_blocks; blocks * paths_per_block < at_most;
       blocks += (blocks + 1) / 2) {
    result.push_back(blocks * paths_per_block);
  }
  result.push_back(at_most);
  return result;
}

}  // namespace marginwalk::run
