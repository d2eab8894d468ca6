#!/usr/bin/env bash
# each_ipp_alone.sh INCLUDE COMPILER [OPTION...]: each .ipp file includes what it uses of the library, whatever was
# included before it. What comes from elsewhere is included once for all of them, which saves most of the time.
set -euo pipefail

include=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

grep -rhoE '^#include <(boost|openssl)/[^>]+>' "$include" --include='*.?pp' | sort -u |
    grep -vE '<boost/(asio/ssl|json/src|url/src)' >"$folder/others.hpp"
grep -rhoE '^#include <[a-z_]+>' "$include" --include='*.?pp' | sort -u >>"$folder/others.hpp"
"$@" -DTELNYX_SEPARATE_COMPILATION -x c++-header "$folder/others.hpp" -o "$folder/others.hpp.gch"

failed=0 count=0
while read -r file; do
    count=$((count + 1))
    printf '#include "others.hpp"\n#include "%s"\n' "${file#"$include/"}" >"$folder/unit.cpp"
    "$@" -DTELNYX_SEPARATE_COMPILATION "-I$folder" -fsyntax-only "$folder/unit.cpp" || failed=$((failed + 1))
done < <(find "$include" -name '*.ipp' | sort)
echo "$count files, $failed do not compile alone"
[ "$failed" = 0 ] && [ "$count" -gt 100 ]
