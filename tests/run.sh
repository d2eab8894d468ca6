#!/usr/bin/env bash
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

usage() {
    cat <<'END'
Usage: tests/run.sh [--quick] [--help]

Builds the project under build/ and tests it. Installs the Debian packages that are missing, after saying which.

  (no option)  everything: formatting, clang-tidy and cppcheck, every configuration of CMakePresets.json that has tests,
               single headers, code that must not compile, the documentation, the library in other CMake projects
  --quick      the unit tests that take least to compile, with g++ and without sanitizers; about four minutes of CPU

Each stage is one line; a stage that fails shows its output. What is going on meanwhile is told on standard error. The last line is "N passed, M failed", with ", K skipped"
when there were any. The exit status is 0 only when something was tested and nothing failed.

Where systemd runs, Debian starts the services nginx and tinyproxy when it installs nginx-light and tinyproxy, which some
tests run on ports and with configurations of their own; "systemctl disable --now nginx tinyproxy" ends the services.
END
}

quick=false
case "${1:-}" in
"") ;;
--quick) quick=true ;;
--help | -h)
    usage
    exit 0
    ;;
*)
    usage >&2
    exit 2
    ;;
esac

packages=(g++ cmake ninja-build libssl-dev zlib1g-dev libnghttp2-dev
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libboost-test1.81-dev)
$quick || packages+=(clang-14 clang-16 clang-19 libc++-19-dev libc++abi-19-dev libclang-rt-19-dev clang-tidy-19 cppcheck nginx-light nghttp2-server nghttp2-client nodejs tinyproxy clang-format python3 git
    pkg-config curl chromium doxygen)
# For two more systems to compile for.
if ! $quick && [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ]; then
    packages+=(g++-multilib g++-mingw-w64-x86-64-posix)
fi

if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=ccache; fi

. tests/progress.sh

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

finish() {
    local line="$passed passed, $failed failed"
    [ "$skipped" = 0 ] || line+=", $skipped skipped"
    echo "$line"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
    exit
}

# report STAGE RESULT SECONDS: the stage's line.
report() { printf '%-28s %s (%s s)\n' "$1" "$2" "$3"; }

# step STAGE COMMAND...: runs a command that is no test itself. Only its failure is told and counted.
step() {
    local stage=$1 start=$SECONDS
    shift
    if with_progress "$log" "$stage" "$@"; then return 0; fi
    failed=$((failed + 1))
    report "$stage" FAILED $((SECONDS - start))
    cat "$log"
    return 1
}

# attribute FILE NAME: a number from the <testsuite> of Boost.Test's results; 0 when the program could not write them.
attribute() {
    local value
    value=$(grep -sm1 '<testsuite ' "$1" | sed -nE "s/.* $2=\"([0-9]+)\".*/\1/p")
    echo "${value:-0}"
}

# count STAGE STATUS SECONDS TESTS FAILURES SKIPPED: adds a stage's results and tells them. A stage that failed has at
# least one failure, even when it died before it could say so.
count() {
    local stage=$1 status=$2 seconds=$3 tests=$4 failures=$5 skips=$6
    if [ "$status" != 0 ] && [ "$failures" = 0 ]; then
        failures=1
        tests=$((tests + 1))
    fi
    passed=$((passed + tests - failures))
    failed=$((failed + failures))
    skipped=$((skipped + skips))

    local result="$((tests - failures)) passed"
    [ "$failures" = 0 ] || result+=", $failures FAILED"
    [ "$skips" = 0 ] || result+=", $skips skipped"
    report "$stage" "$result" "$seconds"
    [ "$failures" = 0 ] || grep -vE '^ *(Start +[0-9]+: |[0-9]+/[0-9]+ Test .* Passed )' "$log"
}

# run_ctest PRESET LABELS [OPTION...]: the ctest entries with one of the labels, which | separates, with their output in
# the log.
run_ctest() {
    with_progress "$log" "$1: ${2//|/, }" \
        ctest --test-dir "build/$1" -L "^($2)\$" --output-on-failure --no-tests=error "${@:3}"
}

# build STAGE PRESET [OPTION...]: all that can be built, whatever fails.
build() { step "$1" cmake --build "build/$2" -j2 "${@:3}" -- -k 0; }

# program PRESET LABEL [LABEL...]: builds the program telnyx_LABEL of the first label, and runs it for each of them, side
# by side; counts the test cases.
program() {
    local preset=$1 labels
    compgen -G "tests/$2/*.cpp" >/dev/null || return
    build "$preset: build $2" "$preset" --target "telnyx_$2" || return
    labels=$(IFS='|' && echo "${*:2}")
    local runs="$root/build/$preset/$2.xml" start=$SECONDS label
    rm -f "$runs" "build/$preset/tests/results/"*.xml
    run_ctest "$preset" "$labels" -j2 --output-junit "$runs"
    for label in "${@:2}"; do count_program "$preset" "$label" "$runs" $((SECONDS - start)); done
}

# count_program PRESET LABEL RUNS SECONDS: counts the test cases of a program that has run.
count_program() {
    local preset=$1 label=$2 results="build/$1/tests/results/telnyx_$2.xml" status=0
    grep -q "<testcase name=\"$label\".* status=\"run\"" "$3" || status=1
    local failures errors skips
    failures=$(attribute "$results" failures)
    errors=$(attribute "$results" errors)
    skips=$(attribute "$results" skipped)
    # What one of the integration runs leaves out runs in another; what cannot be tested here has another reason.
    [[ $label != integration* ]] || skips=$(grep -- '- reason: ' "$results" | grep -vc "'disabled'")
    count "$preset: $label" "$status" "$4" "$(attribute "$results" tests)" $((failures + errors)) "$skips"
}

# entries PRESET LABEL [OPTION...]: runs the ctest entries with that label; counts each. An entry that ctest could not
# run, say because another failed, has failed too; only one that said so itself is skipped.
entries() {
    local preset=$1 label=$2 results="$root/build/$1/$2.xml" start=$SECONDS status=0
    rm -f "$results"
    run_ctest "$preset" "$label" --output-junit "$results" "${@:3}" || status=$?
    touch "$results"
    local successes skips tests
    successes=$(grep -c '<testcase .* status="run">' "$results")
    skips=$(grep -c '<skipped message="SKIP_RETURN_CODE' "$results")
    tests=$(($(grep -c '<testcase ' "$results") - skips))
    count "$preset: $label" "$status" $((SECONDS - start)) "$tests" $((tests - successes)) "$skips"
}

# shellcheck disable=SC2317 # called by step
check_format() {
    local folders=(include tests)
    [ ! -d examples ] || folders+=(examples)
    [ ! -d benchmarks ] || folders+=(benchmarks)
    find "${folders[@]}" -name '*.[chi]pp' -print0 | xargs -0 clang-format --dry-run -Werror
}

configure() { step "$1: configure" cmake --preset "$1" -DTELNYX_TEST_TOGETHER=ON; }

# suite PRESET UNIT_PRESET [TARGET]: unit tests first, then what takes longer. The second preset is that of the unit tests;
# the target is what has to be built beside the programs of the stages.
suite() {
    configure "$1" || return
    if [ "$2" = "$1" ] || configure "$2"; then program "$2" unit; fi
    [ -z "${3:-}" ] || build "$1: build $3" "$1" --target "$3"
    entries "$1" compile -j2
    program "$1" integration integration_long integration_http2
    program "$1" load
}

# shellcheck disable=SC2317
fuzzers() {
    local targets=()
    for source in tests/fuzz/*_fuzz.cpp; do targets+=(--target "telnyx_$(basename "$source" .cpp)"); done
    build "fuzz: build" fuzz "${targets[@]}"
    entries fuzz fuzz -j2
}

tests/install_packages.sh "${packages[@]}" || {
    failed=1
    finish
}

if $quick; then
    configure quick && program quick unit
    echo "left out: the tests of whole clients, sanitizers, clang, lint; tests/run.sh has them"
    finish
fi

start=$SECONDS
step format check_format && report format ok $((SECONDS - start))
start=$SECONDS
step lint tests/lint.sh && report lint ok $((SECONDS - start))
suite gcc-asan gcc-asan all
entries gcc-asan contract -j2
entries gcc-asan example -j2
entries gcc-asan doc -j2
suite clang libcxx # so that the unit tests run with both standard libraries
configure tsan && program tsan threads
configure fuzz && fuzzers
[ -f build/gcc-asan/CTestTestfile.cmake ] && entries gcc-asan consumer -j2
finish
