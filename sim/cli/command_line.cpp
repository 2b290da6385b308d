#include "sim/cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <memory>
#include <string>

#include "core/expect.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::cli {
namespace {

/// Without this, CLI11 takes -1 for the greatest number there is.
std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? text + " is negative (paths are counted from 0)" : "";
}

void add_run(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* verb = app.add_subcommand("run", "Run studies and print their results");
  verb->add_option("FILE", arguments->study.files, "Study files, or folders of them")->required();
  add_setting_options(*verb, arguments->study);
  add_threads(*verb, arguments->threads);
  add_format(*verb, arguments->format, {"table", "json", "csv", "md"});
  verb->add_option("-o,--output", arguments->folder, "Folder to write JSON and CSV to")
      ->type_name("DIR");
  verb->add_flag("--strict", arguments->strict, "Exit with 1 for undecided gates, too");
  verb->callback([arguments, &code] { code = run(*arguments); });
}

void add_validate(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<ValidateArguments>();
  CLI::App* verb = app.add_subcommand(
      "validate", "Read studies, print what was understood and what a run would cost");
  verb->add_option("FILE", arguments->study.files, "Study files, or folders of them")->required();
  add_setting_options(*verb, arguments->study);
  add_threads(*verb, arguments->threads);
  verb->add_option("--path-rate", arguments->path_rate,
                   "Paths a second that a run does, instead of a probe")
      ->type_name("N");
  verb->callback([arguments, &code] { code = validate(*arguments); });
}

void add_explain(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<ExplainArguments>();
  CLI::App* verb =
      app.add_subcommand("explain", "Print one path of one cell as a dated log of events");
  verb->add_option("FILE", arguments->study.files, "Study file")->required()->expected(1);
  verb->add_option("--cell", arguments->cell, "Cell, as in cross-10x")->required();
  verb->add_option("--path", arguments->path, "Number of the path, from 0")
      ->required()
      ->check(not_negative);
  add_setting_options(*verb, arguments->study);
  verb->callback([arguments, &code] { code = explain(*arguments); });
}

void add_position_options(CLI::App& verb, CLI::Option* file, SinglePosition& position) {
  const auto required = [&](const char* name, std::string& value, const char* what) {
    return verb.add_option(name, value, what)->excludes(file);
  };
  const auto optional = [&](const char* name, std::optional<std::string>& value, const char* what) {
    verb.add_option(name, value, what)->excludes(file);
  };
  CLI::Option* const venue = required("--venue", position.venue, "Venue, as in binance-usdm");
  for (CLI::Option* each :
       {required("--contract", position.contract, "Contract, as in BTC-PERP"),
        required("--side", position.side, "long or short"),
        required("--mark", position.mark, "Price now"),
        required("--wallet", position.wallet, "Cash before any margin is posted"),
        required("--leverage", position.leverage, "Notional / initial margin")}) {
    venue->needs(each);
  }
  optional("--size", position.size, "Size in the asset (or --notional)");
  optional("--notional", position.notional, "Size by its notional at the entry");
  optional("--entry", position.entry, "Price at which it was opened (default: the mark)");
  optional("--margin-mode", position.margin_mode, "cross (default) or isolated");
  optional("--volatility", position.volatility, "Per year, as in 55%: tells distances in days");
}

void add_assess(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<AssessArguments>();
  CLI::App* verb = app.add_subcommand(
      "assess", "Print where an account stands: requirements, liquidation and bankruptcy prices");
  CLI::Option* const file =
      verb->add_option("FILE", arguments->study.files, "Study or account file")->expected(1);
  add_position_options(*verb, file, arguments->position);
  add_setting_options(*verb, arguments->study);
  add_format(*verb, arguments->format, {"table", "json"});
  verb->callback([arguments, &code] {
    if (arguments->study.files.empty() && arguments->position.venue.empty()) {
      throw CLI::RequiredError("FILE, or --venue and a position");
    }
    code = assess(*arguments);
  });
}

void add_frontier(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<FrontierArguments>();
  CLI::App* verb = app.add_subcommand(
      "frontier", "Print how far an account may go before it is liquidated too often");
  verb->add_option("FILE", arguments->study.files, "Study file")->required()->expected(1);
  verb->add_option("--vary", arguments->vary, "leverage, leverage_cap, notional or wallet")
      ->type_name("WHAT")
      ->required();
  verb->add_option("--at-most", arguments->at_most, "Probability of liquidation, as in 1%")
      ->type_name("PROBABILITY")
      ->required();
  add_setting_options(*verb, arguments->study);
  add_threads(*verb, arguments->threads);
  add_format(*verb, arguments->format, {"table", "json"});
  verb->callback([arguments, &code] { code = frontier(*arguments); });
}

void add_attribute(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<AttributeArguments>();
  CLI::App* verb = app.add_subcommand(
      "attribute", "Print what each position and the model's parameters do to liquidation");
  verb->add_option("FILE", arguments->study.files, "Study file")->required()->expected(1);
  verb->add_option("--cell", arguments->cell, "Cell, as in cross-10x (default: all)");
  add_setting_options(*verb, arguments->study);
  add_threads(*verb, arguments->threads);
  add_format(*verb, arguments->format, {"table", "json"});
  verb->callback([arguments, &code] { code = attribute(*arguments); });
}

void add_paths(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<PathsArguments>();
  CLI::App* verb = app.add_subcommand(
      "paths", "Print statistics of sample price paths of a study (1000 unless given), write them");
  verb->add_option("FILE", arguments->study.files, "Study file")->required()->expected(1);
  add_setting_options(*verb, arguments->study);
  verb->add_option("--every", arguments->every,
                   "Time between prices: minutes that divide a day, or days (default: 1h)")
      ->type_name("DURATION");
  CLI::Option* const folder =
      verb->add_option("-o,--output", arguments->folder, "Folder to write the paths to")
          ->type_name("DIR");
  verb->add_option("--format", arguments->format, "Of the files: csv (default) or npy")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"csv", "npy"}))
      ->needs(folder);
  verb->callback([arguments, &code] { code = paths(*arguments); });
}

void add_verify(CLI::App& app, ExitCode& code) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* verb = app.add_subcommand(
      "verify", "Check this build on this machine and print the evidence; exit code 1 on failure");
  verb->add_flag("--full", arguments->full, "Ten times as many paths, more laws and maturities");
  add_threads(*verb, arguments->threads);
  add_format(*verb, arguments->format, {"table", "json"});
  verb->callback([arguments, &code] { code = verify(*arguments); });
}

}  // namespace

int command_line(int argc, const char* const* argv) {
  CLI::App app("How likely is an account of perpetual futures liquidated, when, and at what cost");
  app.name("marginwalk");
  app.set_version_flag("--version", report::version());
  app.require_subcommand(1);
  ExitCode code = done;
  add_run(app, code);
  add_validate(app, code);
  add_explain(app, code);
  add_assess(app, code);
  add_frontier(app, code);
  add_attribute(app, code);
  add_paths(app, code);
  add_study(app, code);
  add_verify(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : bad_input;
  } catch (const scenario::InputError& error) {
    tell(fmt::format("{}\n", error.what()));
    return bad_input;
  } catch (const core::Defect& error) {
    tell(fmt::format("marginwalk: {}\nThis is a mistake of marginwalk: please report it.\n",
                     error.what()));
    return defect;
  } catch (const std::exception& error) {
    tell(fmt::format("marginwalk: {}\n", error.what()));
    return bad_input;
  }
  return code;
}

}  // namespace marginwalk::cli
