#!/usr/bin/env bash
# Looks at the whole library with clang-tidy 19 (.clang-tidy) and cppcheck (tests/cppcheck.supp), through the two files that
# telnyx::compiled is made of. Says what was found; the exit status is 0 when that is nothing.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

tests/install_packages.sh clang-tidy-19 cppcheck libssl-dev zlib1g-dev libnghttp2-dev \
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo '#include "telnyx/src.hpp"' >"$work/library.cpp"
echo '#include "telnyx/testing/src.hpp"' >"$work/sandbox.cpp"

# tidy SOURCE: what clang-tidy says about it, if anything. Its own counts of what it left out are not wanted.
tidy() {
    clang-tidy-19 --quiet --config-file=.clang-tidy "$1" -- -std=c++20 -DTELNYX_SEPARATE_COMPILATION -DTELNYX_HTTP2 -Iinclude \
        2> >(grep -v 'warnings generated\.$' >&2)
}

check() {
    cppcheck --quiet --error-exitcode=1 --std=c++20 --language=c++ --library=boost \
        --enable=warning,performance,portability --suppressions-list=tests/cppcheck.supp -Iinclude \
        -DTELNYX_SEPARATE_COMPILATION -DTELNYX_HTTP2 -DOPENSSL_VERSION_NUMBER=0x30000000L '-DBOOST_DESCRIBE_STRUCT(...)=' '-DBOOST_DESCRIBE_ENUM(...)=' "$@"
}

# clang-tidy on both at once, with what they say one after the other.
failed=0
tidy "$work/library.cpp" >"$work/library.txt" 2>&1 &
library=$!
tidy "$work/sandbox.cpp" || failed=1
check "$work/library.cpp" "$work/sandbox.cpp" || failed=1
wait "$library" || failed=1
cat "$work/library.txt"
exit $failed
