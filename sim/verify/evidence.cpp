#include "sim/verify/evidence.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <iterator>
#include <limits>

namespace marginwalk::verify {

namespace {

Evidence away(Kind kind, const std::string& what, double computed, double reference,
              double standard_errors) {
  return {kind,
          what,
          computed,
          reference,
          standard_errors,
          Unit::standard_errors,
          "4 at most",
          std::abs(standard_errors) <= most_standard_errors};
}

/// Of a count, as if it had fractions, from its Poisson mean.
double normal_deviation(double count, double mean) {
  const double tail =
      count > mean ? boost::math::gamma_p(count, mean) : boost::math::gamma_q(count + 1, mean);
  const double likely = std::clamp(tail, std::numeric_limits<double>::min(), 0.5);
  const double deviation = -boost::math::quantile(boost::math::normal(), likely);
  return count > mean ? deviation : -deviation;
}

}  // namespace

Evidence estimated(Kind kind, const std::string& what, double computed, double reference,
                   double standard_error) {
  return away(kind, what, computed, reference, (computed - reference) / standard_error);
}

Evidence rare(Kind kind, const std::string& what, const estimate::Moments& sample,
              double reference) {
  const auto size = static_cast<double>(sample.count);
  return away(kind, what, sample.mean, reference,
              normal_deviation(sample.mean * size, reference * size));
}

Evidence estimated(Kind kind, const std::string& what, const estimate::Moments& sample,
                   double reference) {
  return estimated(kind, what, sample.mean, reference, sample.standard_error());
}

Evidence counted(const std::string& what, std::uint64_t count, std::uint64_t paths,
                 double probability) {
  const auto all = static_cast<double>(paths);
  return estimated(Kind::closed_form, what, static_cast<double>(count) / all, probability,
                   std::sqrt(probability * (1 - probability) / all));
}

Evidence rounded(Kind kind, const std::string& what, double computed, double reference,
                 double difference, double rounding) {
  return {kind,       what,           computed,   reference,
          difference, Unit::relative, "rounding", difference <= rounding};
}

Evidence identical(const std::string& what, std::uint64_t equal, std::uint64_t compared) {
  const auto differing = static_cast<double>(compared - equal);
  return {Kind::invariance,
          what,
          static_cast<double>(equal),
          static_cast<double>(compared),
          differing,
          Unit::differing,
          "none",
          compared > 0 && differing == 0};
}

bool all_passed(const Page& page) {
  return std::all_of(page.begin(), page.end(), [](const Evidence& row) { return row.passed; });
}

void append(Page& page, Page more) {
  std::move(more.begin(), more.end(), std::back_inserter(page));
}

}  // namespace marginwalk::verify
