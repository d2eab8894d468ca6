# What the consumer tests have in common. SOURCE is the library, VERSION its version, WORK a folder to work in.

cmake_minimum_required(VERSION 3.25)

set(prefix "${WORK}/prefix")

# Warnings of users who are strict. The library itself is not compiled with the last but one, which stands for those that
# a newer compiler comes with.
set(strict -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Weffc++ -Werror)

# Runs a command; the test ends, with the command's output, when that fails.
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        list(JOIN ARGV " " command)
        message(FATAL_ERROR "${command}\n${output}")
    endif()
endfunction()

# Sets RESULT to the command line that configures the project SOURCE_DIR in BUILD_DIR from nothing.
function(configure_command result source_dir build_dir)
    file(REMOVE_RECURSE "${build_dir}")
    set(${result} "${CMAKE_COMMAND}" -S "${source_dir}" -B "${build_dir}" -G "${GENERATOR}" -DCMAKE_BUILD_TYPE=Debug
        -DCMAKE_CXX_FLAGS_DEBUG=-O0 "-DCMAKE_CXX_COMPILER=${COMPILER}" ${ARGN} PARENT_SCOPE)
endfunction()

function(configure_and_build source_dir build_dir)
    configure_command(configure "${source_dir}" "${build_dir}" ${ARGN})
    run(${configure})
    run("${CMAKE_COMMAND}" --build "${build_dir}")
endfunction()

function(run_tests build_dir)
    run("${CMAKE_CTEST_COMMAND}" --test-dir "${build_dir}" --output-on-failure --no-tests=error)
endfunction()

# The library as part of another project: it works, and nothing of it is installed.
function(use_as_part_of_a_project build_dir)
    list(JOIN strict " " flags)
    configure_and_build("${CMAKE_CURRENT_LIST_DIR}/subdirectory" "${build_dir}" "-DCMAKE_CXX_FLAGS=${flags}" ${ARGN})
    run_tests("${build_dir}")

    run("${CMAKE_COMMAND}" --install "${build_dir}" --prefix "${build_dir}/prefix")
    file(GLOB_RECURSE installed RELATIVE "${build_dir}/prefix" "${build_dir}/prefix/*")
    if(NOT installed STREQUAL "bin/with_telnyx")
        message(FATAL_ERROR "more was installed than the project's program: ${installed}")
    endif()
endfunction()
