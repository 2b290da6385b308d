#include "sim/cli/options.hpp"

namespace marginwalk::cli {

void add_setting_options(Verb& verb, StudyArguments& arguments) {
  verb.option("--set", arguments.settings,
              "Set a key of the file by its dotted path, as in "
              "market.model.volatility.BTC=80% (may be repeated)")
      .type("KEY=VALUE");
  verb.option("--paths", arguments.paths, "Number of paths").type("N");
  verb.option("--seed", arguments.seed, "Seed of all random numbers").type("S");
}

void add_threads(Verb& verb, unsigned& threads) {
  verb.option("--threads", threads, "Threads (default: all)").type("T").between(1, 1024);
}

void add_format(Verb& verb, std::string& format, const std::vector<std::string>& formats) {
  std::string names;
  for (const std::string& name : formats) {
    names += names.empty() ? name : (name == formats.back() ? " or " : ", ") + name;
  }
  verb.option("--format", format, names).type("FORMAT").among(formats);
}

void add_strict(Verb& verb, bool& strict) {
  verb.flag("--strict", strict, "Exit with 1 for undecided gates, too");
}

}  // namespace marginwalk::cli
