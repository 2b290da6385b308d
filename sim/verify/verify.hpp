#pragma once

#include <filesystem>
#include <functional>

#include "sim/verify/evidence.hpp"

namespace marginwalk::verify {

struct Options {
  std::filesystem::path scenarios;  ///< folder of the shipped studies, venues and models
  bool full = false;                ///< ten times as many paths, and more laws and maturities
  unsigned threads = 0;             ///< 0 = as many as the machine has
  /// Told what is about to be done.
  std::function<void(const std::string&)> progress = {};
};

/// The evidence of one kind, computed here and now. Seeds are fixed.
[[nodiscard]] Page verify(Kind kind, const Options& options);

}  // namespace marginwalk::verify
