#!/usr/bin/env bash
# using_a_client.sh FILE NM COMPILER [OPTION...]: a header-only source file that only uses a client compiles neither the
# transport nor the way that calls are carried out.
set -euo pipefail

file=$1 nm=$2
shift 2
object=$(mktemp --suffix .o)
trap 'rm -f "$object"' EXIT

"$@" -O0 -c "$file" -o "$object"
functions=$("$nm" --demangle "$object" | grep -E ' [TtWw] telnyx::')
# net::random_bytes has nothing to do with the network.
network=$(grep -E ' telnyx::(net::|core::client_core::run)' <<<"$functions" | grep -v 'net::random_bytes' || true)
echo "$(wc -l <<<"$functions") functions of the library, among them of the network:"
echo "${network:-none}"
[ -z "$network" ]
