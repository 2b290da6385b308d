#include "core/market_order.hpp"

#include <algorithm>

#include "core/debt.hpp"
#include "core/expect.hpp"
#include "core/inverse.hpp"
#include "core/leverage_limit.hpp"
#include "core/requirement.hpp"

namespace marginwalk::core {
namespace {

/// Where orders are filled: on the book as it is, or at a limit at which they waited on it.
struct Terms {
  const Liquidity* liquidity = nullptr;  ///< absent: at the limit
  Price limit{};

  [[nodiscard]] Rate fee(const Contract& contract) const {
    return liquidity ? contract.taker_fee : contract.maker_fee;
  }
};

Price fill_price(const Venue& venue, const Account& account, const MarketOrder& order, Marks marks,
                 const Terms& terms) {
  if (!terms.liquidity) return terms.limit;
  const std::size_t index = account.positions[order.position].contract;
  const Contract& contract = venue.contracts[index];
  const Price mark = marks[index];
  const Rate loss = terms.liquidity->loss(index, quote_notional(contract, order.size, mark));
  const bool buys = (order.size > Size(0)) != contract.inverse;
  return worse_by(contract, mark, loss, buys);
}

/// An order that opens or adds, and how it would be filled.
struct Quote {
  const Position& position;
  const Contract& contract;
  Size size;
  Price mark;
  Price fill;
  Rate fee;

  [[nodiscard]] Money notional() const { return abs(size) * fill; }
};

Quote quote_of(const Venue& venue, const Account& account, const MarketOrder& order, Marks marks,
               const Terms& terms) {
  const Position& position = account.positions[order.position];
  const Contract& contract = venue.contracts[position.contract];
  return {position,
          contract,
          order.size,
          marks[position.contract],
          fill_price(venue, account, order, marks, terms),
          terms.fee(contract)};
}

/// What orders take of the free cash: margin at the fill, or at the mark where it is cross, fee and
/// slippage.
struct Needs {
  Money cross;
  Money isolated;

  void add(const Quote& order) {
    const Money fee = order.notional() * order.fee;
    if (order.position.mode == MarginMode::isolated) {
      isolated += order.notional() / order.position.leverage + fee;
      return;
    }
    const Money at_mark = abs(order.size) * order.mark;
    const Money initial =
        std::max(at_mark / order.position.leverage, at_mark * order.contract.initial_margin_rate);
    cross += initial + fee + order.size * (order.fill - order.mark);
  }
};

/// The largest factor at which all orders can be paid for.
double affordable(const Venue& venue, const Account& account, const Needs& needs, Marks marks) {
  const MarginState cross = margin_state(venue, account, Scope::cross(), marks);
  const Money all = needs.cross + needs.isolated;
  double factor = 1;
  if (all > Money(0)) factor = std::min(factor, (cross.equity - cross.initial) / all);
  if (needs.isolated > Money(0)) factor = std::min(factor, account.wallet / needs.isolated);
  return std::max(0.0, factor);
}

/// The largest factor at which a position may still have its leverage. Sums that are equal on paper
/// may differ by rounding.
double allowed(const Quote& order) {
  const Position& position = order.position;
  const double held = position.open() ? tier_size(order.contract, position, order.mark) : 0;
  const double room = largest_size(order.contract, position) * (1 + 1e-12) - held;
  const double wanted = tier_size_of(order.contract, order.size, order.mark, order.fill);
  return wanted <= room ? 1 : std::max(0.0, room / wanted);
}

void add(Account& account, Position& position, const Quote& order) {
  const Money fee = order.notional() * order.fee;
  const Money posted =
      position.mode == MarginMode::isolated ? order.notional() / position.leverage : Money(0);
  const Size whole = position.size + order.size;
  position.entry = position.open()
                       ? (position.size * position.entry + order.size * order.fill) / whole
                       : order.fill;
  position.size = whole;
  position.margin += posted;
  account.wallet -= posted + fee;
  account.ledger.fees += fee;
  account.ledger.slippage += order.size * (order.fill - order.mark);
}

double open_all(const Venue& venue, Account& account, const std::vector<MarketOrder>& orders,
                Marks marks, const Terms& terms) {
  Needs needs;
  double factor = 1;
  for (const MarketOrder& order : orders) {
    MARGINWALK_EXPECTS(!(account.positions[order.position].size * order.size.value() < Size(0)));
    const Quote quote = quote_of(venue, account, order, marks, terms);
    needs.add(quote);
    factor = std::min(factor, allowed(quote));
  }
  factor = std::min(factor, affordable(venue, account, needs, marks));
  if (factor == 0) return 0;
  for (const auto& [position, size] : orders) {
    add(account, account.positions[position],
        quote_of(venue, account, {position, size * factor}, marks, terms));
  }
  return factor;
}

}  // namespace

double open_at_market(const Venue& venue, Account& account, const std::vector<MarketOrder>& orders,
                      Marks marks, const Liquidity& liquidity) {
  return open_all(venue, account, orders, marks, {&liquidity});
}

double open_at_limit(const Venue& venue, Account& account, const MarketOrder& order, Price limit,
                     Marks marks) {
  return open_all(venue, account, {order}, marks, {nullptr, limit});
}

MarketOrder order_for_same_notional(const Venue& venue, const Account& start, std::size_t position,
                                    Marks marks) {
  const Position& first = start.positions[position];
  const Contract& contract = venue.contracts[first.contract];
  if (contract.inverse) return {position, first.size};
  return {position, first.size * (first.entry / marks[first.contract])};
}

Price close_at_market(const Venue& venue, Account& account, std::size_t index, Marks marks,
                      const Liquidity& liquidity) {
  Position& position = account.positions[index];
  const Contract& contract = venue.contracts[position.contract];
  const Price mark = marks[position.contract];
  const Price fill = fill_price(venue, account, {index, -position.size}, marks, {&liquidity});
  const bool cross = position.mode == MarginMode::cross;
  Money& cash = cross ? account.wallet : position.margin;
  cash += position.unrealised_pnl(fill);
  account.ledger.slippage += position.size * (mark - fill);
  const Money due = abs(position.size) * fill * contract.taker_fee;
  position.size = Size(0);
  const Money left =
      cross ? margin_state(venue, account, Scope::cross(), marks).equity : position.margin;
  Money fee = std::min(due, std::max(Money(0), left));
  cash -= fee;
  if (cross && !is_open(account, Scope::cross())) {
    account.ledger.slippage += sell_collateral_for_debt(venue, account, marks);
    fee -= return_unpaid_fee(account, fee);
  }
  account.ledger.fees += fee;
  if (cash < Money(0) && !(cross && is_open(account, Scope::cross()))) {
    account.ledger.fund_paid -= cash;
    cash = Money(0);
  }
  if (cross) return fill;
  account.wallet += position.margin;
  position.margin = Money(0);
  return fill;
}

Price reduce_at_market(const Venue& venue, Account& account, std::size_t index, double share,
                       Marks marks, const Liquidity& liquidity) {
  MARGINWALK_EXPECTS(share > 0);
  Position& position = account.positions[index];
  const Contract& contract = venue.contracts[position.contract];
  const Price mark = marks[position.contract];
  const Size closed = position.size * std::min(share, 1.0);
  if (closed == position.size) return close_at_market(venue, account, index, marks, liquidity);
  const Price fill = fill_price(venue, account, {index, -closed}, marks, {&liquidity});
  const bool cross = position.mode == MarginMode::cross;
  const Money released = cross ? Money(0) : position.margin * share;
  const Money made = closed * (fill - position.entry);
  position.size -= closed;
  account.ledger.slippage += closed * (mark - fill);
  position.margin -= released;
  const Money left = cross ? margin_state(venue, account, Scope::cross(), marks).equity
                           : released + position.margin;
  const Money fee =
      std::min(abs(closed) * fill * contract.taker_fee, std::max(Money(0), left + made));
  account.ledger.fees += fee;
  const Money change = released + made - fee;
  Money& cash = cross || change >= Money(0) ? account.wallet : position.margin;
  cash += change;
  return fill;
}

}  // namespace marginwalk::core
