#include "sim/estimate/bytes.hpp"

#include <bit>

namespace marginwalk::estimate {

void append_little_endian(std::string& bytes, std::uint64_t number, std::size_t count) {
  for (; count > 0; --count, number >>= 8U) bytes += static_cast<char>(number & 255U);
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) {
    number = number << 8U | static_cast<unsigned char>(bytes[i - 1]);
  }
  return number;
}

void ByteWriter::count(std::uint64_t number) {
  for (; number >= 128; number >>= 7U) bytes_ += static_cast<char>((number & 127U) | 128U);
  bytes_ += static_cast<char>(number);
}

void ByteWriter::integer(std::int64_t number) {
  const auto magnitude = static_cast<std::uint64_t>(number < 0 ? -(number + 1) : number);
  count(2 * magnitude + (number < 0 ? 1 : 0));
}

void ByteWriter::real(double number) {
  append_little_endian(bytes_, std::bit_cast<std::uint64_t>(number), sizeof number);
}

std::uint8_t ByteReader::byte() {
  if (rest_.empty()) throw MalformedBytes("bytes are missing");
  const auto first = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return first;
}

std::uint64_t ByteReader::count() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint64_t next = byte();
    number |= (next & 127U) << shift;
    if (next < 128) return number;
  }
  throw MalformedBytes("a count has too many bytes");
}

std::uint64_t ByteReader::count_up_to(std::uint64_t greatest) {
  const std::uint64_t number = count();
  if (number > greatest) throw MalformedBytes("a count is out of range");
  return number;
}

std::int64_t ByteReader::integer() {
  const std::uint64_t number = count();
  const auto magnitude = static_cast<std::int64_t>(number / 2);
  return number % 2 == 0 ? magnitude : -magnitude - 1;
}

double ByteReader::real() {
  if (rest_.size() < sizeof(double)) throw MalformedBytes("bytes are missing");
  const std::uint64_t bits = little_endian(rest_.substr(0, sizeof(double)));
  rest_.remove_prefix(sizeof(double));
  return std::bit_cast<double>(bits);
}

void ByteReader::finish() const {
  if (!rest_.empty()) throw MalformedBytes("there are bytes too many");
}

}  // namespace marginwalk::estimate
