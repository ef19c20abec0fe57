# One static library a stage, from the .cc files of its folder. The stages it may use come first in DESIGN's order;
# LINK names them and the libraries below them.
#   gainsay_stage(page LINK gainsay_acquire lexbor)
function(gainsay_stage name)
  cmake_parse_arguments(ARG "" "" "LINK;PRIVATE_LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  if(NOT sources)
    add_library(gainsay_${name} INTERFACE)
    target_link_libraries(gainsay_${name} INTERFACE ${ARG_LINK})
    return()
  endif()
  add_library(gainsay_${name} STATIC ${sources})
  target_link_libraries(gainsay_${name} PUBLIC ${ARG_LINK} PRIVATE gainsay_flags ${ARG_PRIVATE_LINK})
  target_include_directories(gainsay_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
endfunction()

# One GoogleTest program a stage, from tests/<stage>/*_test.cc; run from the project's root so that rows beside the
# tests are found by their paths.
#   gainsay_test(page LINK gainsay_page)       LABELS slow for those that load models
function(gainsay_test name)
  cmake_parse_arguments(ARG "" "" "LINK;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE gainsay_flags ${ARG_LINK} GTest::gmock GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}"
    ENVIRONMENT "GAINSAY_PROGRAM=${PROJECT_BINARY_DIR}/gainsay;GAINSAY_ROOT=${PROJECT_SOURCE_DIR};GAINSAY_FETCHED=${GAINSAY_FETCHED};GAINSAY_GAZETTEER=${GAINSAY_GAZETTEER}")
endfunction()
