# SPDX-License-Identifier: MIT
# simdjson, a private dependency of Core: the system's, or built along where a system lacks it.
set(NOUKAI_SIMDJSON_MINIMUM 3.0)
find_package(simdjson ${NOUKAI_SIMDJSON_MINIMUM} QUIET)
if(NOT TARGET simdjson::simdjson)
    include(FetchContent)
    set(simdjson_VERSION 3.10.1)
    FetchContent_Declare(simdjson
        GIT_REPOSITORY https://github.com/simdjson/simdjson.git
        GIT_TAG v${simdjson_VERSION}
        GIT_SHALLOW ON)
    # A function keeps the two settings to simdjson: it becomes a part of Core, never a library of its own beside it.
    function(noukai_fetch_simdjson)
        set(BUILD_SHARED_LIBS OFF)
        set(CMAKE_POSITION_INDEPENDENT_CODE ON)
        FetchContent_MakeAvailable(simdjson)
    endfunction()
    noukai_fetch_simdjson()
endif()
