#include "sim/scenario/enclosures.hpp"

#include <fmt/format.h>

#include <string>
#include <tuple>
#include <vector>

namespace marginwalk::scenario {
namespace {

bool is_before(const Location& a, const Location& b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

/// A bracket that waits for its other half.
struct Bracket {
  char sign;
  Location place;
};

/// Reads a text sign by sign and knows only quotes, brackets and comments.
class Enclosures {
 public:
  Enclosures(std::string_view text, const Location& stopped)
      : text_(text), stopped_(stopped), here_{stopped.file, 1, 1} {}

  /// The first quote or bracket that has no other half.
  std::optional<Problem> first_problem() {
    while (at_ < text_.size() && !problem_) step();
    if (!problem_ && !open_.empty()) {
      report(open_.back().place,
             fmt::format("this {} is not closed by a {}", open_.back().sign, closing()));
    }
    return problem_;
  }

  /// How many brackets are open where the parser stopped.
  std::size_t depth() {
    while (at_ < text_.size() && !problem_ && is_before(here_, stopped_)) step();
    return open_.size();
  }

 private:
  [[nodiscard]] char closing() const { return open_.back().sign == '{' ? '}' : ']'; }
  [[nodiscard]] char sign() const { return text_[at_]; }
  [[nodiscard]] bool ends() const { return at_ == text_.size(); }

  void report(const Location& place, std::string message) {
    problem_ = Problem{place, std::move(message)};
  }

  void advance() {
    const auto byte = static_cast<unsigned char>(text_[at_++]);
    if (byte == '\n') {
      here_ = {here_.file, here_.line + 1, 1};
      return;
    }
    const bool continues = !ends() && (static_cast<unsigned char>(sign()) >> 6U) == 2U;  // UTF-8
    if (!continues) ++here_.column;
  }

  void step() {
    const char now = sign();
    const bool starts = starts_value_;
    if (now == '#' && (at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\n')) {
      while (!ends() && sign() != '\n') advance();
      return;
    }
    if (starts && (now == '"' || now == '\'')) return quote(now);
    const bool is_flow = !open_.empty();
    if ((now == '[' || now == '{') && (starts || is_flow)) {
      open_.push_back({now, here_});
    } else if ((now == ']' || now == '}') && is_flow) {
      close(now);
    }
    const bool is_space = now == ' ' || now == '\r';
    const char before = at_ > 0 ? text_[at_ - 1] : '\n';
    const bool is_parted = !open_.empty() && (now == ',' || now == '[' || now == '{');
    starts_value_ =
        now == '\n' || is_parted || (is_space && (starts || before == ':' || before == '-'));
    advance();
  }

  void close(char now) {
    if (now == closing()) {
      open_.pop_back();
      return;
    }
    report(open_.back().place,
           fmt::format("this {} is not closed by a {} before the {} of line {}, column {}",
                       open_.back().sign, closing(), now, here_.line, here_.column));
  }

  /// From behind an opening quote to its closing one; where it is doubled it closes nothing.
  void read_quoted(char mark) {
    for (; !ends(); advance()) {
      if (sign() == '\\' && mark == '"' && at_ + 1 < text_.size()) {
        advance();
      } else if (sign() == mark) {
        const bool is_doubled = mark == '\'' && at_ + 1 < text_.size() && text_[at_ + 1] == mark;
        if (!is_doubled) return;
        advance();
      }
    }
  }

  void quote(char mark) {
    const Location opened = here_;
    advance();
    read_quoted(mark);
    if (ends()) return report(opened, "this quote is not closed");
    const bool is_one_line = here_.line == opened.line;
    advance();
    starts_value_ = false;
    constexpr std::string_view may_follow = " \r\n,]}:";
    if (ends() || may_follow.find(sign()) != std::string_view::npos) return;
    if (!is_one_line) return report(opened, "this quote is not closed in its line");
    report(here_, fmt::format("text behind a quote that is closed (within {0}...{0} write {1})",
                              mark, mark == '"' ? "\\\"" : "''"));
  }

  std::string_view text_;
  const Location& stopped_;
  Location here_;
  std::size_t at_ = 0;
  bool starts_value_ = true;
  std::vector<Bracket> open_;
  std::optional<Problem> problem_;
};

}  // namespace

std::optional<Problem> find_enclosure_problem(std::string_view text, const Location& stopped) {
  std::optional<Problem> problem = Enclosures(text, stopped).first_problem();
  if (problem && is_before(stopped, problem->location)) return std::nullopt;
  return problem;
}

bool is_enclosed(std::string_view text, const Location& place) {
  return Enclosures(text, place).depth() > 0;
}

}  // namespace marginwalk::scenario
