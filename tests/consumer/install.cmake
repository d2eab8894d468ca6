include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

file(REMOVE_RECURSE "${prefix}")
configure_and_build("${SOURCE}" "${WORK}/library"
    -DTELNYX_BUILD_TESTS=OFF -DTELNYX_BUILD_EXAMPLES=OFF -DTELNYX_BUILD_BENCHMARKS=OFF)
run("${CMAKE_COMMAND}" --install "${WORK}/library" --prefix "${prefix}")
