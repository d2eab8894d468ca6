#!/usr/bin/env bash
# precompile.sh INCLUDE FOLDER COMPILER [OPTION...]: writes FOLDER/others.hpp with all headers that the library includes
# from elsewhere, and precompiles it. Most of the time that it takes to compile a header of the library is theirs.
set -euo pipefail

include=$1 folder=$2
shift 2
mkdir -p "$folder"
{
    grep -rhoE '^#include <boost/[^>]+>' "$include" --include='*.?pp' | grep -vE '<boost/(asio/ssl|json/src|url/src)'
    grep -rhoE '^#include <[a-z_]+>' "$include" --include='*.?pp'
} | sort -u >"$folder/others.hpp"
"$@" -x c++-header "$folder/others.hpp" -o "$folder/others.hpp.gch"
