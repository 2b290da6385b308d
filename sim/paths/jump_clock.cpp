#include "sim/paths/jump_clock.hpp"

#include "core/expect.hpp"
#include "sim/random/brownian_tree.hpp"

namespace marginwalk::paths {
namespace {

/// Blocks of random words that a clock has to itself in a day: four words each, for some hundred
/// jumps.
constexpr std::uint16_t blocks_per_clock = 1024;

/// E e^(beta Y) of a size Y.
double mean_growth(const NormalSize& size, double beta) {
  return random::exponential(beta * size.mean + beta * beta * size.deviation * size.deviation / 2);
}

double mean_growth(const DoubleExponentialSize& size, double beta) {
  MARGINWALK_EXPECTS(beta * size.mean_up < 1);
  return size.up / (1 - beta * size.mean_up) + (1 - size.up) / (1 + beta * size.mean_down);
}

}  // namespace

JumpClock::JumpClock(const Jumps& jumps, std::uint16_t number, const Heston* heston)
    : jumps_(jumps), number_(number), count_(jumps.rate / 365) {
  if (!heston || heston->variance_jump.empty()) return;
  for (std::size_t i = 0; i < jumps.beta.size(); ++i) {
    variance_to_price_.push_back(heston->jump_share[i] * heston->variance_jump[i]);
  }
}

double JumpClock::draw_size(random::AddressedEngine& engine) const {
  if (const auto* const normal = std::get_if<NormalSize>(&jumps_.size)) {
    return normal->mean + normal->deviation * random::normal(engine);
  }
  const auto& size = std::get<DoubleExponentialSize>(jumps_.size);
  const bool up = random::uniform(engine) < size.up;
  const double distance = random::Exponential(up ? size.mean_up : size.mean_down)(engine);
  return up ? distance : -distance;
}

void JumpClock::draw(std::uint64_t seed, std::uint64_t path, std::uint32_t day,
                     std::vector<Jump>& jumps) const {
  using namespace random;
  const std::uint32_t start = day * seconds_per_day;
  const auto block = static_cast<std::uint16_t>(number_ * blocks_per_clock);
  AddressedEngine engine(seed, {path, start, Stream::jumps, block});
  for (std::uint32_t left = count_(engine); left > 0; --left) {
    const auto minute = 1 + static_cast<std::uint32_t>(uniform(engine) * minutes_per_day);
    Jump jump{start + minute * seconds_per_minute, 0, {}};
    const double common = draw_size(engine);
    if (!variance_to_price_.empty()) jump.variance = Exponential(1)(engine);
    for (std::size_t i = 0; i < jumps_.beta.size(); ++i) {
      double size = jumps_.beta[i] * common;
      if (jumps_.own_deviation[i] > 0) size += jumps_.own_deviation[i] * normal(engine);
      if (!variance_to_price_.empty()) size += variance_to_price_[i] * jump.variance;
      jump.size.push_back(size);
    }
    jumps.push_back(std::move(jump));
  }
}

double JumpClock::compensator(std::size_t asset) const {
  const double own = jumps_.own_deviation[asset];
  double growth =
      std::visit([&](const auto& size) { return mean_growth(size, jumps_.beta[asset]); },
                 jumps_.size) *
      random::exponential(own * own / 2);
  if (!variance_to_price_.empty()) {
    MARGINWALK_EXPECTS(variance_to_price_[asset] < 1);
    growth /= 1 - variance_to_price_[asset];
  }
  return jumps_.rate * (growth - 1);
}

}  // namespace marginwalk::paths
