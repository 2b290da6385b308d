#pragma once

#include <cmath>
#include <compare>

namespace marginwalk::core {

/// A number that knows what it measures. Only these products are legal:
///
/// | left  | op | right | gives |                                   |
/// |-------|----|-------|-------|-----------------------------------|
/// | Size  | *  | Price | Money | a notional, a profit              |
/// | Money | *  | Rate  | Money | a fee, a requirement, a payment   |
/// | Price | *  | Rate  | Price | a slippage                        |
/// | Money | /  | Price | Size  | how much a notional buys          |
/// | Money | /  | Size  | Price | a break-even                      |
/// | X     | /  | X     | a bare number                             |
/// | X     | *,/| a bare number | X                                 |
template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}

  [[nodiscard]] constexpr double value() const { return value_; }

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator-() const { return Quantity(-value_); }
  constexpr Quantity& operator+=(Quantity other) { return *this = *this + other; }
  constexpr Quantity& operator-=(Quantity other) { return *this = *this - other; }

  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value_ + b.value_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.value_ - b.value_);
  }
  friend constexpr Quantity operator*(Quantity a, double k) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator/(Quantity a, double k) { return Quantity(a.value_ / k); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

 private:
  double value_ = 0;
};

using Price = Quantity<struct PriceUnit>;  ///< quote currency per base
using Size = Quantity<struct SizeUnit>;    ///< base, signed: long > 0
using Money = Quantity<struct MoneyUnit>;  ///< quote currency, or the coin that an account is in
using Rate = Quantity<struct RateUnit>;    ///< a fraction

constexpr Money operator*(Size size, Price price) { return Money(size.value() * price.value()); }
constexpr Money operator*(Money money, Rate rate) { return Money(money.value() * rate.value()); }
constexpr Price operator*(Price price, Rate rate) { return Price(price.value() * rate.value()); }
constexpr Size operator/(Money money, Price price) { return Size(money.value() / price.value()); }
constexpr Price operator/(Money money, Size size) { return Price(money.value() / size.value()); }

template <class Unit>
Quantity<Unit> abs(Quantity<Unit> quantity) {
  return Quantity<Unit>(std::abs(quantity.value()));
}

}  // namespace marginwalk::core
