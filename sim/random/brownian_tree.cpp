#include "sim/random/brownian_tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/random/address.hpp"
#include "sim/random/normal_quantile.hpp"

namespace marginwalk::random {
namespace {

constexpr double years_per_minute = seconds_per_minute / seconds_per_year;

}  // namespace

Cut day_end() {
  const double deviation = std::sqrt(seconds_per_day / seconds_per_year);
  return {minutes_per_day, 0, 0, 0.0F, static_cast<float>(deviation)};
}

Cut cut_between(std::uint32_t left, std::uint32_t right) {
  constexpr std::uint32_t eight_hours = minutes_per_day / 3;
  const std::uint32_t length = right - left;
  const std::uint32_t before = length > eight_hours ? eight_hours : length / 2;
  const double share = static_cast<double>(before) / length;
  const double variance = share * (length - before) * years_per_minute;
  return {left + before, left, right, static_cast<float>(share),
          static_cast<float>(std::sqrt(variance))};
}

Cut cut_of(std::uint32_t minute) {
  Cut cut = cut_between(0, minutes_per_day);
  while (cut.minute != minute) {
    cut = minute < cut.minute ? cut_between(cut.left, cut.minute)
                              : cut_between(cut.minute, cut.right);
  }
  return cut;
}

DayPlan::DayPlan(const std::vector<std::uint32_t>& wanted_minutes) {
  std::vector<bool> planned(minutes_per_day + 1, false);
  planned[0] = planned[minutes_per_day] = true;
  for (const std::uint32_t wanted : wanted_minutes) {
    std::vector<Cut> missing;
    for (std::vector<std::uint32_t> open{wanted}; !open.empty();) {
      const std::uint32_t minute = open.back();
      open.pop_back();
      if (planned[minute]) continue;
      planned[minute] = true;
      missing.push_back(cut_of(minute));
      open.insert(open.end(), {missing.back().left, missing.back().right});
    }
    cuts_.insert(cuts_.end(), missing.rbegin(), missing.rend());
  }
  // A wider interval is cut before those inside it.
  std::stable_sort(cuts_.begin(), cuts_.end(),
                   [](const Cut& a, const Cut& b) { return a.right - a.left > b.right - b.left; });
}

void BrownianTree::bridge(std::uint64_t path, std::uint32_t node, const Cut& cut, const float* left,
                          const float* right, float* values) const {
  constexpr std::size_t words_per_block = std::tuple_size_v<Words>;
  for (std::size_t first = 0; first < factors_; first += words_per_block) {
    const auto block = static_cast<std::uint16_t>(first / words_per_block);
    const Words words = draw(seed_, {path, node, Stream::brownian, block});
    const std::size_t end = std::min(first + words_per_block, factors_);
    for (std::size_t f = first; f < end; ++f) {
      const float mean = left[f] + cut.weight * (right[f] - left[f]);
      values[f] = mean + cut.deviation * normal_from_word(words[f - first]);
    }
  }
}

std::vector<float> BrownianTree::at(std::uint64_t path, std::uint32_t seconds) const {
  std::vector<float> left(factors_, 0.0F);
  std::vector<float> right = left;
  std::uint32_t midnight = 0;
  for (; midnight < seconds; midnight += seconds_per_day) {
    left = right;
    bridge(path, midnight + seconds_per_day, day_end(), left.data(), left.data(), right.data());
  }
  if (midnight == seconds) return right;

  midnight -= seconds_per_day;
  std::vector<float> middle(factors_);
  for (Cut cut = cut_between(0, minutes_per_day);;) {
    const std::uint32_t node = midnight + cut.minute * seconds_per_minute;
    bridge(path, node, cut, left.data(), right.data(), middle.data());
    if (node == seconds) return middle;
    cut = seconds < node ? cut_between(cut.left, cut.minute) : cut_between(cut.minute, cut.right);
    (seconds < node ? right : left) = middle;
  }
}

void BrownianTree::fill_end(std::uint64_t path, std::uint32_t day, std::span<float> motion) const {
  float* const end = motion.data() + minutes_per_day * factors_;
  bridge(path, (day + 1) * seconds_per_day, day_end(), motion.data(), motion.data(), end);
}

void BrownianTree::fill_cut(std::uint64_t path, std::uint32_t day, const Cut& cut,
                            std::span<float> motion) const {
  const auto row = [&](std::uint32_t minute) { return motion.data() + minute * factors_; };
  const std::uint32_t node = day * seconds_per_day + cut.minute * seconds_per_minute;
  bridge(path, node, cut, row(cut.left), row(cut.right), row(cut.minute));
}

}  // namespace marginwalk::random
