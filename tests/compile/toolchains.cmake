# Other compilers, systems and options that the headers have to compile with: "NAME COMPILER OPTION...". Only the syntax
# is checked. A compiler that is not there, or has no headers for the system, is skipped.
set(everything "${CMAKE_CURRENT_SOURCE_DIR}/toolchains/everything.cpp")

# Debian keeps here what differs by architecture, the configuration of OpenSSL among it.
set(architecture "/usr/include/${CMAKE_LIBRARY_ARCHITECTURE}")

# The libraries' headers are alike on every system, unlike the rest of the folder that they are in.
set(portable "${CMAKE_CURRENT_BINARY_DIR}/portable")
file(MAKE_DIRECTORY "${portable}/architecture")
foreach(header boost/version.hpp openssl/ssl.h zlib.h zconf.h)
    find_path(TELNYX_FOLDER_OF_${header} "${header}" PATHS ${boost_includes} ${OPENSSL_INCLUDE_DIR})
    mark_as_advanced(TELNYX_FOLDER_OF_${header})
    string(REGEX REPLACE "/.*" "" name "${header}")
    file(CREATE_LINK "${TELNYX_FOLDER_OF_${header}}/${name}" "${portable}/${name}" SYMBOLIC)
endforeach()
file(CREATE_LINK "${architecture}/openssl" "${portable}/architecture/openssl" SYMBOLIC)

# Options that have nothing to do with each other are tried together; the other programs have none of them.
set(asio_options "-DBOOST_ASIO_NO_DEPRECATED -DBOOST_ASIO_SEPARATE_COMPILATION")

set(toolchains
    "clang_14 clang++-14 -std=c++20"
    "clang_16 clang++-16 -std=c++20"
    "clang_19_newest_standard clang++-19 -std=c++2c"
    "gcc_newest_standard_no_rtti_asio_apart g++ -std=c++23 -fno-rtti ${asio_options}"
    "thirty_two_bits g++ -std=c++20 -m32 -isystem ${architecture}"
    "windows x86_64-w64-mingw32-g++-posix -std=c++20 -D_WIN32_WINNT=0x0A00 -isystem ${portable} -isystem ${portable}/architecture"
)
file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/nothing.cpp" "#include <string>\n")
foreach(toolchain IN LISTS toolchains)
    separate_arguments(words UNIX_COMMAND "${toolchain}")
    list(POP_FRONT words name compiler)
    find_program(TELNYX_TOOLCHAIN_${compiler} "${compiler}")
    mark_as_advanced(TELNYX_TOOLCHAIN_${compiler})
    set(works 1)
    if(TELNYX_TOOLCHAIN_${compiler})
        execute_process(COMMAND "${TELNYX_TOOLCHAIN_${compiler}}" ${words} -fsyntax-only
            "${CMAKE_CURRENT_BINARY_DIR}/nothing.cpp" RESULT_VARIABLE works OUTPUT_QUIET ERROR_QUIET)
    endif()
    if(works EQUAL 0)
        add_test(NAME compile.toolchain.${name} COMMAND "${TELNYX_TOOLCHAIN_${compiler}}" ${words} -fsyntax-only
            "-I${PROJECT_SOURCE_DIR}/include" ${includes} "${everything}")
    else()
        add_test(NAME compile.toolchain.${name} COMMAND sh -c "exit 77")
    endif()
    set_tests_properties(compile.toolchain.${name} PROPERTIES LABELS compile TIMEOUT 240 SKIP_RETURN_CODE 77)
endforeach()
