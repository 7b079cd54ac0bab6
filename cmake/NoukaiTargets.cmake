# SPDX-License-Identifier: MIT
# One function per kind of target, so that the folders only declare what is in them.

# Without an explicit build type a single-configuration generator would build without optimisation.
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

# Within it, what was linked with one version runs with any later one. Before 1.0 a new minor version may break its users.
set(NOUKAI_SOVERSION ${PROJECT_VERSION_MAJOR})
if(PROJECT_VERSION_MAJOR EQUAL 0)
    string(APPEND NOUKAI_SOVERSION .${PROJECT_VERSION_MINOR})
endif()

# Language level, warnings and the strict Qt definitions shared by everything built here.
function(noukai_strict target)
    target_compile_features(${target} PUBLIC cxx_std_20)
    set_target_properties(${target} PROPERTIES
        CXX_EXTENSIONS OFF
        CXX_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON
        AUTOMOC ON
        AUTOUIC OFF)
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_FROM_ASCII
        QT_NO_CAST_TO_ASCII
        QT_NO_CAST_FROM_BYTEARRAY
        QT_NO_URL_CAST_FROM_STRING
        QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
        QT_NO_FOREACH
        QT_NO_JAVA_STYLE_ITERATORS
        QT_NO_CONTEXTLESS_CONNECT
        QT_NO_KEYWORDS
        QT_NO_SIGNALS_SLOTS_KEYWORDS
        QT_USE_QSTRINGBUILDER
        QT_DISABLE_DEPRECATED_BEFORE=0x060400)
    if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
        target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
    endif()
    set(sanitizers ${NOUKAI_SANITIZE})
    if(NOUKAI_BUILD_FUZZERS)
        list(APPEND sanitizers fuzzer-no-link)
    endif()
    if(sanitizers)
        list(JOIN sanitizers "," sanitizers)
        target_compile_options(${target} PRIVATE -fsanitize=${sanitizers} -fno-omit-frame-pointer
            -fno-sanitize-recover=all)
        target_link_options(${target} PRIVATE -fsanitize=${sanitizers})
    endif()
endfunction()

# noukai_precompile(<target> <Qt module>…)
# Reads the headers of these modules once for all sources of the target. Only with NOUKAI_PRECOMPILE, which saves about
# half of a whole build: without it, each source has to include what it uses.
function(noukai_precompile target)
    if(NOUKAI_PRECOMPILE)
        list(TRANSFORM ARGN REPLACE "^.+$" "<\\0/\\0>" OUTPUT_VARIABLE headers)
        target_precompile_headers(${target} PRIVATE ${headers})
        noukai_cacheable_precompile(${target})
    endif()
endfunction()

# What ccache needs to find a file again that was compiled with precompiled headers.
function(noukai_cacheable_precompile target)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fpch-preprocess)
    else()
        target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
endfunction()

# Qt Test tells each program the folders it was made from, so no two could share a header.
function(noukai_test_folders_unknown target)
    target_compile_options(${target} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
endfunction()

# noukai_precompile_tests(<Qt module>…)
# The tests of this folder and of those below it share these modules' headers, and link the modules.
function(noukai_precompile_tests)
    if(NOUKAI_PRECOMPILE)
        list(JOIN ARGN "" provider)
        set(provider NoukaiPrecompiled${provider})
        file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${provider}.cpp CONTENT "// Only headers.\n")
        add_library(${provider} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${provider}.cpp)
        noukai_strict(${provider})
        set_target_properties(${provider} PROPERTIES AUTOMOC OFF)
        noukai_test_folders_unknown(${provider})
        list(TRANSFORM ARGN REPLACE "^Qt" "Qt6::" OUTPUT_VARIABLE modules)
        add_library(${provider}Modules INTERFACE)
        target_link_libraries(${provider}Modules INTERFACE ${modules})
        target_link_libraries(${provider} PRIVATE ${provider}Modules)
        noukai_precompile(${provider} ${ARGN})
        set(NOUKAI_TEST_PRECOMPILED ${provider} PARENT_SCOPE)
    endif()
endfunction()

# noukai_setup_library(<component>)
# Makes the existing target Noukai<component> one of the project's libraries: Noukai::<component>, installed with the
# others. Its export macro tests Noukai<component>_EXPORTS, or NOUKAI_STATIC.
function(noukai_setup_library component)
    set(target Noukai${component})
    if(NOT TARGET Noukai::${component})
        add_library(Noukai::${component} ALIAS ${target})
    endif()
    noukai_strict(${target})
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
        target_compile_definitions(${target} PUBLIC NOUKAI_STATIC)
    endif()
    if(NOUKAI_BUILD_TESTS OR NOUKAI_BUILD_BENCHMARKS OR NOUKAI_BUILD_FUZZERS)
        target_compile_definitions(${target} PUBLIC $<BUILD_INTERFACE:NOUKAI_EXPORT_INTERNALS>)
    endif()
    set_target_properties(${target} PROPERTIES
        VERSION ${PROJECT_VERSION}
        SOVERSION ${NOUKAI_SOVERSION}
        EXPORT_NAME ${component}
        POSITION_INDEPENDENT_CODE ON)
    # What is missing shows here and not at a user's link.
    if(UNIX AND NOT APPLE AND NOT NOUKAI_SANITIZE)
        target_link_options(${target} PRIVATE LINKER:--no-undefined)
    endif()
    set_property(GLOBAL APPEND PROPERTY NOUKAI_LIBRARIES ${component})
endfunction()

# noukai_add_library(<component> SOURCES … PUBLIC_HEADERS …)
# Makes library Noukai<component>. Public headers are named once; they are read as <Noukai/…> from the build tree
# (forwarding headers), from a parent project and from the installed tree alike. (A FILE_SET cannot flatten headers of
# nested folders, and it would put the source folders, internal headers and all, on the include path of every user.)
function(noukai_add_library component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC_HEADERS")
    set(target Noukai${component})
    add_library(${target})
    noukai_setup_library(${component})

    set(forward_dir ${PROJECT_BINARY_DIR}/include)
    set(headers "")
    foreach(header IN LISTS arg_PUBLIC_HEADERS)
        get_filename_component(absolute ${header} ABSOLUTE)
        get_filename_component(name ${absolute} NAME)
        list(APPEND headers ${absolute})
        file(CONFIGURE OUTPUT ${forward_dir}/Noukai/${name} CONTENT "#include \"${absolute}\"\n" @ONLY)
    endforeach()
    target_sources(${target} PRIVATE ${arg_SOURCES} ${headers})
    set_property(TARGET ${target} PROPERTY PUBLIC_HEADER ${headers})
    target_include_directories(${target}
        PUBLIC $<BUILD_INTERFACE:${forward_dir}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endfunction()

# noukai_join_compiled_qml(<target>)
# What Qt makes of QML files are hundreds of short sources behind long headers: some at a time become one.
function(noukai_join_compiled_qml target)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "/qmlcache/.*_qml\\.cpp$")
    set(number 0)
    foreach(source IN LISTS sources)
        math(EXPR group "${number} / 12")
        math(EXPR number "${number} + 1")
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP compiledqml${group})
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# noukai_add_test(<name> SOURCES … LIBRARIES … [TIMEOUT seconds] [LABELS …])
# A Qt Test program, run by CTest without a display. The name is the CTest name.
function(noukai_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS")
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    noukai_strict(${name})
    target_link_libraries(${name} PRIVATE Qt6::Test ${arg_LIBRARIES})
    if(NOUKAI_TEST_PRECOMPILED)
        target_link_libraries(${name} PRIVATE ${NOUKAI_TEST_PRECOMPILED}Modules)
        target_precompile_headers(${name} REUSE_FROM ${NOUKAI_TEST_PRECOMPILED})
        noukai_cacheable_precompile(${name})
        noukai_test_folders_unknown(${name})
    endif()
    # One moc for the one file that needs it: AUTOMOC would scan, and compile a file more, for each test.
    if(NOT arg_SOURCES MATCHES "\\.h(;|$)")
        set_target_properties(${name} PROPERTIES AUTOMOC OFF)
        qt_generate_moc(${name}.cpp ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc TARGET ${name})
        target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
        target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()

# noukai_add_fuzzer(<name> SOURCES … LIBRARIES … [CORPUS folder])
# A libFuzzer program in <build>/fuzz. CTest replays the corpus; how to fuzz for longer is told in CONTRIBUTING.md.
function(noukai_add_fuzzer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS" "SOURCES;LIBRARIES")
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${arg_SOURCES})
    noukai_strict(${name})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    if(NOUKAI_BUILD_TESTS AND arg_CORPUS)
        get_filename_component(corpus ${arg_CORPUS} ABSOLUTE)
        add_test(NAME ${name}_corpus COMMAND ${name} -runs=0 ${corpus})
        set_tests_properties(${name}_corpus PROPERTIES TIMEOUT 120 LABELS fuzz)
    endif()
endfunction()
