# SPDX-License-Identifier: MIT
# Sourced by the scripts. Expects $root, the top of the source tree; sets $jobs and puts ccache to use where present.
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
    # A build in another checkout, or nested in this one, finds what an earlier build compiled.
    export CCACHE_BASEDIR=${CCACHE_BASEDIR-$root} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR-1}
    # Without these it never finds what was compiled with precompiled headers.
    export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS-pch_defines,time_macros}
fi
