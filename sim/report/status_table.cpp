#include "sim/report/status_table.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"
#include "sim/report/table.hpp"

namespace marginwalk::report {
namespace {

std::string part_of_whole(std::uint64_t done, std::uint64_t all) {
  return fmt::format("{} of {}", count(done), count(all));
}

std::string state(const run::StoreStatus& store) {
  if (store.is_running) return "running";
  return store.is_complete() ? "complete" : "incomplete";
}

std::string time_left_of(const run::StoreStatus& store) {
  return store.seconds_left && !store.is_complete() ? time_left(*store.seconds_left) : missing;
}

}  // namespace

std::string block_list(const std::vector<run::Span>& ranges) {
  std::vector<std::string> texts;
  for (const run::Span& range : ranges) {
    texts.push_back(range.end == range.first + 1
                        ? fmt::format("{}", range.first)
                        : fmt::format("{}–{}", range.first, range.end - 1));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string status_table(const std::vector<run::StoreStatus>& stores) {
  Table table{{{"store", Align::left},
               {"shard"},
               {"blocks"},
               {"paths"},
               {"state", Align::left},
               {"paths/s"},
               {"time left"},
               {"last block"}},
              {}};
  for (const run::StoreStatus& store : stores) {
    const run::Shard& shard = store.manifest.shard;
    table.rows.push_back(
        {store.file.filename().string(),
         shard.is_whole() ? missing : fmt::format("{}/{}", shard.number, shard.count),
         part_of_whole(store.blocks_done, store.blocks),
         part_of_whole(store.paths_done, store.paths), state(store),
         store.path_rate ? decimal(*store.path_rate, 0) : missing, time_left_of(store),
         store.seen ? iso_time(static_cast<std::int64_t>(*store.seen)) : missing});
  }
  return render(table, Style::terminal);
}

}  // namespace marginwalk::report
