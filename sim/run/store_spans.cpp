#include <fmt/format.h>

#include "sim/estimate/bytes.hpp"
#include "sim/estimate/group_bytes.hpp"
#include "sim/estimate/tally_bytes.hpp"
#include "sim/run/digest.hpp"
#include "sim/run/store.hpp"

/// The part of the store that holds tallies.
namespace marginwalk::run {
namespace {

/// What a span's fingerprint is taken of.
std::string sealed(const Span& span, std::string_view pairs, std::string_view groups) {
  return fmt::format("{} {} {}\n{}{}", span.first, span.end, span.paths, pairs, groups);
}

}  // namespace

std::vector<Span> Store::spans() {
  std::vector<Span> found;
  Statement statement(database_, "SELECT first_block, end_block, paths FROM span ORDER BY 1");
  while (statement.step()) {
    const Span span{statement.integer(0), statement.integer(1), statement.integer(2)};
    const std::uint64_t from = found.empty() ? 0 : found.back().end;
    if (span.first < from || span.end <= span.first) damaged(span.first, "overlaps");
    found.push_back(span);
  }
  return found;
}

std::string Store::fingerprint(const Span& span) {
  Statement statement(database_, "SELECT sha256 FROM span WHERE first_block = ?1", span.first);
  return statement.step() ? statement.text(0) : "";
}

BlockTally Store::tally(const Span& span) {
  Statement of_span(database_, "SELECT pairs, sha256, groups FROM span WHERE first_block = ?1",
                    span.first);
  if (!of_span.step()) damaged(span.first, "not there");
  std::string bytes = sealed(span, of_span.bytes(0), of_span.bytes(2));
  BlockTally tally;
  try {
    tally.pairs = estimate::pairs_from_bytes(of_span.bytes(0));
    tally.groups = estimate::groups_from_bytes(of_span.bytes(2));
    Statement of_cell(
        database_, "SELECT tally FROM cell_tally WHERE first_block = ?1 ORDER BY cell", span.first);
    while (of_cell.step()) {
      bytes += of_cell.bytes(0);
      tally.cells.push_back(estimate::tally_from_bytes(of_cell.bytes(0)));
    }
  } catch (const estimate::MalformedBytes& error) {
    damaged(span.first, error.what());
  }
  if (sha256(bytes) != of_span.text(1)) damaged(span.first, "its fingerprint differs");
  return tally;
}

void Store::put(const Span& span, const BlockTally& tally) {
  const std::string pairs = estimate::to_bytes(tally.pairs);
  const std::string groups = estimate::to_bytes(tally.groups);
  std::vector<std::string> cells;
  std::string bytes = sealed(span, pairs, groups);
  for (const estimate::Tally& cell : tally.cells) bytes += cells.emplace_back(to_bytes(cell));
  database_.run("DELETE FROM span WHERE first_block >= ?1 AND first_block < ?2", span.first,
                span.end);
  database_.run("INSERT INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6)", span.first, span.end,
                span.paths, Blob{pairs}, std::string_view(sha256(bytes)), Blob{groups});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const estimate::Tally& cell = tally.cells[i];
    database_.run("INSERT INTO cell_tally VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", span.first,
                  std::uint64_t{i}, cell.paths, cell.liquidated, cell.wiped_out, cell.bankrupt,
                  cell.terminal_equity.moments.mean, Blob{cells[i]});
  }
}

void Store::replace(const Span& span, const BlockTally& tally) {
  Transaction transaction(database_);
  put(span, tally);
  transaction.commit();
}

}  // namespace marginwalk::run
