#include <benchmark/benchmark.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "bench/workloads.hpp"
#include "sim/run/block.hpp"
#include "sim/run/compression.hpp"
#include "sim/run/packed_records.hpp"

/// What becomes of the paths of a block under a cell, as stores keep it: time of packing and
/// unpacking, and bytes a path, beside what other ways of zlib would take.
namespace marginwalk::bench {
namespace {

using run::PathColumns;

/// By block and cell: those of W30, behind the paths that are walked in full.
std::vector<PathColumns> columns_of_blocks() {
  constexpr std::uint64_t blocks = 4;
  const scenario::Study study = w30();
  const run::BlockRunner runner(study);
  std::vector<PathColumns> columns;
  for (std::uint64_t block = 0; block < blocks; ++block) {
    const std::uint64_t first = run::paths_with_extremes + block * run::paths_per_block;
    run::PathRecords records(study.cells.size());
    (void)runner(first, first + run::paths_per_block, nullptr, &records);
    for (const std::vector<run::PathRecord>& cell : records) {
      columns.push_back(run::to_columns(cell));
    }
  }
  return columns;
}

const std::vector<PathColumns>& samples() {
  static const std::vector<PathColumns> columns = columns_of_blocks();
  return columns;
}

void report(benchmark::State& state, std::size_t bytes) {
  const auto paths = static_cast<double>(samples().size() * run::paths_per_block);
  state.counters["bytes_per_path"] = static_cast<double>(bytes) / paths;
  state.counters["per_block_and_cell"] = benchmark::Counter(
      static_cast<double>(samples().size()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void packing(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const PathColumns& columns : samples()) bytes += run::pack(0, 0, columns).size();
  }
  report(state, bytes);
}

void unpacking(benchmark::State& state) {
  std::vector<run::PackedRecords> packed;
  std::size_t bytes = 0;
  for (const PathColumns& columns : samples()) {
    packed.push_back(run::pack(0, 0, columns));
    bytes += packed.back().size();
  }
  for (auto _ : state) {
    for (const run::PackedRecords& each : packed) {
      benchmark::DoNotOptimize(run::unpack(0, 0, run::paths_per_block, each));
    }
  }
  report(state, bytes);
}

/// One way to compress, and whether the doubles come by byte planes.
struct Way {
  const char* name;
  int level;
  int strategy;
  bool planes;
};

constexpr Way ways[] = {
    {"runs", Z_DEFAULT_COMPRESSION, Z_RLE, true},
    {"runs_without_planes", Z_DEFAULT_COMPRESSION, Z_RLE, false},
    {"level_1", 1, Z_DEFAULT_STRATEGY, true},
    {"level_6", 6, Z_DEFAULT_STRATEGY, true},
    {"level_9", 9, Z_DEFAULT_STRATEGY, true},
};

void compressing(benchmark::State& state, const Way& way) {
  z_stream stream{};
  if (deflateInit2(&stream, way.level, Z_DEFLATED, MAX_WBITS, 8, way.strategy) != Z_OK) {
    state.SkipWithError("zlib does not begin");
    return;
  }
  const auto size = [&](std::string bytes) {
    std::string result(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    const std::size_t written = stream.total_out;
    deflateReset(&stream);
    return written;
  };
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const PathColumns& each : samples()) {
      const std::string& equity = each.terminal_equity;
      bytes += size(each.flags) + size(each.liquidation_time) +
               size(way.planes ? run::byte_planes(equity, sizeof(double)) : equity);
    }
  }
  deflateEnd(&stream);
  report(state, bytes);
}

BENCHMARK(packing);
BENCHMARK(unpacking);

const bool registered = [] {
  for (const Way& way : ways) {
    benchmark::RegisterBenchmark((std::string("zlib/") + way.name).c_str(),
                                 [&way](benchmark::State& state) { compressing(state, way); });
  }
  return true;
}();

}  // namespace
}  // namespace marginwalk::bench

BENCHMARK_MAIN();
