#pragma once

#include "sim/verify/each_path.hpp"

namespace marginwalk::test {

using verify::for_each_outcome;
using verify::WatchedPath;

}  // namespace marginwalk::test
