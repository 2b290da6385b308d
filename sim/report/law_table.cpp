#include "sim/report/law_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/report/format.hpp"

namespace marginwalk::report {
namespace {

/// One value where all are equal, else all of them.
std::string of_all(const std::vector<double>& values) {
  std::vector<std::string> texts;
  for (const double each : values) texts.push_back(fmt::format("{:.5g}", each));
  const bool alike = std::all_of(texts.begin(), texts.end(),
                                 [&](const std::string& each) { return each == texts.front(); });
  return alike && !texts.empty() ? texts.front() : fmt::format("{}", fmt::join(texts, ", "));
}

void add_jumps(Table& table, const paths::Jumps& jumps) {
  std::string size;
  if (const auto* const normal = std::get_if<paths::NormalSize>(&jumps.size)) {
    size = fmt::format("normal, mean {}, deviation {}", percent(normal->mean),
                       percent(normal->deviation));
  } else {
    const auto& law = std::get<paths::DoubleExponentialSize>(jumps.size);
    size = fmt::format("double exponential, up {} of mean {}, down of mean {}", percent(law.up),
                       percent(law.mean_up), percent(law.mean_down));
  }
  table.rows.push_back(
      {"jumps", fmt::format("{:.5g} a year; {}; beta {}; own deviation {}", jumps.rate, size,
                            of_all(jumps.beta), of_all(jumps.own_deviation))});
}

void add_variance(Table& table, const paths::ModelParameters& model, const paths::Garch& garch) {
  table.rows.push_back(
      {"GARCH",
       fmt::format("every {}; alpha {}; gamma {}; beta {}; degrees of freedom {}; {} mixing",
                   duration(model.period), of_all(garch.alpha), of_all(garch.gamma),
                   of_all(garch.beta),
                   garch.degrees_of_freedom > 0 ? fmt::format("{:.4g}", garch.degrees_of_freedom)
                                                : "infinite",
                   garch.common_mixing ? "common" : "own")});
}

void add_variance(Table& table, const paths::ModelParameters& model, const paths::Heston& heston) {
  table.rows.push_back(
      {"variance",
       fmt::format("every {}; reversion {}; vol of variance {}; correlation with the "
                   "price {}; common shocks {:.4g}",
                   duration(model.period), of_all(heston.reversion), of_all(heston.vol_of_variance),
                   of_all(heston.correlation), heston.common)});
  if (heston.variance_jump.empty()) return;
  table.rows.push_back(
      {"variance jumps", fmt::format("with the first jumps; mean {}; share in the "
                                     "price {}",
                                     of_all(heston.variance_jump), of_all(heston.jump_share))});
}

void add_variance(Table& table, const paths::ModelParameters& model,
                  const paths::Regimes& regimes) {
  for (std::size_t r = 0; r < regimes.regimes.size(); ++r) {
    const auto row = static_cast<Eigen::Index>(r);
    table.rows.push_back(
        {"regime " + regimes.regimes[r].name,
         fmt::format("volatility {}; stays over {} with {}; at the start with {}",
                     of_all(regimes.regimes[r].volatility), duration(model.period),
                     percent(regimes.transition(row, row), 2), percent(regimes.start[r], 2))});
  }
}

void add_variance(Table& table, const paths::Recorded& recorded) {
  const paths::Recording& recording = *recorded.recording;
  table.rows.push_back(
      {"recording",
       fmt::format("{} of {} bars of {}, drawn as {}",
                   recording.paths() == 1 ? std::string("one path")
                                          : fmt::format("{} paths", count(recording.paths())),
                   count(recording.bars()), duration(recording.bar()),
                   recording.has_lines() ? "three lines each" : "steps")});
  if (recorded.mean_block == 0) return;
  table.rows.push_back(
      {"blocks", fmt::format("of {:.5g} bars in the mean, geometric", recorded.mean_block)});
}

}  // namespace

Table law_table(const scenario::Study& study) {
  Table table{{{"law", Align::left}, {study.model.kind, Align::left}}, {}};
  const paths::ModelParameters& model = study.model;
  if (const auto* const garch = std::get_if<paths::Garch>(&model.variance)) {
    add_variance(table, model, *garch);
  } else if (const auto* const heston = std::get_if<paths::Heston>(&model.variance)) {
    add_variance(table, model, *heston);
  } else if (const auto* const regimes = std::get_if<paths::Regimes>(&model.variance)) {
    add_variance(table, model, *regimes);
  } else if (const auto* const recorded = std::get_if<paths::Recorded>(&model.variance)) {
    add_variance(table, *recorded);
  }
  for (const paths::Jumps& jumps : model.jumps) add_jumps(table, jumps);
  if (model.profile) {
    table.rows.push_back({"profile", "volatility by the hour and the weekday"});
  }
  for (std::size_t i = 0; i < model.pulls.size(); ++i) {
    const paths::Pull& pull = model.pulls[i];
    if (pull.strength == 0) continue;
    const replay::Asset& asset = study.home().market.assets[i];
    table.rows.push_back({"pull", fmt::format("{} to {} by {:.5g} a year, within {}", asset.name,
                                              price(asset.start.value() * std::exp(pull.level)),
                                              pull.strength, percent(std::expm1(pull.within)))});
  }
  return table;
}

}  // namespace marginwalk::report
