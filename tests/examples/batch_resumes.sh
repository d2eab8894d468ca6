#!/usr/bin/env bash
# batch_resumes.sh BATCH: the batch program goes on after an interruption, and answers each prompt exactly once.
set -euo pipefail

batch=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
out=$folder/answers.jsonl

fail() {
    echo "$1"
    exit 1
}

# Killed in the middle of a line: the file may not become larger than 20 KiB.
status=0
(ulimit -f 20 -c 0 && exec "$batch" "$out") 2>"$folder/errors" || status=$?
[ "$status" = $((128 + $(kill -l XFSZ))) ] || fail "the first run ended with $status"
[ "$(tail -c 1 "$out" | wc -l)" = 0 ] || fail "no line was cut off"
before=$(wc -l <"$out")

# Interrupted as by Ctrl-C. A very fast machine may have finished before.
"$batch" "$out" 2>"$folder/errors" &
running=$!
until [ "$(wc -l <"$out")" -gt "$before" ]; do
    kill -0 "$running" 2>/dev/null || break
done
kill -INT "$running" 2>/dev/null || true
status=0
wait "$running" || status=$?
[ "$status" = 130 ] || [ "$(wc -l <"$out")" = 1000 ] || fail "the second run ended with $status: $(cat "$folder/errors")"
grep -q "$before of 1000 have been answered before" "$folder/errors" || fail "the second run did not go on"

"$batch" "$out"
python3 - "$out" <<'END'
import json
import sys

lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert sorted(line["number"] for line in lines) == list(range(1000)), "not each prompt has one answer"
assert all(line["answer"] for line in lines), "an answer is empty"
END
