#include "tests/support/slurm_cluster.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace marginwalk::test {
namespace {

/// A port that nobody listens at.
int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  void* const raw = &address;
  ::bind(socket, static_cast<const sockaddr*>(raw), size);
  ::getsockname(socket, static_cast<sockaddr*>(raw), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

/// {0}: the folder; {1}, {2}: ports. Without cred_expire a task that is requeued waits for two
/// minutes.
constexpr const char* configuration = R"(
ClusterName=marginwalk
SlurmctldHost=localhost
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={0}/munge/socket,cred_expire=5
SlurmctldPort={1}
SlurmdPort={2}
StateSaveLocation={0}/state
SlurmdSpoolDir={0}/spool
SlurmctldPidFile={0}/slurmctld.pid
SlurmdPidFile={0}/slurmd.pid
SlurmctldLogFile={0}/slurmctld.log
SlurmdLogFile={0}/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
KillWait=5
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
NodeName=localhost CPUs=2 State=UNKNOWN
PartitionName=all Nodes=localhost Default=YES MaxTime=INFINITE State=UP
)";

}  // namespace

std::string SlurmCluster::what_is_missing() {
  if (::geteuid() != 0) return "root, who alone may start a Slurm";
  std::string missing;
  for (const char* program : {"munged", "slurmctld", "slurmd", "sbatch"}) {
    if (test::shell(fmt::format("command -v {}", program)).code == 0) continue;
    missing += (missing.empty() ? "" : ", ") + std::string(program);
  }
  return missing.empty() ? "" : missing + " (.ci/setup cluster installs it)";
}

SlurmCluster::SlurmCluster() {
  start_munge();
  write_configuration();
  const std::string arguments = " -D -f " + folder_.path().string() + "/slurm.conf";
  controller_ = std::make_unique<Child>("slurmctld" + arguments);
  node_ = std::make_unique<Child>("slurmd -N localhost" + arguments);
  for (int tenths = 0; tenths < 300; ++tenths) {
    if (shell("sinfo --noheader --format=%t 2>/dev/null").output == "idle\n") return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw std::runtime_error("Slurm does not come up:\n" + logs());
}

SlurmCluster::~SlurmCluster() {
  // Nothing may start any more; what runs is killed, as scripts that are asked to end requeue.
  (void)shell(
      "scancel --user=root --state=PENDING 2>&1; scancel --user=root --full --signal=KILL 2>&1; "
      "scancel --user=root 2>&1");
  for (int tenths = 0; tenths < 100 && !shell("squeue --noheader").output.empty(); ++tenths) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  for (const auto* daemon : {&node_, &controller_, &munged_}) {
    if (!*daemon) continue;
    (*daemon)->signal(SIGTERM);
    (*daemon)->wait();
  }
  // A task that was about to start may be left, without anybody to end it.
  (void)test::shell("pkill -KILL -f '[/]" + folder_.path().string().substr(1) + "'");
}

/// It runs as the user of Debian's package, and trusts a folder only of its own.
void SlurmCluster::start_munge() {
  const std::string folder = folder_.path().string() + "/munge";
  const Ran made =
      test::shell(fmt::format("cd {0} && chmod 755 . && mkdir munge state spool && "
                              "head -c 128 /dev/urandom > munge/key && chmod 400 munge/key && "
                              "chown -R munge: munge && chmod 711 munge 2>&1",
                              folder_.path().string()));
  if (made.code != 0) throw std::runtime_error("no folder for munge: " + made.output);
  munged_ = std::make_unique<Child>(
      fmt::format("setpriv --reuid=munge --regid=munge --clear-groups --pdeathsig=KILL munged "
                  "--foreground --socket={0}/socket --key-file={0}/key --pid-file={0}/pid "
                  "--seed-file={0}/seed --num-threads=1",
                  folder));
}

void SlurmCluster::write_configuration() const {
  folder_.write("slurm.conf",
                fmt::format(configuration, folder_.path().string(), free_port(), free_port()));
}

Ran SlurmCluster::shell(const std::string& command) const {
  return test::shell("export SLURM_CONF=" + folder_.path().string() + "/slurm.conf; " + command);
}

std::string SlurmCluster::logs() const {
  return test::shell("cd " + folder_.path().string() + " && tail -n 20 *.log 2>&1").output;
}

}  // namespace marginwalk::test
