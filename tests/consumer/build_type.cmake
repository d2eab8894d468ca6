# Without a type of build the library is optimised, and leaves the type of a project that it is part of alone.

include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

function(expect_build_type expected source)
    configure_command(configure "${source}" "${WORK}/build_type" ${ARGN})
    list(REMOVE_ITEM configure -DCMAKE_BUILD_TYPE=Debug)
    run("${CMAKE_COMMAND}" -E env --unset=CMAKE_BUILD_TYPE ${configure})
    file(STRINGS "${WORK}/build_type/CMakeCache.txt" type REGEX "^CMAKE_BUILD_TYPE:")
    if(NOT type STREQUAL "CMAKE_BUILD_TYPE:STRING=${expected}")
        message(FATAL_ERROR "expected the type '${expected}': ${type}")
    endif()
endfunction()

expect_build_type(Release "${SOURCE}"
    -DTELNYX_BUILD_TESTS=OFF -DTELNYX_BUILD_EXAMPLES=OFF -DTELNYX_BUILD_BENCHMARKS=OFF)
expect_build_type("" "${CMAKE_CURRENT_LIST_DIR}/subdirectory" "-DTELNYX_SOURCE=${SOURCE}")
