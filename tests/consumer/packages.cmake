# The recipes, documents and presets name the version of the library, and options that it has.

include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

string(REGEX REPLACE "^([0-9]+\\.[0-9]+)\\..*" "\\1" minor_version "${VERSION}")

function(expect_text file text)
    file(READ "${SOURCE}/${file}" content)
    string(FIND "${content}" "${text}" position)
    if(position EQUAL -1)
        message(SEND_ERROR "${file} does not have: ${text}")
    endif()
endfunction()

expect_text(ports/telnyx/vcpkg.json "\"version\": \"${VERSION}\"")
expect_text(CHANGELOG.md "\n## [${VERSION}]")
expect_text(README.md "GIT_TAG v${VERSION}")
expect_text(README.md "find_package(telnyx ${minor_version} ")
expect_text(README.md "telnyx/${VERSION}")
expect_text(doc/installation.md "GIT_TAG v${VERSION}")
expect_text(doc/installation.md "find_package(telnyx ${minor_version} ")
expect_text(doc/installation.md "telnyx/${VERSION}")

file(READ "${SOURCE}/CMakeLists.txt" project)
foreach(file README.md CMakePresets.json ports/telnyx/portfile.cmake .github/workflows/ci.yml)
    file(READ "${SOURCE}/${file}" content)
    string(REGEX MATCHALL "TELNYX_(BUILD|INSTALL|TEST|FUZZ|SANITIZE)[A-Z_]*" options "${content}")
    foreach(option IN LISTS options)
        if(NOT project MATCHES "(option\\(|set\\()${option} ")
            message(SEND_ERROR "${file} sets ${option}, which CMakeLists.txt does not know")
        endif()
    endforeach()
endforeach()

# The Conan recipe puts the names of these options together, and takes the version from the headers.
foreach(option TELNYX_BUILD_TESTS TELNYX_BUILD_EXAMPLES TELNYX_BUILD_BENCHMARKS)
    string(REPLACE "TELNYX_BUILD_" "" part "${option}")
    expect_text(conanfile.py "\"${part}\"")
    expect_text(CMakeLists.txt "option(${option} ")
endforeach()
