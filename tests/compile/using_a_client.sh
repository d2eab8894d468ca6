#!/usr/bin/env bash
# using_a_client.sh FILE NM COMPILER [OPTION...]: a header-only source file that only uses a client compiles neither the
# transport, nor the way that calls are carried out and responses are decoded, nor a class with virtual functions of its
# own that it does not use.
set -euo pipefail

file=$1 nm=$2
shift 2
object=$(mktemp --suffix .o)
trap 'rm -f "$object"' EXIT

# Not -O0, with which g++ compiles the lambdas of functions that nobody calls.
"$@" -O1 -c "$file" -o "$object"
names=$("$nm" --demangle "$object" | grep -E ' [TtWwV] (vtable for )?(telnyx|boost::beast)::')
# net::random_bytes has nothing to do with the network.
others=$(grep -E ' (vtable for )?(telnyx::(net::|http::response_|http::h2_|log_observer|clock|json::detail::value_reader|core::(client_core::(run|start)|decode_body))|boost::beast::)' <<<"$names" |
    grep -v 'net::random_bytes' || true)
echo "$(wc -l <<<"$names") functions and virtual tables of the library, among them what does not belong there:"
echo "${others:-none}"
[ -z "$others" ]
