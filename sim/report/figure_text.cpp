#include "sim/report/figure_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/report/format.hpp"
#include "sim/report/interval.hpp"

namespace marginwalk::report {

using estimate::Unit;

std::string value_text(Unit unit, double value) {
  switch (unit) {
    case Unit::share:
      return percent(value);
    case Unit::money:
      return money(value);
    case Unit::seconds:
      return duration(static_cast<std::uint32_t>(value));
    case Unit::number:
      break;
  }
  return fmt::format("{:.6g}", value);
}

std::string interval_text(Unit unit, const std::optional<estimate::Estimate>& value) {
  if (unit == Unit::share) return percent_interval(value);
  if (unit == Unit::seconds) return duration_interval(value);
  return money_interval(value);
}

std::string figure_text(const estimate::Figure& figure) {
  std::string_view name = figure.measure->name;
  if (constexpr std::string_view seconds = "_seconds"; name.ends_with(seconds)) {
    name.remove_suffix(seconds.size());  // the value has its unit
  }
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  if (!figure.level) return figure.measure->by_level ? "mean " + text : text;
  return fmt::format("{} {}{}", text, percent(*figure.level),
                     figure.measure->has_quantiles ? " quantile" : "");
}

}  // namespace marginwalk::report
