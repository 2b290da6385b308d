#include "sim/run/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace marginwalk::run {

namespace {

/// The text without its lines that begin with `paths:`.
std::string without_paths(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (!line.starts_with("paths:")) kept.append(line) += '\n';
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return kept;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);

  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

std::string input_sha256(const std::vector<scenario::Source>& sources) {
  std::string all;
  for (const scenario::Source& source : sources) {
    all += source.name + '\n' + std::to_string(source.text.size()) + '\n' + source.text;
  }
  return sha256(all);
}

std::string study_sha256(const std::vector<scenario::Source>& sources, bool until_precise) {
  std::vector<scenario::Source> kept;
  for (const scenario::Source& source : sources) {
    if (!source.is_setting || source.name != "paths") kept.push_back(source);
  }
  if (!kept.empty()) kept.front().text = without_paths(kept.front().text);
  if (until_precise) kept.push_back({"until precise", "", true});
  return input_sha256(kept);
}

}  // namespace marginwalk::run
