# SPDX-License-Identifier: MIT
# Run by CPack when the packages are made. It has given those of libraries scripts that call ldconfig; Debian wants the
# trigger that calls it once for all packages of an installation.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
    return()
endif()

foreach(package IN LISTS CPACK_PACKAGE_FILES)
    set(folder ${package}.d)
    file(REMOVE_RECURSE ${folder})
    execute_process(COMMAND ${CPACK_NOUKAI_DPKG_DEB} -R ${package} ${folder} COMMAND_ERROR_IS_FATAL ANY)
    if(EXISTS ${folder}/DEBIAN/shlibs)
        file(REMOVE ${folder}/DEBIAN/postinst ${folder}/DEBIAN/postrm)
        file(WRITE ${folder}/DEBIAN/triggers "activate-noawait ldconfig\n")
        execute_process(COMMAND ${CPACK_NOUKAI_DPKG_DEB} --root-owner-group -Zxz -b ${folder} ${package}
            OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    endif()
    file(REMOVE_RECURSE ${folder})
endforeach()
