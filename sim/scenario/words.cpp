#include "sim/scenario/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace marginwalk::scenario {
namespace {

/// One of two words: true for the first.
Parsed<bool> parse_either(std::string_view text, std::string_view what, const char* first,
                          const char* second) {
  const Parsed<std::size_t> choice = parse_choice(text, what, {first, second});
  if (const auto* rejection = std::get_if<Rejection>(&choice)) return *rejection;
  return std::get<std::size_t>(choice) == 0;
}

// In the order of their enumerations.
const std::vector<std::string> margin_mode_words{"cross", "isolated"};
const std::vector<std::string> after_liquidation_words{"continue", "stop", "refill"};

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9');
}

}  // namespace

Parsed<std::size_t> parse_choice(std::string_view text, std::string_view what,
                                 const std::vector<std::string>& choices) {
  const auto found = std::find(choices.begin(), choices.end(), text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  return Rejection{fmt::format("{} is not {} ({}){}", shown(text), what, fmt::join(choices, " or "),
                               did_you_mean(text, choices)),
                   choices};
}

Parsed<bool> parse_is_long(std::string_view text) {
  return parse_either(text, "a side", "long", "short");
}

Parsed<core::MarginMode> parse_margin_mode(std::string_view text) {
  return choice<core::MarginMode>("a margin mode", margin_mode_words)(text);
}

const std::string& word_of(core::MarginMode mode) {
  return margin_mode_words[static_cast<std::size_t>(mode)];
}

Parsed<replay::AfterLiquidation> parse_after_liquidation(std::string_view text) {
  return choice<replay::AfterLiquidation>("what may follow a liquidation",
                                          after_liquidation_words)(text);
}

const std::string& word_of(replay::AfterLiquidation after) {
  return after_liquidation_words[static_cast<std::size_t>(after)];
}

Parsed<bool> parse_truth(std::string_view text) {
  return parse_either(text, "a truth value", "true", "false");
}

Parsed<std::string> parse_name(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char letter) {
    return is_letter_or_digit(letter) || letter == '-' || letter == '_';
  });
  if (plain && !text.empty() && text.size() <= 100 && is_letter_or_digit(text.front())) {
    return std::string(text);
  }
  return Rejection{
      fmt::format("{} is not a name (at most 100 letters, digits, - and _)", shown(text))};
}

Parsed<std::string> parse_text(std::string_view text) { return std::string(text); }

}  // namespace marginwalk::scenario
