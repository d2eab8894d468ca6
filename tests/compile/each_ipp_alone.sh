#!/usr/bin/env bash
# each_ipp_alone.sh INCLUDE COMPILER [OPTION...]: each .ipp file includes what it uses of the library, whatever was
# included before it.
set -euo pipefail

include=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

failed=0 count=0
while read -r file; do
    count=$((count + 1))
    printf '#include "%s"\n' "${file#"$include/"}" >"$folder/unit.cpp"
    "$@" "$folder/unit.cpp" || failed=$((failed + 1))
done < <(find "$include" -name '*.ipp' | sort)
echo "$count files, $failed do not compile alone"
[ "$failed" = 0 ] && [ "$count" -gt 100 ]
