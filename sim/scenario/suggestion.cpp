#include "sim/scenario/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace marginwalk::scenario {
namespace {

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

/// Wrong letters that still look like a slip of the keyboard.
std::size_t tolerance(std::string_view word) { return std::max<std::size_t>(1, word.size() / 3); }

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last = std::move(last);
    last = std::move(row);
  }
  return last[b.size()];
}

std::optional<std::string> nearest_word(std::string_view written,
                                        const std::vector<std::string>& known) {
  std::optional<std::string> nearest;
  std::size_t least = 0;
  for (const std::string& word : known) {
    // The difference in length bounds the distance, and spares the table for absurdly long words.
    const std::size_t allowed = tolerance(word);
    if (written.size() > word.size() + allowed || word.size() > written.size() + allowed) continue;
    const std::size_t distance = edit_distance(lower_case(written), lower_case(word));
    if (distance > allowed || distance >= word.size() || (nearest && distance >= least)) continue;
    nearest = word;
    least = distance;
  }
  if (nearest || written.empty()) return nearest;
  const auto continues = [&](const std::string& word) { return word.starts_with(written); };
  const auto found = std::find_if(known.begin(), known.end(), continues);
  return found == known.end() ? std::nullopt : std::optional(*found);
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& known) {
  const std::optional<std::string> word = nearest_word(written, known);
  return word ? fmt::format("; did you mean {}?", *word) : "";
}

}  // namespace marginwalk::scenario
