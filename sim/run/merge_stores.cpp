#include "sim/run/merge_stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

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

}  // namespace

void merge_store(Store& to, Store& from) {
  check_belongs(to, from);
  Spans there;
  for (const Span& span : to.spans()) there.emplace(span.first, span);
  const std::vector<Span> spans = from.spans();
  for (const Span& span : spans) check_agrees(to, there, from, span);
  for (const Span& span : spans) {
    if (is_news(there, span)) to.replace(span, from.tally(span));
  }
  if (!to.manifest().tallies_only) to.copy_records(from);
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
