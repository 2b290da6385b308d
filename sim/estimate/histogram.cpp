#include "sim/estimate/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "core/expect.hpp"

namespace marginwalk::estimate {
namespace {

// The upper bits of a positive double (its exponent and 7 bits of its 52-bit fraction), taken as
// an integer, count bins of 128 per octave.
constexpr int dropped_bits = 52 - 7;
constexpr std::uint64_t least_step =
    std::bit_cast<std::uint64_t>(Histogram::least_magnitude) >> dropped_bits;

/// The edge that is `steps` bins above the least magnitude.
double edge(std::int32_t steps) {
  return std::bit_cast<double>((least_step + static_cast<std::uint64_t>(steps)) << dropped_bits);
}

double middle_of(const BinEdges& edges) { return edges.lower + (edges.upper - edges.lower) / 2; }

}  // namespace

Histogram::Histogram(std::int32_t first_bin, std::vector<Bin> bins)
    : first_bin_(first_bin), bins_(std::move(bins)) {
  MARGINWALK_EXPECTS(!bins_.empty() && bins_.front().count > 0 && bins_.back().count > 0);
  for (const Bin& bin : bins_) count_ += bin.count;
}

std::int32_t Histogram::bin_of(double value) {
  const double magnitude = std::abs(value);
  MARGINWALK_EXPECTS(magnitude < limit_magnitude);  // false for a NaN, too
  if (magnitude < least_magnitude) return 0;
  const std::uint64_t step = std::bit_cast<std::uint64_t>(magnitude) >> dropped_bits;
  const auto bin = static_cast<std::int32_t>(step - least_step) + 1;
  return value < 0 ? -bin : bin;
}

BinEdges Histogram::edges(std::int32_t bin) {
  if (bin == 0) return {-least_magnitude, least_magnitude};
  if (bin < 0) return {-edge(-bin), -edge(-bin - 1)};
  return {edge(bin - 1), edge(bin)};
}

BinEdges Histogram::edges_at(std::size_t index) const {
  return edges(first_bin_ + static_cast<std::int32_t>(index));
}

double Histogram::mean_at(std::size_t index) const {
  const Bin& bin = bins_[index];
  const BinEdges bounds = edges_at(index);
  // Rounding must not carry it over an edge.
  return std::clamp(bin.sum / static_cast<double>(bin.count), bounds.lower, bounds.upper);
}

double Histogram::deviation_at(std::size_t index) const {
  const Bin& bin = bins_[index];
  const auto count = static_cast<double>(bin.count);
  const double off = bin.sum / count - middle_of(edges_at(index));
  return std::sqrt(std::max(0.0, bin.squares / count - off * off));
}

void Histogram::reach(std::int32_t first, std::int32_t last) {
  if (bins_.empty()) first_bin_ = first;
  if (first < first_bin_) {
    bins_.insert(bins_.begin(), static_cast<std::size_t>(first_bin_ - first), Bin{});
    first_bin_ = first;
  }
  const auto needed = static_cast<std::size_t>(last - first_bin_) + 1;
  if (bins_.size() < needed) bins_.resize(needed);
}

void Histogram::add(double value) {
  const std::int32_t number = bin_of(value);
  reach(number, number);
  Bin& bin = bins_[static_cast<std::size_t>(number - first_bin_)];
  ++bin.count;
  bin.sum += value;
  const double off = value - middle_of(edges(number));
  bin.squares += off * off;
  ++count_;
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  reach(other.first_bin_, other.first_bin_ + static_cast<std::int32_t>(other.bins_.size()) - 1);
  const auto shift = static_cast<std::size_t>(other.first_bin_ - first_bin_);
  for (std::size_t i = 0; i < other.bins_.size(); ++i) {
    bins_[i + shift].count += other.bins_[i].count;
    bins_[i + shift].sum += other.bins_[i].sum;
    bins_[i + shift].squares += other.bins_[i].squares;
  }
  count_ += other.count_;
}

}  // namespace marginwalk::estimate
