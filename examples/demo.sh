#!/usr/bin/env bash
# Builds examples/chat.cpp and runs it with the given arguments. Installs the Debian packages that the build needs.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build="$root/build/demo"

"$root/tests/install_packages.sh" g++ cmake ninja-build libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev \
    libssl-dev zlib1g-dev

[ -x "$build/examples/chat" ] || echo "Building examples/chat.cpp ..." >&2
log=$(mktemp)
if ! { cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTELNYX_BUILD_COMPILED=OFF \
    -DTELNYX_BUILD_EXAMPLES=ON -DTELNYX_BUILD_TESTS=OFF -DTELNYX_BUILD_BENCHMARKS=OFF &&
    cmake --build "$build" --target telnyx_example_chat; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"

exec "$build/examples/chat" "$@"
