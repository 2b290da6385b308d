#include "sim/paths/correlation.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <random>

namespace marginwalk::paths::correlation_test {
namespace {

Matrix three(double ab, double ac, double bc) {
  Matrix matrix = Matrix::Identity(3, 3);
  matrix(0, 1) = matrix(1, 0) = ab;
  matrix(0, 2) = matrix(2, 0) = ac;
  matrix(1, 2) = matrix(2, 1) = bc;
  return matrix;
}

TEST(Correlation, NegativeEigenvalueIsNamedWithTheNearestValidMatrix) {
  // a is like b and like c, but b is the opposite of c.
  const Matrix impossible = three(0.9, 0.9, -0.9);
  const auto found = find_negative_eigenvalue(impossible);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->least_eigenvalue, -0.8, 1e-12);
  const Matrix rounded = (found->nearest * 1e4).array().round() / 1e4;
  EXPECT_FALSE(find_negative_eigenvalue(rounded));
  EXPECT_TRUE(found->nearest.diagonal().isOnes(1e-12));
  EXPECT_NEAR(found->nearest(0, 1), 0.5, 0.01);
  EXPECT_NEAR(found->nearest(1, 2), -0.5, 0.01);
}

TEST(Correlation, ValidMatricesPassAndAreTheirOwnNearest) {
  for (const Matrix& valid : {three(0, 0, 0), three(.8, .7, .6), three(-.4, -.4, -.1)}) {
    EXPECT_FALSE(find_negative_eigenvalue(valid));
    EXPECT_TRUE(nearest_correlation(valid).isApprox(valid, 1e-6));
  }
  EXPECT_FALSE(find_negative_eigenvalue(three(1, 1, 1)));
  EXPECT_FALSE(find_negative_eigenvalue(three(1, -1, -1)));
}

TEST(Correlation, CholeskyFactorsSemidefiniteMatricesToo) {
  for (const Matrix& matrix :
       {three(0, 0, 0), three(.8, .7, .6), three(1, 1, 1), three(1, .5, .5), three(-1, .3, -.3)}) {
    const Matrix lower = cholesky(matrix);
    EXPECT_TRUE(lower.isLowerTriangular());
    EXPECT_TRUE((lower * lower.transpose()).isApprox(matrix, 1e-12)) << matrix;
  }
}

TEST(Correlation, NearestOfRandomSymmetricMatricesIsValid) {
  std::mt19937 engine(4);
  std::uniform_real_distribution<double> uniform(-1, 1);
  for (int i = 0; i < 20; ++i) {
    Matrix matrix = Matrix::Identity(6, 6);
    for (Eigen::Index r = 0; r < 6; ++r) {
      for (Eigen::Index c = 0; c < r; ++c) matrix(r, c) = matrix(c, r) = uniform(engine);
    }
    const Matrix nearest = nearest_correlation(matrix);
    EXPECT_FALSE(find_negative_eigenvalue(nearest));
    EXPECT_LE(nearest.cwiseAbs().maxCoeff(), 1 + 1e-12);
  }
}

}  // namespace
}  // namespace marginwalk::paths::correlation_test
