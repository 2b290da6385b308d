#include "sim/report/interval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

using estimate::Estimate;

/// How a number is shown.
struct Unit {
  const char* sign = "";
  double scale = 1;  ///< what one is multiplied with to be shown
  int most_decimals = 2;
  double whole = 0;  ///< shown without decimals where it is exact, as 0 always is
};

int decimals_worth_reading(const Estimate& value, const Unit& unit) {
  const double invisible = 0.5 * std::pow(10, -unit.most_decimals);
  const double width = value.low && value.high ? (*value.high - *value.low) * unit.scale : 0;
  if (width >= invisible) {
    const int decimals = -static_cast<int>(std::floor(std::log10(width / 10)));
    return std::clamp(decimals, 0, unit.most_decimals);
  }
  constexpr int without_width = 2;
  const double shown = value.estimate * unit.scale;
  return std::abs(shown - std::round(shown)) < invisible ? 0 : without_width;
}

std::string show(const std::optional<Estimate>& value, const Unit& unit) {
  if (!value) return missing;
  const int decimals = decimals_worth_reading(*value, unit);
  const auto number = [&](std::optional<double> part) -> std::string {
    if (!part) return missing;
    const double shown = *part * unit.scale;
    return decimal(shown, shown == 0 || shown == unit.whole ? 0 : decimals);
  };
  return fmt::format("{}{} [{}, {}]", number(value->estimate), unit.sign, number(value->low),
                     number(value->high));
}

}  // namespace

std::string percent_interval(const std::optional<Estimate>& fraction) {
  return show(fraction, {"%", 100, 6, 100});
}

std::string points_interval(const std::optional<Estimate>& fraction) {
  return show(fraction, {"", 100, 6, 100});
}

std::string money_interval(const std::optional<Estimate>& amount) {
  return show(amount, {"", 1, 2, 0});
}

std::string duration_interval(const std::optional<Estimate>& seconds) {
  constexpr double day = 86'400;
  constexpr double hour = 3'600;
  constexpr double minute = 60;
  const double typical = seconds ? std::abs(seconds->estimate) : 0;
  if (typical >= day) return show(seconds, {"d", 1 / day, 2, 0});
  if (typical >= hour) return show(seconds, {"h", 1 / hour, 2, 0});
  return show(seconds, {"m", 1 / minute, 2, 0});
}

std::string stacked(std::string text) {
  if (const std::size_t bracket = text.find(" ["); bracket != std::string::npos) {
    text[bracket] = '\n';
  }
  return text;
}

}  // namespace marginwalk::report
