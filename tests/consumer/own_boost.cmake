include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

# A project that has Boost in its own build can add the library to it, or use an installed one.
function(use_with_own_boost name)
    configure_and_build("${CMAKE_CURRENT_LIST_DIR}/own_boost" "${WORK}/own_boost_${name}"
        "-DBOOST_INCLUDE=${BOOST_INCLUDE}" "-DBOOST_JSON=${BOOST_JSON}" "-DBOOST_URL=${BOOST_URL}" ${ARGN})
    run_tests("${WORK}/own_boost_${name}")
endfunction()

use_with_own_boost(subdirectory "-DTELNYX_SOURCE=${SOURCE}")
use_with_own_boost(installed "-DCMAKE_PREFIX_PATH=${prefix}")
