#include "sim/study/feasible_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/decimal.hpp"

namespace marginwalk::study {
namespace {

constexpr std::size_t looks = 61;
constexpr double close_enough = 1.001;

/// Looks at one family.
class Looker {
 public:
  Looker(Variation& variation, const std::string& family)
      : variation_(variation), family_(family) {}

  [[nodiscard]] std::string refusal(double setting) {
    const auto cell = variation_.cell(family_, setting);
    const auto* const reason = std::get_if<std::string>(&cell);
    return reason ? *reason : "";
  }

  /// Moves the feasible and the refused setting towards each other; gives the feasible one, and why
  /// the other is refused.
  [[nodiscard]] double edge(double feasible, double refused, std::string& why) {
    why = refusal(refused);
    while (std::max(feasible, refused) > close_enough * std::min(feasible, refused)) {
      const double middle = std::sqrt(feasible * refused);
      const std::string reason = refusal(middle);
      if (reason.empty()) {
        feasible = middle;
      } else {
        refused = middle;
        why = reason;
      }
    }
    const double typed = rounded(feasible);
    return refusal(typed).empty() ? typed : feasible;
  }

 private:
  Variation& variation_;
  const std::string& family_;
};

}  // namespace

double rounded(double value) { return *scenario::decimal(fmt::format("{:.3e}", value)); }

std::vector<double> spaced(double least, double most, std::size_t count) {
  std::vector<double> values{least};
  for (std::size_t i = 1; i + 1 < count; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(count - 1);
    const double value = rounded(least * std::pow(most / least, share));
    if (value > values.back() && value < most) values.push_back(value);
  }
  if (most > least) values.push_back(most);
  return values;
}

std::variant<FeasibleRange, std::string> feasible_range(Variation& variation,
                                                        const std::string& family) {
  const Variation::Range range = variation.range(family);
  const std::vector<double> settings = spaced(range.least, range.most, looks);
  Looker look(variation, family);
  std::vector<std::size_t> feasible;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (look.refusal(settings[i]).empty()) feasible.push_back(i);
  }
  if (feasible.empty()) {
    return look.refusal(protects(variation.variable()) ? range.most : range.least);
  }
  const std::size_t first = feasible.front();
  const std::size_t last = feasible.back();
  FeasibleRange found{settings[first], settings[last]};
  if (first > 0) {
    found.least = look.edge(settings[first], settings[first - 1], found.refusal_below);
  }
  if (last + 1 < settings.size()) {
    found.most = look.edge(settings[last], settings[last + 1], found.refusal_above);
  }
  return found;
}

}  // namespace marginwalk::study
