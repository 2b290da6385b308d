#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "sim/random/address.hpp"
#include "sim/random/bridge_lanes.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/random/elementary.hpp"
#include "sim/random/exponential_lanes.hpp"
#include "sim/random/instructions.hpp"
#include "sim/random/normal_quantile.hpp"
#include "sim/random/subtree.hpp"

/// Whatever the processor, lanes must give what the scalar functions give, to the last bit.
namespace marginwalk::random::lanes_test {
namespace {

class EachInstructionSet : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { use_instructions(GetParam()); }
  void TearDown() override { use_instructions(available_instructions().front()); }
};

std::string name_of(const ::testing::TestParamInfo<std::string>& instructions) {
  std::string name = instructions.param;
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Lanes, EachInstructionSet, ::testing::ValuesIn(available_instructions()),
                         name_of);

TEST_P(EachInstructionSet, IsInUse) { EXPECT_EQ(instructions_in_use(), GetParam()); }

TEST_P(EachInstructionSet, GivesTheSameExponentials) {
  std::vector<double> exponents;
  for (int i = 0; i < 64'000; ++i) exponents.push_back((i - 32'000) * 0.0237);
  exponents.back() = -1e300;
  exponents.front() = 1e300;
  std::vector<double> values(exponents.size());
  const std::array rows{ScaledExponentials{1.7, exponents.data(), values.data()}};
  scaled_exponentials(rows, values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    ASSERT_EQ(values[i], 1.7 * exponential(exponents[i])) << exponents[i];
  }
}

TEST_P(EachInstructionSet, GivesTheSameNormalsAtNodes) {
  constexpr std::uint64_t seed = 0x0123'4567'89ab'cdefU;
  constexpr std::uint64_t path = (std::uint64_t{7} << 32U) + 11;
  constexpr std::size_t block = 1;
  constexpr std::size_t stride = 8;
  Lanes<std::uint64_t> seconds{};
  std::vector<BridgeNode> nodes;  // between zeros: normals
  for (std::uint32_t i = 0; i < lanes; ++i) {
    seconds[i] = 60 * (i * i + 1);
    nodes.push_back({i + 1, 0, lanes + 1, 0.5F, 1.0F});
  }
  std::vector<float> motion((lanes + 2) * stride);
  for (std::uint32_t offset = 0; offset < 400 * seconds_per_day; offset += seconds_per_day) {
    const std::size_t count = 1 + offset / seconds_per_day % 4;
    bridge_nodes({seed, path, offset, &seconds, nodes}, block, 4 * block + count, motion.data(),
                 stride);
    for (std::size_t i = 0; i < lanes; ++i) {
      const auto node = static_cast<std::uint32_t>(offset + seconds[i]);
      const Words words = draw(seed, {path, node, Stream::brownian, block});
      for (std::size_t k = 0; k < count; ++k) {
        ASSERT_EQ(motion[(i + 1) * stride + 4 * block + k], normal_from_word(words[k]));
      }
    }
  }
}

TEST_P(EachInstructionSet, GivesTheSameBridgePoints) {
  constexpr std::uint64_t seed = 99;
  constexpr std::uint64_t first_path = 48;
  constexpr std::size_t factors = 5;
  const BrownianTree tree(seed, factors);
  for (const std::uint32_t minute : {480U, 960U, 240U, 7U, 1439U}) {
    const Cut cut = cut_of(minute);
    std::vector<Lanes<float>> left(factors);
    std::vector<Lanes<float>> right(factors);
    std::vector<Lanes<float>> values(factors);
    const auto at = [&](std::uint32_t m, std::size_t i) {
      return tree.at(first_path + i, 3 * seconds_per_day + m * seconds_per_minute);
    };
    for (std::size_t i = 0; i < lanes; ++i) {
      for (std::size_t f = 0; f < factors; ++f) {
        left[f][i] = at(cut.left, i)[f];
        right[f][i] = at(cut.right, i)[f];
      }
    }
    const std::uint32_t node = 3 * seconds_per_day + minute * seconds_per_minute;
    bridge_paths({seed, first_path, node, cut.weight, cut.deviation}, factors, left.data(),
                 right.data(), values.data());
    for (std::size_t i = 0; i < lanes; ++i) {
      for (std::size_t f = 0; f < factors; ++f) ASSERT_EQ(values[f][i], at(minute, i)[f]);
    }
  }
}

TEST_P(EachInstructionSet, GivesTheSameSubtrees) {
  constexpr std::size_t factors = 5;
  constexpr std::size_t stride = 8;
  const BrownianTree tree(7, factors);
  struct Case {
    std::uint32_t left, length, resolution;
  };
  for (const Case& c : {Case{0, 1440, 60}, Case{480, 480, 15}, Case{300, 60, 15}, Case{945, 15, 1},
                        Case{240, 120, 15}}) {
    const Subtree subtree(c.length, c.resolution);
    const std::vector<std::uint32_t>& minutes = subtree.minutes();
    std::vector<float> motion(minutes.size() * stride);
    const auto at = [&](std::size_t position) {
      return tree.at(3, 2 * seconds_per_day + (c.left + minutes[position]) * seconds_per_minute);
    };
    for (std::size_t f = 0; f < factors; ++f) {
      motion[f] = at(0)[f];
      motion[(minutes.size() - 1) * stride + f] = at(minutes.size() - 1)[f];
    }
    const std::uint32_t seconds = 2 * seconds_per_day + c.left * seconds_per_minute;
    subtree.draw(7, 3, seconds, factors, motion.data(), stride);
    for (std::size_t position = 0; position < minutes.size(); ++position) {
      for (std::size_t f = 0; f < factors; ++f) {
        ASSERT_EQ(motion[position * stride + f], at(position)[f]) << c.length << " " << position;
      }
    }
  }
}

}  // namespace
}  // namespace marginwalk::random::lanes_test
