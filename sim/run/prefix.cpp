#include "sim/run/prefix.hpp"

#include <fmt/format.h>

namespace marginwalk::run {
namespace {

bool have_one_shape(const BlockTally& a, const BlockTally& b) {
  bool same = a.cells.size() == b.cells.size() && a.pairs.size() == b.pairs.size() &&
              a.groups.groups.size() == b.groups.groups.size() &&
              a.groups.pairs.size() == b.groups.pairs.size();
  for (std::size_t i = 0; same && i < a.cells.size(); ++i) {
    same = a.cells[i].liquidated_in_period.size() == b.cells[i].liquidated_in_period.size() &&
           a.cells[i].liquidated_first.size() == b.cells[i].liquidated_first.size();
  }
  return same;
}

}  // namespace

Prefix::Prefix(Store& store, const BlockRunner& runner)
    : store_(&store), total_(runner.empty_tally()) {
  extend();
  const std::vector<Span> spans = store.spans();
  if (!spans.empty() && spans.front().first == 0) kept_end_ = spans.front().end;
}

void Prefix::merge(const Span& span, const BlockTally& tally) {
  if (!have_one_shape(tally, total_)) {
    throw StoreError(
        fmt::format("{}: block {} is of another study", store_->file().string(), span.first));
  }
  total_.merge(tally);
  span_.end = span.end;
  span_.paths += span.paths;
}

void Prefix::extend(bool full_only) {
  for (const Span& span : store_->spans()) {
    if (span.first != span_.end || (full_only && !span.is_full())) continue;
    merge(span, store_->tally(span));
  }
}

void Prefix::extend(const Block& block) {
  const Span span{block.number, block.number + 1, block.paths};
  if (span.first == span_.end && span.is_full()) merge(span, block.tally);
}

bool Prefix::extend(const Span& span, Store& store) {
  if (span.first != span_.end || !span.is_full()) return false;
  merge(span, store.tally(span));
  return true;
}

void Prefix::keep(std::uint64_t least_growth) {
  if (!span_.is_full() || span_.end < kept_end_ + least_growth) return;
  store_->replace(span_, total_);
  kept_end_ = span_.end;
}

}  // namespace marginwalk::run
