#include "sim/scenario/policy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

std::string spelled(const std::string& word) { return word; }
std::string spelled(double number) { return fmt::format("{}", number); }
std::string spelled(replay::AfterLiquidation after) { return word_of(after); }
std::string spelled(core::MarginMode mode) { return word_of(mode); }

/// How many of some settings are not among others.
std::ptrdiff_t missing(const std::vector<MatrixSetting>& settings,
                       const std::vector<MatrixSetting>& others) {
  return std::count_if(settings.begin(), settings.end(), [&](const MatrixSetting& each) {
    return std::find(others.begin(), others.end(), each) == others.end();
  });
}

}  // namespace

bool differ_in_margin_mode_alone(const Policy& a, const Policy& b) {
  return a.margin_mode != b.margin_mode && settings_apart(a, b) == 1 && a.trader == b.trader;
}

std::size_t settings_apart(const Policy& a, const Policy& b) {
  std::size_t apart = 0;
  for_each_setting([&](const char*, auto setting) {
    if (a.*setting != b.*setting) ++apart;
  });
  return apart + static_cast<std::size_t>(
                     std::max(missing(a.settings, b.settings), missing(b.settings, a.settings)));
}

std::vector<MatrixSetting> settings_of(const Policy& policy) {
  std::vector<MatrixSetting> settings;
  for_each_setting([&](const char* key, auto setting) {
    if (policy.*setting) settings.push_back({key, spelled(*(policy.*setting))});
  });
  settings.insert(settings.end(), policy.settings.begin(), policy.settings.end());
  return settings;
}

}  // namespace marginwalk::scenario
