#include "sim/run/merge_stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/run/prefix.hpp"

namespace marginwalk::run {
namespace {

void check_belongs(const Store& to, const Store& from) {
  const auto check = [&](const auto& here, const auto& there, const char* what) {
    if (here == there) return;
    throw StoreError(fmt::format("{}: does not belong to {} (its {} is {}, not {})",
                                 from.file().string(), to.file().string(), what, there, here));
  };
  const Manifest& here = to.manifest();
  const Manifest& there = from.manifest();
  check(here.study, there.study, "study");
  check(here.seed, there.seed, "seed");
  check(here.study_sha256, there.study_sha256, "input's SHA-256");
  check(here.version, there.version, "program's version");
}

/// What a store has, by first block.
using Spans = std::map<std::uint64_t, Span>;

Spans spans_of(Store& store) {
  Spans spans;
  for (const Span& span : store.spans()) spans.emplace(span.first, span);
  return spans;
}

/// What is in both must be equal.
void check_agrees(Store& to, const Spans& there, Store& from, const Span& span) {
  const auto found = there.find(span.first);
  if (found == there.end()) return;
  const Span& other = found->second;
  if (other.end != span.end || other.paths != span.paths) return;
  if (to.fingerprint(other) == from.fingerprint(span)) return;
  throw StoreError(
      fmt::format("{}: block {} differs from that of {} (one of them is damaged, or was "
                  "written by another program)",
                  from.file().string(), span.first, to.file().string()));
}

/// Whether a span has paths that are not there. Spans of two stores hold one another or are apart.
bool is_news(const Spans& there, const Span& span) {
  auto at = there.upper_bound(span.first);
  if (at != there.begin()) --at;
  std::uint64_t paths = 0;
  for (; at != there.end() && at->second.first < span.end; ++at) {
    if (at->second.end > span.first) paths += at->second.paths;
  }
  return paths < span.paths;
}

/// A span that is wanted, and the store that has it.
struct Piece {
  Store* store;
  Span span;
};

/// By first block, what of the stores is to be taken in. Throws StoreError where one of them does
/// not belong.
std::map<std::uint64_t, Piece> wanted(Store& to, const std::vector<Store*>& from) {
  for (const Store* store : from) check_belongs(to, *store);
  const Spans there = spans_of(to);
  std::map<std::uint64_t, Piece> pieces;
  for (Store* store : from) {
    for (const Span& span : store->spans()) {
      check_agrees(to, there, *store, span);
      if (!is_news(there, span)) continue;
      const auto [at, is_first] = pieces.try_emplace(span.first, Piece{store, span});
      if (is_first) continue;
      Piece& other = at->second;
      check_agrees(*other.store, {{span.first, other.span}}, *store, span);
      if (other.span.paths < span.paths) other = {store, span};
    }
  }
  return pieces;
}

}  // namespace

void merge_stores(Store& to, const std::vector<Store*>& from, const BlockRunner& runner) {
  const std::map<std::uint64_t, Piece> pieces = wanted(to, from);
  std::vector<Piece> behind_gaps;
  Prefix prefix(to, runner);
  for (const auto& [first, piece] : pieces) {
    if (!prefix.extend(piece.span, *piece.store)) behind_gaps.push_back(piece);
  }
  prefix.keep();
  Spans there = spans_of(to);
  for (const auto& [store, span] : behind_gaps) {
    if (!is_news(there, span)) continue;  // part of another piece
    to.replace(span, store->tally(span));
    there.erase(there.lower_bound(span.first), there.lower_bound(span.end));
    there.emplace(span.first, span);
  }
  if (!behind_gaps.empty()) Prefix(to, runner).keep();
  if (to.manifest().tallies_only) return;
  for (Store* store : from) to.copy_records(*store);
}

Manifest merged_manifest(const std::vector<std::unique_ptr<Store>>& stores) {
  Manifest merged = stores.front()->manifest();
  merged.shard = {};
  for (const std::unique_ptr<Store>& store : stores) {
    check_belongs(*stores.front(), *store);
    merged.paths = std::max(merged.paths, store->manifest().paths);
    merged.tallies_only = merged.tallies_only || store->manifest().tallies_only;
  }
  return merged;
}

}  // namespace marginwalk::run
