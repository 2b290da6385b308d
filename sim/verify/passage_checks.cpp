#include "sim/verify/passage_checks.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>

#include "core/opening.hpp"
#include "sim/random/brownian_tree.hpp"
#include "sim/scenario/words.hpp"
#include "sim/verify/extrapolated_passage.hpp"
#include "sim/verify/first_passage.hpp"
#include "sim/verify/kou_passage.hpp"
#include "sim/verify/monitored_passage.hpp"
#include "sim/verify/simulated_law.hpp"

namespace marginwalk::verify {
namespace {

using core::MarginMode;

constexpr double maintenance_rate = 0.005;
constexpr double whole_wallet = 15'000;
constexpr double volatility = 0.7;
constexpr std::uint32_t month = 30 * random::seconds_per_day;
constexpr double years = month / random::seconds_per_year;

core::Venue flat_venue() {
  return {"flat",
          true,
          {{"BTC-PERP", "BTC", core::TierSchedule::flat(core::Rate(maintenance_rate), 125),
            core::Rate(0), core::Rate(0)}}};
}

scenario::Study study_of(const paths::ModelParameters& model, const std::vector<PassageCase>& cases,
                         const PassageRun& run) {
  const std::vector marks{core::Price(64'850)};
  scenario::Study study;
  study.name = "first passage";
  study.seed = 4;
  study.paths = run.paths;
  study.clock = {1'767'225'600, month, run.step};
  study.home().venue = flat_venue();
  study.home().market.assets = {{"BTC", marks[0]}};
  study.home().market.underlying = {0};
  study.model = model;
  study.baseline = 0;
  for (const PassageCase& each : cases) {
    const core::PositionRequest request{0,        each.is_long, core::Sizing::margin, each.margin,
                                        marks[0], each.mode,    each.leverage};
    const core::Account empty{core::Money(whole_wallet), {}, {}};
    const auto opened =
        core::open_account(study.home().venue, empty, {request}, std::nullopt, marks);
    study.cells.push_back({{"", each.mode, each.leverage, {}},
                           std::get<core::Account>(opened),
                           core::Money(whole_wallet)});
  }
  return study;
}

std::string step_name(std::uint32_t step) {
  if (step % random::seconds_per_day == 0) return fmt::format("{}d", step / 86'400);
  return step % 3'600 == 0 ? fmt::format("{}h", step / 3'600) : fmt::format("{}m", step / 60);
}

std::string name_of(const std::string& law, const PassageCase& each, std::uint32_t step) {
  return fmt::format("{}, {} {} {:g}x of {:g}, every {}", law, each.is_long ? "long" : "short",
                     scenario::word_of(each.mode), each.leverage, each.margin, step_name(step));
}

/// What must come out of one case.
struct Reference {
  double monitored = 0;
  std::optional<double> continuous;
};

template <class Find>
Page passages(const std::string& law, const paths::ModelParameters& model,
              const std::vector<PassageCase>& cases, const PassageRun& run, Find&& find) {
  const run::Result result = *run::run_study(study_of(model, cases, run), run.options);
  Page page;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Reference reference = find(cases[i].barrier_return());
    const estimate::Tally& tally = result.cells[i].tally;
    const std::string name = name_of(law, cases[i], run.step);
    page.push_back(counted(name, tally.liquidated, tally.paths, reference.monitored));
    if (!reference.continuous) continue;
    const double bias = *reference.continuous - reference.monitored;
    const bool few = tally.step_bias.mean * static_cast<double>(tally.step_bias.count) < 20;
    const std::string what = name + ": bias of the step";
    page.push_back(few ? rare(Kind::closed_form, what, tally.step_bias, bias)
                       : estimated(Kind::closed_form, what, tally.step_bias, bias));
  }
  return page;
}

/// ln(barrier / start), on the side where it lies.
Barriers barriers_at(double barrier_return) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double level = std::log1p(barrier_return);
  return barrier_return < 0 ? Barriers{level, infinity} : Barriers{-infinity, level};
}

template <class Law>
double at_step(const Law& law, double barrier_return, std::uint32_t step) {
  const double step_years = step / random::seconds_per_year;
  const Barriers barriers = barriers_at(barrier_return);
  if (step == 60) return extrapolated(law, {barriers, years, step_years});
  return monitored(step_of(law, step_years), barriers, static_cast<int>(month / step));
}

}  // namespace

double PassageCase::barrier_return() const {
  const double backing =
      mode == MarginMode::cross ? whole_wallet / margin / leverage : 1 / leverage;
  return is_long ? (maintenance_rate - backing) / (1 - maintenance_rate)
                 : (backing - maintenance_rate) / (1 + maintenance_rate);
}

Page diffusion_passages(const std::vector<PassageCase>& cases, const PassageRun& run) {
  const paths::ModelParameters model{{0}, {volatility}, paths::Matrix::Identity(1, 1)};
  return passages("gbm", model, cases, run, [&](double barrier_return) {
    const FirstPassage passage{volatility, 0, barrier_return, years};
    const double at_steps = run.step == 60 ? shifted(passage, run.step / random::seconds_per_year)
                                           : monitored(passage, static_cast<int>(month / run.step));
    return Reference{at_steps, continuous(passage)};
  });
}

Page jump_passages(const Merton& law, const std::vector<PassageCase>& cases,
                   const PassageRun& run) {
  return passages("merton", simulated(law), cases, run, [&](double barrier_return) {
    return Reference{at_step(law, barrier_return, run.step), std::nullopt};
  });
}

Page jump_passages(const Kou& law, const std::vector<PassageCase>& cases, const PassageRun& run) {
  return passages("kou", simulated(law), cases, run, [&](double barrier_return) {
    return Reference{at_step(law, barrier_return, run.step),
                     continuous(passage_of(law, barrier_return, years))};
  });
}

}  // namespace marginwalk::verify
