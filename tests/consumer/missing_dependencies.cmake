include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

# Without a dependency, the message names the packages to install.
function(expect_refusal dependency)
    configure_command(configure "${SOURCE}" "${WORK}/missing_dependencies" -DCMAKE_DISABLE_FIND_PACKAGE_${dependency}=ON)
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

expect_refusal(Boost libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev)
expect_refusal(OpenSSL libssl-dev)
expect_refusal(ZLIB zlib1g-dev)
