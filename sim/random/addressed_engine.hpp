#pragma once

#include <cstdint>
#include <limits>

#include "sim/random/address.hpp"

namespace marginwalk::random {

/// A uniform random bit generator that reads on from an address, block after block, so that
/// Boost.Random's distributions can draw at it. Two engines at one address give the same words.
class AddressedEngine {
 public:
  using result_type = std::uint32_t;

  AddressedEngine(std::uint64_t seed, const Address& address) : seed_(seed), next_(address) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  result_type operator()() {
    if (used_ == words_.size()) {
      words_ = draw(seed_, next_);
      ++next_.block;
      used_ = 0;
    }
    return words_[used_++];
  }

 private:
  std::uint64_t seed_;
  Address next_;
  Words words_{};
  std::size_t used_ = words_.size();
};

}  // namespace marginwalk::random
