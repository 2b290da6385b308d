#include "sim/run/compression.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/estimate/bytes.hpp"

namespace marginwalk::run::compression_test {
namespace {

TEST(Compression, PlanesPutTheFirstBytesFirst) {
  EXPECT_EQ(byte_planes("a1b2c3", 2), "abc123");
  EXPECT_EQ(byte_planes("a12b34", 3), "ab1324");
  EXPECT_EQ(byte_planes("abc", 1), "abc");
  EXPECT_EQ(byte_planes("", 8), "");
}

RC_GTEST_PROP(Compression, PlanesLeadBack, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 9);
  const auto count = *rc::gen::inRange<std::size_t>(1, 300);
  const auto bytes = *rc::gen::container<std::string>(width * count, rc::gen::arbitrary<char>());
  RC_ASSERT(byte_planes(byte_planes(bytes, width), count) == bytes);
}

RC_GTEST_PROP(Compression, LeadsBack, ()) {
  const auto bytes = *rc::gen::arbitrary<std::string>();
  RC_ASSERT(decompressed(compressed(bytes), bytes.size()) == bytes);
}

TEST(Compression, TakesLittleOfWhatIsAlike) {
  EXPECT_LT(compressed(std::string(256, '\0')).size(), 16U);
}

/// A cut, a tail, another length, a byte that changed: none is taken for what was compressed.
TEST(Compression, TellsDamage) {
  const std::string text = "the numbers read back are the same to the bit, or none are";
  const std::string bytes = compressed(text);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THROW(static_cast<void>(decompressed(bytes.substr(0, length), text.size())),
                 estimate::MalformedBytes);
  }
  EXPECT_THROW(static_cast<void>(decompressed(bytes + "x", text.size())), estimate::MalformedBytes);
  for (const std::size_t size : {std::size_t{0}, text.size() - 1, text.size() + 1}) {
    EXPECT_THROW(static_cast<void>(decompressed(bytes, size)), estimate::MalformedBytes);
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    try {
      EXPECT_EQ(decompressed(changed, text.size()), text) << "byte " << at;
    } catch (const estimate::MalformedBytes&) {
    }
  }
}

}  // namespace
}  // namespace marginwalk::run::compression_test
