# Takes the steps of the vcpkg port, without vcpkg: its functions are replaced by what they come down to here.

include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

set(PORT telnyx)
set(CURRENT_PACKAGES_DIR "${WORK}/vcpkg_port")
set(build_dir "${WORK}/library") # it is built already
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}")

function(must_exist)
    foreach(path IN LISTS ARGN)
        if(NOT EXISTS "${CURRENT_PACKAGES_DIR}/${path}")
            message(FATAL_ERROR "the port has not installed ${path}")
        endif()
    endforeach()
endfunction()

function(vcpkg_check_linkage linkage)
    if(NOT linkage STREQUAL "ONLY_STATIC_LIBRARY")
        message(FATAL_ERROR "the library is a static one, not ${linkage}")
    endif()
endfunction()

# All default features are on.
function(vcpkg_check_features)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUT_FEATURE_OPTIONS" "FEATURES")
    list(GET arg_FEATURES 1 option)
    set(${arg_OUT_FEATURE_OPTIONS} "-D${option}=ON" PARENT_SCOPE)
endfunction()

function(vcpkg_cmake_configure)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "SOURCE_PATH" "OPTIONS")
    run("${CMAKE_COMMAND}" -S "${arg_SOURCE_PATH}" -B "${build_dir}" ${arg_OPTIONS})
endfunction()

function(vcpkg_cmake_install)
    run("${CMAKE_COMMAND}" --build "${build_dir}")
    run("${CMAKE_COMMAND}" --install "${build_dir}" --prefix "${CURRENT_PACKAGES_DIR}")
endfunction()

function(vcpkg_cmake_config_fixup)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "CONFIG_PATH" "")
    must_exist("${arg_CONFIG_PATH}/telnyxConfig.cmake" "${arg_CONFIG_PATH}/telnyxTargets.cmake")
    file(RENAME "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}" "${CURRENT_PACKAGES_DIR}/share/telnyx")
endfunction()

function(vcpkg_fixup_pkgconfig)
    must_exist(lib/pkgconfig/telnyx.pc lib/pkgconfig/telnyx-compiled.pc)
endfunction()

function(vcpkg_install_copyright)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "FILE_LIST")
    file(COPY_FILE "${arg_FILE_LIST}" "${CURRENT_PACKAGES_DIR}/share/telnyx/copyright")
endfunction()

include("${SOURCE}/ports/telnyx/portfile.cmake")
must_exist(include/telnyx/telnyx.hpp lib/libtelnyx.a share/telnyx/telnyxConfig.cmake share/telnyx/copyright
    share/telnyx/usage)
