#include "sim/random/address.hpp"

#include <gtest/gtest.h>

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <random>
#include <set>

#include "sim/random/addressed_engine.hpp"

namespace marginwalk::random::address_test {
namespace {

TEST(Address, KnownAnswersOfPhilox4x32With10Rounds) {
  // Random123's kat_vectors, counter words (node is word 2; stream and block share word 3).
  EXPECT_EQ(draw(0, {0, 0, Stream{0}, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(draw(~0ULL, {~0ULL, ~0U, Stream{0xffff}, 0xffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(
      draw(0x299f31d0a4093822ULL, {0x85a308d3243f6a88ULL, 0x13198a2e, Stream{0x0370}, 0x7344}),
      (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Address, EveryPartOfItMatters) {
  std::set<Words> seen;
  for (const std::uint64_t seed : {1ULL, 2ULL, 1ULL << 40U}) {
    for (const std::uint64_t path : {0ULL, 1ULL, 1ULL << 33U}) {
      for (const std::uint32_t node : {0U, 60U}) {
        for (const std::uint16_t block : {std::uint16_t{0}, std::uint16_t{1}}) {
          seen.insert(draw(seed, {path, node, Stream::brownian, block}));
          seen.insert(draw(seed, {path, node, Stream{7}, block}));
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), 3U * 3 * 2 * 2 * 2);
}

TEST(AddressedEngine, ReadsOnFromItsAddressBlockAfterBlock) {
  AddressedEngine engine(5, {3, 60, Stream{1}, 0});
  for (std::uint16_t block = 0; block < 3; ++block) {
    for (const std::uint32_t word : draw(5, {3, 60, Stream{1}, block})) EXPECT_EQ(engine(), word);
  }
}

TEST(AddressedEngine, ServesBoostDistributions) {
  constexpr int draws = 20'000;
  double waiting = 0;
  double arrivals = 0;
  for (std::uint64_t path = 0; path < draws; ++path) {
    AddressedEngine engine(11, {path, 0, Stream{2}, 0});
    waiting += boost::random::exponential_distribution<double>(4)(engine);
    arrivals += boost::random::poisson_distribution<int>(3)(engine);
  }
  const double root = std::sqrt(draws);
  EXPECT_NEAR(waiting / draws, 0.25, 3 * 0.25 / root);
  EXPECT_NEAR(arrivals / draws, 3, 3 * std::sqrt(3) / root);
}

}  // namespace
}  // namespace marginwalk::random::address_test
