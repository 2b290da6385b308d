#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>

namespace marginwalk::paths {

using Matrix = Eigen::MatrixXd;

/// A row or a column, as Eigen counts them.
[[nodiscard]] inline Eigen::Index index(std::size_t place) {
  return static_cast<Eigen::Index>(place);
}

/// Why a matrix is no correlation matrix, and the nearest one that is.
struct NotPositiveSemidefinite {
  double least_eigenvalue = 0;
  Matrix nearest;  ///< in the Frobenius norm, unit diagonal
};

/// Checks a symmetric matrix with unit diagonal. An eigenvalue above -1e-12 x size is rounding.
[[nodiscard]] std::optional<NotPositiveSemidefinite> find_negative_eigenvalue(
    const Matrix& correlation);

/// The nearest correlation matrix, by alternating projections with Dykstra's correction (Higham,
/// IMA Journal of Numerical Analysis 22, 2002, 329-343), lifted so that it passes
/// find_negative_eigenvalue after rounding to four decimals.
[[nodiscard]] Matrix nearest_correlation(const Matrix& symmetric);

/// Lower-triangular L with L L^T = correlation. Semidefinite matrices are factored too (a pivot
/// within rounding of zero leaves its column empty). Plain loops in a fixed order, so that the
/// result is the same on every machine.
[[nodiscard]] Matrix cholesky(const Matrix& correlation);

}  // namespace marginwalk::paths
