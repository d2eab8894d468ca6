#!/usr/bin/env bash
# readme_shows_examples.sh ROOT: each C++ block of the README stands, line by line, in a file of examples/, which the
# tests compile and run; one of a guide in doc/ may also stand in tests/compile/guides/, which the tests compile.
# Indentation does not count. Each program has its line in examples/README.md.
set -euo pipefail

python3 - "$1" <<'END'
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
strip = lambda text: "\n".join(line.strip() for line in text.splitlines() if line.strip())
sources = lambda folder: {path.name: strip(path.read_text()) for path in sorted((root / folder).glob("*.cpp"))}
examples, guides = sources("examples"), sources("tests/compile/guides")
pages = {root / "README.md": examples, **{page: {**guides, **examples} for page in sorted((root / "doc").glob("*.md"))}}
count = 0
strange = []
for page, allowed in pages.items():
    blocks = re.findall(r"^```cpp\n(.*?)^```", page.read_text(), re.M | re.S)
    count += len(blocks)
    strange += [(page, block) for block in blocks if not any(strip(block) in text for text in allowed.values())]
for page, block in strange:
    print(f"This block of {page.name} stands in no source:\n" + block)
print(f"{count} blocks")
listed = re.findall(r"^- `([a-z_]+\.cpp)`: ", (root / "examples/README.md").read_text(), re.M)
if sorted(listed) != sorted(examples):
    print("examples/README.md does not list each program once: " + ", ".join(sorted(set(listed) ^ set(examples))))
sys.exit(bool(strange) or len(pages) < 2 or not count or sorted(listed) != sorted(examples))
END
