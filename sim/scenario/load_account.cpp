#include "sim/scenario/load_account.hpp"

#include <utility>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/load_study.hpp"
#include "sim/scenario/marketplace.hpp"
#include "sim/scenario/open_cells.hpp"
#include "sim/scenario/read_market.hpp"
#include "sim/scenario/read_venue.hpp"
#include "sim/scenario/words.hpp"

namespace marginwalk::scenario {
namespace {

struct AccountFile {
  MarketSpec market;
  VenueSpec venue;
  AccountSpec account;
};

AccountFile read(const StudyDocument& document, Study& study, Problems& problems) {
  AccountFile file;
  Fields fields(document.root, "account file", problems);
  fields.required("schema", parse_schema);
  study.name = fields.optional("name", parse_name, "account");
  study.description = fields.optional("description", parse_text, "");
  if (const Node* const market = fields.required_child("market")) {
    file.market = read_prices(*market, document.model_is_file, problems);
    if (file.market.model) study.model = *file.market.model;
  }
  if (const Node* const venue = fields.required_child("venue")) {
    file.venue = read_venue(*venue, document.venue_name.value_or("inline"), problems);
  }
  if (const Node* const account = fields.required_child("account")) {
    file.account = read_account(*account, true, problems);
  }
  fields.finish();
  return file;
}

}  // namespace

Study load_account(const StudyDocument& document) {
  if (document.root.find("horizon") || !document.markets.empty()) return load_study(document);
  Problems problems;
  Study study;
  const AccountFile file = read(document, study, problems);
  throw_if_any(problems);
  Listing listing =
      list_market(file.venue, file.market, {file.account.positions, file.account.wallet});
  study.home() = std::move(listing.place);
  throw_if_any(listing.problems_of_all());
  const PolicySpec as_it_stands{{"account", {}, {}, {}}, {}, {}, {}};
  open_cells(study, file.account, {as_it_stands}, {{file.venue, {}}}, Infeasible::keep, problems);
  throw_if_any(problems);
  study.sources = document.sources;
  return study;
}

}  // namespace marginwalk::scenario
