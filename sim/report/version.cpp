#include "sim/report/version.hpp"

#include <fmt/format.h>

// Both are defined by the build.
#ifndef MARGINWALK_VERSION
#define MARGINWALK_VERSION "unknown"
#endif
#ifndef MARGINWALK_BUILD_TYPE
#define MARGINWALK_BUILD_TYPE "unknown build"
#endif

namespace marginwalk::report {
namespace {

std::string compiler() {
#if defined(__clang__)
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#elif defined(__GNUC__)
  return fmt::format("gcc {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#else
  return "unknown compiler";
#endif
}

}  // namespace

std::string version() { return MARGINWALK_VERSION; }

std::string build() { return fmt::format("{}, {}", compiler(), MARGINWALK_BUILD_TYPE); }

}  // namespace marginwalk::report
