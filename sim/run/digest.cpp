#include "sim/run/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <string_view>

namespace marginwalk::run {

std::string input_sha256(const std::vector<scenario::Source>& sources) {
  std::string all;
  for (const scenario::Source& source : sources) {
    all += source.name + '\n' + std::to_string(source.text.size()) + '\n' + source.text;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(all.data(), all.size(), digest.data(), &length, EVP_sha256(), nullptr);

  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

}  // namespace marginwalk::run
