# SPDX-License-Identifier: MIT
# Run by CPack when the components lie in their folders, before each becomes a package.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
    return()
endif()
include(${CPACK_NOUKAI_SBOM_FACTS})
include(${CMAKE_CURRENT_LIST_DIR}/NoukaiSbom.cmake)
find_program(GZIP gzip REQUIRED)

function(write_compressed text file)
    file(WRITE ${file} "${text}")
    execute_process(COMMAND ${GZIP} -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(READ ${CPACK_RESOURCE_FILE_LICENSE} licence)
string(REGEX REPLACE "^.*(Copyright[^\n]*)\n+" "" licence "${licence}")
string(REGEX REPLACE "^Copyright \\(c\\) " "" holder "${NOUKAI_SBOM_COPYRIGHT}")
string(STRIP "${licence}" licence)
string(REPLACE "\n\n" "\n.\n" licence "${licence}")
string(REPLACE "\n" "\n " licence "${licence}")
set(copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Noukai for Qt
Source: ${NOUKAI_SBOM_HOMEPAGE}

Files: *
Copyright: ${holder}
License: Expat
 ${licence}
")
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(debian_changelog "${CPACK_DEBIAN_PACKAGE_SOURCE} (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium

  * Packages of version ${CPACK_PACKAGE_VERSION}; what is new is told in its own changelog.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
file(READ ${CMAKE_CURRENT_LIST_DIR}/../CHANGELOG.md changelog)

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    string(TOUPPER ${component} part)
    set(package ${CPACK_DEBIAN_${part}_PACKAGE_NAME})
    set(root ${CPACK_TEMPORARY_DIRECTORY}/${component})
    set(doc ${root}/usr/share/doc/${package})

    # The copyright file is the licence here.
    file(REMOVE_RECURSE ${root}/usr/share/licenses)
    file(WRITE ${doc}/copyright "${copyright}")
    write_compressed("${debian_changelog}" ${doc}/changelog.Debian)
    write_compressed("${changelog}" ${doc}/changelog)
    file(GLOB pages ${root}/usr/share/man/man*/*.[1-9])
    foreach(page IN LISTS pages)
        execute_process(COMMAND ${GZIP} -9nf ${page} COMMAND_ERROR_IS_FATAL ANY)
    endforeach()

    # Where packages put libraries they are found without a path in each user. (As CMake's own install scripts do it.)
    file(GLOB_RECURSE binaries ${root}/usr/bin/* ${root}/usr/lib/*.so*)
    foreach(binary IN LISTS binaries)
        if(NOT IS_SYMLINK ${binary})
            file(RPATH_REMOVE FILE ${binary})
        endif()
    endforeach()

    file(GLOB_RECURSE files RELATIVE ${root} ${root}/*)
    noukai_write_sbom(${doc}/${package}.spdx.json ${package} ${root} ${files})
endforeach()
