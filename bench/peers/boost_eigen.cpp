#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <limits>

#include "bench/peers/workload.hpp"

/// W1 with Boost's normals (a ziggurat) and Eigen's vectorised arithmetic: one time step of a batch
/// of paths at a time. A row is an asset, a column is a path.
namespace marginwalk::peers {
namespace {

constexpr int batch = 64;  // all arrays of a batch stay in the first-level cache
using Row = Eigen::Array<double, 1, batch>;
using Legs = Eigen::Array<double, assets, batch, Eigen::RowMajor>;

Counts simulate(const Workload& workload, const Arguments& arguments) {
  boost::random::mt19937_64 engine(arguments.seed);
  boost::random::normal_distribution<double> normal;
  Counts counts;
  for (int first = 0; first < arguments.paths; first += batch) {
    Legs log_price = Legs::Zero();
    Legs lowest_leg = Legs::Constant(std::numeric_limits<double>::infinity());
    Row lowest_book = lowest_leg.row(0);
    for (int step = 0; step < workload.steps; ++step) {
      Legs z;
      std::generate_n(z.data(), z.size(), [&] { return normal(engine); });
      Row book = Row::Zero();
      for (int i = 0; i < assets; ++i) {
        Row change = Row::Constant(workload.drift[i]);
        for (int j = 0; j <= i; ++j) change += workload.factor(i, j) * z.row(j);
        log_price.row(i) += change;
        const Row value = workload.weight[i] * log_price.row(i).exp();
        lowest_leg.row(i) = lowest_leg.row(i).min(value);
        book += value;
      }
      lowest_book = lowest_book.min(book);
    }
    // The last batch may be longer than needed.
    const int paths = std::min(batch, arguments.paths - first);
    counts.cross += static_cast<int>((lowest_book < workload.cross_floor).head(paths).count());
    for (int path = 0; path < paths; ++path) {
      counts.isolated += (lowest_leg.col(path) < workload.isolated_floor).any();
    }
  }
  return counts;
}

}  // namespace
}  // namespace marginwalk::peers

int main(int argc, char** argv) {
  return marginwalk::peers::run(argc, argv, "boost_eigen", marginwalk::peers::simulate);
}
