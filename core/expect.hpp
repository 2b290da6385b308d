#pragma once

#include <stdexcept>
#include <string>

namespace marginwalk::core {

/// A mistake of this program, never of its user or of the market. It is caught only to name the
/// address (seed, path, cell) at which it happened.
class Defect : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws Defect with the place and the words of a condition that does not hold.
[[noreturn]] inline void throw_defect(const char* condition, const char* file, int line) {
  throw Defect(std::string("defect at ") + file + ":" + std::to_string(line) + ": expected " +
               condition);
}

}  // namespace marginwalk::core

/// States what must hold between our own functions; checked in builds with MARGINWALK_CONTRACTS.
#ifdef MARGINWALK_CONTRACTS
#define MARGINWALK_EXPECTS(condition) \
  ((condition) ? void(0) : ::marginwalk::core::throw_defect(#condition, __FILE__, __LINE__))
#else
#define MARGINWALK_EXPECTS(condition) void(0)
#endif
