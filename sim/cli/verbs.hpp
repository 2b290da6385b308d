#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/cli/exit_code.hpp"
#include "sim/cli/studies.hpp"

namespace marginwalk::cli {

struct RunArguments {
  StudyArguments study;
  unsigned threads = 0;
  std::string format = "table";  ///< table, json, csv or md
  std::optional<std::string> folder;
  bool strict = false;  ///< an undecided gate has failed
};

/// Runs studies, prints their results and writes them to a folder. All of them are run and told
/// before a failed gate is.
ExitCode run(const RunArguments& arguments);

struct ValidateArguments {
  StudyArguments study;
  unsigned threads = 0;
  std::optional<std::string> path_rate;  ///< paths a second, as in 20k
};

/// Reads studies, prints what was understood and what a run would cost, by a short probe.
ExitCode validate(const ValidateArguments& arguments);

struct ExplainArguments {
  StudyArguments study;
  std::string cell;
  std::optional<std::string> beside;  ///< another cell
  std::optional<std::uint64_t> path;  ///< this, or one of the three
  bool worst = false;
  bool median = false;
  bool first_liquidated = false;
  std::optional<std::string> svg;  ///< a file for the chart
  unsigned threads = 0;
  std::string format = "table";  ///< table, md or csv
};

/// Prints one path of one cell, or of two, as a dated log of events, and draws it.
ExitCode explain(const ExplainArguments& arguments);

/// One position that is written on the command line, each value as it would be in a file.
struct SinglePosition {
  std::string venue, contract, side, mark, wallet, leverage;
  std::optional<std::string> size, notional, entry, margin_mode, volatility;
};

struct AssessArguments {
  StudyArguments study;  ///< no file: the position
  SinglePosition position;
  std::string format = "table";  ///< table or json
};

/// Prints where accounts stand: equity, requirements, liquidation and bankruptcy prices.
ExitCode assess(const AssessArguments& arguments);

struct FrontierArguments {
  StudyArguments study;
  std::string vary;
  std::string at_most;
  unsigned threads = 0;
  std::string format = "table";  ///< table, json or md
  std::optional<std::string> folder;
};

/// Looks for the largest leverage, cap or notional, or the least wallet, that is liquidated with at
/// most a probability; prints it and writes it to a folder.
ExitCode frontier(const FrontierArguments& arguments);

struct AttributeArguments {
  StudyArguments study;
  std::optional<std::string> cell;  ///< all, where none is named
  unsigned threads = 0;
  std::string format = "table";  ///< table, json or md
  std::optional<std::string> folder;
};

/// Tells what each position, and what small changes of the model, do to the probability of
/// liquidation; prints it and writes it to a folder.
ExitCode attribute(const AttributeArguments& arguments);

struct PathsArguments {
  StudyArguments study;
  std::string every = "1h";
  std::string format = "csv";  ///< csv or npy
  std::optional<std::string> folder;
};

/// Prints statistics of sample price paths of a study's model, and writes the paths to a folder.
ExitCode paths(const PathsArguments& arguments);

struct VerifyArguments {
  bool full = false;
  unsigned threads = 0;
  std::string format = "table";  ///< table or json
};

/// Computes the page of evidence on this machine and prints it.
ExitCode verify(const VerifyArguments& arguments);

}  // namespace marginwalk::cli
