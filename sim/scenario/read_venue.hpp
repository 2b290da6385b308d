#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/venue.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/input_error.hpp"
#include "sim/scenario/margin_terms.hpp"

namespace marginwalk::scenario {

/// A contract as a venue lists it.
struct ContractSpec {
  std::string name;        ///< house name, as in BTC-PERP
  std::string underlying;  ///< by default what stands before -PERP
  core::Size contract_size{1};
  core::Price tick{};
  /// Open interest between which the initial margin rate grows up to 1.
  std::optional<std::pair<core::Money, core::Money>> open_interest{};
  MarginTerms terms{};
};

/// A venue's rules as they were written.
struct VenueSpec {
  std::string name;
  std::optional<std::string> date;  ///< of the rules
  bool liquidates_at_equality = true;
  core::MaintenanceRule maintenance;
  core::LiquidationRule liquidation;
  bool hedge_mode = false;
  std::string settlement = "USDT";  ///< what its money is called
  bool settles_in_coin = false;     ///< contracts are inverse, each settled in its asset
  std::vector<core::CollateralTerms> collateral{};
  core::Rate collateral_discount{};
  bool funding_keeps_maintenance = false;
  bool marks_at_index = false;  ///< marks have no basis
  core::DeleveragingRule deleveraging{};
  MarginTerms defaults;
  std::vector<ContractSpec> contracts;
};

/// Reads a venue file or the inline key `venue`.
[[nodiscard]] VenueSpec read_venue(const Node& node, const std::string& name, Problems& problems);

/// Where a contract's terms come from a market: the open interest of its asset, if that is known.
using OpenInterest = std::optional<core::Money>;

/// The contract of a name: a listed one, or, where the venue has margin terms at its top, one of
/// the form ASSET-PERP on those terms. Nothing, and a problem, for any other name.
[[nodiscard]] std::optional<core::Contract> find_contract(const VenueSpec& venue,
                                                          std::string_view name,
                                                          const Location& location,
                                                          const OpenInterest& open_interest,
                                                          Problems& problems);

/// How the venue charges a contract's funding; nothing where it does not say.
[[nodiscard]] std::optional<FundingTerms> funding_terms(const VenueSpec& venue,
                                                        std::string_view contract);

/// The asset that a contract follows, as far as its name or the venue says.
[[nodiscard]] std::string asset_of_contract(const VenueSpec& venue, std::string_view contract);

}  // namespace marginwalk::scenario
