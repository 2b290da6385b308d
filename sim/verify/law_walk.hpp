#pragma once

#include <algorithm>
#include <vector>

#include "sim/paths/course.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::verify {

/// One path after the other through a law, from one period's end to the next.
class LawWalk {
 public:
  LawWalk(const paths::Law& law, std::uint64_t seed)
      : course_(law, seed),
        tree_(seed, law.factors()),
        period_(law.period()),
        plan_(ends(period_)),
        motion_((random::minutes_per_day + 1) * law.factors()),
        logarithms_(law.rows()) {}

  void begin(std::uint64_t path) {
    path_ = path;
    seconds_ = 0;
    std::fill(motion_.begin(), motion_.end(), 0.0F);
    std::fill(logarithms_.begin(), logarithms_.end(), 0);
    course_.begin(path);
  }

  /// The period at hand ends; what its coefficients were.
  paths::Coefficients next() {
    if (seconds_ % random::seconds_per_day == 0) draw_day();
    seconds_ += period_;
    const std::size_t minute =
        (seconds_ - 1) % random::seconds_per_day / random::seconds_per_minute + 1;
    const std::span row = std::span(motion_).subspan(minute * tree_.factors(), tree_.factors());
    return course_.end_period(seconds_, row, logarithms_);
  }

  void go_to(std::uint32_t seconds) {
    while (seconds_ < seconds) next();
  }

  [[nodiscard]] std::uint32_t seconds() const { return seconds_; }
  [[nodiscard]] const std::vector<double>& logarithms() const { return logarithms_; }
  [[nodiscard]] const paths::Coefficients& now() const { return course_.now(); }

 private:
  static std::vector<std::uint32_t> ends(std::uint32_t period) {
    std::vector<std::uint32_t> minutes;
    for (std::uint32_t end = period; end < random::seconds_per_day; end += period) {
      minutes.push_back(end / random::seconds_per_minute);
    }
    return minutes;
  }

  void draw_day() {
    const auto width = static_cast<std::ptrdiff_t>(tree_.factors());
    if (seconds_ > 0) std::copy(motion_.end() - width, motion_.end(), motion_.begin());
    const std::uint32_t day = seconds_ / random::seconds_per_day;
    tree_.fill_end(path_, day, motion_);
    for (const random::Cut& cut : plan_.cuts()) tree_.fill_cut(path_, day, cut, motion_);
  }

  paths::Course course_;
  random::BrownianTree tree_;
  std::uint32_t period_;
  random::DayPlan plan_;
  std::uint64_t path_ = 0;
  std::uint32_t seconds_ = 0;
  std::vector<float> motion_;  ///< of the day, by minute
  std::vector<double> logarithms_;
};

}  // namespace marginwalk::verify
