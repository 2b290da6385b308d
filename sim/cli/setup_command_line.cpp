#include <memory>

#include "sim/cli/completion.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/setup_verbs.hpp"
#include "sim/cli/verb.hpp"

namespace marginwalk::cli {
namespace {

void add_schema(Program& program) {
  auto arguments = std::make_shared<SchemaArguments>();
  Verb verb = program.verb("schema", "Print the JSON Schema of study files, for editors");
  verb.option("KIND", arguments->of, "study (default), account, model, venue or episode")
      .among({"study", "account", "model", "venue", "episode"});
  verb.example("marginwalk schema > study.schema.json",
               "For an editor: # yaml-language-server: $schema=study.schema.json");
  verb.does([arguments] { return schema(*arguments); });
}

void add_init(Program& program) {
  auto arguments = std::make_shared<InitArguments>();
  Verb verb = program.verb("init", "Write a commented study to start from");
  verb.option("FILE", arguments->file, "File to write (default: study.yaml)");
  verb.example("marginwalk init my-account.yaml", "Then change it, and run it");
  verb.does([arguments] { return init(*arguments); });
}

void add_completion(Program& program) {
  Verb verb = program.verb("completion", "Print what makes a shell complete verbs and options");
  auto shell = std::make_shared<std::string>();
  verb.option("SHELL", *shell, "bash, zsh or fish").required().among({"bash", "zsh", "fish"});
  verb.example("source <(marginwalk completion bash)", "In ~/.bashrc; in ~/.zshrc with zsh");
  verb.example("source (marginwalk completion fish | psub)", "In ~/.config/fish/config.fish");
  verb.does([shell, &program] {
    const std::vector<VerbWords> words = program.words();
    print(*shell == "zsh"    ? zsh_completion(words)
          : *shell == "fish" ? fish_completion(words)
                             : bash_completion(words));
    return done;
  });
}

}  // namespace

void add_setup(Program& program) {
  add_init(program);
  add_schema(program);
  add_completion(program);
}

}  // namespace marginwalk::cli
