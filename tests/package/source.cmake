# SPDX-License-Identifier: MIT
# Makes the archive of the sources from BUILD_DIR and unpacks it to WORK_DIR/source; what git has of SOURCE_DIR has to be in
# it, and nothing else.
cmake_minimum_required(VERSION 3.21)
file(REMOVE_RECURSE ${WORK_DIR})
file(MAKE_DIRECTORY ${WORK_DIR})
execute_process(COMMAND ${CMAKE_CPACK_COMMAND} --config ${BUILD_DIR}/CPackSourceConfig.cmake -B ${WORK_DIR}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -E tar xf ${WORK_DIR}/noukai-${VERSION}.tar.gz
    WORKING_DIRECTORY ${WORK_DIR} COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${WORK_DIR}/noukai-${VERSION} ${WORK_DIR}/source)

execute_process(COMMAND git -c core.quotePath=off ls-files --cached --others --exclude-standard
    WORKING_DIRECTORY ${SOURCE_DIR} RESULT_VARIABLE failed OUTPUT_VARIABLE tracked ERROR_QUIET)
if(failed)
    message(STATUS "Not in a checkout, so there is nothing to compare the archive with")
    return()
endif()
string(REGEX MATCHALL "[^\n]+" tracked "${tracked}")
file(GLOB_RECURSE archived RELATIVE ${WORK_DIR}/source ${WORK_DIR}/source/*)
foreach(file IN LISTS tracked)
    if(EXISTS ${SOURCE_DIR}/${file} AND NOT file IN_LIST archived)
        message(SEND_ERROR "${file} is not in the archive")
    endif()
endforeach()
foreach(file IN LISTS archived)
    if(NOT file IN_LIST tracked)
        message(SEND_ERROR "${file} is in the archive, and git does not know it")
    endif()
endforeach()
