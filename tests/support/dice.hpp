#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace marginwalk::test {

/// Draws of a random study; the number decides all of them.
class Dice {
 public:
  explicit Dice(std::uint64_t number) : engine_(number) {}

  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  bool coin() { return between(0, 1) < 0.5; }
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace marginwalk::test
