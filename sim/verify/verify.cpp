#include "sim/verify/verify.hpp"

#include <array>

#include "sim/run/run_study.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/verify/coverage_checks.hpp"
#include "sim/verify/invariance_checks.hpp"
#include "sim/verify/liquidation_checks.hpp"
#include "sim/verify/money_checks.hpp"
#include "sim/verify/option_checks.hpp"
#include "sim/verify/passage_checks.hpp"
#include "sim/verify/shipped_venues.hpp"

namespace marginwalk::verify {
namespace {

using core::MarginMode;

constexpr std::uint32_t a_minute = 60, an_hour = 3'600, a_day = 86'400;

/// Shipped studies in which all prices are martingales.
constexpr std::array studies{"btc-crash-eth-rally",   "coin-margined", "dydx-forty",
                             "fifteen-thousand",      "hedged-pair",   "leverage-caps",
                             "one-account-everywhere"};

class Verification {
 public:
  explicit Verification(const Options& options) : options_(options) {}

  Page closed_forms() {
    const std::vector<PassageCase> cases{{15'000, 10, MarginMode::isolated, true},
                                         {15'000, 3, MarginMode::cross, true},
                                         {15'000, 10, MarginMode::isolated, false},
                                         {15'000, 3, MarginMode::isolated, false}};
    tell("first passage, geometric Brownian motion");
    for (const auto& [step, paths] :
         {std::pair(a_day, 100'000U), std::pair(an_hour, 50'000U), std::pair(a_minute, 20'000U)}) {
      add(diffusion_passages(cases, passage(step, paths)));
    }
    tell("first passage, jumps");
    const Merton merton{0.6, {20, -0.02, 0.06}};
    const Kou kou{0.6, {20, 0.4, 0.04, 0.05}};
    add(jump_passages(merton, cases, passage(an_hour, 30'000)));
    add(jump_passages(kou, cases, passage(an_hour, 30'000)));
    tell("option prices");
    const NormalJumps jumps{20, -0.03, 0.08};
    const Heston heston{0.3, 0.5, 5, 1.5, -0.6};
    add(option_prices(Merton{0.6, jumps}, option(a_day)));
    add(option_prices(Kou{0.6, {30, 0.4, 0.04, 0.06}}, option(a_day)));
    add(option_prices(heston, option(4 * an_hour)));
    add(option_prices(Bates{heston, jumps}, option(4 * an_hour)));
    if (options_.full) {
      add(option_prices(CommonJumps{heston, jumps, 0.25, -0.2}, option(4 * an_hour)));
    }
    tell("variance");
    add(garch_variance(more(20'000)));
    return page_;
  }

  Page oracles() {
    for (const core::Venue& venue : read_venues(options_.scenarios / "venues")) {
      tell(venue.name);
      page_.push_back(liquidation_prices(venue));
    }
    for (const char* const name : studies) {
      tell(name);
      page_.push_back(money_balance(study(name, 50, "1h")));
      page_.push_back(fair_game(*run::run_study(study(name, 10'000, "1h"), run_options())));
    }
    return page_;
  }

  Page invariances() {
    for (const char* const name : studies) {
      tell(name);
      page_.push_back(walks_agree(study(name, 100, "1h")));
    }
    page_.push_back(walks_agree(study("hedged-pair", 200, "1m")));
    for (const char* const name : {"coin-margined", "hedged-pair", "one-account-everywhere"}) {
      tell(name);
      page_.push_back(threads_agree(study(name, 2'000, "1h")));
      page_.push_back(blocks_agree(study(name, 2'000, "1h")));
    }
    page_.push_back(scales_agree(study("fifteen-thousand", 2'000, "1h")));
    return page_;
  }

  Page coverages() {
    tell("intervals");
    return coverage(options_.full ? 40'000 : 10'000);
  }

 private:
  void tell(const std::string& what) const {
    if (options_.progress) options_.progress(what);
  }
  void add(Page more) { append(page_, std::move(more)); }

  [[nodiscard]] std::uint64_t more(std::uint64_t paths) const {
    return options_.full ? 10 * paths : paths;
  }
  [[nodiscard]] run::RunOptions run_options() const { return {options_.threads, {}, nullptr}; }
  [[nodiscard]] PassageRun passage(std::uint32_t step, std::uint64_t paths) const {
    return {step, more(paths), run_options()};
  }
  [[nodiscard]] OptionRun option(std::uint32_t period) const {
    if (options_.full) return {period, more(40'000)};
    return {period, 40'000, {30}};
  }
  [[nodiscard]] scenario::Study study(const std::string& name, std::uint64_t paths,
                                      const std::string& step) const {
    return scenario::load_study(options_.scenarios / (name + ".yaml"),
                                {{"paths", std::to_string(more(paths))}, {"step", step}},
                                {options_.scenarios});
  }

  const Options& options_;
  Page page_;
};

}  // namespace

Page verify(Kind kind, const Options& options) {
  Verification verification(options);
  switch (kind) {
    case Kind::closed_form:
      return verification.closed_forms();
    case Kind::oracle:
      return verification.oracles();
    case Kind::invariance:
      return verification.invariances();
    case Kind::coverage:
      break;
  }
  return verification.coverages();
}

}  // namespace marginwalk::verify
