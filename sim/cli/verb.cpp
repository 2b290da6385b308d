#include "sim/cli/verb.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <type_traits>

namespace marginwalk::cli {
namespace {

/// Without this, CLI11 takes -1 for the greatest number there is.
std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? text + " is negative" : "";
}

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
  return {*app_.add_subcommand(name, what), code_};
}

template <class Value>
Option Verb::option(const std::string& names, Value& value, const std::string& what) {
  CLI::Option* const option = app_.add_option(names, value, what);
  if constexpr (std::is_unsigned_v<Value>) option->check(not_negative);
  if (names.starts_with('-')) option->allow_extra_args(false);
  return Option(*option);
}

template Option Verb::option(const std::string&, std::string&, const std::string&);
template Option Verb::option(const std::string&, std::optional<std::string>&, const std::string&);
template Option Verb::option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Verb::option(const std::string&, std::uint32_t&, const std::string&);
template Option Verb::option(const std::string&, std::uint64_t&, const std::string&);

Option Verb::flag(const std::string& name, bool& value, const std::string& what) {
  return Option(*app_.add_flag(name, value, what));
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
}

Program::~Program() = default;

Verb Program::verb(const std::string& name, const std::string& what) {
  return Verb(*app_, code_).verb(name, what);
}

ExitCode Program::call(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? done : bad_input;
  }
  return code_;
}

}  // namespace marginwalk::cli
