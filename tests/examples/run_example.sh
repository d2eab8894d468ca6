#!/usr/bin/env bash
# run_example.sh EXPECTED COMMAND...: runs the command; its output must match each regular expression of the file
# EXPECTED, where there is one.
set -uo pipefail

expected=$1
shift
output=$("$@" </dev/null)
status=$?
printf '%s\n' "$output"
if [ "$status" != 0 ]; then
    echo "exit status $status"
    exit 1
fi
[ -f "$expected" ] || exit 0
missing=0
while IFS= read -r pattern; do
    [ -n "$pattern" ] || continue
    if ! grep -qE -- "$pattern" <<<"$output"; then
        echo "the output has no match for: $pattern"
        missing=1
    fi
done <"$expected"
exit "$missing"
