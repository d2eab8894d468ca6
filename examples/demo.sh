#!/usr/bin/env bash
# Builds examples/chat.cpp and runs it with the given arguments. Installs the Debian packages that the build needs.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build="$root/build/demo"

# Clang compiles this in half the time that g++ takes.
compiler=${CXX:-}
for each in clang++ clang++-{19,18,17,16,15,14} g++; do
    [ -n "$compiler" ] || compiler=$(command -v "$each" || true)
done
packages=()
[ -n "$compiler" ] || { compiler=clang++-14 && packages=(clang-14); }

"$root/tests/install_packages.sh" "${packages[@]}" cmake ninja-build libboost1.81-dev libboost-json1.81-dev \
    libboost-url1.81-dev libssl-dev zlib1g-dev libnghttp2-dev

# Not optimised: what a person sees of it is the same, and the first token is there sooner.
# shellcheck disable=SC2317 # called by with_progress
build_chat() {
    cmake -S "$root" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" \
        -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
        -DTELNYX_BUILD_COMPILED=OFF -DTELNYX_BUILD_EXAMPLES=ON -DTELNYX_BUILD_TESTS=OFF -DTELNYX_BUILD_BENCHMARKS=OFF &&
        cmake --build "$build" --target telnyx_example_chat
}

. "$root/tests/progress.sh"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! with_progress "$log" "building examples/chat.cpp" build_chat; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
trap - EXIT

exec "$build/examples/chat" "$@"
