#include "sim/cli/completion.hpp"

#include <fmt/format.h>

namespace marginwalk::cli {
namespace {

/// What follows `before`, the word in front of the one that is typed.
constexpr const char* script = R"(_marginwalk() {{
  local typed=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} verb= words= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$verb ${{COMP_WORDS[i]}}" in
{}) verb="${{verb:+$verb }}${{COMP_WORDS[i]}}" ;;
    esac
  done
  case "$verb" in
{}  esac
  case "$verb $before" in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$typed"))
  [[ $typed == -* || ($verb == "" && $before != -*) ]] || COMPREPLY+=($(compgen -f -- "$typed"))
}}
complete -o filenames -F _marginwalk marginwalk
)";

}  // namespace

std::string bash_completion(const std::vector<VerbWords>& verbs) {
  std::vector<std::string> names;
  std::string words, values;
  for (const VerbWords& verb : verbs) {
    std::vector<std::string> offered = verb.verbs;
    for (const std::string& below : verb.verbs) {
      names.push_back(fmt::format("\"{} {}\"", verb.verb, below));
    }
    for (const VerbWords::Option& option : verb.options) {
      offered.insert(offered.end(), option.names.begin(), option.names.end());
      if (!option.takes_value) continue;
      for (const std::string& name : option.names) {
        values += fmt::format("    \"{} {}\") words=\"{}\" ;;\n", verb.verb, name,
                              fmt::join(option.values, " "));
      }
    }
    offered.insert(offered.end(), verb.values.begin(), verb.values.end());
    words += fmt::format("    \"{}\") words=\"{}\" ;;\n", verb.verb, fmt::join(offered, " "));
  }
  return fmt::format(script, "      " + fmt::format("{}", fmt::join(names, " | ")), words, values);
}

}  // namespace marginwalk::cli
