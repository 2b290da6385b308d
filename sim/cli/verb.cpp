#include "sim/cli/verb.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <sstream>
#include <type_traits>

#include "sim/cli/output.hpp"
#include "sim/cli/wrong_word.hpp"

namespace marginwalk::cli {
namespace {

/// Without this, CLI11 takes -1 for the greatest number there is.
std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? text + " is negative" : "";
}

template <class Value>
constexpr bool is_number =
    std::is_unsigned_v<Value> || std::is_same_v<Value, std::optional<std::uint64_t>>;

/// The words of Option::among: CLI11 keeps them as `{table,json}`.
std::vector<std::string> values_of(CLI::Option& option) {
  std::vector<std::string> values;
  const std::string kept = option.get_type_name();
  const std::size_t open = kept.find('{');
  if (open == std::string::npos) return values;
  std::istringstream list(kept.substr(open + 1, kept.find('}') - open - 1));
  for (std::string value; std::getline(list, value, ',');) values.push_back(value);
  return values;
}

void add_words(CLI::App& app, const std::string& verb, std::vector<VerbWords>& all) {
  VerbWords words{verb, {}, {}, {}};
  for (CLI::Option* const option : app.get_options()) {
    if (option->get_positional()) {
      words.values = values_of(*option);
      continue;
    }
    VerbWords::Option each{{}, values_of(*option), option->get_items_expected_max() > 0};
    for (const std::string& name : option->get_snames()) each.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) each.names.push_back("--" + name);
    words.options.push_back(each);
  }
  const std::vector<CLI::App*> verbs = app.get_subcommands({});
  for (const CLI::App* const below : verbs) words.verbs.push_back(below->get_name());
  all.push_back(words);
  for (CLI::App* const below : verbs) {
    add_words(*below, verb + (verb.empty() ? "" : " ") + below->get_name(), all);
  }
}

/// What was called without the verb that must follow, as `marginwalk` and `marginwalk study`.
const CLI::App* verb_alone(const CLI::App& app, const std::vector<std::string>& typed) {
  const CLI::App* last = &app;
  for (const std::string& word : typed) {
    const auto below =
        last->get_subcommands([&](const CLI::App* verb) { return verb->get_name() == word; });
    if (below.empty()) return nullptr;
    last = below.front();
  }
  return last->get_subcommands([](const CLI::App*) { return true; }).empty() ? nullptr : last;
}

/// Help without what a reader can do nothing with: kinds of numbers, who excludes whom.
class Help final : public CLI::Formatter {
 public:
  Help() {
    label("SUBCOMMAND", "VERB");
    label("Positionals", "Words");
  }

  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_type_size() == 0) return "";
    std::string text = option->get_type_name();
    text.resize(std::min(text.size(), text.find(':')));
    if (text == "TEXT") text = option->get_positional() ? "" : "VALUE";
    if (!text.empty()) text.insert(0, 1, ' ');
    return text + (option->get_required() ? " (required)" : "");
  }
};

}  // namespace

Option& Option::required() {
  option_.required();
  return *this;
}

Option& Option::once() {
  option_.expected(1);
  return *this;
}

Option& Option::type(const std::string& name) {
  option_.type_name(name);
  return *this;
}

Option& Option::among(const std::vector<std::string>& words) {
  option_.check(CLI::IsMember(words));
  return *this;
}

Option& Option::between(std::uint64_t least, std::uint64_t most) {
  option_.check(CLI::Range(least, most));
  return *this;
}

Option& Option::excludes(const Option& other) {
  option_.excludes(&other.option_);
  return *this;
}

Option& Option::needs(const Option& other) {
  option_.needs(&other.option_);
  return *this;
}

Verb Verb::verb(const std::string& name, const std::string& what) {
  app_.require_subcommand(1);
  return {*app_.add_subcommand(name, what)->group("Verbs"), code_};
}

template <class Value>
Option Verb::option(const std::string& names, Value& value, const std::string& what) {
  CLI::Option* const option = app_.add_option(names, value, what);
  if constexpr (is_number<Value>) option->check(not_negative);
  if (names.starts_with('-')) option->allow_extra_args(false);
  return Option(*option);
}

template Option Verb::option(const std::string&, std::string&, const std::string&);
template Option Verb::option(const std::string&, std::optional<std::string>&, const std::string&);
template Option Verb::option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Verb::option(const std::string&, std::uint32_t&, const std::string&);
template Option Verb::option(const std::string&, std::uint64_t&, const std::string&);
template Option Verb::option(const std::string&, std::optional<std::uint64_t>&, const std::string&);

Option Verb::flag(const std::string& name, bool& value, const std::string& what) {
  return Option(*app_.add_flag(name, value, what));
}

void Verb::example(const std::string& command, const std::string& what) {
  const std::string before = app_.get_footer();
  app_.footer((before.empty() ? "Examples:" : before) + "\n  " + command + "\n      " + what);
}

void Verb::does(std::function<ExitCode()> action) {
  app_.callback([action = std::move(action), &code = code_] {
    try {
      code = action();
    } catch (const MissingWords& missing) {
      throw CLI::RequiredError(missing.what());
    }
  });
}

Program::Program(const std::string& name, const std::string& what, const std::string& version)
    : app_(std::make_unique<CLI::App>(what)) {
  app_->name(name);
  app_->set_version_flag("--version", version);
  app_->formatter(std::make_shared<Help>());
}

Program::~Program() = default;

Verb Program::verb(const std::string& name, const std::string& what) {
  return Verb(*app_, code_).verb(name, what);
}

std::vector<VerbWords> Program::words() const {
  std::vector<VerbWords> all;
  add_words(*app_, "", all);
  return all;
}

ExitCode Program::call(int argc, const char* const* argv) {
  const std::vector<std::string> typed(argv + 1, argv + argc);
  if (const std::optional<std::string> wrong = wrong_word(words(), typed)) {
    tell(*wrong + "\nRun with --help for more information.\n");
    return bad_input;
  }
  if (const CLI::App* const alone = verb_alone(*app_, typed)) {
    tell(alone->help(alone == app_.get() ? "" : app_->get_name()));
    return bad_input;
  }
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? done : bad_input;
  }
  return code_;
}

}  // namespace marginwalk::cli
