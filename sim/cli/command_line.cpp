#include "sim/cli/command_line.hpp"

#include <fmt/format.h>

#include <exception>
#include <memory>
#include <string>

#include "core/expect.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/setup_verbs.hpp"
#include "sim/cli/study_verbs.hpp"
#include "sim/cli/verb.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/input_error.hpp"

namespace marginwalk::cli {
namespace {

void add_run(Program& program) {
  auto arguments = std::make_shared<RunArguments>();
  Verb verb = program.verb("run", "Run studies and print their results");
  verb.option("FILE", arguments->study.files, "Study files, or folders of them").required();
  add_setting_options(verb, arguments->study);
  add_threads(verb, arguments->threads);
  add_format(verb, arguments->format, {"table", "json", "csv", "md"});
  verb.option("-o,--output", arguments->folder, "Folder for JSON, CSV and a page of HTML")
      .type("DIR");
  add_strict(verb, arguments->strict);
  verb.example("marginwalk run scenarios/fifteen-thousand.yaml -o results",
               "The table here, JSON and CSV into a folder");
  verb.example(
      "marginwalk run scenarios/hedged-pair.yaml --set account.wallet=20000 --paths 20k --format "
      "md",
      "One key changed; a table for chat or a pull request");
  verb.does([arguments] { return run(*arguments); });
}

void add_validate(Program& program) {
  auto arguments = std::make_shared<ValidateArguments>();
  Verb verb =
      program.verb("validate", "Read studies, print what was understood and what a run would cost");
  verb.option("FILE", arguments->study.files, "Study files, or folders of them").required();
  add_setting_options(verb, arguments->study);
  add_threads(verb, arguments->threads);
  verb.option("--path-rate", arguments->path_rate,
              "Paths a second that a run does, instead of a probe")
      .type("N");
  verb.example("marginwalk validate scenarios/fifteen-thousand.yaml",
               "Liquidation prices at the start, notes, and what a run costs");
  verb.does([arguments] { return validate(*arguments); });
}

void add_explain(Program& program) {
  auto arguments = std::make_shared<ExplainArguments>();
  Verb verb = program.verb("explain", "Print one path of one cell as a dated log of events");
  verb.option("FILE", arguments->study.files, "Study file, or the store of a study")
      .required()
      .once();
  verb.option("--cell", arguments->cell, "Cell, as in cross-10x").type("CELL").required();
  verb.option("--beside", arguments->beside, "Another cell, told beside it").type("CELL");
  const Option path =
      verb.option("--path", arguments->path, "Number of the path, from 0").type("K");
  Option worst = verb.flag("--worst", arguments->worst, "The path that ends with the least equity");
  Option median =
      verb.flag("--median", arguments->median, "The one that ends with the middle equity");
  verb.flag("--first-liquidated", arguments->first_liquidated,
            "The first that is liquidated, by number")
      .excludes(path)
      .excludes(worst)
      .excludes(median);
  median.excludes(path).excludes(worst);
  worst.excludes(path);
  verb.option("--svg", arguments->svg, "File to draw price, margin level and equity into")
      .type("FILE");
  add_setting_options(verb, arguments->study);
  add_threads(verb, arguments->threads);
  add_format(verb, arguments->format, {"table", "md", "csv"});
  verb.example(
      "marginwalk explain scenarios/fifteen-thousand.yaml --cell isolated-10x --worst --beside "
      "cross-10x --svg worst.svg",
      "The path that ends with the least, under two policies, with a chart");
  verb.example(
      "marginwalk explain scenarios/fifteen-thousand.yaml --cell cross-10x --path 0 --format csv",
      "Every number at every event");
  verb.does([arguments] {
    if (!arguments->path && !arguments->worst && !arguments->median &&
        !arguments->first_liquidated) {
      throw MissingWords("--path, --worst, --median or --first-liquidated");
    }
    return explain(*arguments);
  });
}

void add_position_options(Verb& verb, const Option& file, SinglePosition& position) {
  const auto required = [&](const char* name, std::string& value, const char* what) {
    return verb.option(name, value, what).excludes(file);
  };
  const auto optional = [&](const char* name, std::optional<std::string>& value, const char* what) {
    verb.option(name, value, what).excludes(file);
  };
  Option venue = required("--venue", position.venue, "Venue, as in binance-usdm");
  for (const Option& each :
       {required("--contract", position.contract, "Contract, as in BTC-PERP"),
        required("--side", position.side, "long or short"),
        required("--mark", position.mark, "Price now"),
        required("--wallet", position.wallet, "Cash before any margin is posted"),
        required("--leverage", position.leverage, "Notional / initial margin")}) {
    venue.needs(each);
  }
  optional("--size", position.size, "Size in the asset (or --notional)");
  optional("--notional", position.notional, "Size by its notional at the entry");
  optional("--entry", position.entry, "Price at which it was opened (default: the mark)");
  optional("--margin-mode", position.margin_mode, "cross (default) or isolated");
  optional("--volatility", position.volatility, "Per year, as in 55%: tells distances in days");
}

void add_assess(Program& program) {
  auto arguments = std::make_shared<AssessArguments>();
  Verb verb = program.verb(
      "assess", "Print where an account stands: requirements, liquidation and bankruptcy prices");
  const Option file = verb.option("FILE", arguments->study.files, "Study or account file").once();
  add_position_options(verb, file, arguments->position);
  add_setting_options(verb, arguments->study);
  add_format(verb, arguments->format, {"table", "json"});
  verb.example(
      "marginwalk assess --venue okx --contract ETH-PERP --side short --size 100 --mark 2000 "
      "--wallet 30000 --leverage 10",
      "One position, without a file");
  verb.does([arguments] {
    if (arguments->study.files.empty() && arguments->position.venue.empty()) {
      throw MissingWords("FILE, or --venue and a position");
    }
    return assess(*arguments);
  });
}

void add_frontier(Program& program) {
  auto arguments = std::make_shared<FrontierArguments>();
  Verb verb =
      program.verb("frontier", "Print how far an account may go before it is liquidated too often");
  verb.option("FILE", arguments->study.files, "Study file").required().once();
  verb.option("--vary", arguments->vary, "leverage, leverage_cap, notional or wallet")
      .type("WHAT")
      .required();
  verb.option("--at-most", arguments->at_most, "Probability of liquidation, as in 1%")
      .type("PROBABILITY")
      .required();
  add_setting_options(verb, arguments->study);
  add_threads(verb, arguments->threads);
  add_format(verb, arguments->format, {"table", "json", "md"});
  verb.option("-o,--output", arguments->folder, "Folder for JSON and the page of the study")
      .type("DIR");
  verb.example("marginwalk frontier scenarios/fifteen-thousand.yaml --vary leverage --at-most 1%",
               "The largest leverage that is liquidated on one path in a hundred");
  verb.does([arguments] { return frontier(*arguments); });
}

void add_attribute(Program& program) {
  auto arguments = std::make_shared<AttributeArguments>();
  Verb verb = program.verb("attribute",
                           "Print what each position and the model's parameters do to liquidation");
  verb.option("FILE", arguments->study.files, "Study file").required().once();
  verb.option("--cell", arguments->cell, "Cell, as in cross-10x (default: all)");
  add_setting_options(verb, arguments->study);
  add_threads(verb, arguments->threads);
  add_format(verb, arguments->format, {"table", "json", "md"});
  verb.option("-o,--output", arguments->folder, "Folder for JSON and the page of the study")
      .type("DIR");
  verb.example("marginwalk attribute scenarios/hedged-pair.yaml --cell isolated-5x",
               "Each leg against the account without it");
  verb.does([arguments] { return attribute(*arguments); });
}

void add_paths(Program& program) {
  auto arguments = std::make_shared<PathsArguments>();
  Verb verb = program.verb(
      "paths", "Print statistics of sample price paths of a study (1000 unless given), write them");
  verb.option("FILE", arguments->study.files, "Study file").required().once();
  add_setting_options(verb, arguments->study);
  verb.option("--every", arguments->every,
              "Time between prices: minutes that divide a day, or days (default: 1h)")
      .type("DURATION");
  const Option folder =
      verb.option("-o,--output", arguments->folder, "Folder to write the paths to").type("DIR");
  verb.option("--format", arguments->format, "Of the files: csv (default) or npy")
      .type("FORMAT")
      .among({"csv", "npy"})
      .needs(folder);
  verb.example("marginwalk paths scenarios/fifteen-thousand.yaml --every 1d -o results",
               "Price paths as CSV");
  verb.does([arguments] { return paths(*arguments); });
}

void add_verify(Program& program) {
  auto arguments = std::make_shared<VerifyArguments>();
  Verb verb = program.verb(
      "verify", "Check this build on this machine and print the evidence; exit code 1 on failure");
  verb.flag("--full", arguments->full, "Ten times as many paths, more laws and maturities");
  add_threads(verb, arguments->threads);
  add_format(verb, arguments->format, {"table", "json"});
  verb.example("marginwalk verify",
               "What this build computes against what is known, in about a minute");
  verb.does([arguments] { return verify(*arguments); });
}

/// The page that explains the keys, after problems of a file.
void tell_page(const scenario::InputError& error) {
  for (const scenario::Problem& problem : error.problems()) {
    if (problem.location.line == 0) continue;
    tell(fmt::format("Every key is explained in {}\n",
                     (shipped_scenarios() / "README.md").string()));
    return;
  }
}

}  // namespace

int command_line(int argc, const char* const* argv) {
  Program program(
      "marginwalk",
      "How likely is an account of perpetual futures liquidated, when, and at what cost",
      report::version());
  add_run(program);
  add_validate(program);
  add_explain(program);
  add_assess(program);
  add_frontier(program);
  add_attribute(program);
  add_paths(program);
  add_study(program);
  add_verify(program);
  add_setup(program);
  try {
    return program.call(argc, argv);
  } catch (const scenario::InputError& error) {
    tell(fmt::format("{}\n", error.what()));
    tell_page(error);
    return bad_input;
  } catch (const core::Defect& error) {
    tell(fmt::format("marginwalk: {}\nThis is a mistake of marginwalk: please report it.\n",
                     error.what()));
    return defect;
  } catch (const std::exception& error) {
    tell(fmt::format("marginwalk: {}\n", error.what()));
    return bad_input;
  }
}

}  // namespace marginwalk::cli
