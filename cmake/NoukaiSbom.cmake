# SPDX-License-Identifier: MIT
# Writes SPDX documents. The facts that only a configured tree knows come from its NoukaiSbomFacts.cmake.

# noukai_sbom_dependency(<soname> <out: name> <out: version> <out: licence>)
function(noukai_sbom_dependency soname name version licence)
    set(found_version "")
    set(found_licence NOASSERTION)
    if(soname MATCHES "^lib(Qt6[A-Za-z0-9]+)\\.so")
        set(found ${CMAKE_MATCH_1})
        set(found_version ${NOUKAI_SBOM_QT_VERSION})
        set(found_licence "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only")
    elseif(soname MATCHES "^lib(Noukai[A-Za-z0-9]+)\\.so")
        set(found ${CMAKE_MATCH_1})
        set(found_version ${NOUKAI_SBOM_VERSION})
        set(found_licence MIT)
    elseif(soname MATCHES "^libsimdjson")
        set(found simdjson)
        set(found_version ${NOUKAI_SBOM_SIMDJSON_VERSION})
        set(found_licence Apache-2.0)
    elseif(soname MATCHES "^lib[Qq]t6[Kk]eychain")
        set(found QtKeychain)
        set(found_version ${NOUKAI_SBOM_KEYCHAIN_VERSION})
        set(found_licence BSD-3-Clause)
    elseif(soname MATCHES "^libz\\.so")
        set(found zlib)
        set(found_version ${NOUKAI_SBOM_ZLIB_VERSION})
        set(found_licence Zlib)
    elseif(soname MATCHES "^lib(stdc\\+\\+|gcc_s)\\.so")
        set(found gcc-runtime)
        set(found_licence "GPL-3.0-or-later WITH GCC-exception-3.1")
    elseif(soname MATCHES "^(lib(c|m|dl|pthread|rt)\\.so|ld-)")
        set(found libc)
    else()
        string(REGEX REPLACE "^lib|\\.so.*$" "" found "${soname}")
    endif()
    set(${name} "${found}" PARENT_SCOPE)
    set(${version} "${found_version}" PARENT_SCOPE)
    set(${licence} "${found_licence}" PARENT_SCOPE)
endfunction()

# noukai_sbom_needed(<file> <out: sonames>): what the file asks the dynamic linker for; nothing where it is no ELF file.
function(noukai_sbom_needed file sonames)
    set(found "")
    file(READ ${file} magic LIMIT 4 HEX)
    if(magic STREQUAL "7f454c46" AND NOUKAI_SBOM_READELF)
        execute_process(COMMAND ${NOUKAI_SBOM_READELF} -d ${file} OUTPUT_VARIABLE entries COMMAND_ERROR_IS_FATAL ANY)
        string(REPLACE "[" "<" entries "${entries}") # a bracket alone would join the items of a list
        string(REGEX MATCHALL "\\(NEEDED\\)[^\n]*<[^]]+" entries "${entries}")
        foreach(entry IN LISTS entries)
            string(REGEX REPLACE ".*<" "" entry "${entry}")
            list(APPEND found ${entry})
        endforeach()
    endif()
    set(${sonames} "${found}" PARENT_SCOPE)
endfunction()

# noukai_write_sbom(<output> <name> <root> <file>…)
# Writes an SPDX 2.3 document on the package <name>, which is these files, relative to <root>: their checksums, and what
# the programs and libraries among them link. The same files give the same document, except for its date, which
# SOURCE_DATE_EPOCH sets.
function(noukai_write_sbom output name root)
    list(SORT ARGN)
    set(files "")
    set(relations "")
    set(sha1s "")
    set(dependencies "")
    set(number 0)
    foreach(path IN LISTS ARGN)
        set(file ${root}/${path})
        if(IS_SYMLINK ${file} OR IS_DIRECTORY ${file})
            continue()
        endif()
        math(EXPR number "${number} + 1")
        set(id SPDXRef-File-${number})
        file(SHA1 ${file} sha1)
        file(SHA256 ${file} sha256)
        list(APPEND sha1s ${sha1})
        list(APPEND files "    {\"SPDXID\": \"${id}\", \"fileName\": \"./${path}\",
     \"checksums\": [{\"algorithm\": \"SHA1\", \"checksumValue\": \"${sha1}\"},
                   {\"algorithm\": \"SHA256\", \"checksumValue\": \"${sha256}\"}],
     \"licenseConcluded\": \"MIT\", \"licenseInfoInFiles\": [\"NOASSERTION\"], \"copyrightText\": \"NOASSERTION\"}")
        noukai_sbom_relation(relations SPDXRef-Package CONTAINS ${id})
        noukai_sbom_needed(${file} sonames)
        foreach(soname IN LISTS sonames)
            noukai_sbom_dependency(${soname} dependency version licence)
            list(APPEND dependencies "${dependency}|${version}|${licence}")
            noukai_sbom_relation(relations ${id} DYNAMIC_LINK SPDXRef-${dependency})
        endforeach()
    endforeach()
    foreach(part IN LISTS NOUKAI_SBOM_BUILT_IN)
        noukai_sbom_dependency(lib${part}.so dependency version licence)
        list(APPEND dependencies "${dependency}|${version}|${licence}")
        noukai_sbom_relation(relations SPDXRef-Package STATIC_LINK SPDXRef-${dependency})
    endforeach()
    list(REMOVE_DUPLICATES relations)

    # As SPDX defines it: the sum of the sorted sums.
    list(SORT sha1s)
    list(JOIN sha1s "" sha1s)
    string(SHA1 verification "${sha1s}")
    set(packages "    {\"SPDXID\": \"SPDXRef-Package\", \"name\": \"${name}\", \"versionInfo\": \"${NOUKAI_SBOM_VERSION}\",
     \"supplier\": \"Organization: ${NOUKAI_SBOM_AUTHORS}\", \"homepage\": \"${NOUKAI_SBOM_HOMEPAGE}\",
     \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": true,
     \"packageVerificationCode\": {\"packageVerificationCodeValue\": \"${verification}\"},
     \"licenseConcluded\": \"MIT\", \"licenseDeclared\": \"MIT\", \"licenseInfoFromFiles\": [\"NOASSERTION\"],
     \"copyrightText\": \"${NOUKAI_SBOM_COPYRIGHT}\"}")
    list(REMOVE_DUPLICATES dependencies)
    list(SORT dependencies)
    foreach(dependency IN LISTS dependencies)
        string(REGEX MATCH "^([^|]*)\\|([^|]*)\\|(.*)$" matched "${dependency}")
        set(version "")
        if(CMAKE_MATCH_2)
            set(version " \"versionInfo\": \"${CMAKE_MATCH_2}\",")
        endif()
        list(APPEND packages "    {\"SPDXID\": \"SPDXRef-${CMAKE_MATCH_1}\", \"name\": \"${CMAKE_MATCH_1}\",${version}
     \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false,
     \"licenseConcluded\": \"NOASSERTION\", \"licenseDeclared\": \"${CMAKE_MATCH_3}\", \"copyrightText\": \"NOASSERTION\"}")
    endforeach()

    list(JOIN files ",\n" files)
    list(JOIN packages ",\n" packages)
    list(JOIN relations ",\n" relations)
    string(TIMESTAMP created "%Y-%m-%dT%H:%M:%SZ" UTC)
    file(WRITE ${output} "{
  \"spdxVersion\": \"SPDX-2.3\",
  \"dataLicense\": \"CC0-1.0\",
  \"SPDXID\": \"SPDXRef-DOCUMENT\",
  \"name\": \"${name}-${NOUKAI_SBOM_VERSION}\",
  \"documentNamespace\": \"${NOUKAI_SBOM_HOMEPAGE}/spdx/${name}-${NOUKAI_SBOM_VERSION}-${verification}\",
  \"creationInfo\": {\"created\": \"${created}\",
    \"creators\": [\"Organization: ${NOUKAI_SBOM_AUTHORS}\", \"Tool: cmake-${CMAKE_VERSION}\"]},
  \"packages\": [
${packages}
  ],
  \"files\": [
${files}
  ],
  \"relationships\": [
    {\"spdxElementId\": \"SPDXRef-DOCUMENT\", \"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": \"SPDXRef-Package\"},
${relations}
  ]
}
")
endfunction()

function(noukai_sbom_relation list from type to)
    set(${list} ${${list}}
        "    {\"spdxElementId\": \"${from}\", \"relationshipType\": \"${type}\", \"relatedSpdxElement\": \"${to}\"}"
        PARENT_SCOPE)
endfunction()
