#include "sim/paths/regime_chain.hpp"

#include <algorithm>

#include "sim/random/elementary.hpp"

namespace marginwalk::paths {
namespace {

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result = Matrix::Zero(a.rows(), b.cols());
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index k = 0; k < a.cols(); ++k) {
      for (Eigen::Index j = 0; j < b.cols(); ++j) result(i, j) += a(i, k) * b(k, j);
    }
  }
  return result;
}

}  // namespace

Matrix transition_over(const Matrix& rates, double years) {
  const Eigen::Index n = rates.rows();
  std::vector<double> leaving(static_cast<std::size_t>(n), 0);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      if (i != j) leaving[static_cast<std::size_t>(i)] += rates(i, j);
    }
  }
  const double fastest = *std::max_element(leaving.begin(), leaving.end());
  if (fastest == 0) return Matrix::Identity(n, n);
  Matrix jump(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) jump(i, j) = rates(i, j) / fastest;
    jump(i, i) = 1 - leaving[static_cast<std::size_t>(i)] / fastest;
  }
  // Over so short a time that few events happen, and then squared.
  int halvings = 0;
  double events = fastest * years;
  for (; events > 0.5; events /= 2) ++halvings;
  double weight = random::exponential(-events);
  Matrix power = Matrix::Identity(n, n);
  Matrix sum = weight * power;
  for (int k = 1; k < 24; ++k) {
    weight *= events / k;
    power = product(power, jump);
    sum += weight * power;
  }
  for (int k = 0; k < halvings; ++k) sum = product(sum, sum);
  return sum;
}

std::vector<double> stationary(const Matrix& transition) {
  const Eigen::Index n = transition.rows();
  Matrix power = transition;
  for (int k = 0; k < 60; ++k) power = product(power, power);
  std::vector<double> shares;
  for (Eigen::Index j = 0; j < n; ++j) shares.push_back(power(0, j));
  return shares;
}

}  // namespace marginwalk::paths
