#!/usr/bin/env bash
# must_not_compile_test.sh COMPILER: must_not_compile.sh passes what it should and, above all, fails what it should.
set -euo pipefail

script="$(dirname "${BASH_SOURCE[0]}")/must_not_compile.sh"
compiler=$1
case=$(mktemp --suffix=.cpp)
trap 'rm -f "$case"' EXIT
failures=0

# expect STATUS WHAT: runs the script on standard input as a case.
expect() {
    local status=0 output
    cat >"$case"
    output=$("$script" "$case" "$compiler" -std=c++20 -fsyntax-only) || status=$?
    if [ "$status" != "$1" ]; then
        printf '%s: status %s, expected %s\n%s\n' "$2" "$status" "$1" "$output"
        failures=$((failures + 1))
    fi
}

expect 0 "a case that fails as expected" <<'END'
// expect: the reason
static_assert(false, "the reason");
END
expect 1 "a case that compiles" <<'END'
// expect: the reason
static_assert(true, "the reason");
END
expect 1 "a case that fails for another reason" <<'END'
// expect: the reason
static_assert(false, "another");
END
expect 1 "a case of whose two reasons one is missing" <<'END'
// expect: the reason
// expect: second
static_assert(false, "the reason");
END
expect 1 "a case without a reason" <<'END'
static_assert(false, "the reason");
END
expect 0 "a case that compiles once it is mended" <<'END'
// expect: the reason
// pass-with: -DFIXED -DALSO
#if !defined(FIXED) || !defined(ALSO)
static_assert(false, "the reason");
#endif
END
expect 1 "a case that fails even when it is mended" <<'END'
// expect: the reason
// pass-with: -DFIXED
static_assert(false, "the reason");
END
expect 77 "a case for another compiler" <<'END'
// expect: the reason
// only: gcc<1
static_assert(true, "the reason");
END
expect 77 "a case for another compiler still" <<'END'
// expect: the reason
// only: clang>=1000
static_assert(true, "the reason");
END
expect 1 "a case for a compiler that cannot be read" <<'END'
// expect: the reason
// only: msvc
static_assert(false, "the reason");
END

name=gcc
if "$compiler" -dM -E -x c++ /dev/null | grep -q __clang_major__; then name=clang; fi
for only in "$name" "$name>3" "$name>=3" "$name<1000" "$name<=1000"; do
    expect 1 "a case for this compiler: $only" <<END
// expect: the reason
// only: $only
static_assert(true, "the reason");
END
done

exit "$((failures > 0))"
