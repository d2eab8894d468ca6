#!/usr/bin/env bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

usage() {
    cat <<'END'
Usage: benchmarks/run.sh [--quick] [--help]

Builds the benchmarks under build/benchmarks/, measures the library side by side with others on this machine, and prints a
table. It is also in build/benchmarks/results.json; the plots are the *.svg beside it. Takes about a quarter of an hour,
with --quick a few minutes. Needs two cores that are idle otherwise; nothing leaves 127.0.0.1 while it measures.

Installs the Debian packages that are missing, after saying which, and the npm packages of two Node SDKs in
build/benchmarks/node/. Where systemd runs, Debian starts the service nginx when it installs nginx-light;
"systemctl disable --now nginx" ends the service.
END
}

options=()
case "${1:-}" in
"") ;;
--quick) options+=(--quick) ;;
--help | -h)
    usage
    exit 0
    ;;
*)
    usage >&2
    exit 2
    ;;
esac

packages=(g++ cmake ninja-build libssl-dev libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
    libcurl4-openssl-dev libcpp-httplib-dev libbenchmark-dev nginx-light wrk openssl python3 binutils)
command -v npm >/dev/null || packages+=(nodejs npm)
tests/install_packages.sh "${packages[@]}"

build=build/benchmarks
node=$build/node
# ws is what telnyx asks for.
node_packages=(telnyx@6.29.7 openai@7.55.0 ws@8.23.0)
mkdir -p "$node"
if [ "$(cat "$node/installed" 2>/dev/null)" != "${node_packages[*]}" ]; then
    echo "Installing the npm packages ${node_packages[*]} in $node ..." >&2
    npm install --prefix "$node" --no-save --no-audit --no-fund --loglevel=error "${node_packages[@]}" >&2
    echo "${node_packages[*]}" >"$node/installed"
fi
cp benchmarks/clients/*.mjs "$node"

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DTELNYX_BUILD_TESTS=OFF -DTELNYX_BUILD_EXAMPLES=OFF >&2
cmake --build "$build" >&2

ulimit -n "$(ulimit -Hn)"
export PYTHONDONTWRITEBYTECODE=1
exec python3 benchmarks/measure.py "${options[@]}" --node "$node" "$build/benchmarks"
