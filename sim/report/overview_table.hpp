#pragma once

#include "sim/report/table.hpp"
#include "sim/run/result.hpp"

namespace marginwalk::report {

/// The cells of several studies in one table, each called STUDY/CELL.
class Overview {
 public:
  Overview();

  void add(const run::Result& result);

  [[nodiscard]] std::size_t studies() const { return studies_; }
  [[nodiscard]] const Table& table() const { return table_; }

 private:
  std::size_t studies_ = 0;
  Table table_;
};

}  // namespace marginwalk::report
