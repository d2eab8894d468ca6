include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

use_as_part_of_a_project("${WORK}/subdirectory" "-DTELNYX_SOURCE=${SOURCE}")
