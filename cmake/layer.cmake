# layer(NAME [USES library...]): the sources of the current folder as one static library.
#
# A folder is a library, a namespace and a folder of tests. What a layer may use is said here and
# in the includes; tests/house/layers_test.cpp fails on an include that runs against the order.
function(layer name)
  cmake_parse_arguments(LAYER "" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB headers CONFIGURE_DEPENDS *.hpp)
  add_library(${name} STATIC ${sources} ${headers})
  # Kernels are compiled for several instruction sets, each by itself.
  list(FILTER sources INCLUDE REGEX "_(lanes|kernels)\\.cpp$")
  if(sources)
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${LAYER_USES})
endfunction()
