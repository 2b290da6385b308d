#include "sim/verify/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace marginwalk::verify {

Evidence estimated(Kind kind, const std::string& what, double computed, double reference,
                   double standard_error) {
  const double errors = (computed - reference) / standard_error;
  return {kind,        what,
          computed,    reference,
          errors,      Unit::standard_errors,
          "4 at most", std::abs(errors) <= most_standard_errors};
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
