#include "sim/verify/monitored_passage.hpp"

#include <algorithm>
#include <boost/math/special_functions/legendre.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/expect.hpp"

namespace marginwalk::verify {
namespace {

/// -ln of the probability beyond which the density of one step is cut: 1e-18.
constexpr double kernel_exponent = 41.4;

/// -ln of the probability below which p_k is cut: 6e-14.
constexpr double touch_exponent = 30.4;

struct Node {
  double place = 0;  ///< from the panel's near end
  double weight = 0;
};

/// Gauss-Legendre nodes on [0, width]: with z a zero of the Legendre polynomial P_n, the place is
/// (1 + z) width / 2 and the weight width / ((1 - z^2) P_n'(z)^2).
std::vector<Node> panel_nodes(double width, int order) {
  std::vector<Node> nodes;
  const auto add = [&](double zero) {
    const double slope = boost::math::legendre_p_prime(order, zero);
    nodes.push_back({(1 + zero) * width / 2, width / ((1 - zero * zero) * slope * slope)});
  };
  // Boost gives the zeros that are not negative; the others mirror them.
  for (const double zero : boost::math::legendre_p_zeros<double>(order)) {
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

/// Where p_k lives: from a barrier at 0 upwards, to the other barrier if there is one.
struct Strip {
  double depth = 0;  ///< of the other barrier, or infinite
  double width = 0;  ///< of a panel

  Strip(const StepLaw& law, double depth, const Quadrature& quadrature);

  /// Panels that hold all x with p_k(x) > 6e-14.
  [[nodiscard]] std::size_t panels(const StepLaw& law, int k) const;
};

Strip::Strip(const StepLaw& law, double strip_depth, const Quadrature& quadrature)
    : depth(strip_depth), width(quadrature.panel_width * law.deviation) {
  if (std::isfinite(depth)) width = depth / std::ceil(depth / width);
}

std::size_t Strip::panels(const StepLaw& law, int k) const {
  if (std::isfinite(depth)) return static_cast<std::size_t>(std::lround(depth / width));
  return static_cast<std::size_t>(
      std::ceil(upward_reach(mirrored(law), k, touch_exponent) / width));
}

/// One step of the walk. As all panels are alike, what leads from one panel to another depends only
/// on how many panels lie between them: a few small matrices hold the whole kernel.
class Step {
 public:
  /// For steps between places in the first `panels` panels of the strip.
  Step(const StepLaw& law, const Strip& strip, int order, std::size_t panels);

  /// p_k at the nodes of the first `count` panels, from p_{k-1} at the nodes of `before`.
  void advance(const std::vector<double>& before, std::size_t count,
               std::vector<double>& after) const;

  /// p_k at one place, from p_{k-1} at the nodes of `before`.
  [[nodiscard]] double touch_from(double place, const std::vector<double>& before) const;

 private:
  [[nodiscard]] double at_once(double place) const;

  /// Of panels, that the step passes at most.
  [[nodiscard]] std::ptrdiff_t farthest(const StepLaw& towards, std::size_t panels) const;

  [[nodiscard]] double place_of(std::size_t node) const {
    return static_cast<double>(node / nodes_.size()) * strip_.width +
           nodes_[node % nodes_.size()].place;
  }

  const StepLaw& law_;
  Strip strip_;
  std::vector<Node> nodes_;
  std::vector<double> at_once_;                ///< at the nodes of all panels
  std::ptrdiff_t first_offset_;                ///< of the panels that the kernel reaches
  std::vector<std::vector<double>> matrices_;  ///< by offset; one column for each node of `before`
};

Step::Step(const StepLaw& law, const Strip& strip, int order, std::size_t panels)
    : law_(law),
      strip_(strip),
      nodes_(panel_nodes(strip.width, order)),
      first_offset_(-farthest(mirrored(law), panels)) {
  for (std::size_t node = 0; node < panels * nodes_.size(); ++node) {
    at_once_.push_back(at_once(place_of(node)));
  }
  const std::ptrdiff_t last_offset = farthest(law, panels);
  for (std::ptrdiff_t offset = first_offset_; offset <= last_offset; ++offset) {
    std::vector<double>& matrix = matrices_.emplace_back();
    for (const Node& to : nodes_) {
      const double place = static_cast<double>(offset) * strip.width + to.place;
      for (const Node& from : nodes_) matrix.push_back(to.weight * law.density(place - from.place));
    }
  }
}

double Step::at_once(double place) const {
  const double beyond_other = std::isfinite(strip_.depth) ? law_.above(strip_.depth - place) : 0.0;
  return law_.below(-place) + beyond_other;
}

std::ptrdiff_t Step::farthest(const StepLaw& towards, std::size_t panels) const {
  const double reach = std::ceil(upward_reach(towards, 1, kernel_exponent) / strip_.width);
  return static_cast<std::ptrdiff_t>(std::clamp(reach, 0.0, static_cast<double>(panels)));
}

void Step::advance(const std::vector<double>& before, std::size_t count,
                   std::vector<double>& after) const {
  const std::size_t order = nodes_.size();
  const auto panels_before = static_cast<std::ptrdiff_t>(before.size() / order);
  after.assign(at_once_.begin(), at_once_.begin() + static_cast<std::ptrdiff_t>(count * order));
  for (std::size_t panel = 0; panel < count; ++panel) {
    std::ptrdiff_t other = static_cast<std::ptrdiff_t>(panel) + first_offset_;
    for (const std::vector<double>& matrix : matrices_) {
      if (other >= 0 && other < panels_before) {
        add_product(matrix, &before[static_cast<std::size_t>(other) * order], order,
                    &after[panel * order]);
      }
      ++other;
    }
  }
}

double Step::touch_from(double place, const std::vector<double>& before) const {
  double probability = at_once(place);
  for (std::size_t node = 0; node < before.size(); ++node) {
    const double density = law_.density(place_of(node) - place);
    probability += nodes_[node % nodes_.size()].weight * density * before[node];
  }
  return probability;
}

}  // namespace

double monitored(const StepLaw& law, const Barriers& barriers, int steps, Quadrature quadrature) {
  MARGINWALK_EXPECTS(steps >= 1 && barriers.lower < 0 && barriers.upper > 0);
  MARGINWALK_EXPECTS(std::isfinite(barriers.lower) || std::isfinite(barriers.upper));
  if (!std::isfinite(barriers.lower)) {
    return monitored(mirrored(law), {-barriers.upper, -barriers.lower}, steps, quadrature);
  }
  const Strip strip(law, barriers.upper - barriers.lower, quadrature);
  const Step step(law, strip, quadrature.order, strip.panels(law, steps));

  std::vector<double> before;
  std::vector<double> after;
  for (int k = 1; k < steps; ++k) {
    step.advance(before, strip.panels(law, k), after);
    before.swap(after);
  }
  return step.touch_from(-barriers.lower, before);
}

double monitored(const FirstPassage& passage, int steps, Quadrature quadrature) {
  MARGINWALK_EXPECTS(passage.volatility > 0 && passage.horizon_years > 0);
  const double step_years = passage.horizon_years / steps;
  const StepLaw step =
      normal_step(passage.escape() * step_years, passage.volatility * std::sqrt(step_years));
  return monitored(step, {-passage.distance()}, steps, quadrature);
}

}  // namespace marginwalk::verify
