include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

list(JOIN strict " " flags)
configure_and_build("${CMAKE_CURRENT_LIST_DIR}/installed" "${WORK}/installed"
    "-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_CXX_FLAGS=${flags}")
run_tests("${WORK}/installed")
