#!/usr/bin/env bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

usage() {
    cat <<'END'
Usage: benchmarks/run.sh [--quick] [--rows PATTERN] [--record] [--help]

Builds the benchmarks under build/benchmarks/, measures the library side by side with others on this machine, and
prints tables. They are also in build/benchmarks/report/: RESULTS.md with explanations, results/results.json, and
plots. Measuring takes about ten minutes after the build. Needs two cores that are idle otherwise; nothing leaves
127.0.0.1 while it measures. What fails is told, and the rest is measured all the same.

    --quick         fewer rounds of fewer calls, in about three minutes; the figures are rough
    --rows PATTERN  only the groups of rows whose name this regular expression finds, such as streams
    --record        writes RESULTS.md and results/ into benchmarks/ as well; rows that are not measured stay as they are

Installs the Debian packages that are missing, after saying which, and the npm packages of two Node SDKs in
build/benchmarks/node/. Where systemd runs, Debian starts the service nginx when it installs nginx-light;
"systemctl disable --now nginx" ends the service.
END
}

command="benchmarks/run.sh${*:+ $*}"
options=()
while [ $# -gt 0 ]; do
    case "$1" in
    --quick | --record) options+=("$1") ;;
    --rows)
        [ $# -gt 1 ] || { usage >&2 && exit 2; }
        options+=(--rows "$2")
        shift
        ;;
    --help | -h)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
    esac
    shift
done

packages=(g++ cmake ninja-build libssl-dev zlib1g-dev libnghttp2-dev nghttp2-client
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libcurl4-openssl-dev
    libcpp-httplib-dev libbenchmark-dev nginx-light wrk openssl python3 binutils valgrind)
command -v npm >/dev/null || packages+=(nodejs npm)
tests/install_packages.sh "${packages[@]}"

build=build/benchmarks
node=$build/node
# ws is what telnyx asks for.
node_packages=(telnyx@6.29.7 openai@7.55.0 ws@8.23.0)
mkdir -p "$node"
if [ "$(cat "$node/installed" 2>/dev/null)" != "${node_packages[*]}" ]; then
    echo "Installing the npm packages ${node_packages[*]} in $node ..." >&2
    if npm install --prefix "$node" --no-save --no-audit --no-fund --loglevel=error "${node_packages[@]}" >&2; then
        echo "${node_packages[*]}" >"$node/installed"
    else
        echo "They could not be installed; the rows of the Node SDKs will be missing." >&2
    fi
fi
cp benchmarks/clients/*.mjs "$node"
[ ! -f "$node/installed" ] || options+=(--node "$node")

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DTELNYX_BUILD_TESTS=OFF -DTELNYX_BUILD_EXAMPLES=OFF >&2
cmake --build "$build" -- -k 0 >&2 || echo "Not everything could be built; the rows that need it will be missing." >&2

ulimit -n "$(ulimit -Hn)"
export PYTHONDONTWRITEBYTECODE=1
exec python3 benchmarks/suite/measure.py "${options[@]}" --command "$command" "$build/benchmarks"
