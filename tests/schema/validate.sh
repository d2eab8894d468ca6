#!/usr/bin/env bash
# validate.sh PROGRAM FOLDER: checks the schemas of PROGRAM, telnyx_schema_documents, with the JSON Schema validator ajv.
# npm installs it into FOLDER once. Exits with 77 where node or ajv is missing.
set -euo pipefail

program=$1 folder=$2 here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

skip() {
    echo "skipped: $1"
    exit 77
}

command -v node >/dev/null || skip "node is missing"
mkdir -p "$folder"
if [ ! -f "$folder/node_modules/ajv/dist/2020.js" ]; then
    command -v npm >/dev/null || skip "npm is missing, which would install ajv"
    timeout 120 npm install --no-audit --no-fund --silent --prefix "$folder" ajv@8 >/dev/null ||
        skip "npm cannot install ajv"
fi

"$program" write "$folder/documents.json"
node "$here/validate.cjs" "$folder" "$folder/documents.json" "$folder/accepted.json"
"$program" decode "$folder/accepted.json" "$folder/again.json"
node "$here/validate.cjs" "$folder" "$folder/again.json"
