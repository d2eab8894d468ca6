#!/usr/bin/env bash
# Installs the Debian packages named as arguments that are not there yet. Says so first; does nothing when all are there.
set -euo pipefail

missing=()
for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Not a Debian system: what Debian calls ${missing[*]} is taken to be there." >&2
    exit 0
fi

root=()
if [ "$(id -u)" != 0 ]; then root=(sudo); fi
echo "Missing Debian packages: ${missing[*]}" >&2
echo "Installing them with ${root[*]:+${root[*]} }apt-get ..." >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${root[@]}" apt-get update &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "Could not install: ${missing[*]}" >&2
    exit 1
fi
