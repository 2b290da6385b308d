#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/cli/exit_code.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// How verbs and their options are declared. CLI11 stays behind this: it takes long to compile, and
/// verb.cpp alone pays for it.
namespace marginwalk::cli {

/// One option of a verb, or one of its positional words.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(option) {}

  Option& required();
  Option& once();                         ///< of a list: exactly one value
  Option& type(const std::string& name);  ///< what stands for the value in the help
  Option& among(const std::vector<std::string>& words);
  Option& between(std::uint64_t least, std::uint64_t most);
  Option& excludes(const Option& other);
  Option& needs(const Option& other);

 private:
  CLI::Option& option_;
};

/// Thrown by what a verb does where the words of the command leave out what it needs.
class MissingWords : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One verb, and what stands under it.
class Verb {
 public:
  Verb(CLI::App& app, ExitCode& code) : app_(app), code_(code) {}

  /// A verb under this one, which then cannot stand alone.
  Verb verb(const std::string& name, const std::string& what);

  /// An option, as in `-o,--output`, or a word without a name, as in `FILE`. A value is a text, a
  /// list of texts or a number that is not negative.
  template <class Value>
  Option option(const std::string& names, Value& value, const std::string& what);
  Option flag(const std::string& name, bool& value, const std::string& what);

  /// A command that the help shows, and what it does.
  void example(const std::string& command, const std::string& what);

  /// What happens when the verb is called.
  void does(std::function<ExitCode()> action);

 private:
  CLI::App& app_;
  ExitCode& code_;
};

/// What may be typed after a verb: what completion offers.
struct VerbWords {
  struct Option {
    std::vector<std::string> names;
    std::vector<std::string> values;  ///< where there are only some
    bool takes_value = false;
  };

  std::string verb;  ///< `study run`; empty: the program itself
  std::vector<std::string> verbs;
  std::vector<Option> options;
  std::vector<std::string> values;  ///< of a word without a name, where there are only some
};

/// The program: all verbs.
class Program {
 public:
  Program(const std::string& name, const std::string& what, const std::string& version);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] Verb verb(const std::string& name, const std::string& what);

  /// The program's own words, then those of each verb.
  [[nodiscard]] std::vector<VerbWords> words() const;

  /// Does what the words of a command say, or tells what is wrong with them. What the verb throws
  /// passes through.
  [[nodiscard]] ExitCode call(int argc, const char* const* argv);

 private:
  std::unique_ptr<CLI::App> app_;
  ExitCode code_ = done;
};

}  // namespace marginwalk::cli
