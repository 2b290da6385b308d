#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/load_study.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::scenario {

/// A correct study on one screen. Lines matter: broken studies are made from it by replacing text.
inline constexpr std::string_view good_study = R"(schema: 1
name: two-legs
seed: 7
paths: 10k
horizon: 30d
step: 1m
market:
  assets:
    BTC: {price: 60000}
    ETH: {price: 2000}
  model:
    kind: gbm
    volatility: {BTC: 55%, ETH: 72%}
    correlation: {BTC ETH: 0.82}
  funding: {rate: 0.01%, every: 8h}
  liquidity: {slippage: 10bps}
venue:
  maintenance_margin_rate: 0.5%
  max_leverage: 125
  taker_fee: 0.05%
  liquidation_fee: 1.25%
account:
  wallet: 15000
  positions:
    - {contract: ETH-PERP, side: short, notional: 2000, leverage: 2}
    - {contract: BTC-PERP, side: long, margin: 5000}
policies:
  margin_mode: [cross, isolated]
  leverage: [3, 2.5]
)";

/// The text with one passage replaced; it must be there.
inline std::string replaced(std::string_view text, std::string_view old,
                            std::string_view replacement) {
  const std::size_t at = text.find(old);
  if (at == std::string_view::npos)
    throw std::runtime_error("not in the study: " + std::string(old));
  return std::string(text).replace(at, old.size(), replacement);
}

/// Loads a study of one file.
inline Study load_text(std::string_view text, const std::vector<Setting>& settings = {}) {
  const test::TemporaryFolder folder;
  return load_study(folder.write("study.yaml", text), settings);
}

/// A message with a folder taken out of its file names.
inline std::string without_folder(std::string message, const std::filesystem::path& folder) {
  const std::string prefix = folder.string() + "/";
  for (std::size_t at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) {
    message.erase(at, prefix.size());
  }
  return message;
}

/// What is said about a study that cannot be loaded.
inline std::string problems_of(const test::TemporaryFolder& folder,
                               const std::filesystem::path& file,
                               const std::vector<Setting>& settings = {}) {
  try {
    (void)load_study(file, settings);
  } catch (const InputError& error) {
    return without_folder(error.what(), folder.path());
  }
  return "(no problem)";
}

inline std::string problems_of(std::string_view text, const std::vector<Setting>& settings = {}) {
  const test::TemporaryFolder folder;
  return problems_of(folder, folder.write("study.yaml", text), settings);
}

/// A mistake made in the good study: a passage, what stands there instead, what is said.
struct Mistake {
  std::string old;
  std::string replacement;
  std::string message;
};

inline void expect_messages(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    EXPECT_EQ(problems_of(replaced(good_study, mistake.old, mistake.replacement)), mistake.message);
  }
}

}  // namespace marginwalk::scenario
