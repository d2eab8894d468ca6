#!/usr/bin/env bash
# must_not_compile.sh FILE COMPILER [FLAG...]: passes when FILE does not compile, for the reason that it names.
#
# Lines at the start of FILE's lines say what is expected:
#   // expect: REGEX       must match the compiler's output (grep -E); at least one, each must match
#   // pass-with: FLAGS    with these flags, such as -DFIXED, FILE must compile: it fails for no other reason
#   // only: gcc<13        only for this compiler: gcc or clang, with <, <=, >, >=, = and a major version or without
# Exits with 0 when all is as expected, 77 when FILE is not for this compiler, 1 otherwise.
set -euo pipefail

file=$1
compiler=("${@:2}")

lines() { sed -n "s|^// $1: *||p" "$file"; }

fail() {
    echo "$file: $1"
    [ -z "${output:-}" ] || printf '%s\n' "$output"
    exit 1
}

only=$(lines only)
if [ -n "$only" ]; then
    [[ $only =~ ^(gcc|clang)((<=|>=|<|>|=)([0-9]+))?$ ]] || fail "cannot read '// only: $only'"
    name=${BASH_REMATCH[1]} comparison=${BASH_REMATCH[3]} version=${BASH_REMATCH[4]}
    macros=$("${compiler[0]}" -dM -E -x c++ /dev/null)
    major() { sed -n "s/^#define $1 //p" <<<"$macros"; }
    clang_version=$(major __clang_major__)
    if [ -n "$clang_version" ]; then this=clang this_version=$clang_version; else this=gcc this_version=$(major __GNUC__); fi
    case $comparison in
    '<') matches=$((this_version < version)) ;;
    '<=') matches=$((this_version <= version)) ;;
    '>') matches=$((this_version > version)) ;;
    '>=') matches=$((this_version >= version)) ;;
    '=') matches=$((this_version == version)) ;;
    *) matches=1 ;;
    esac
    if [ "$this" != "$name" ] || [ "$matches" = 0 ]; then
        echo "not for $this $this_version: $only"
        exit 77
    fi
fi

mapfile -t expected < <(lines expect)
[ ${#expected[@]} -gt 0 ] || fail "has no line '// expect: REGEX'"

if output=$("${compiler[@]}" "$file" 2>&1); then
    fail "compiles, but must not"
fi
for regex in "${expected[@]}"; do
    grep -Eq -- "$regex" <<<"$output" || fail "does not compile, but the message does not match: $regex"
done

while read -r flags; do
    read -ra flags <<<"$flags"
    output=$("${compiler[@]}" "${flags[@]}" "$file" 2>&1) || fail "does not compile with ${flags[*]}, but must"
done < <(lines pass-with)
