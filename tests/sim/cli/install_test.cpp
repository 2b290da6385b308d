#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

/// An installed program needs nothing of the folder that it was built in.
namespace marginwalk::install_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* study = R"(schema: 1
name: elsewhere
seed: 1
paths: 20
horizon: 2d
step: 1h
market:
  assets: {BTC: {price: 64850}}
  model: {kind: gbm, volatility: 72%}
venue: binance-usdm
account:
  wallet: 15000
  positions: [{contract: BTC-PERP, side: long, margin: 5000, leverage: 10}]
)";

TEST(Install, ProgramRunsAnywhereWithItsOwnVenues) {
  const test::TemporaryFolder folder;
  const fs::path prefix = folder.path() / "usr";
  const auto installed = test::shell(MARGINWALK_INSTALL " --prefix " + prefix.string() + " 2>&1");
  ASSERT_EQ(installed.code, 0) << installed.output;

  const fs::path file = folder.write("elsewhere/study.yaml", study);
  const std::string run = "cd " + file.parent_path().string() + " && " +
                          (prefix / "bin" / "marginwalk").string() + " run study.yaml 2>&1";
  const auto shipped = test::shell(run);
  EXPECT_EQ(shipped.code, 0) << shipped.output;
  EXPECT_NE(shipped.output.find("elsewhere: 20 paths"), std::string::npos) << shipped.output;

  // A name that only the installed folder knows: the sources are not looked at.
  const fs::path venues = prefix / "share" / "marginwalk" / "scenarios" / "venues";
  fs::rename(venues / "binance-usdm.yaml", venues / "moved.yaml");
  EXPECT_EQ(test::shell(run + " --set venue=moved").code, 0);
  EXPECT_EQ(test::shell(run).code, 2);
}

}  // namespace
}  // namespace marginwalk::install_test
