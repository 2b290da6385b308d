#include "sim/report/paths_csv.hpp"

#include <fmt/format.h>

#include <iterator>

namespace marginwalk::report {

std::string paths_csv_header(const run::PathSampler& sampler) {
  return fmt::format("path,seconds,{}\n", fmt::join(sampler.assets(), ","));
}

std::string path_csv(const run::PathSampler& sampler) {
  std::string text;
  for (std::size_t k = 0; k < sampler.seconds().size(); ++k) {
    fmt::format_to(std::back_inserter(text), "{},{}", sampler.path(), sampler.seconds()[k]);
    for (std::size_t i = 0; i < sampler.assets().size(); ++i) {
      fmt::format_to(std::back_inserter(text), ",{}", sampler.prices(i)[k]);
    }
    text += '\n';
  }
  return text;
}

}  // namespace marginwalk::report
