#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace marginwalk::estimate {

/// Bytes that are not what they claim to be: cut short, too long, of an unknown version.
struct MalformedBytes : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Appends so many of a number's bytes, the lowest first.
void append_little_endian(std::string& bytes, std::uint64_t number, std::size_t count);

/// The number whose bytes these are, the lowest first; eight at most.
[[nodiscard]] std::uint64_t little_endian(std::string_view bytes);

/// Puts numbers behind each other: the same bytes on every machine.
class ByteWriter {
 public:
  /// Seven bits to a byte, the lowest first; the highest bit says that more follow (LEB128).
  void count(std::uint64_t number);

  /// Of either sign, small magnitudes short: 0, -1, 1, -2 ... as counts 0, 1, 2, 3 ...
  void integer(std::int64_t number);

  /// The eight bytes of IEEE 754 binary64, the lowest first.
  void real(double number);

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Takes them out again in the same order. Throws MalformedBytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t count();
  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] double real();

  /// A count that may be at most so large: a size that memory is asked for.
  [[nodiscard]] std::uint64_t count_up_to(std::uint64_t greatest);

  /// Nothing may be left.
  void finish() const;

 private:
  std::uint8_t byte();

  std::string_view rest_;
};

}  // namespace marginwalk::estimate
