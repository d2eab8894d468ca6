#!/usr/bin/env bash
# Builds the documentation into build/doc/html; a warning is an error. doc/build.sh [OUTPUT]: into OUTPUT/html.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
output=$(realpath -m "${1:-$root/build/doc}")
"$root/tests/install_packages.sh" doxygen python3

rm -rf "$output/input" "$output/html"
mkdir -p "$output"
export PYTHONDONTWRITEBYTECODE=1
python3 "$root/doc/prepare.py" "$root" "$output/input"

version=$(sed -nE 's/^#define TELNYX_VERSION_(MAJOR|MINOR|PATCH) //p' "$root/include/telnyx/base/version.hpp" | paste -sd.)
cd "$output/input"
TELNYX_DOC="$root/doc" TELNYX_DOC_OUTPUT="$output" TELNYX_VERSION=$version \
    doxygen "$root/doc/Doxyfile" 2>"$output/warnings"
if [ -s "$output/warnings" ]; then
    sed "s#$output/input/#$root/#" "$output/warnings" >&2
    exit 1
fi
python3 "$root/doc/finish.py" "$root" "$output"
echo "$output/html/index.html"
