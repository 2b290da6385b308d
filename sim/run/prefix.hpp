#pragma once

#include "sim/run/store.hpp"

namespace marginwalk::run {

/// The tally of all blocks up to the first that is missing, merged in order as a run merges them.
/// Sums depend on that order in their last bits, so only this part of a run can be merged for good:
/// it is kept in the store as one span in the place of many.
class Prefix {
 public:
  /// Of what the store holds. It must have been made for this study.
  Prefix(Store& store, const BlockRunner& runner);

  /// Takes in whatever of the store follows without a gap. The last block of a run that is cut
  /// short is left out while `full_only`: more paths would replace it.
  void extend(bool full_only = true);

  /// Takes in a block that has just been finished, if it is the next one.
  void extend(const Block& block);

  /// Takes in a span of any store if it is the next one and no more paths can replace it; whether
  /// it was.
  bool extend(const Span& span, Store& store);

  /// Puts it into the store where it has grown by so many blocks. One whose last block is cut short
  /// is not put there: more paths would replace that block, and the rest could not be told from it.
  void keep(std::uint64_t least_growth = 1);

  [[nodiscard]] const Span& span() const { return span_; }

  [[nodiscard]] const BlockTally& total() const { return total_; }

  /// All that was taken in, which leaves nothing here.
  [[nodiscard]] BlockTally take() { return std::move(total_); }

 private:
  void merge(const Span& span, const BlockTally& tally);

  Store* store_;
  Span span_;
  std::uint64_t kept_end_ = 0;
  BlockTally total_;
};

}  // namespace marginwalk::run
