#include "sim/scenario/price_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/price_columns.hpp"
#include "sim/scenario/price_rows.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

/// After so many a file is not read on: what is wrong with a row is often wrong with all.
constexpr std::size_t most_problems = 10;

constexpr std::int64_t seconds_per_day = 86'400;

/// The spellings of read_price_csv as one of those that a study has.
Parsed<std::int64_t> parse_recorded_time(std::string_view text) {
  std::string time(text);
  if (time.size() == 10) time += "T00:00";
  if (time.size() > 10 && time[10] == ' ') time[10] = 'T';
  if (time.ends_with("+00:00")) time.resize(time.size() - 6);
  if (!time.ends_with('Z')) time += 'Z';
  Parsed<std::int64_t> parsed = parse_time(time);
  if (std::holds_alternative<Rejection>(parsed)) {
    return Rejection{fmt::format(
        "{} is not a time (in UTC, as in 2026-01-01T00:00Z or 2026-01-01 00:00:00)", shown(text))};
  }
  return parsed;
}

Parsed<std::int64_t> parse_whole(std::string_view text) {
  const Parsed<std::uint64_t> parsed = parse_seed(text);
  const auto* const number = std::get_if<std::uint64_t>(&parsed);
  if (number && *number < 1'000'000'000'000'000) return static_cast<std::int64_t>(*number);
  return Rejection{fmt::format("{} is not a whole number", shown(text))};
}

class PriceCsv {
 public:
  PriceCsv(std::string_view text, const std::string& file_name,
           const std::vector<std::string>& assets)
      : rows_(text, file_name), assets_(assets), file_{file_name, 0, 0} {}

  paths::RecordedPrices read() {
    if (!rows_.next()) fail(file_, "the file is empty");
    columns_ = find_price_columns(rows_, assets_, problems_);
    throw_if_any(problems_);
    prices_.assets = assets_.size();
    prices_.bars = columns_.bars;
    while (problems_.size() < most_problems && rows_.next()) take_row();
    if (problems_.empty()) end_path();
    throw_if_any(problems_);
    return std::move(prices_);
  }

 private:
  [[noreturn]] static void fail(const Location& location, std::string message) {
    throw InputError({{location, std::move(message)}});
  }

  void report(std::size_t cell, std::string message) {
    problems_.push_back({rows_.at(cell), std::move(message)});
  }

  template <class Parse>
  ValueOf<Parse> take(std::size_t cell, Parse parse, std::string_view name) {
    auto parsed = parse(rows_.cells()[cell]);
    if (const auto* const rejection = std::get_if<Rejection>(&parsed)) {
      report(cell, fmt::format("{}: {}", name, rejection->reason));
      return {};
    }
    return std::get<0>(std::move(parsed));
  }

  void take_row();
  void take_path();
  void take_time();
  void take_prices();
  void check_bar(std::size_t asset, const double* bar);
  void end_path();

  PriceRows rows_;
  const std::vector<std::string>& assets_;
  Location file_;
  Problems problems_;
  PriceColumns columns_;
  paths::RecordedPrices prices_;
  std::size_t rows_of_path_ = 0;
  std::size_t rows_of_first_ = 0;
  std::optional<std::int64_t> time_;  ///< of the row before, of the same path
};

void PriceCsv::take_row() {
  if (rows_.cells().size() != columns_.names.size()) {
    time_.reset();
    return report(columns_.names.size(), fmt::format("the row has {} cells (there are {} columns)",
                                                     rows_.cells().size(), columns_.names.size()));
  }
  take_path();
  take_time();
  take_prices();
  ++rows_of_path_;
}

void PriceCsv::take_path() {
  if (!columns_.path) return;
  const std::size_t before = problems_.size();
  const auto path = static_cast<std::size_t>(take(*columns_.path, parse_whole, "path"));
  if (problems_.size() > before || path + 1 == prices_.paths) return;
  time_.reset();
  if (path != prices_.paths || rows_of_path_ == 0) {
    return report(
        *columns_.path,
        fmt::format("path {} follows path {} (paths count from 0, one behind the other)", path,
                    rows_of_path_ == 0 ? "none" : std::to_string(prices_.paths - 1)));
  }
  end_path();
  ++prices_.paths;
  rows_of_path_ = 0;
}

void PriceCsv::take_time() {
  const std::size_t before = problems_.size();
  const std::int64_t time = columns_.in_seconds ? take(columns_.time, parse_whole, "seconds")
                                                : take(columns_.time, parse_recorded_time, "time");
  if (problems_.size() > before) return time_.reset();
  const auto earlier = std::exchange(time_, time);
  if (!earlier) return;
  const std::int64_t distance = time - *earlier;
  if (prices_.every == 0) {
    if (distance < 60 || distance % 60 != 0 || seconds_per_day % distance != 0) {
      fail(rows_.at(columns_.time),
           fmt::format("rows are {} apart (whole minutes that divide 24 hours are needed)",
                       duration_text(distance)));
    }
    prices_.every = static_cast<std::uint32_t>(distance);
  } else if (distance != prices_.every) {
    report(columns_.time,
           fmt::format(
               "the row is {} after the one before (those above are {} apart; gaps are not filled)",
               duration_text(distance), duration_text(prices_.every)));
  }
}

void PriceCsv::take_prices() {
  for (const std::size_t cell : columns_.prices) {
    prices_.values.push_back(take(cell, parse_positive, columns_.names[cell]));
  }
  if (!columns_.bars) return;
  const double* const row = &prices_.values[prices_.values.size() - columns_.prices.size()];
  for (std::size_t i = 0; i < assets_.size(); ++i) check_bar(i, row + 4 * i);
}

void PriceCsv::check_bar(std::size_t asset, const double* bar) {
  const double open = bar[0], high = bar[1], low = bar[2], close = bar[3];
  if (std::min({open, high, low, close}) <= 0) return;  // reported
  const std::size_t* const cells = &columns_.prices[4 * asset];
  if (high < low) {
    report(cells[1],
           fmt::format("{}: the high, {}, is below the low, {}", assets_[asset], high, low));
  } else if (open > high || open < low || close > high || close < low) {
    report(cells[0], fmt::format("{}: open {} and close {} are not both from the low, {}, to the "
                                 "high, {}",
                                 assets_[asset], open, close, low, high));
  }
}

void PriceCsv::end_path() {
  const std::size_t number = prices_.paths - 1;
  if (rows_of_path_ < 2) {
    fail(file_, fmt::format("path {} has too few rows ({}; two at least)", number, rows_of_path_));
  }
  if (number == 0) rows_of_first_ = rows_of_path_;
  if (rows_of_path_ != rows_of_first_) {
    fail(file_, fmt::format("path {} has {} rows (the first has {})", number, rows_of_path_,
                            rows_of_first_));
  }
}

}  // namespace

paths::RecordedPrices read_price_csv(std::string_view text, const std::string& file_name,
                                     const std::vector<std::string>& assets) {
  return PriceCsv(text, file_name, assets).read();
}

}  // namespace marginwalk::scenario
