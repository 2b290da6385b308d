#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/estimate/moments.hpp"

namespace marginwalk::verify {

/// What a piece of evidence is evidence of.
enum class Kind {
  closed_form,  ///< an estimate agrees with a formula, a series or a recursion
  oracle,       ///< an answer agrees with another way to find it, and books balance
  invariance,   ///< the same question gives the same answer, whoever computes it
  coverage,     ///< intervals hold the truth as often as they say
};

/// What a difference is counted in.
enum class Unit {
  standard_errors,
  relative,   ///< a share of the reference
  differing,  ///< how many of `reference` values differ in any bit
  points,     ///< of coverage: computed less reference
};

/// One row of the page: something computed beside what it must be.
struct Evidence {
  Kind kind{};
  std::string what;
  double computed = 0;
  double reference = 0;
  double difference = 0;
  Unit unit{};
  std::string limit;  ///< of the difference, in words
  bool passed = false;
};

using Page = std::vector<Evidence>;

/// Most standard errors that an estimate may be away. Of a hundred independent rows one in 160
/// pages has a row beyond; the seeds are fixed, so that a page says the same everywhere.
inline constexpr double most_standard_errors = 4;

/// An estimate of a known standard error beside what it must be.
[[nodiscard]] Evidence estimated(Kind kind, const std::string& what, double computed,
                                 double reference, double standard_error);
[[nodiscard]] Evidence estimated(Kind kind, const std::string& what,
                                 const estimate::Moments& sample, double reference);

/// A mean of values between 0 and 1 of which so few are not 0 that the sample knows its own spread
/// badly. Their sum spreads at most as a Poisson count of the same mean (W. Hoeffding, Annals of
/// Mathematical Statistics 27, 1956, 713-721): the difference is told by the normal deviation whose
/// tail is as likely as that count's.
[[nodiscard]] Evidence rare(Kind kind, const std::string& what, const estimate::Moments& sample,
                            double reference);

/// How often something happened in `paths` paths beside its probability.
[[nodiscard]] Evidence counted(const std::string& what, std::uint64_t count, std::uint64_t paths,
                               double probability);

/// The greatest relative difference found among many, and how much is rounding.
[[nodiscard]] Evidence rounded(Kind kind, const std::string& what, double computed,
                               double reference, double difference, double rounding);

/// How many of some values are equal to the last bit.
[[nodiscard]] Evidence identical(const std::string& what, std::uint64_t equal,
                                 std::uint64_t compared);

[[nodiscard]] bool all_passed(const Page& page);

void append(Page& page, Page more);

}  // namespace marginwalk::verify
