#include "sim/cli/options.hpp"

namespace marginwalk::cli {

void add_threads(CLI::App& verb, unsigned& threads) {
  verb.add_option("--threads", threads, "Threads (default: all)")
      ->type_name("T")
      ->check(CLI::Range(1, 1024));
}

void add_format(CLI::App& verb, std::string& format, const std::vector<std::string>& formats) {
  std::string names;
  for (const std::string& name : formats) {
    names += names.empty() ? name : (name == formats.back() ? " or " : ", ") + name;
  }
  verb.add_option("--format", format, names)->type_name("FORMAT")->check(CLI::IsMember(formats));
}

}  // namespace marginwalk::cli
