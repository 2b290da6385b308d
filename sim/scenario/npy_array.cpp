#include "sim/scenario/npy_array.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <optional>
#include <regex>

#include "sim/estimate/bytes.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

[[noreturn]] void fail(const std::string& file_name, const std::string& message) {
  throw InputError({{{file_name, 0, 0}, message}});
}

/// Takes the header off; nothing where there is none.
std::optional<std::string> take_header(std::string_view& text) {
  if (!text.starts_with(magic) || text.size() < magic.size() + 6) return std::nullopt;
  const std::size_t bytes = text[magic.size()] == 1 ? 2 : 4;  // of its length, since version 2
  text.remove_prefix(magic.size() + 2);
  const std::uint64_t length = estimate::little_endian(text.substr(0, bytes));
  text.remove_prefix(bytes);
  if (length > text.size()) return std::nullopt;
  std::string header(text.substr(0, length));
  text.remove_prefix(length);
  return header;
}

/// What stands behind a key of the header.
std::string value_of(const std::string& header, const std::string& key, const std::string& form) {
  std::smatch found;
  return std::regex_search(header, found, std::regex("'" + key + "':\\s*" + form)) ? found[1].str()
                                                                                   : "";
}

}  // namespace

NpyArray parse_npy(std::string_view text, const std::string& file_name) {
  const std::optional<std::string> header = take_header(text);
  if (!header) fail(file_name, "not a .npy file (it does not begin like one)");
  const std::string type = value_of(*header, "descr", "'([^']*)'");
  if (type != "<f8") {
    fail(file_name, fmt::format("values of type {} (doubles, '<f8', are read)", shown(type)));
  }
  if (value_of(*header, "fortran_order", "(\\w+)") != "False") {
    fail(file_name, "an array column by column (numpy.ascontiguousarray makes it row by row)");
  }
  const std::string shape = value_of(*header, "shape", "\\(([^)]*)\\)");
  std::smatch sizes;
  if (!std::regex_match(shape, sizes, std::regex("(\\d{1,15}),\\s*(\\d{1,15})?\\s*,?"))) {
    fail(file_name,
         fmt::format("an array of shape ({}) (paths x moments, or moments, are read)", shape));
  }
  NpyArray array{1, std::stoull(sizes[1].str()), {}};
  if (sizes[2].matched) array = {array.columns, std::stoull(sizes[2].str()), {}};
  const std::size_t count = text.size() / sizeof(double);
  const bool fits =
      array.rows == 0 ? count == 0 : count % array.rows == 0 && count / array.rows == array.columns;
  if (!fits || text.size() % sizeof(double) != 0) {
    fail(file_name,
         fmt::format("{} bytes of values do not make an array of shape ({})", text.size(), shape));
  }
  array.values.reserve(count);
  for (; !text.empty(); text.remove_prefix(sizeof(double))) {
    array.values.push_back(
        std::bit_cast<double>(estimate::little_endian(text.substr(0, sizeof(double)))));
  }
  return array;
}

}  // namespace marginwalk::scenario
