include("${CMAKE_CURRENT_LIST_DIR}/steps.cmake")

# A repository with the library under the tag of its version, as the README has it; the clone comes from there.
set(repository "${WORK}/repository")
file(REMOVE_RECURSE "${repository}")
foreach(part CMakeLists.txt LICENSE benchmarks examples include tests)
    file(COPY "${SOURCE}/${part}" DESTINATION "${repository}")
endforeach()
find_program(git git REQUIRED)
run("${git}" -C "${repository}" init --quiet)
run("${git}" -C "${repository}" add --all)
run("${git}" -C "${repository}" -c user.name=test -c user.email=test@localhost commit --quiet --message test)
run("${git}" -C "${repository}" tag "v${VERSION}")

use_as_part_of_a_project("${WORK}/fetch_content"
    "-DTELNYX_REPOSITORY=${repository}" "-DTELNYX_TAG=v${VERSION}" -DWITH_COMPILED=ON)
