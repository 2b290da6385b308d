#include "sim/run/compression.hpp"

#include <zlib.h>

#include <memory>
#include <new>

#include "core/expect.hpp"
#include "sim/estimate/bytes.hpp"

namespace marginwalk::run {
namespace {

/// As measured on records of scenarios/fifteen-thousand.yaml and hedged-pair.yaml, see
/// docs/cluster.md.
constexpr int level = 1;

}  // namespace

std::string compressed(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string result(size, '\0');
  const int code = compress2(reinterpret_cast<Bytef*>(result.data()), &size,
                             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), level);
  if (code == Z_MEM_ERROR) throw std::bad_alloc();
  MARGINWALK_EXPECTS(code == Z_OK);
  result.resize(size);
  return result;
}

std::string decompressed(std::string_view bytes, std::size_t size) {
  std::string result(size, '\0');
  uLongf written = size;
  uLong read = bytes.size();
  const int code = uncompress2(reinterpret_cast<Bytef*>(result.data()), &written,
                               reinterpret_cast<const Bytef*>(bytes.data()), &read);
  if (code == Z_MEM_ERROR) throw std::bad_alloc();
  if (code != Z_OK || written != size || read != bytes.size()) {
    throw estimate::MalformedBytes("what is compressed is damaged");
  }
  return result;
}

std::string byte_planes(std::string_view bytes, std::size_t width) {
  MARGINWALK_EXPECTS(width > 0 && bytes.size() % width == 0);
  std::string planes;
  planes.reserve(bytes.size());
  for (std::size_t plane = 0; plane < width; ++plane) {
    for (std::size_t at = plane; at < bytes.size(); at += width) planes += bytes[at];
  }
  return planes;
}

}  // namespace marginwalk::run
