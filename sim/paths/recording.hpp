#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/paths/correlation.hpp"

/// Prices that somebody recorded, as moves of their logarithms.
namespace marginwalk::paths {

/// What was recorded, row by row at equal distances, of one path after the other: of each asset a
/// close, or the open, high, low and close of a bar.
struct RecordedPrices {
  std::size_t assets = 0;
  std::size_t paths = 1;
  std::uint32_t every = 0;  ///< seconds between rows; whole minutes that divide a day
  bool bars = false;
  std::vector<double> values;  ///< by path, row, asset, and of a bar: open, high, low, close

  [[nodiscard]] std::size_t width() const { return assets * (bars ? 4 : 1); }

  /// Of one path.
  [[nodiscard]] std::size_t rows() const { return values.size() / (width() * paths); }
};

/// The moves of all assets' logarithms over bars of one length, bars of a path behind each other.
///
/// What happened inside a bar is not known; the assumption is this. A bar is three moves, each a
/// line in the logarithm over a third of its time: open-low-high-close where it closes above its
/// open, else open-high-low-close. The order is one for all assets, by the sign of the sum of
/// their ln(close / open), so that they fall together. The first line begins at the close of the
/// bar before, so that nothing is lost between two bars. Of closes alone, or where a third of a bar
/// is no whole number of minutes, the whole move enters as a step at the bar's end.
class Recording {
 public:
  explicit Recording(const RecordedPrices& prices);

  [[nodiscard]] std::size_t assets() const { return assets_; }
  [[nodiscard]] std::uint32_t bar() const { return bar_; }  ///< seconds
  [[nodiscard]] std::size_t paths() const { return paths_; }
  [[nodiscard]] std::size_t bars() const { return bars_; }  ///< of one path

  /// Seconds of one move.
  [[nodiscard]] std::uint32_t period() const {
    return bar_ / static_cast<std::uint32_t>(moves_per_bar_);
  }

  /// Three where moves are lines, one where they are steps.
  [[nodiscard]] std::size_t moves_per_bar() const { return moves_per_bar_; }
  [[nodiscard]] bool has_lines() const { return moves_per_bar_ > 1; }

  /// One of a bar's moves, by asset. Bars count through all paths.
  [[nodiscard]] std::span<const double> move(std::size_t bar, std::size_t part) const {
    return std::span(moves_).subspan((bar * moves_per_bar_ + part) * assets_, assets_);
  }

  /// Adds the same to all bars of an asset, so that the mean of its growth over a bar is that of
  /// `drift` per year: mean of e^r = e^(drift x bar).
  void recentre(std::size_t asset, double drift);

  /// What the bars' logarithmic returns are like, per year and root of a year: the drift of the
  /// above, their deviation from their mean, and how they correlate (0 where one never moves).
  struct Moments {
    std::vector<double> drift, volatility;
    Matrix correlation;
  };
  [[nodiscard]] Moments moments() const;

 private:
  [[nodiscard]] std::vector<double> returns(std::size_t asset) const;
  void add_step(const RecordedPrices& prices, std::size_t row);
  void add_lines(const RecordedPrices& prices, std::size_t row, bool first);

  std::size_t assets_;
  std::uint32_t bar_;
  std::size_t paths_;
  std::size_t bars_;
  std::size_t moves_per_bar_;
  std::vector<double> moves_;  ///< by bar, move and asset
};

/// A law that plays a recording: path k as it was recorded, or blocks of it.
///
/// The stationary bootstrap (Politis and Romano, Journal of the American Statistical Association
/// 89, 1994, 1303-1313) strings blocks of bars together that begin anywhere in the recording with
/// equal probability, the same bars for all assets. Their lengths are geometric: after each bar
/// another block begins with probability 1 / mean_block, else the next bar follows, behind the last
/// the first.
struct Recorded {
  std::shared_ptr<const Recording> recording;
  double mean_block = 0;  ///< bars; 0: path k is the k-th of the recording
};

}  // namespace marginwalk::paths
