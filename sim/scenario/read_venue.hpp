#pragma once

#include <optional>
#include <string>
#include <string_view>
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
  MarginTerms terms;
};

/// A venue's rules as they were written.
struct VenueSpec {
  std::string name;
  std::optional<std::string> date;  ///< of the rules
  bool liquidates_at_equality = true;
  core::MaintenanceRule maintenance;
  core::LiquidationRule liquidation;
  bool hedge_mode = false;
  MarginTerms defaults;
  std::vector<ContractSpec> contracts;
};

/// Reads a venue file or the inline key `venue`.
[[nodiscard]] VenueSpec read_venue(const Node& node, const std::string& name, Problems& problems);

/// The contract of a name: a listed one, or, where the venue has margin terms at its top, one of
/// the form ASSET-PERP on those terms. Nothing, and a problem, for any other name.
[[nodiscard]] std::optional<core::Contract> find_contract(const VenueSpec& venue,
                                                          std::string_view name,
                                                          const Location& location,
                                                          Problems& problems);

}  // namespace marginwalk::scenario
