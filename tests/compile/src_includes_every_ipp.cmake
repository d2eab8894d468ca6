# Every function of the library is compiled into telnyx::compiled: telnyx/src.hpp and telnyx/testing/src.hpp together
# include each .ipp under INCLUDE.

cmake_minimum_required(VERSION 3.25)

file(READ "${INCLUDE}/telnyx/src.hpp" source)
file(READ "${INCLUDE}/telnyx/testing/src.hpp" testing_source)
string(APPEND source "${testing_source}")
file(GLOB_RECURSE parts RELATIVE "${INCLUDE}" "${INCLUDE}/*.ipp")
foreach(part IN LISTS parts)
    string(FIND "${source}" "#include \"${part}\"\n" position)
    if(position EQUAL -1)
        message(SEND_ERROR "neither telnyx/src.hpp nor telnyx/testing/src.hpp includes ${part}")
    endif()
endforeach()
