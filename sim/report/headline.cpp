#include "sim/report/headline.hpp"

#include <fmt/format.h>

#include "sim/report/format.hpp"

namespace marginwalk::report {

std::string headline(const scenario::Study& study, std::string_view limit) {
  return fmt::format("{}: {}{} paths over {} from {}, checked every {}; model {}; seed {}",
                     study.name, limit, count(study.paths), duration(study.clock.horizon),
                     iso_time(study.clock.start), duration(study.clock.step), study.model.kind,
                     study.seed);
}

}  // namespace marginwalk::report
