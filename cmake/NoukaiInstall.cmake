# SPDX-License-Identifier: MIT
# Everything that `cmake --install` does. Install components: core, quick, widgets (the libraries themselves),
# development, qml, designer, cli, inspector; NoukaiPackages.cmake makes a package of each.
# One export set per library, so that a distribution may package Core, Quick and Widgets apart.
include(CMakePackageConfigHelpers)

set(NOUKAI_INSTALL_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/Noukai CACHE STRING "Where the CMake package goes")

# What a library's users have to find: Qt modules as names without Qt6::, everything else as packages. Read from the
# targets, so it is exactly what they link. A static library's private dependencies stand in the same property.
function(noukai_link_dependencies target qt_modules packages)
    get_target_property(libraries ${target} INTERFACE_LINK_LIBRARIES)
    set(modules "")
    set(others "")
    foreach(library IN LISTS libraries)
        if(library MATCHES "Qt6::([A-Za-z0-9]+)")
            list(APPEND modules ${CMAKE_MATCH_1})
        elseif(library MATCHES "simdjson::simdjson")
            list(APPEND others simdjson)
        endif()
    endforeach()
    list(REMOVE_DUPLICATES modules)
    set(${qt_modules} ${modules} PARENT_SCOPE)
    set(${packages} ${others} PARENT_SCOPE)
endfunction()

# Lets an installed program or library find its siblings wherever the tree was moved to.
function(noukai_relative_rpath target from)
    file(RELATIVE_PATH up "/prefix/${from}" "/prefix/${CMAKE_INSTALL_LIBDIR}")
    string(REGEX REPLACE "/$" "" up "/${up}")
    if(APPLE)
        set_property(TARGET ${target} PROPERTY INSTALL_RPATH "@loader_path${up}")
    else()
        set_property(TARGET ${target} PROPERTY INSTALL_RPATH "$ORIGIN${up}")
    endif()
endfunction()

# noukai_install_library(<component>): library, headers, export set and pkg-config file of Noukai<component>.
function(noukai_install_library component)
    set(target Noukai${component})
    string(TOLOWER ${component} part)
    noukai_relative_rpath(${target} ${CMAKE_INSTALL_LIBDIR})
    install(TARGETS ${target} EXPORT ${target}Targets
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${part}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${part} NAMELINK_COMPONENT development
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
        PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/Noukai COMPONENT development)
    install(EXPORT ${target}Targets NAMESPACE Noukai::
        DESTINATION ${NOUKAI_INSTALL_CMAKEDIR} COMPONENT development)
    get_target_property(headers ${target} PUBLIC_HEADER)
    if(headers)
        noukai_install_pkgconfig(${component})
    endif()
endfunction()

function(noukai_install_pkgconfig component)
    set(target Noukai${component})
    noukai_link_dependencies(${target} qt_modules packages)
    get_target_property(type ${target} TYPE)

    set(PC_NAME ${target})
    set(PC_REQUIRES "")
    set(PC_REQUIRES_PRIVATE "")
    set(PC_CFLAGS "-I\${includedir}")
    if(NOT component STREQUAL "Core")
        list(APPEND PC_REQUIRES "NoukaiCore = ${PROJECT_VERSION}")
    endif()
    foreach(module IN LISTS qt_modules)
        list(APPEND PC_REQUIRES "Qt6${module} >= ${NOUKAI_QT_MINIMUM}")
    endforeach()
    foreach(package IN LISTS packages)
        list(APPEND PC_REQUIRES_PRIVATE "${package} >= ${NOUKAI_SIMDJSON_MINIMUM}")
    endforeach()
    if(type STREQUAL "STATIC_LIBRARY")
        string(APPEND PC_CFLAGS " -DNOUKAI_STATIC")
    endif()
    list(JOIN PC_REQUIRES ", " PC_REQUIRES)
    list(JOIN PC_REQUIRES_PRIVATE ", " PC_REQUIRES_PRIVATE)

    # ${pcfiledir} keeps the file true after the tree has been moved.
    file(RELATIVE_PATH PC_PREFIX "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
    string(REGEX REPLACE "/$" "" PC_PREFIX ${PC_PREFIX})
    configure_file(${PROJECT_SOURCE_DIR}/cmake/noukai.pc.in ${PROJECT_BINARY_DIR}/${target}.pc @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/${target}.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endfunction()

# The QML module: its library as any other, its plugin, types and QML files in the folder of QML modules.
function(noukai_install_qml_module)
    qt_query_qml_module(NoukaiQuick
        PLUGIN_TARGET plugin QMLDIR qmldir TYPEINFO typeinfo
        QML_FILES qml_files QML_FILES_DEPLOY_PATHS qml_paths
        RESOURCES resources RESOURCES_DEPLOY_PATHS resource_paths)
    set(module_dir ${NOUKAI_INSTALL_QMLDIR}/Noukai)
    install(FILES ${qmldir} ${typeinfo} DESTINATION ${module_dir} COMPONENT qml)
    foreach(file path IN ZIP_LISTS qml_files qml_paths)
        get_filename_component(folder ${path} DIRECTORY)
        install(FILES ${file} DESTINATION ${module_dir}/${folder} COMPONENT qml)
    endforeach()
    foreach(file path IN ZIP_LISTS resources resource_paths)
        get_filename_component(folder ${path} DIRECTORY)
        install(FILES ${file} DESTINATION ${module_dir}/${folder} COMPONENT qml)
    endforeach()

    # A static library carries its QML files as objects beside it.
    get_property(targets DIRECTORY qml PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
        get_target_property(type ${target} TYPE)
        if(type STREQUAL "OBJECT_LIBRARY")
            install(TARGETS ${target} EXPORT NoukaiQuickTargets
                OBJECTS DESTINATION ${CMAKE_INSTALL_LIBDIR}/noukai COMPONENT development)
        endif()
    endforeach()

    # A static plugin is of no use: NoukaiQuick::addTo() does its work.
    get_target_property(plugin_type ${plugin} TYPE)
    if(NOT plugin_type STREQUAL "STATIC_LIBRARY")
        noukai_relative_rpath(${plugin} ${module_dir})
        install(TARGETS ${plugin}
            RUNTIME DESTINATION ${module_dir} COMPONENT qml
            LIBRARY DESTINATION ${module_dir} COMPONENT qml)
    endif()
endfunction()

get_property(noukai_libraries GLOBAL PROPERTY NOUKAI_LIBRARIES)
set(NOUKAI_DEPENDENCIES "")
foreach(component IN LISTS noukai_libraries)
    noukai_install_library(${component})
    noukai_link_dependencies(Noukai${component} qt_modules packages)
    string(APPEND NOUKAI_DEPENDENCIES
        "set(_noukai_qt_${component} ${qt_modules})\n"
        "set(_noukai_packages_${component} ${packages})\n")
endforeach()
if(TARGET NoukaiQuick)
    noukai_install_qml_module()
endif()
if(TARGET NoukaiDesigner)
    noukai_relative_rpath(NoukaiDesigner ${NOUKAI_INSTALL_PLUGINDIR}/designer)
    install(TARGETS NoukaiDesigner
        RUNTIME DESTINATION ${NOUKAI_INSTALL_PLUGINDIR}/designer COMPONENT development
        LIBRARY DESTINATION ${NOUKAI_INSTALL_PLUGINDIR}/designer COMPONENT designer)
endif()
# noukai_install_program(<target> <component>): a program, and the manual page of its name beside its sources.
function(noukai_install_program target part)
    if(TARGET ${target})
        noukai_relative_rpath(${target} ${CMAKE_INSTALL_BINDIR})
        install(TARGETS ${target} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${part})
        get_target_property(folder ${target} SOURCE_DIR)
        if(UNIX)
            install(FILES ${folder}/${target}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${part})
        endif()
    endif()
endfunction()

noukai_install_program(noukai cli)
noukai_install_program(noukai-inspector inspector)
configure_package_config_file(cmake/NoukaiConfig.cmake.in ${PROJECT_BINARY_DIR}/NoukaiConfig.cmake
    INSTALL_DESTINATION ${NOUKAI_INSTALL_CMAKEDIR}
    PATH_VARS NOUKAI_INSTALL_QMLDIR)
# As far as the libraries' SOVERSION goes.
if(PROJECT_VERSION_MAJOR EQUAL 0)
    set(compatibility SameMinorVersion)
else()
    set(compatibility SameMajorVersion)
endif()
write_basic_package_version_file(${PROJECT_BINARY_DIR}/NoukaiConfigVersion.cmake COMPATIBILITY ${compatibility})
install(FILES ${PROJECT_BINARY_DIR}/NoukaiConfig.cmake ${PROJECT_BINARY_DIR}/NoukaiConfigVersion.cmake
    DESTINATION ${NOUKAI_INSTALL_CMAKEDIR} COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/noukai COMPONENT core)
