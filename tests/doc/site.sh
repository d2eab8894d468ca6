#!/usr/bin/env bash
# site.sh ROOT OUTPUT: builds the documentation into OUTPUT, without warnings, and looks for dead links in it. 77 where
# Doxygen is missing: it is for who writes documentation.
set -euo pipefail

command -v doxygen >/dev/null || {
    echo "skipped: there is no doxygen"
    exit 77
}
TELNYX_HAVE_PACKAGES=1 "$1/doc/build.sh" "$2"
exec env PYTHONDONTWRITEBYTECODE=1 python3 "$1/tests/doc/check_site.py" "$1" "$2/html"
