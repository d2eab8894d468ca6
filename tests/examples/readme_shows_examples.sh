#!/usr/bin/env bash
# readme_shows_examples.sh ROOT: each C++ block of the README stands, line by line, in a file of examples/, which the
# tests compile and run; indentation does not count. Each program has its line in examples/README.md.
set -euo pipefail

python3 - "$1" <<'END'
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
strip = lambda text: "\n".join(line.strip() for line in text.splitlines() if line.strip())
examples = {path.name: strip(path.read_text()) for path in sorted((root / "examples").glob("*.cpp"))}
blocks = re.findall(r"^```cpp\n(.*?)^```", (root / "README.md").read_text(), re.M | re.S)
strange = [block for block in blocks if not any(strip(block) in text for text in examples.values())]
for block in strange:
    print("This block of the README stands in no example:\n" + block)
print(f"{len(blocks)} blocks")
listed = re.findall(r"^- `([a-z_]+\.cpp)`: ", (root / "examples/README.md").read_text(), re.M)
if sorted(listed) != sorted(examples):
    print("examples/README.md does not list each program once: " + ", ".join(sorted(set(listed) ^ set(examples))))
sys.exit(bool(strange) or not blocks or sorted(listed) != sorted(examples))
END
