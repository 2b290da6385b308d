#include "sim/scenario/funds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/message_text.hpp"

namespace marginwalk::scenario {
namespace {

using Funds = std::variant<core::Account, std::string>;

Funds coin_funds(const VenueSpec& venue, const Marketplace& place,
                 const std::vector<Holding>& wallet) {
  const std::string& coin = place.venue.contracts.front().underlying;
  for (const core::Contract& contract : place.venue.contracts) {
    if (contract.underlying == coin) continue;
    return fmt::format(
        "{} settles each contract in its coin, and {} and {} are two wallets (run a "
        "study for each)",
        venue.name, coin, contract.underlying);
  }
  if (wallet.size() != 1 || wallet.front().name != coin) {
    return fmt::format("{} settles {} in {} (its wallet is written like {{{}: 0.5}})", venue.name,
                       place.venue.contracts.front().name, coin, coin);
  }
  core::Account account{core::Money(wallet.front().amount), {}, {}};
  account.coin = 0;
  return account;
}

Funds money_and_collateral(const VenueSpec& venue, const Marketplace& place,
                           const std::vector<Holding>& wallet) {
  core::Account account{core::Money(0), {}, {}};
  account.collateral.resize(place.venue.collateral.size());
  std::vector<std::string> taken{venue.settlement};
  for (const core::CollateralTerms& terms : venue.collateral) taken.push_back(terms.name);
  for (const Holding& holding : wallet) {
    if (holding.name.empty() || holding.name == venue.settlement) {
      account.wallet += core::Money(holding.amount);
      continue;
    }
    const auto& terms = place.venue.collateral;
    const auto found = std::find_if(terms.begin(), terms.end(),
                                    [&](const auto& each) { return each.name == holding.name; });
    if (found == terms.end()) {
      const bool listed_there = std::find(taken.begin(), taken.end(), holding.name) != taken.end();
      return listed_there ? fmt::format("wallet: {} has no price (market.assets)", holding.name)
                          : fmt::format("wallet: {} takes no {} as collateral (it takes {})",
                                        venue.name, holding.name, listed(taken));
    }
    account.collateral[static_cast<std::size_t>(found - terms.begin())] =
        core::Size(holding.amount);
  }
  return account;
}

}  // namespace

Funds funds_at(const VenueSpec& venue, const Marketplace& place,
               const std::vector<Holding>& wallet) {
  return venue.settles_in_coin ? coin_funds(venue, place, wallet)
                               : money_and_collateral(venue, place, wallet);
}

}  // namespace marginwalk::scenario
