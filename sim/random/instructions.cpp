#include "sim/random/instructions.hpp"

#include <hwy/highway.h>
#include <hwy/targets.h>

#include "core/expect.hpp"

namespace marginwalk::random {
namespace {

std::string name_of(std::int64_t target) {
  if (target == HWY_AVX3) return "avx-512";
  if (target == HWY_AVX2) return "avx2";
  return "plain";
}

std::vector<std::int64_t> targets() {
  const std::int64_t now = hwy::SupportedTargets();
  hwy::SetSupportedTargetsForTest(0);
  std::vector<std::int64_t> all = hwy::SupportedAndGeneratedTargets();
  hwy::SetSupportedTargetsForTest(now);
  return all;
}

}  // namespace

std::vector<std::string> available_instructions() {
  std::vector<std::string> names;
  for (const std::int64_t target : targets()) names.push_back(name_of(target));
  return names;
}

std::string instructions_in_use() { return name_of(hwy::SupportedAndGeneratedTargets().front()); }

void use_instructions(const std::string& name) {
  for (const std::int64_t target : targets()) {
    if (name_of(target) != name) continue;
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return;
  }
  throw core::Defect("this processor has no such instructions: " + name);
}

}  // namespace marginwalk::random
