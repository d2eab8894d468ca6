include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

# Without a dependency, the message names the packages to install.
function(expect_refusal dependency setting)
    configure_command(configure "${SOURCE}" "${WORK}/missing_dependencies" ${setting})
    execute_process(COMMAND ${configure} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(status EQUAL 0)
        message(FATAL_ERROR "configured without ${dependency}")
    endif()
    foreach(package IN LISTS ARGN)
        if(NOT output MATCHES "${package}")
            message(FATAL_ERROR "without ${dependency}, nothing names ${package}:\n${output}")
        endif()
    endforeach()
endfunction()

expect_refusal(Boost -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev)
expect_refusal(OpenSSL -DCMAKE_DISABLE_FIND_PACKAGE_OpenSSL=ON libssl-dev)
expect_refusal(ZLIB -DCMAKE_DISABLE_FIND_PACKAGE_ZLIB=ON zlib1g-dev)

# Without libnghttp2 there is no HTTP/2, which is an error only if it was asked for.
set(no_nghttp2 -DTELNYX_NGHTTP2_INCLUDE_DIR=/nonexistent)
expect_refusal(nghttp2 "${no_nghttp2};-DTELNYX_HTTP2=ON" libnghttp2-dev)
foreach(setting -DTELNYX_HTTP2=AUTO -DTELNYX_HTTP2=OFF)
    configure_command(configure "${SOURCE}" "${WORK}/missing_dependencies" ${no_nghttp2} ${setting}
        -DTELNYX_BUILD_TESTS=OFF)
    run(${configure})
endforeach()
