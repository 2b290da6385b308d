#include "sim/cli/completion.hpp"

#include <fmt/format.h>

namespace marginwalk::cli {
namespace {

/// What follows `before`, the word in front of the one that is typed.
constexpr const char* bash_script = R"(_marginwalk() {{
  local typed=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} verb= offered= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$verb ${{COMP_WORDS[i]}}" in
{}    esac
  done
{}  COMPREPLY=($(compgen -W "$offered" -- "$typed"))
  [[ $typed == -* || ($verb == "" && $before != -*) ]] || COMPREPLY+=($(compgen -f -- "$typed"))
}}
complete -o filenames -F _marginwalk marginwalk
)";

/// The same, where the first word is words[1].
constexpr const char* zsh_script = R"(#compdef marginwalk
_marginwalk() {{
  local typed=$words[CURRENT] before=$words[CURRENT-1] verb= offered= i
  for ((i = 2; i < CURRENT; i++)); do
    case "$verb $words[i]" in
{}    esac
  done
{}  compadd -- ${{=offered}}
  [[ $typed == -* || ($verb == "" && $before != -*) ]] || _files
}}
compdef _marginwalk marginwalk
)";

constexpr const char* fish_script = R"(function __marginwalk_verb
    set -l verb
    for word in (commandline -opc)[2..-1]
        contains -- "$verb $word" {} && set verb (string trim -- "$verb $word")
    end
    echo $verb
end
function __marginwalk_at
    set -l verb (__marginwalk_verb)
    test "$verb" = "$argv"
end
)";

/// Each verb after the words before it, quoted: `" run"`, `"study run"`.
std::vector<std::string> names_of(const std::vector<VerbWords>& verbs) {
  std::vector<std::string> names;
  for (const VerbWords& verb : verbs) {
    for (const std::string& below : verb.verbs) {
      names.push_back(fmt::format("\"{} {}\"", verb.verb, below));
    }
  }
  return names;
}

/// What is offered after a verb and, in its place, after one of its options, for bash and zsh.
std::string cases_of(const std::vector<VerbWords>& verbs) {
  std::string words, values;
  for (const VerbWords& verb : verbs) {
    std::vector<std::string> offered = verb.verbs;
    for (const VerbWords::Option& option : verb.options) {
      offered.insert(offered.end(), option.names.begin(), option.names.end());
      if (!option.takes_value) continue;
      for (const std::string& name : option.names) {
        values += fmt::format("    \"{} {}\") offered=\"{}\" ;;\n", verb.verb, name,
                              fmt::join(option.values, " "));
      }
    }
    offered.insert(offered.end(), verb.values.begin(), verb.values.end());
    words += fmt::format("    \"{}\") offered=\"{}\" ;;\n", verb.verb, fmt::join(offered, " "));
  }
  return fmt::format("  case \"$verb\" in\n{}  esac\n  case \"$verb $before\" in\n{}  esac\n",
                     words, values);
}

std::string script_of(const char* script, const std::vector<VerbWords>& verbs,
                      const std::string& next_word) {
  const std::string next = fmt::format("      {}) verb=\"${{verb:+$verb }}{}\" ;;\n",
                                       fmt::join(names_of(verbs), " | "), next_word);
  return fmt::format(fmt::runtime(script), next, cases_of(verbs));
}

/// `-s o -l output`, and what may follow.
std::string fish_option(const VerbWords::Option& option) {
  std::string text;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.takes_value) return text;
  if (option.values.empty()) return text + " -r";
  return text + fmt::format(" -x -a \"{}\"", fmt::join(option.values, " "));
}

}  // namespace

std::string bash_completion(const std::vector<VerbWords>& verbs) {
  return script_of(bash_script, verbs, "${COMP_WORDS[i]}");
}

std::string zsh_completion(const std::vector<VerbWords>& verbs) {
  return script_of(zsh_script, verbs, "$words[i]");
}

std::string fish_completion(const std::vector<VerbWords>& verbs) {
  std::string text = fmt::format(fish_script, fmt::join(names_of(verbs), " "));
  for (const VerbWords& verb : verbs) {
    const std::string line =
        fmt::format("complete -c marginwalk -n '__marginwalk_at {}'", verb.verb);
    for (const VerbWords::Option& option : verb.options) text += line + fish_option(option) + "\n";
    std::vector<std::string> words = verb.verbs;
    words.insert(words.end(), verb.values.begin(), verb.values.end());
    if (!words.empty()) text += fmt::format("{} -f -a \"{}\"\n", line, fmt::join(words, " "));
  }
  return text;
}

}  // namespace marginwalk::cli
