# Headers that are compiled once instead of in every file: parsing them takes longer than most of
# our sources. They are no dependency: every file includes what it uses, and the preset clang builds
# without precompiled headers to prove it.
add_library(precompiled OBJECT cmake/precompiled.cpp)
target_link_libraries(precompiled PRIVATE fmt::fmt Eigen3::Eigen)
target_precompile_headers(precompiled PRIVATE
  <Eigen/Core> <fmt/format.h> <algorithm> <filesystem> <functional> <optional> <string> <variant>
  <vector>)

# Where CMAKE_UNITY_BUILD joins sources thirty by thirty, as the presets ask, what is local to one
# source seems to hide what is local to another; the preset clang, which joins nothing, warns where
# something is hidden indeed.
foreach(folder estimate scenario run study verify report cli)
  target_precompile_headers(${folder} REUSE_FROM precompiled)
endforeach()
if(CMAKE_UNITY_BUILD)
  foreach(folder core random paths conduct replay estimate scenario run study verify report cli)
    target_compile_options(${folder} PRIVATE -Wno-shadow)
  endforeach()
endif()
