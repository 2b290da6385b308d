#include "sim/scenario/notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

/// Whether any position, of the account or of a policy, is sized by margin (or by anything else).
bool any_sized(const AccountSpec& account, const std::vector<PolicySpec>& policies,
               bool by_margin) {
  const auto matches = [&](const PositionSpec& position) {
    return position.size && (position.size->sizing == core::Sizing::margin) == by_margin;
  };
  const auto any = [&](const std::vector<PositionSpec>& positions) {
    return std::any_of(positions.begin(), positions.end(), matches);
  };
  return any(account.positions) ||
         std::any_of(policies.begin(), policies.end(),
                     [&](const PolicySpec& spec) { return any(spec.changes); });
}

bool any_capped(const std::vector<PolicySpec>& policies) {
  return std::any_of(policies.begin(), policies.end(),
                     [](const PolicySpec& spec) { return spec.policy.leverage_cap.has_value(); });
}

std::string note_on(const paths::Recorded& recorded) {
  const paths::Recording& recording = *recorded.recording;
  std::string note = recorded.mean_block > 0 ? "Prices are those of a recording, in blocks drawn "
                                               "at random: intervals do not cover that "
                                               "it is short. "
                                             : "Prices are those of a recording. ";
  if (recording.has_lines()) {
    return note +
           "Inside a bar they are assumed to go open-low-high-close where it closes above its "
           "open, "
           "all assets taken together, else open-high-low-close: each move a line over a third of "
           "the bar.";
  }
  return note + fmt::format(
                    "What happened inside its bars of {} is left out: prices stay, and step at the "
                    "end.",
                    duration_text(recording.bar()));
}

}  // namespace

std::vector<std::string> notes_on(const Study& study, const AccountSpec& account,
                                  const std::vector<PolicySpec>& policies,
                                  const std::vector<VenueChoice>& venues) {
  std::vector<std::string> notes;
  if (any_sized(account, policies, true)) {
    notes.emplace_back(
        "Positions sized by margin: a higher leverage means a larger position on the same margin.");
  }
  if (any_sized(account, policies, false)) {
    notes.emplace_back(
        "Positions sized by notional or size stay the same at every leverage: it only changes the "
        "margin that isolated positions post, and nothing at all under cross.");
  }
  if (any_capped(policies)) {
    notes.emplace_back(
        "A leverage cap limits the sum of notionals to cap x equity; positions that ask for more "
        "are scaled down together: one sized by margin keeps its margin, so that its effective "
        "leverage falls, any other keeps its leverage and posts less.");
  }
  const auto any_cell = [&](auto matches) {
    return std::any_of(study.cells.begin(), study.cells.end(), matches);
  };
  if (any_cell([](const Cell& cell) { return cell.account.coin.has_value(); })) {
    notes.emplace_back(
        "The account is in coins: wallet and margins are coins, results are worth in quote "
        "currency.");
  }
  if (any_cell([](const Cell& cell) {
        return cell.conduct.after_liquidation == replay::AfterLiquidation::refills;
      })) {
    notes.emplace_back(
        "Refill: after a liquidation the trader deposits what is missing to the start and opens "
        "again what was closed; losses count deposits.");
  }
  if (any_cell([](const Cell& cell) {
        return std::any_of(
            cell.conduct.rules.begin(), cell.conduct.rules.end(),
            [](const auto& each) { return std::holds_alternative<conduct::Entry>(each); });
      })) {
    notes.emplace_back(
        "Positions with an entry are not open at the start: tables of the account show them as if "
        "they were opened there.");
  }
  if (const auto* const recorded = std::get_if<paths::Recorded>(&study.model.variance)) {
    notes.push_back(note_on(*recorded));
  }
  for (const VenueChoice& venue : venues) {
    if (!venue.spec.date) continue;
    notes.push_back(
        fmt::format("The rules of {} are those of {}.", venue.spec.name, *venue.spec.date));
  }
  return notes;
}

}  // namespace marginwalk::scenario
