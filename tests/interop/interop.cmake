# SPDX-License-Identifier: MIT
# Installs the SDK into WORK_DIR and runs the tests there: node looks for packages beside the file that imports them.
if(NOT NODE OR NOT NPM)
    message(FATAL_ERROR "The interop tests need node 18 or later and npm; tests/setup installs them.")
endif()

file(GLOB files ${SOURCE_DIR}/*.mjs ${SOURCE_DIR}/*.json)
file(COPY ${files} DESTINATION ${WORK_DIR})

# npm ci starts from nothing each time, so it runs only when the lock file is not the one that was installed.
file(SHA256 ${SOURCE_DIR}/package-lock.json wanted)
set(installed "")
if(EXISTS ${WORK_DIR}/installed.txt)
    file(READ ${WORK_DIR}/installed.txt installed)
endif()
if(NOT installed STREQUAL wanted)
    execute_process(COMMAND ${NPM} ci --no-audit --no-fund WORKING_DIRECTORY ${WORK_DIR} RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "npm could not install @noukai/sdk (see above). The interop tests need the npm registry "
                            "the first time they run in a build folder.")
    endif()
    file(WRITE ${WORK_DIR}/installed.txt ${wanted})
endif()

file(GLOB tests RELATIVE ${WORK_DIR} ${WORK_DIR}/*.test.mjs)
set(ENV{NOUKAI_MOCKSERVER} ${MOCKSERVER})
set(ENV{NOUKAI_PROGRAM} ${PROGRAM})
execute_process(COMMAND ${NODE} --test ${tests} WORKING_DIRECTORY ${WORK_DIR} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "The interop tests failed.")
endif()
