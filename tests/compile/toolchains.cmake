# Other compilers and options that the headers have to compile with: "NAME FILE COMPILER OPTION...". Only the syntax is
# checked. A compiler that is not there is skipped.
set(everything "${CMAKE_CURRENT_SOURCE_DIR}/toolchains/everything.cpp")
set(client_only "${PROJECT_SOURCE_DIR}/benchmarks/compile/telnyx_call.cpp") # telnyx/testing/ has a dynamic_cast
set(toolchains
    "clang_14 ${everything} clang++-14 -std=c++20"
    "clang_16 ${everything} clang++-16 -std=c++20"
    "clang_19_newest_standard ${everything} clang++-19 -std=c++2c"
    "gcc_newest_standard ${everything} g++ -std=c++23 -DBOOST_ASIO_NO_DEPRECATED"
    "asio_compiled_apart ${everything} g++ -std=c++20 -DBOOST_ASIO_SEPARATE_COMPILATION"
    "no_rtti ${client_only} g++ -std=c++20 -fno-rtti"
)
foreach(toolchain IN LISTS toolchains)
    separate_arguments(words UNIX_COMMAND "${toolchain}")
    list(POP_FRONT words name file compiler)
    find_program(TELNYX_TOOLCHAIN_${compiler} "${compiler}")
    mark_as_advanced(TELNYX_TOOLCHAIN_${compiler})
    if(TELNYX_TOOLCHAIN_${compiler})
        add_test(NAME compile.toolchain.${name} COMMAND "${TELNYX_TOOLCHAIN_${compiler}}" ${words} -fsyntax-only
            "-I${PROJECT_SOURCE_DIR}/include" ${includes} "${file}")
    else()
        add_test(NAME compile.toolchain.${name} COMMAND sh -c "exit 77")
    endif()
    set_tests_properties(compile.toolchain.${name} PROPERTIES LABELS compile TIMEOUT 240 SKIP_RETURN_CODE 77)
endforeach()
