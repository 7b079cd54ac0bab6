# SPDX-License-Identifier: MIT
# Makes the documentation, and fails upon any warning.
#   cmake -D SETTINGS=<settings.cmake> -D OUTPUT=<folder> -P build.cmake
# SETTINGS is what docs/CMakeLists.txt found out: QDOC, QHELPGENERATOR, QT_DOCS, SOURCE_DIR, VERSION, INCLUDES, HEADERS.
cmake_minimum_required(VERSION 3.21)
include(${SETTINGS})
set(work ${OUTPUT}/work)
set(html ${OUTPUT}/html)
file(REMOVE_RECURSE ${work} ${html})
file(MAKE_DIRECTORY ${work}/include)

# Only what has comments for qdoc: all else would take time.
file(GLOB_RECURSE sources ${SOURCE_DIR}/src/*.cpp ${SOURCE_DIR}/qml/*.cpp ${SOURCE_DIR}/widgets/*.cpp)
file(GLOB components ${SOURCE_DIR}/qml/*.qml)
file(GLOB pages ${SOURCE_DIR}/docs/pages/*.qdoc)
set(documented "")
foreach(source IN LISTS sources)
    file(STRINGS ${source} comment REGEX "/\\*!" LIMIT_COUNT 1)
    if(comment)
        list(APPEND documented ${source})
    endif()
endforeach()

# Comments in headers, which qdoc itself does not read. Each says by a topic what it is about.
set(comments "")
foreach(header IN LISTS HEADERS)
    file(READ ${header} text)
    string(REPLACE ";" "<semicolon>" text "${text}")
    string(REGEX MATCHALL "/\\*!([^*]|\\*+[^*/])*\\*+/" found "${text}")
    foreach(comment IN LISTS found)
        if(NOT comment MATCHES "\\\\internal")
            string(APPEND comments "// ${header}\n${comment}\n")
        endif()
    endforeach()
endforeach()
string(REPLACE "<semicolon>" ";" comments "${comments}")
file(WRITE ${work}/headers.qdoc "${comments}")
list(APPEND documented ${work}/headers.qdoc)

# QCoro needs C++20. All that is documented of its header are two functions.
list(FILTER HEADERS EXCLUDE REGEX "noukaicoro\\.h$")
list(APPEND HEADERS ${work}/include/Noukai/noukaicoro.h)
file(WRITE ${work}/include/Noukai/noukaicoro.h "#include <Noukai/noukaiflow.h>
namespace QCoro { template <typename T> class AsyncGenerator {}; }
QCoro::AsyncGenerator<NoukaiEvent> noukaiEvents(NoukaiFlow *flow);
QCoro::AsyncGenerator<NoukaiStepCompleted> noukaiSteps(NoukaiFlow *flow);
")

# A C++ class that QML uses as it is has a page there as well, with the brief of its own.
set(briefs "")
foreach(file IN LISTS documented)
    file(READ ${file} text)
    string(APPEND briefs "${text}")
endforeach()
file(READ ${SOURCE_DIR}/qml/types_p.h types)
file(READ ${SOURCE_DIR}/docs/pages/qmltypes.qdoc by_hand)
string(REGEX MATCHALL "QML_FOREIGN\\([A-Za-z]+\\)" types "${types}")
set(passed_on "")
foreach(type IN LISTS types)
    string(REGEX REPLACE ".*\\((.*)\\)" "\\1" type ${type})
    string(FIND "${by_hand}" "\\qmltype ${type}\n" found)
    if(found EQUAL -1)
        if(NOT briefs MATCHES "\\\\class ${type}\n *\\\\inmodule Noukai\n *\\\\brief ([^\n]+(\n *[A-Za-z0-9][^\n]*)*)\n")
            message(FATAL_ERROR "${type} is in QML, and has no brief")
        endif()
        string(APPEND passed_on "/*!\n\\qmltype ${type}\n\\inqmlmodule Noukai\n\\instantiates ${type}\n"
            "\\brief ${CMAKE_MATCH_1}\n\nIt has the properties, signals, slots and enumerations of the C++ class.\n*/\n")
    endif()
endforeach()
file(WRITE ${work}/passedon.qdoc "${passed_on}")
list(APPEND documented ${components} ${pages} ${work}/passedon.qdoc)

list(JOIN HEADERS " \\\n    " headers)
list(JOIN documented " \\\n    " documented)
file(WRITE ${work}/files.qdocconf "headers = ${headers}\nsources = ${documented}\n")

# The qdoc of Qt 6.4 reads C++17 where it was built with libclang 15, and Qt's own headers do not compile as it reads
# them: under Q_CLANG_QDOC they use char8_t, a word of C++20. So they are read once, in front of everything, as any
# other compiler reads them. The headers of Noukai need nothing of C++20 but coroutines.
set(header "#undef Q_QDOC\n#undef Q_CLANG_QDOC\n")
foreach(file IN LISTS HEADERS)
    string(APPEND header "#include \"${file}\"\n")
endforeach()
file(WRITE ${work}/include/NoukaiDocs "${header}")

set(arguments -I ${work}/include)
list(REMOVE_ITEM INCLUDES "")
list(REMOVE_DUPLICATES INCLUDES)
foreach(folder IN LISTS INCLUDES)
    list(APPEND arguments -I ${folder})
endforeach()
set(ENV{QT_LOGGING_RULES} "qt.qdoc*.debug=false;qt.qdoc*.info=false")
set(ENV{QT_INSTALL_DOCS} ${QT_DOCS})
set(ENV{NOUKAI_DOCS_BUILD} ${work})
set(ENV{NOUKAI_VERSION} ${VERSION})
set(ENV{QT_VER} 6.4) # these two are asked for by macros of Qt that no page here uses
set(ENV{QT_VERSION} 6.4.0)
string(REPLACE "." "" tag ${VERSION})
set(ENV{NOUKAI_VERSION_TAG} ${tag})
execute_process(
    COMMAND ${QDOC} ${SOURCE_DIR}/docs/noukai.qdocconf --outputdir ${html} ${arguments}
    RESULT_VARIABLE status ERROR_VARIABLE said OUTPUT_VARIABLE said)
string(REPLACE "${SOURCE_DIR}/" "" said "${said}")
string(STRIP "${said}" said)
if(status OR said)
    string(REGEX MATCHALL "warning:|error:" warnings "${said}")
    list(LENGTH warnings count)
    message(FATAL_ERROR "${said}\nqdoc: exit status ${status}, ${count} warnings")
endif()

if(QHELPGENERATOR)
    execute_process(COMMAND ${QHELPGENERATOR} ${html}/noukai.qhp -o ${OUTPUT}/noukai.qch -s
        RESULT_VARIABLE status ERROR_VARIABLE said OUTPUT_VARIABLE said)
    if(status)
        message(FATAL_ERROR "${said}\nqhelpgenerator: exit status ${status}")
    endif()
endif()
file(REMOVE_RECURSE ${work})
