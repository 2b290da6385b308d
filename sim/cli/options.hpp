#pragma once

#include <string>
#include <vector>

#include "sim/cli/studies.hpp"
#include "sim/cli/verb.hpp"

/// Options that several verbs have.
namespace marginwalk::cli {

/// --set, --paths and --seed.
void add_setting_options(Verb& verb, StudyArguments& arguments);

/// `--threads T`.
void add_threads(Verb& verb, unsigned& threads);

/// `--format FORMAT`, one of these.
void add_format(Verb& verb, std::string& format, const std::vector<std::string>& formats);

/// `--strict`, of verbs that judge gates.
void add_strict(Verb& verb, bool& strict);

}  // namespace marginwalk::cli
