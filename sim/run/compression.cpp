#include "sim/run/compression.hpp"

#include <zlib.h>

#include <new>

#include "core/expect.hpp"
#include "sim/estimate/bytes.hpp"

namespace marginwalk::run {
namespace {

Bytef* bytes_of(std::string& bytes) { return reinterpret_cast<Bytef*>(bytes.data()); }

/// zlib asks for its input without const, and changes nothing there.
Bytef* bytes_of(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

/// What compresses one piece after the other: to begin costs it more than some thousand bytes do.
/// It looks for runs only, of which records have more than of other repetitions: that takes less
/// room and less time than the first of the nine levels; docs/cluster.md.
class Compressor {
 public:
  Compressor() {
    const int code = deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS,
                                  usual_memory_level, Z_RLE);
    if (code != Z_OK) throw std::bad_alloc();
  }
  ~Compressor() { deflateEnd(&stream_); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  std::string operator()(std::string_view bytes) {
    std::string result(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = bytes_of(bytes);
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = bytes_of(result);
    stream_.avail_out = static_cast<uInt>(result.size());
    [[maybe_unused]] const int code = deflate(&stream_, Z_FINISH);
    MARGINWALK_EXPECTS(code == Z_STREAM_END);
    result.resize(stream_.total_out);
    deflateReset(&stream_);
    return result;
  }

 private:
  static constexpr int usual_memory_level = 8;  ///< zlib.h
  z_stream stream_{};
};

}  // namespace

std::string compressed(std::string_view bytes) {
  thread_local Compressor compressor;
  return compressor(bytes);
}

std::string decompressed(std::string_view bytes, std::size_t size) {
  std::string result(size, '\0');
  uLongf written = size;
  uLong read = bytes.size();
  const int code = uncompress2(bytes_of(result), &written, bytes_of(bytes), &read);
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
