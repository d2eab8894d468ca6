#!/usr/bin/env bash
# promises_name_tests.sh FOLDER: each promise in FOLDER/PROMISES.md names tests, and all of these are there: `file` as it
# is found below FOLDER, or `file`: `case`, `case` ... where that file has these test cases.
set -euo pipefail

python3 - "$1" <<'END'
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])
promises = re.findall(r"^- (.*?)(?=^- |^#|\Z)", (folder / "PROMISES.md").read_text(), re.M | re.S)
cases = {path: set(re.findall(r"_TEST_CASE\w*\(\s*(\w+)", path.read_text())) for path in folder.glob("*/*_test.cpp")}
mistakes = []
named = 0
for promise in promises:
    proofs = re.findall(r"^  `([\w./]+)`((?::(?:\s*`\w+`,?)+)?)$", promise, re.M)
    if not proofs:
        mistakes.append("No test proves: " + promise)
    for name, listed in proofs:
        path = folder / name
        wanted = re.findall(r"`(\w+)`", listed)
        named += len(wanted)
        if not path.is_file():
            mistakes.append(f"{name}: no such file")
        elif path in cases and not wanted:
            mistakes.append(f"{name}: which of its cases?")
        mistakes += [f"{name}: no test case {each}" for each in wanted if each not in cases.get(path, ())]
print(*mistakes, sep="\n")
print(f"{len(promises)} promises, {named} test cases")
sys.exit(bool(mistakes) or named == 0)
END
