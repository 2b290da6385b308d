#include "sim/report/paths_table.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

std::string number_or_missing(const std::optional<double>& value) {
  return value ? decimal(*value, 3) : missing;
}

std::string share(const std::optional<double>& value) {
  return value ? percent(*value, 2) : missing;
}

std::string growth(const estimate::Moments& moments) {
  const std::string mean = decimal(moments.mean, 4);
  return moments.count < 2 ? mean : mean + " ± " + decimal(moments.standard_error(), 4);
}

/// One row for each asset.
Table asset_table(const run::PathSampler& sampler, const run::PathStatistics& statistics) {
  Table table{{{"asset", Align::left},
               {"volatility\n" + duration(sampler.every())},
               {"volatility\nof days"},
               {"skewness"},
               {"excess\nkurtosis"},
               {"least\nof days"},
               {"1%\nquantile"},
               {"99%\nquantile"},
               {"greatest\nof days"},
               {"autocorrelation\nof squares"},
               {"mean growth"}},
              {}};
  for (std::size_t i = 0; i < statistics.assets.size(); ++i) {
    const run::AssetStatistics& asset = statistics.assets[i];
    table.rows.push_back(
        {sampler.assets()[i], share(asset.volatility), share(asset.daily_volatility),
         number_or_missing(asset.skewness), number_or_missing(asset.excess_kurtosis),
         share(asset.least), share(asset.low_quantile), share(asset.high_quantile),
         share(asset.greatest), number_or_missing(asset.autocorrelation_of_squares),
         growth(asset.growth)});
  }
  return table;
}

Table pair_table(const run::PathSampler& sampler, const run::PathStatistics& statistics) {
  Table table{{{"pair", Align::left}, {"correlation\nof days"}}, {}};
  for (const run::PairStatistics& pair : statistics.pairs) {
    table.rows.push_back({sampler.assets()[pair.a] + " " + sampler.assets()[pair.b],
                          number_or_missing(pair.correlation)});
  }
  return table;
}

std::string pairs(const run::PathSampler& sampler, const run::PathStatistics& statistics) {
  if (statistics.pairs.empty()) return "";
  std::string text = "\n" + render(pair_table(sampler, statistics), Style::terminal);
  if (sampler.assets().size() > run::most_assets_paired) {
    text += fmt::format("\nThe first {} of {} assets.\n", run::most_assets_paired,
                        sampler.assets().size());
  }
  return text;
}

}  // namespace

std::string paths_summary(const scenario::Study& study, const run::PathSampler& sampler,
                          const run::PathStatistics& statistics) {
  return fmt::format(
             "{}: {} paths over {} from {}, {} prices each, every {}; model {}; seed {}\n\n",
             study.name, count(study.paths), duration(study.clock.horizon),
             iso_time(study.clock.start), count(sampler.seconds().size()),
             duration(sampler.every()), study.model.kind, study.seed) +
         render(asset_table(sampler, statistics), Style::terminal) + pairs(sampler, statistics) +
         "\nReturns are differences of the logarithm of the price: -69.3% halves it. Volatilities "
         "are "
         "per year; mean growth has its standard error.\n";
}

}  // namespace marginwalk::report
