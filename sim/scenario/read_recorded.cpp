#include "sim/scenario/read_recorded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/paths/recorded_law.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/npy_array.hpp"
#include "sim/scenario/price_csv.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/times.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

NpyArray read_array(const Node& node, Problems& problems) {
  try {
    return parse_npy(node.text, node.location.file);
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    return {};
  }
}

/// Reports the first value that is no price, and too few of them.
void check_array(const NpyArray& array, const Location& file, Problems& problems) {
  if (array.rows == 0 || array.columns < 2) {
    problems.push_back({file, fmt::format("{} paths of {} moments (one and two at least)",
                                          array.rows, array.columns)});
  }
  const auto is_price = [](double value) { return value >= 1e-12 && value <= 1e15; };
  const auto wrong = std::find_if_not(array.values.begin(), array.values.end(), is_price);
  if (wrong == array.values.end()) return;
  const auto index = static_cast<std::size_t>(wrong - array.values.begin());
  problems.push_back(
      {file, fmt::format("path {}, moment {}: {} is no price (it must be from 1e-12 to 1e15)",
                         index / array.columns, index % array.columns, *wrong)});
}

/// The array of each asset; an empty one where there is none.
std::vector<NpyArray> read_arrays(const Node& node, const AssetNames& assets, Problems& problems) {
  std::vector<NpyArray> arrays(assets.names.size());
  for (const Entry& entry : node.entries) {
    const auto asset = assets.index_of(entry.key, entry.location, problems);
    if (!asset) continue;
    const std::size_t before = problems.size();
    arrays[*asset] = read_array(entry.value, problems);
    if (problems.size() == before) check_array(arrays[*asset], entry.value.location, problems);
  }
  return arrays;
}

paths::RecordedPrices read_npy_prices(const Node& node, std::uint32_t every,
                                      const AssetNames& assets, Problems& problems) {
  const std::size_t before = problems.size();
  const std::vector<NpyArray> arrays = read_arrays(node, assets, problems);
  if (problems.size() > before) return {};
  const NpyArray& first = arrays.front();
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    if (arrays[i].values.empty()) {
      problems.push_back({node.location, fmt::format("prices: {} is missing (every asset of the "
                                                     "study needs a file)",
                                                     assets.names[i])});
    } else if (arrays[i].rows != first.rows || arrays[i].columns != first.columns) {
      problems.push_back(
          {node.location, fmt::format("prices: {} has {} paths of {} moments, {} has {} of {}",
                                      assets.names[i], arrays[i].rows, arrays[i].columns,
                                      assets.names[0], first.rows, first.columns)});
    }
  }
  if (problems.size() > before) return {};
  paths::RecordedPrices prices{arrays.size(), first.rows, every, false, {}};
  prices.values.reserve(arrays.size() * first.values.size());
  for (std::size_t k = 0; k < first.values.size(); ++k) {
    for (const NpyArray& array : arrays) prices.values.push_back(array.values[k]);
  }
  return prices;
}

void note_files(const Node& prices) {
  if (prices.shape) prices.shape->note_file();
  for (const Entry& entry : prices.entries) {
    if (entry.value.shape) entry.value.shape->note_file();
  }
}

/// Nothing was read where there are no values.
paths::RecordedPrices read_prices(Fields& fields, const AssetNames& assets, Problems& problems) {
  const Node* const node = fields.required_child("prices");
  if (!node) return {};
  note_files(*node);
  if (node->kind == NodeKind::map) {
    const std::size_t before = problems.size();
    const std::uint32_t every = fields.required("every", parse_step);
    return problems.size() > before ? paths::RecordedPrices()
                                    : read_npy_prices(*node, every, assets, problems);
  }
  if (node->kind != NodeKind::scalar) {
    report_kind(*node, "prices", NodeKind::scalar, problems);
    return {};
  }
  try {
    return read_price_csv(node->text, node->location.file, assets.names);
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    return {};
  }
}

/// In bars.
double read_block(Fields& fields, const paths::Recording& recording) {
  const double block =
      fields.required("block", parse_duration) / static_cast<double>(recording.bar());
  if (block == 0) return 1;
  if (block < 1) {
    fields.report(fields.where("block"),
                  fmt::format("block: shorter than a bar ({})", duration_text(recording.bar())));
  } else if (block > static_cast<double>(recording.bars())) {
    fields.report(fields.where("block"),
                  fmt::format("block: longer than all {} bars of {}", recording.bars(),
                              duration_text(recording.bar())));
  }
  return block;
}

}  // namespace

std::optional<paths::ModelParameters> read_recorded(Fields& fields, bool bootstrap,
                                                    const AssetNames& assets, Problems& problems) {
  std::optional<std::vector<double>> drift;
  const Node* const node = bootstrap ? fields.child("drift") : nullptr;
  if (node) drift = read_by_asset(*node, "drift", parse_drift, assets, problems);
  const paths::RecordedPrices prices = read_prices(fields, assets, problems);
  if (prices.values.empty()) {
    if (bootstrap) (void)fields.required("block", parse_duration);
    return std::nullopt;
  }
  const auto recording = std::make_shared<paths::Recording>(prices);
  if (bootstrap && recording->paths() > 1) {
    fields.report(fields.where("prices"),
                  fmt::format("prices: {} paths (blocks are drawn from one)", recording->paths()));
  }
  for (std::size_t i = 0; drift && i < drift->size(); ++i) recording->recentre(i, (*drift)[i]);
  paths::ModelParameters model =
      paths::recorded_law({recording, bootstrap ? read_block(fields, *recording) : 0});
  if (drift) model.drift = *drift;
  return model;
}

}  // namespace marginwalk::scenario
