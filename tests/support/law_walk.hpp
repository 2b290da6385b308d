#pragma once

#include "sim/verify/law_walk.hpp"

namespace marginwalk::test {

using verify::LawWalk;

}  // namespace marginwalk::test
