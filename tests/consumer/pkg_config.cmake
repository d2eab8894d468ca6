include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

find_program(pkg_config NAMES pkg-config pkgconf REQUIRED)
file(GLOB_RECURSE found "${prefix}/*/telnyx.pc")
cmake_path(GET found PARENT_PATH folder)
set(ENV{PKG_CONFIG_PATH} "${folder}")

# Compiles and runs a program with nothing but what pkg-config says.
function(use package source)
    execute_process(COMMAND "${pkg_config}" --print-errors --cflags --libs "${package} = ${VERSION}"
        RESULT_VARIABLE status OUTPUT_VARIABLE flags ERROR_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${flags}")
    endif()
    separate_arguments(flags UNIX_COMMAND "${flags}")
    set(program "${WORK}/pkg_config_${package}")
    set(warnings ${strict})
    list(REMOVE_ITEM warnings -Weffc++) # to the compiler these headers are the user's own
    run("${COMPILER}" -std=c++20 ${warnings} "${CMAKE_CURRENT_LIST_DIR}/${source}" -o "${program}" ${flags})
    run("${program}")
endfunction()

use(telnyx category.cpp)
use(telnyx-compiled main.cpp)
