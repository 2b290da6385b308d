#include "sim/scenario/read_correlation.hpp"

#include <fmt/format.h>

#include <utility>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/message_text.hpp"
#include "sim/scenario/read_by_asset.hpp"
#include "sim/scenario/units.hpp"

namespace marginwalk::scenario {
namespace {

using paths::index;

/// The two names of a key like `BTC ETH`, or nothing and a problem.
std::optional<std::pair<std::string_view, std::string_view>> names_of(const Entry& entry,
                                                                      Problems& problems) {
  const std::string_view key = entry.key;
  const std::size_t space = key.find(' ');
  const bool is_pair = space != std::string_view::npos && space > 0 && space + 1 < key.size() &&
                       key.find(' ', space + 1) == std::string_view::npos;
  if (is_pair && key.substr(0, space) != key.substr(space + 1)) {
    return std::pair(key.substr(0, space), key.substr(space + 1));
  }
  problems.push_back({entry.location, fmt::format("{} is no pair of assets (two names, as in BTC "
                                                  "ETH)",
                                                  shown(key))});
  return std::nullopt;
}

void report_missing_pairs(const Node& node, const AssetNames& assets, const paths::Matrix& given,
                          Problems& problems) {
  for (std::size_t i = 0; i < assets.names.size(); ++i) {
    for (std::size_t j = i + 1; j < assets.names.size(); ++j) {
      if (given(index(i), index(j)) != 0) continue;
      problems.push_back(
          {node.location, fmt::format("correlation: {} {} is missing (every pair is given once)",
                                      assets.names[i], assets.names[j])});
    }
  }
}

/// The matrix as it would be written in a file.
std::string text_of(const paths::Matrix& matrix, const AssetNames& assets) {
  std::string text;
  for (std::size_t i = 0; i < assets.names.size(); ++i) {
    for (std::size_t j = i + 1; j < assets.names.size(); ++j) {
      text += fmt::format("{}{} {}: {:.4f}", text.empty() ? "" : ", ", assets.names[i],
                          assets.names[j], matrix(index(i), index(j)));
    }
  }
  return fmt::format("correlation: {{{}}}", text);
}

}  // namespace

paths::Matrix read_correlation(const Node& node, const AssetNames& assets, Problems& problems) {
  const std::size_t before = problems.size();
  const Eigen::Index size = index(assets.names.size());
  paths::Matrix matrix = paths::Matrix::Identity(size, size);
  paths::Matrix given = paths::Matrix::Zero(size, size);
  for (const Entry& entry : node.entries) {
    const auto value = parse_scalar(entry.value, entry.key, parse_correlation, problems);
    const auto names = names_of(entry, problems);
    if (!names) continue;
    const auto first = assets.index_of(names->first, entry.location, problems);
    const auto second = assets.index_of(names->second, entry.location, problems);
    if (!first || !second) continue;
    const Eigen::Index i = index(*first);
    const Eigen::Index j = index(*second);
    if (given(i, j) != 0) {
      problems.push_back(
          {entry.location,
           fmt::format("the pair {} is given twice (once in either order)", shown(entry.key))});
    }
    given(i, j) = given(j, i) = 1;
    matrix(i, j) = matrix(j, i) = value.value_or(0);
  }
  report_missing_pairs(node, assets, given, problems);
  if (problems.size() > before) return matrix;
  if (const auto fault = paths::find_negative_eigenvalue(matrix)) {
    problems.push_back(
        {node.location,
         fmt::format("correlation: no prices can move together like this (the matrix has the "
                     "negative eigenvalue {:.4f}); did you mean {}?",
                     fault->least_eigenvalue, text_of(fault->nearest, assets))});
  }
  return matrix;
}

paths::Matrix read_correlations(Fields& fields, const AssetNames& assets, Problems& problems) {
  const Eigen::Index size = index(assets.names.size());
  paths::Matrix matrix = paths::Matrix::Identity(size, size);
  if (const Node* const factor = fields.child("factor")) {
    const std::vector<double> loadings =
        read_by_asset(*factor, "factor", parse_correlation, assets, problems);
    for (Eigen::Index i = 0; i < size; ++i) {
      for (Eigen::Index j = 0; j < size; ++j) {
        if (i == j) continue;
        matrix(i, j) =
            loadings[static_cast<std::size_t>(i)] * loadings[static_cast<std::size_t>(j)];
      }
    }
    if (const Node* const both = fields.child("correlation")) {
      fields.report(both->location, "correlation stands beside factor (give one of them)");
    }
    return matrix;
  }
  const Node* const correlation = size > 1 ? fields.required_child("correlation", NodeKind::map)
                                           : fields.child("correlation", NodeKind::map);
  return correlation ? read_correlation(*correlation, assets, problems) : matrix;
}

}  // namespace marginwalk::scenario
