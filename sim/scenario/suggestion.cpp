#include "sim/scenario/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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
  return nearest;
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& known) {
  constexpr std::size_t most = 3;
  std::vector<std::string> meant;
  if (const auto nearest = nearest_word(written, known)) {
    meant.push_back(*nearest);
  } else if (!written.empty()) {
    std::copy_if(known.begin(), known.end(), std::back_inserter(meant),
                 [&](const std::string& word) { return word.starts_with(written); });
  }
  if (meant.empty() || meant.size() > most) return "";
  return fmt::format("; did you mean {}?", fmt::join(meant, " or "));
}

std::optional<std::string> key_without_colon(std::string_view written,
                                             const std::vector<std::string>& known) {
  const std::size_t end = written.find_first_of(" :");
  if (end == std::string_view::npos) return std::nullopt;
  const auto found = std::find(known.begin(), known.end(), written.substr(0, end));
  return found == known.end() ? std::nullopt : std::optional(*found);
}

}  // namespace marginwalk::scenario
