#include "sim/verify/monitored_passage.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/legendre.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

/// Where the density of one step is cut, in standard deviations: phi(9) = 1e-18.
constexpr double kernel_reach = 9;

/// Where p_k is cut, in standard deviations of all k steps: 2 Phi(-7.5) = 6e-14.
constexpr double touch_reach = 7.5;

struct Node {
  double place = 0;  ///< from the panel's near end
  double weight = 0;
};

/// Gauss-Legendre nodes on [0, width]: with z a zero of the Legendre polynomial P_n, the place is
/// (1 + z) width / 2 and the weight width / ((1 - z^2) P_n'(z)^2).
std::vector<Node> panel_nodes(const Quadrature& quadrature) {
  std::vector<Node> nodes;
  const auto add = [&](double zero) {
    const double slope = boost::math::legendre_p_prime(quadrature.order, zero);
    nodes.push_back({(1 + zero) * quadrature.panel_width / 2,
                     quadrature.panel_width / ((1 - zero * zero) * slope * slope)});
  };
  // Boost gives the zeros that are not negative; the others mirror them.
  for (const double zero : boost::math::legendre_p_zeros<double>(quadrature.order)) {
    add(zero);
    if (zero > 0) add(-zero);
  }
  return nodes;
}

/// values += matrix x inputs, column by column, so that the compiler may vectorise without
/// reordering a sum.
void add_product(const std::vector<double>& matrix, const double* inputs, std::size_t order,
                 double* values) {
  for (std::size_t j = 0; j < order; ++j) {
    const double* const column = &matrix[j * order];
    for (std::size_t i = 0; i < order; ++i) values[i] += column[i] * inputs[j];
  }
}

/// One step of the walk, towards a barrier at 0. As all panels are alike, what leads from one panel
/// to another depends only on how many panels lie between them: a few small matrices hold the
/// whole kernel.
class Step {
 public:
  Step(double drift, const Quadrature& quadrature);

  /// Panels that hold all x with p_k(x) > 6e-14.
  [[nodiscard]] std::size_t panels(int k) const;

  /// p_k at the nodes of the first `count` panels, from p_{k-1} at the nodes of `before`.
  void advance(const std::vector<double>& before, std::size_t count,
               std::vector<double>& after) const;

  /// p_k at one place, from p_{k-1} at the nodes of `before`.
  [[nodiscard]] double touch_from(double place, const std::vector<double>& before) const;

 private:
  [[nodiscard]] double at_once(double place) const { return cdf(standard_, -place - drift_); }
  [[nodiscard]] double density(double distance) const { return pdf(standard_, distance - drift_); }

  boost::math::normal standard_;
  double drift_;
  double width_;
  std::vector<Node> nodes_;
  std::ptrdiff_t first_offset_;                ///< of the panels that the kernel reaches
  std::vector<std::vector<double>> matrices_;  ///< by offset; one column for each node of `before`
};

Step::Step(double drift, const Quadrature& quadrature)
    : drift_(drift),
      width_(quadrature.panel_width),
      nodes_(panel_nodes(quadrature)),
      first_offset_(static_cast<std::ptrdiff_t>(std::floor((drift - kernel_reach) / width_))) {
  const auto last_offset = static_cast<std::ptrdiff_t>(std::ceil((drift + kernel_reach) / width_));
  for (std::ptrdiff_t offset = first_offset_; offset <= last_offset; ++offset) {
    std::vector<double>& matrix = matrices_.emplace_back();
    for (const Node& to : nodes_) {
      const double place = static_cast<double>(offset) * width_ + to.place;
      for (const Node& from : nodes_) matrix.push_back(to.weight * density(place - from.place));
    }
  }
}

std::size_t Step::panels(int k) const {
  const double reach = touch_reach * std::sqrt(k) + k * std::max(0.0, -drift_);
  return static_cast<std::size_t>(std::ceil(reach / width_));
}

void Step::advance(const std::vector<double>& before, std::size_t count,
                   std::vector<double>& after) const {
  const std::size_t order = nodes_.size();
  const auto panels_before = static_cast<std::ptrdiff_t>(before.size() / order);
  after.resize(count * order);
  for (std::size_t panel = 0; panel < count; ++panel) {
    double* const values = &after[panel * order];
    for (std::size_t i = 0; i < order; ++i) {
      values[i] = at_once(static_cast<double>(panel) * width_ + nodes_[i].place);
    }
    std::ptrdiff_t other = static_cast<std::ptrdiff_t>(panel) + first_offset_;
    for (const std::vector<double>& matrix : matrices_) {
      if (other >= 0 && other < panels_before) {
        add_product(matrix, &before[static_cast<std::size_t>(other) * order], order, values);
      }
      ++other;
    }
  }
}

double Step::touch_from(double place, const std::vector<double>& before) const {
  double probability = at_once(place);
  const std::size_t order = nodes_.size();
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::size_t panel = i / order;
    const Node& to = nodes_[i % order];
    const double distance = static_cast<double>(panel) * width_ + to.place - place;
    probability += to.weight * density(distance) * before[i];
  }
  return probability;
}

}  // namespace

double monitored(const FirstPassage& passage, int steps, Quadrature quadrature) {
  MARGINWALK_EXPECTS(steps >= 1 && passage.volatility > 0 && passage.horizon_years > 0);
  const double step_years = passage.horizon_years / steps;
  const double deviation = passage.volatility * std::sqrt(step_years);
  const Step step(passage.escape() * step_years / deviation, quadrature);

  std::vector<double> before;
  std::vector<double> after;
  for (int k = 1; k < steps; ++k) {
    step.advance(before, step.panels(k), after);
    before.swap(after);
  }
  return step.touch_from(passage.distance() / deviation, before);
}

}  // namespace marginwalk::verify
