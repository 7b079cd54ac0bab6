# SPDX-License-Identifier: MIT
# Builds SOURCE with the compiler CXX and what pkg-config says of NoukaiCore in PREFIX, and runs it.
cmake_minimum_required(VERSION 3.21)
find_program(PKG_CONFIG NAMES pkg-config pkgconf REQUIRED)
file(GLOB_RECURSE pc ${PREFIX}/*/NoukaiCore.pc)
get_filename_component(pc_dir ${pc} DIRECTORY)
get_filename_component(lib_dir ${pc_dir} DIRECTORY)
set(ENV{PKG_CONFIG_PATH} ${pc_dir}:$ENV{PKG_CONFIG_PATH})

set(static_option "")
if(KIND STREQUAL "static")
    set(static_option --static)
endif()
execute_process(COMMAND ${PKG_CONFIG} ${static_option} --cflags --libs "NoukaiCore >= 0.1"
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
message(STATUS "pkg-config: ${flags}")
separate_arguments(flags UNIX_COMMAND "${flags}")

# Qt itself asks for -fPIC where it was built with reduced relocations.
execute_process(COMMAND ${CXX} -std=c++20 -fPIC ${SOURCE} -o ${PROGRAM} ${flags} COMMAND_ERROR_IS_FATAL ANY)
set(ENV{LD_LIBRARY_PATH} ${lib_dir}:$ENV{LD_LIBRARY_PATH})
execute_process(COMMAND ${PROGRAM} COMMAND_ERROR_IS_FATAL ANY)
