#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/load_study.hpp"

namespace marginwalk::scenario {

/// A fresh folder for the files of one test, removed with all in it when the test ends.
class StudyFiles {
 public:
  StudyFiles() {
    std::string pattern = (std::filesystem::temp_directory_path() / "marginwalk-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
  }
  ~StudyFiles() { std::filesystem::remove_all(folder_); }
  StudyFiles(const StudyFiles&) = delete;
  StudyFiles& operator=(const StudyFiles&) = delete;

  /// Writes a file and gives its path.
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  /// A message with the folder taken out of its file names.
  [[nodiscard]] std::string without_folder(std::string message) const {
    const std::string prefix = folder_.string() + "/";
    for (std::size_t at = message.find(prefix); at != std::string::npos;
         at = message.find(prefix)) {
      message.erase(at, prefix.size());
    }
    return message;
  }

 private:
  std::filesystem::path folder_;
};

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
  const StudyFiles files;
  return load_study(files.write("study.yaml", text), settings);
}

/// What is said about a study that cannot be loaded.
inline std::string problems_of(const StudyFiles& files, const std::filesystem::path& file,
                               const std::vector<Setting>& settings = {}) {
  try {
    (void)load_study(file, settings);
  } catch (const InputError& error) {
    return files.without_folder(error.what());
  }
  return "(no problem)";
}

inline std::string problems_of(std::string_view text, const std::vector<Setting>& settings = {}) {
  const StudyFiles files;
  return problems_of(files, files.write("study.yaml", text), settings);
}

}  // namespace marginwalk::scenario
