#include "sim/random/address.hpp"

#include <Random123/philox.h>

namespace marginwalk::random {

Words draw(std::uint64_t seed, const Address& address) {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); };
  const std::uint32_t stream_and_block =
      static_cast<std::uint32_t>(address.stream) << 16U | address.block;

  const r123::Philox4x32::ctr_type counter{
      {low(address.path), high(address.path), address.node, stream_and_block}};
  const r123::Philox4x32::key_type key{{low(seed), high(seed)}};
  const r123::Philox4x32::ctr_type words = r123::Philox4x32()(counter, key);
  return {words[0], words[1], words[2], words[3]};
}

}  // namespace marginwalk::random
