# SPDX-License-Identifier: MIT
# What is handed to others: packages of the installed components (`cpack -G DEB`), the archive of the sources
# (`cpack --config CPackSourceConfig.cmake`), and documents that say what is in them.

set(authors "The Noukai Qt authors")
set(homepage https://noukai.dev)
set(NOUKAI_PACKAGE_CONTACT "${authors} <packages@noukai.dev>" CACHE STRING "Who answers for the packages")

# --- SPDX ---
file(STRINGS LICENSE copyright REGEX "^Copyright" LIMIT_COUNT 1)
# The versions of what the programs may have found, each in a folder of its own.
foreach(package ZLIB Qt6Keychain)
    find_package(${package} QUIET)
endforeach()
set(built_in "")
get_target_property(simdjson_type simdjson::simdjson TYPE)
if(simdjson_type STREQUAL "STATIC_LIBRARY")
    set(built_in simdjson)
endif()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/NoukaiSbomFacts.cmake @ONLY CONTENT [[
set(NOUKAI_SBOM_VERSION "@PROJECT_VERSION@")
set(NOUKAI_SBOM_AUTHORS "@authors@")
set(NOUKAI_SBOM_COPYRIGHT "@copyright@")
set(NOUKAI_SBOM_HOMEPAGE "@homepage@")
set(NOUKAI_SBOM_QT_VERSION "@Qt6_VERSION@")
set(NOUKAI_SBOM_SIMDJSON_VERSION "@simdjson_VERSION@")
set(NOUKAI_SBOM_KEYCHAIN_VERSION "@Qt6Keychain_VERSION@")
set(NOUKAI_SBOM_ZLIB_VERSION "@ZLIB_VERSION_STRING@")
set(NOUKAI_SBOM_BUILT_IN "@built_in@")
set(NOUKAI_SBOM_READELF "@CMAKE_READELF@")
]])
install(CODE "set(NOUKAI_SBOM_FACTS \"${PROJECT_BINARY_DIR}/NoukaiSbomFacts.cmake\")
set(NOUKAI_SBOM_FOLDER \"${CMAKE_INSTALL_DATADIR}/sbom\")" COMPONENT sbom)
install(SCRIPT cmake/NoukaiSbomInstall.cmake COMPONENT sbom)

# --- All packages ---
set(CPACK_PACKAGE_NAME noukai)
set(CPACK_PACKAGE_VENDOR "${authors}")
set(CPACK_PACKAGE_CONTACT "${NOUKAI_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_HOMEPAGE_URL ${homepage})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

# --- Sources: everything but what .gitignore names, and git's own ---
set(CPACK_SOURCE_GENERATOR TGZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME noukai-${PROJECT_VERSION})
string(REGEX REPLACE "([][+.*()^])" "\\\\\\1" top "${PROJECT_SOURCE_DIR}")
set(CPACK_SOURCE_IGNORE_FILES
    "^${top}/\\.git(/|$)" "^${top}/build[^/]*/" "^${top}/out/"
    "/node_modules/" "/\\.cache/" "\\.user$" "/compile_commands\\.json$")

# --- Debian ---
find_program(NOUKAI_DPKG_DEB dpkg-deb)
find_program(NOUKAI_DPKG_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(NOUKAI_DPKG_DEB NOUKAI_DPKG_SHLIBDEPS)
if(NOT (NOUKAI_DPKG_DEB AND NOUKAI_DPKG_SHLIBDEPS AND BUILD_SHARED_LIBS))
    set(CPACK_GENERATOR TGZ)
    include(CPack)
    return()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # or it would come before that of each package
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL "")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SOURCE noukai)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON) # of the very same version, since the libraries share private symbols
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "")
get_property(libraries GLOBAL PROPERTY NOUKAI_LIBRARIES)
foreach(library IN LISTS libraries)
    get_target_property(folder Noukai${library} BINARY_DIR)
    list(APPEND CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${folder})
endforeach()
# Licence, changelogs and SPDX documents, in the places where Debian wants them.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/NoukaiDebian.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/NoukaiDebianTriggers.cmake)
set(CPACK_NOUKAI_DPKG_DEB ${NOUKAI_DPKG_DEB})
set(CPACK_NOUKAI_SBOM_FACTS ${PROJECT_BINARY_DIR}/NoukaiSbomFacts.cmake)

# noukai_debian_package(<component> <package> SECTION … SUMMARY … TEXT … [WITH component…] [DEPENDS package…]
#                       [ENHANCES package…])
# A macro, as CPack reads the variables of this scope.
macro(noukai_debian_package component package)
    cmake_parse_arguments(arg "" "SECTION;SUMMARY;TEXT" "WITH;DEPENDS;ENHANCES" ${ARGN})
    string(TOUPPER ${component} part)
    list(APPEND CPACK_COMPONENTS_ALL ${component})
    set(CPACK_COMPONENT_${part}_DEPENDS ${arg_WITH})
    set(CPACK_DEBIAN_${part}_PACKAGE_NAME ${package})
    set(CPACK_DEBIAN_${part}_PACKAGE_SECTION ${arg_SECTION})
    set(CPACK_DEBIAN_${part}_DESCRIPTION "${arg_SUMMARY}\n${arg_TEXT}")
    set(CPACK_DEBIAN_${part}_PACKAGE_SHLIBDEPS ON)
    foreach(field DEPENDS ENHANCES)
        list(JOIN arg_${field} ", " CPACK_DEBIAN_${part}_PACKAGE_${field})
    endforeach()
endmacro()

set(about "Noukai runs AI flows and tells each of their steps while it is at work.")
set(qt "(>= ${NOUKAI_QT_MINIMUM})")
noukai_debian_package(core libnoukaicore${NOUKAI_SOVERSION}
    SECTION libs
    SUMMARY "runs Noukai flows from Qt"
    TEXT "${about}\nThis library is the client: flows, events, tools, recordings and item\nmodels, without a user interface.")
set(development_qt "qt6-base-dev ${qt}")
set(development_with core)
if(TARGET NoukaiQuick)
    # What its components import; no linker sees that.
    set(imports qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript qml6-module-qtquick
        qml6-module-qtquick-controls qml6-module-qtquick-layouts qml6-module-qtquick-templates qml6-module-qtquick-window)
    noukai_debian_package(quick libnoukaiquick${NOUKAI_SOVERSION}
        SECTION libs
        SUMMARY "shows Noukai flows in Qt Quick applications"
        TEXT "${about}\nThis library is for programs in C++ that show it with Qt Quick."
        WITH core DEPENDS ${imports})
    noukai_debian_package(qml qml6-module-noukai
        SECTION libs
        SUMMARY "QML module to run and show Noukai flows"
        TEXT "${about}\nThis is the module that QML files import: types to run flows, and components\nthat show them."
        WITH quick)
    list(APPEND development_qt "qt6-declarative-dev ${qt}")
    list(APPEND development_with quick)
endif()
if(TARGET NoukaiWidgets)
    noukai_debian_package(widgets libnoukaiwidgets${NOUKAI_SOVERSION}
        SECTION libs
        SUMMARY "shows Noukai flows in Qt Widgets applications"
        TEXT "${about}\nThis library has widgets and dialogs that show it."
        WITH core)
    list(APPEND development_with widgets)
endif()
if(TARGET NoukaiDesigner)
    noukai_debian_package(designer noukai-designer-plugin
        SECTION devel
        SUMMARY "widgets for Noukai flows in Qt Designer"
        TEXT "${about}\nThis plugin offers the widgets that show it in Qt Designer, and to forms\nthat are loaded at run time."
        WITH widgets ENHANCES designer-qt6)
endif()
noukai_debian_package(development libnoukai-dev
    SECTION libdevel
    SUMMARY "headers and CMake package of Noukai for Qt"
    TEXT "${about}\nThis package has what building programs with it takes: headers, the CMake\npackage Noukai, and pkg-config files."
    WITH ${development_with} DEPENDS ${development_qt})
if(TARGET NoukaiQuick)
    set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS qml6-module-noukai)
endif()
if(TARGET noukai)
    noukai_debian_package(cli noukai
        SECTION utils
        SUMMARY "runs Noukai flows from the command line"
        TEXT "${about}\nThis program shows that in a terminal, or line by line in scripts, and\nrecords and replays it."
        WITH core)
endif()
if(TARGET noukai-inspector)
    noukai_debian_package(inspector noukai-inspector
        SECTION devel
        SUMMARY "looks into Noukai flows while they run"
        TEXT "${about}\nThis program shows that in a window, with times, outputs, tokens and costs,\nfor those who write flows."
        WITH quick DEPENDS qml6-module-qtquick-dialogs qml6-module-qt-labs-folderlistmodel)
endif()
include(CPack)
