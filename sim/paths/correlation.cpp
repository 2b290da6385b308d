#include "sim/paths/correlation.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

namespace marginwalk::paths {
namespace {

double rounding(const Matrix& matrix) { return 1e-12 * static_cast<double>(matrix.rows()); }

/// The nearest matrix whose eigenvalues are at least `floor`.
Matrix with_eigenvalues_above(const Matrix& symmetric, double floor) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(symmetric);
  const Eigen::VectorXd raised = solver.eigenvalues().cwiseMax(floor);
  return solver.eigenvectors() * raised.asDiagonal() * solver.eigenvectors().transpose();
}

}  // namespace

std::optional<NotPositiveSemidefinite> find_negative_eigenvalue(const Matrix& correlation) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(correlation, Eigen::EigenvaluesOnly);
  const double least = solver.eigenvalues().minCoeff();
  if (least >= -rounding(correlation)) return std::nullopt;
  return NotPositiveSemidefinite{least, nearest_correlation(correlation)};
}

Matrix nearest_correlation(const Matrix& symmetric) {
  constexpr int iterations = 200;
  constexpr double room_for_rounding = 5e-4;  // so that four decimals stay positive semidefinite
  Matrix nearest = symmetric;
  Matrix correction = Matrix::Zero(symmetric.rows(), symmetric.cols());
  for (int i = 0; i < iterations; ++i) {
    const Matrix shifted = nearest - correction;
    const Matrix projected = with_eigenvalues_above(shifted, room_for_rounding);
    correction = projected - shifted;
    nearest = projected;
    nearest.diagonal().setOnes();
  }
  return nearest;
}

Matrix cholesky(const Matrix& correlation) {
  const Eigen::Index n = correlation.rows();
  Matrix lower = Matrix::Zero(n, n);
  for (Eigen::Index j = 0; j < n; ++j) {
    double pivot = correlation(j, j);
    for (Eigen::Index k = 0; k < j; ++k) pivot -= lower(j, k) * lower(j, k);
    if (pivot <= rounding(correlation)) continue;
    lower(j, j) = std::sqrt(pivot);
    for (Eigen::Index i = j + 1; i < n; ++i) {
      double sum = correlation(i, j);
      for (Eigen::Index k = 0; k < j; ++k) sum -= lower(i, k) * lower(j, k);
      lower(i, j) = sum / lower(j, j);
    }
  }
  return lower;
}

}  // namespace marginwalk::paths
