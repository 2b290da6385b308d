#pragma once

#include <memory>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/temporary_folder.hpp"

namespace marginwalk::test {

/// A Slurm of one node with two processors on this machine, all of it in a temporary folder: the
/// real munged, slurmctld and slurmd, which end with the test.
class SlurmCluster {
 public:
  /// What is missing for one (root, or packages of Debian); empty where nothing is.
  [[nodiscard]] static std::string what_is_missing();

  /// Starts it. Throws where it does not come up, with what its daemons said.
  SlurmCluster();
  ~SlurmCluster();

  /// Runs a command line that may ask this Slurm.
  [[nodiscard]] Ran shell(const std::string& command) const;

  /// Where the scripts of tasks are that run: job00001/slurm_script and so on.
  [[nodiscard]] std::string spool() const { return folder_.path().string() + "/spool"; }

  /// What the daemons said lately.
  [[nodiscard]] std::string logs() const;

 private:
  void start_munge();
  void write_configuration() const;

  TemporaryFolder folder_;
  std::unique_ptr<Child> munged_, controller_, node_;
};

}  // namespace marginwalk::test
