#!/usr/bin/env bash
# promtool.sh COMMAND...: promtool must accept what the command prints, and it must be able to refuse something.
set -uo pipefail

if ! command -v promtool >/dev/null; then
    echo "skipped: promtool (Debian package prometheus) is not installed"
    exit 77
fi
if printf 'telnyx_x{a="b} 1\n' | promtool check metrics >/dev/null 2>&1; then
    echo "promtool accepts what is no metric"
    exit 1
fi
output=$("$@" </dev/null) || exit 1
printf '%s\n' "$output"
printf '%s\n' "$output" | promtool check metrics
