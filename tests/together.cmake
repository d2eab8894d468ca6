# Compiles the sources of a test program in groups, each as one translation unit: the tests instantiate the same
# coroutines and types again and again, which is most of the time that compiling them takes. Each source is in a namespace
# of its own, after the headers of all. A source that has more than tests in unnamed namespaces, such as a specialisation
# of a template of the library, is compiled alone. Tests of HTTP/2 are empty without it, which the headers are, too.
#
# For a run of everything. Who changes one test compiles faster without it. The larger a group, the less is compiled in
# all, but a group of 22 takes up to 5 GB with g++ and sanitizers.
cmake_host_system_information(RESULT megabytes QUERY TOTAL_PHYSICAL_MEMORY)
set(size_of_groups 8)
if(megabytes GREATER 14000)
    set(size_of_groups 22)
endif()

function(compile_together target)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources EXCLUDE REGEX "(^|/)main\\.cpp$")
    set(together)
    foreach(source IN LISTS sources)
        file(STRINGS "${source}" alone REGEX "^#(if|define)|^namespace (telnyx|boost|std)|^template <>|operator new|^BOOST_TEST_DONT_PRINT")
        list(FILTER alone EXCLUDE REGEX "^#ifdef TELNYX_HTTP2")
        if(NOT alone)
            list(APPEND together "${source}")
        endif()
    endforeach()
    list(LENGTH together count)
    if(count EQUAL 0)
        return()
    endif()
    # An even number of groups, for two cores.
    math(EXPR groups "(${count} + 2 * ${size_of_groups} - 1) / (2 * ${size_of_groups}) * 2")
    foreach(number RANGE 1 ${groups})
        math(EXPR begin "(${number} - 1) * ${count} / ${groups}")
        math(EXPR length "${number} * ${count} / ${groups} - ${begin}")
        list(SUBLIST together ${begin} ${length} group)
        if(group)
            add_group(${target} ${number} "${group}")
        endif()
    endforeach()
endfunction()

# Replaces the sources of a target by one that includes them.
function(add_group target number sources)
    set(includes)
    set(bodies "")
    set(place 0)
    foreach(source IN LISTS sources)
        file(STRINGS "${source}" lines REGEX "^#include ")
        list(APPEND includes ${lines})
        cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" OUTPUT_VARIABLE name)
        string(APPEND bodies "namespace source_${place} {\n#include \"${name}\"\n}\n")
        math(EXPR place "${place} + 1")
    endforeach()
    list(REMOVE_DUPLICATES includes)
    list(JOIN includes "\n" includes)
    set(file "${CMAKE_CURRENT_BINARY_DIR}/together/${target}_${number}.cpp")
    file(CONFIGURE OUTPUT "${file}" CONTENT "${includes}\n\n${bodies}" @ONLY)
    set_property(SOURCE ${sources} TARGET_DIRECTORY ${target} PROPERTY HEADER_FILE_ONLY ON)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
    target_sources(${target} PRIVATE "${file}")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU") # unnamed namespaces are in an included file here
        set_property(SOURCE "${file}" APPEND PROPERTY COMPILE_OPTIONS -Wno-subobject-linkage
            # Looking for memory to free takes longer than it saves.
            --param=ggc-min-expand=400 --param=ggc-min-heapsize=1000000)
    endif()
endfunction()
