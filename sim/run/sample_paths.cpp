#include "sim/run/sample_paths.hpp"

#include <algorithm>
#include <numeric>

#include "core/expect.hpp"

namespace marginwalk::run {
namespace {

using random::seconds_per_day;
using random::seconds_per_minute;

/// Each true asset on its own, as if it were a contract's underlying, and nothing that is due.
replay::Market bare_market(const scenario::Study& study) {
  replay::Market market;
  for (const replay::Asset& asset : study.home().market.assets) {
    if (asset.derived) continue;
    market.underlying.push_back(market.assets.size());
    market.assets.push_back(asset);
  }
  market.funding.resize(market.assets.size());
  return market;
}

/// A step that leads to all moments: `every`, or what divides it, a day and the horizon.
replay::Clock clock_of(const scenario::Study& study, std::uint32_t every) {
  replay::Clock clock = study.clock;
  clock.step = std::gcd(std::gcd(every, seconds_per_day), clock.horizon);
  return clock;
}

std::vector<std::uint32_t> moments(std::uint32_t every, std::uint32_t horizon) {
  MARGINWALK_EXPECTS(every > 0 && every % seconds_per_minute == 0);
  MARGINWALK_EXPECTS(seconds_per_day % every == 0 || every % seconds_per_day == 0);
  std::vector<std::uint32_t> seconds;
  for (std::uint64_t at = 0; at < horizon; at += every) {
    seconds.push_back(static_cast<std::uint32_t>(at));
  }
  seconds.push_back(horizon);
  return seconds;
}

std::vector<std::string> names(const replay::Market& market) {
  std::vector<std::string> result;
  for (const replay::Asset& asset : market.assets) result.push_back(asset.name);
  return result;
}

}  // namespace

PathSampler::PathSampler(const scenario::Study& study, std::uint32_t every)
    : every_(every),
      seconds_(moments(every, study.clock.horizon)),
      days_(study.clock.horizon / seconds_per_day),
      world_(bare_market(study), clock_of(study, every), study.model, study.seed),
      day_(world_) {
  assets_ = names(world_.market());
}

double PathSampler::count(std::uint64_t paths) const {
  return static_cast<double>(paths) * static_cast<double>(assets_.size()) *
         static_cast<double>(std::max(seconds_.size(), days_ + 1));
}

void PathSampler::draw(std::uint64_t path) {
  path_ = path;
  prices_.resize(assets_.size() * seconds_.size());
  logarithms_.resize(prices_.size());
  daily_.assign(assets_.size() * (days_ + 1), 0);
  day_.begin(path);
  take_moment(0);
  std::size_t moment = 1;
  while (true) {
    const std::uint32_t end = day_.seconds(random::minutes_per_day);
    for (; moment < seconds_.size() && seconds_[moment] <= end; ++moment) take_moment(moment);
    if (end <= world_.clock().horizon) {
      const std::span<const double> at_end = day_.logarithms(random::minutes_per_day);
      for (std::size_t i = 0; i < assets_.size(); ++i) {
        daily_[i * (days_ + 1) + day_.number() + 1] = at_end[i];
      }
    }
    if (end >= world_.clock().horizon) return;
    day_.next();
  }
}

void PathSampler::take_moment(std::size_t moment) {
  const std::uint32_t minute = (seconds_[moment] - day_.seconds(0)) / seconds_per_minute;
  const std::span<const double> logarithms = day_.logarithms(minute);
  const core::Marks marks = day_.marks(minute);
  for (std::size_t i = 0; i < assets_.size(); ++i) {
    prices_[i * seconds_.size() + moment] = marks[i].value();
    logarithms_[i * seconds_.size() + moment] = logarithms[i];
  }
}

std::optional<PathStatistics> sample_paths(PathSampler& sampler, std::uint64_t paths,
                                           const SampleOptions& options) {
  PathTally tally(sampler.assets().size(), sampler.every());
  // The last interval may be shorter than the others.
  const std::size_t regular = sampler.seconds().back() / sampler.every() + 1;
  for (std::uint64_t path = 0; path < paths; ++path) {
    if (options.stop && *options.stop) return std::nullopt;
    sampler.draw(path);
    for (std::size_t i = 0; i < sampler.assets().size(); ++i) {
      tally.add(i, sampler.logarithms(i).first(regular), sampler.daily_logarithms(i),
                sampler.prices(i).back() / sampler.prices(i).front());
    }
    if (options.visit) options.visit(sampler);
    if (options.progress) options.progress(path + 1);
  }
  return tally.statistics();
}

}  // namespace marginwalk::run
