# SPDX-License-Identifier: MIT
# The last part of an installation: an SPDX document on all that was installed. NOUKAI_SBOM_FACTS says where the facts of
# the build lie, NOUKAI_SBOM_FOLDER where the document goes, below the prefix.
include(${NOUKAI_SBOM_FACTS})
include(${CMAKE_CURRENT_LIST_DIR}/NoukaiSbom.cmake)

set(prefix $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX})
set(installed "")
foreach(file IN LISTS CMAKE_INSTALL_MANIFEST_FILES)
    # The manifest knows nothing of DESTDIR.
    file(RELATIVE_PATH path ${CMAKE_INSTALL_PREFIX} ${file})
    list(APPEND installed ${path})
endforeach()
list(REMOVE_DUPLICATES installed)
set(document ${NOUKAI_SBOM_FOLDER}/noukai-${NOUKAI_SBOM_VERSION}.spdx.json)
list(REMOVE_ITEM installed ${document})
message(STATUS "Installing: ${prefix}/${document}")
noukai_write_sbom(${prefix}/${document} noukai ${prefix} ${installed})
list(APPEND CMAKE_INSTALL_MANIFEST_FILES ${CMAKE_INSTALL_PREFIX}/${document})
