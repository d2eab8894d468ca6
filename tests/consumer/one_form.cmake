# A program with the library in two forms, header-only and compiled, with and without HTTP/2, or in two versions, does not link, and the linker says
# what is wrong.

include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

set(folder "${WORK}/one_form")
file(REMOVE_RECURSE "${folder}")
file(COPY "${SOURCE}/include/telnyx" DESTINATION "${folder}/other_version")
set(version_header "${folder}/other_version/telnyx/base/version.hpp")
file(READ "${version_header}" text)
string(REGEX REPLACE "(TELNYX_VERSION_PATCH) [0-9]+" "\\1 99" text "${text}")
file(WRITE "${version_header}" "${text}")

# One program of two files. Each uses a function that is compiled in one mode and inline in the other.
file(WRITE "${folder}/main.cpp" [[
#include "telnyx/base/errc.hpp"
bool other_file_agrees(boost::system::error_category const& category);
int main() { return other_file_agrees(telnyx::error_category()) ? 0 : 1; }
]])
file(WRITE "${folder}/other.cpp" [[
#include "telnyx/base/errc.hpp"
bool other_file_agrees(boost::system::error_category const& category);
bool other_file_agrees(boost::system::error_category const& category) { return category == telnyx::error_category(); }
]])

# The installed library is with HTTP/2 or without.
file(GLOB_RECURSE found "${prefix}/*/telnyx.pc")
file(READ "${found}" text)
if(text MATCHES "-DTELNYX_HTTP2")
    set(as_installed -DTELNYX_HTTP2)
    set(other_way -UTELNYX_HTTP2)
    set(nghttp2 -lnghttp2)
else()
    set(as_installed -UTELNYX_HTTP2)
    set(other_way -DTELNYX_HTTP2)
endif()

# Compiles a file into OBJECT.o.
function(compile object source include)
    run("${COMPILER}" -std=c++20 ${as_installed} "-I${include}" -idirafter "${BOOST_INCLUDE}" ${ARGN} -c "${folder}/${source}"
        -o "${folder}/${object}.o")
endfunction()

compile(main main.cpp "${SOURCE}/include")
compile(other other.cpp "${SOURCE}/include")
compile(other_of_other_version other.cpp "${folder}/other_version")
compile(main_compiled main.cpp "${SOURCE}/include" -DTELNYX_SEPARATE_COMPILATION)
compile(other_compiled other.cpp "${SOURCE}/include" -DTELNYX_SEPARATE_COMPILATION)
compile(main_compiled_of_other_version main.cpp "${folder}/other_version" -DTELNYX_SEPARATE_COMPILATION)
compile(other_compiled_of_other_version other.cpp "${folder}/other_version" -DTELNYX_SEPARATE_COMPILATION)
compile(other_with_or_without_http2 other.cpp "${SOURCE}/include" ${other_way})
compile(other_compiled_with_or_without_http2 other.cpp "${SOURCE}/include" -DTELNYX_SEPARATE_COMPILATION ${other_way})

file(GLOB_RECURSE library "${prefix}/*/libtelnyx.a")

# Sets the parent's COMMAND to what links the object files, with the library.
function(link_command)
    list(TRANSFORM ARGN PREPEND "${folder}/" OUTPUT_VARIABLE objects)
    list(TRANSFORM objects APPEND ".o")
    set(command "${COMPILER}" ${objects} "${library}" "${BOOST_JSON}" "${BOOST_URL}" -lssl -lcrypto -lz ${nghttp2} -pthread
        -o "${folder}/program" PARENT_SCOPE)
endfunction()

function(must_link)
    link_command(${ARGN})
    run(${command})
    run("${folder}/program")
endfunction()

function(must_not_link)
    link_command(${ARGN})
    execute_process(COMMAND ${command} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(status EQUAL 0)
        message(FATAL_ERROR "links, but must not: ${ARGN}")
    endif()
    set(symbol "telnyx_must_not_be_mixed_header_only_with_compiled_or_in_two_versions_or_with_and_without_http2")
    if(NOT output MATCHES "${symbol}")
        message(FATAL_ERROR "the linker does not name ${symbol} for ${ARGN}:\n${output}")
    endif()
endfunction()

must_link(main other)
must_link(main_compiled other_compiled)
must_not_link(main other_compiled)
must_not_link(main_compiled other)
must_not_link(main other_of_other_version)
must_not_link(main other_with_or_without_http2)
must_not_link(main_compiled other_compiled_with_or_without_http2)
must_not_link(main_compiled other_compiled_of_other_version)
must_not_link(main_compiled_of_other_version other_compiled_of_other_version) # both differ from the library
