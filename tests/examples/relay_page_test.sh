#!/usr/bin/env bash
# relay_page_test.sh RELAY SANDBOX FOLDER: the chat page in Chromium; skipped where that or Node is missing.
set -euo pipefail

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] || ! command -v node >/dev/null; then
    echo "skipped: it needs chromium and node"
    exit 77
fi
exec node "$(dirname "${BASH_SOURCE[0]}")/relay_page_test.mjs" "$chromium" "$@"
