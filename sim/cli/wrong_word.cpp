#include "sim/cli/wrong_word.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::cli {
namespace {

const VerbWords& words_of(const std::vector<VerbWords>& verbs, const std::string& verb) {
  return *std::find_if(verbs.begin(), verbs.end(),
                       [&](const VerbWords& each) { return each.verb == verb; });
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The long option in a word, as `--set` in `--set=key=value`; empty in others.
std::string option_in(const std::string& word) {
  return word.starts_with("--") ? word.substr(0, word.find('=')) : "";
}

std::vector<std::string> options_of(const VerbWords& verb) {
  std::vector<std::string> names;
  for (const VerbWords::Option& option : verb.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

}  // namespace

std::optional<std::string> wrong_word(const std::vector<VerbWords>& verbs,
                                      const std::vector<std::string>& typed) {
  const VerbWords* verb = &words_of(verbs, "");
  std::size_t at = 0;
  for (; at < typed.size() && !verb->verbs.empty() && !typed[at].starts_with('-'); ++at) {
    if (!has(verb->verbs, typed[at])) {
      const std::string meant = scenario::did_you_mean(typed[at], verb->verbs);
      const std::string all = fmt::format(" (there are {})", scenario::listed(verb->verbs));
      return fmt::format("unknown verb {}{}", scenario::shown(typed[at]),
                         meant.empty() ? all : meant);
    }
    verb = &words_of(verbs, verb->verb + (verb->verb.empty() ? "" : " ") + typed[at]);
  }
  const std::vector<std::string> options = options_of(*verb);
  for (; at < typed.size(); ++at) {
    const std::string option = option_in(typed[at]);
    if (option.size() <= 2 || has(options, option)) continue;
    return fmt::format("unknown option {} of {}{}", scenario::shown(option),
                       verb->verb.empty() ? "marginwalk, whose verb comes first" : verb->verb,
                       scenario::did_you_mean(option, options));
  }
  return std::nullopt;
}

}  // namespace marginwalk::cli
