include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

configure_and_build("${CMAKE_CURRENT_LIST_DIR}/installed" "${WORK}/installed" "-DCMAKE_PREFIX_PATH=${prefix}")
run("${CMAKE_CTEST_COMMAND}" --test-dir "${WORK}/installed" --output-on-failure --no-tests=error)
