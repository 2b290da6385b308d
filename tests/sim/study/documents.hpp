#pragma once

#include <string>

#include "sim/scenario/study_document.hpp"

namespace marginwalk::test {

/// A month of two assets without drift and costs, checked each day, under a venue with 0.5 %
/// maintenance. `rest` holds the account and the policies.
inline scenario::StudyDocument document_with(const std::string& rest, int paths = 20'000,
                                             const std::string& model = "kind: gbm, ") {
  const std::string text = R"(schema: 1
name: small
seed: 11
paths: )" + std::to_string(paths) +
                           R"(
horizon: 30d
step: 1d
market:
  assets: {BTC: {price: 60000}, ETH: {price: 2000}}
  model: {)" + model +
                           R"(volatility: 70%, correlation: {BTC ETH: 0.9}}
venue: {maintenance_margin_rate: 0.5%, max_leverage: 100}
)" + rest;
  return scenario::parse_study_document(text, "small.yaml", {}, {});
}

inline constexpr const char* one_long = R"(account:
  wallet: 15000
  positions: [{contract: BTC-PERP, side: long, margin: 5000}]
)";

}  // namespace marginwalk::test
