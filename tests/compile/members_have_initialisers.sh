#!/usr/bin/env bash
# members_have_initialisers.sh INCLUDE: each member of a public aggregate has an initialiser, so that -Wextra does not
# warn of those that a designated initialiser leaves out. References can have none, and `required` members must not.
set -euo pipefail

python3 - "$1" <<'END_OF_SCRIPT'
import pathlib
import re
import sys

include = pathlib.Path(sys.argv[1])
for_users = re.compile(r"telnyx/(?!(core|json|net|sse)/|.*/impl/).*\.hpp")
opens = re.compile(r"\s*(?:(struct)\b[^;]*)?.*\{\s*(?://.*)?$")
member = re.compile(r"\s+(?!using |return |static |friend |struct |class |enum )[\w:<>, *]+ (\w+);")


def members_without(text):
    """Line and name of the members of structs that have no initialiser."""
    text = re.sub(r"\n\s+(\w+(?:\{\})?; ///<)", r" \1", text)  # a member whose type filled a line
    open_blocks = []
    private = False
    for line in text.splitlines():
        if re.match(r"\s*\}", line) and open_blocks:
            open_blocks.pop()
            private = private and bool(open_blocks)
        found = opens.match(line)
        if found:
            open_blocks.append(found[1] or "block")
        if re.match(r"\s*private:", line):
            private = True
        if open_blocks and open_blocks[-1] == "struct" and not private and "required<" not in line:
            if named := member.match(line):
                yield named[1]


count = 0
mistakes = []
for header in sorted(include.rglob("*.hpp")):
    path = str(header.relative_to(include))
    if for_users.fullmatch(path):
        count += 1
        mistakes += [f"{path}: {name} has no initialiser" for name in members_without(header.read_text())]
print(*mistakes, f"{count} headers", sep="\n")
sys.exit(bool(mistakes) or count == 0)
END_OF_SCRIPT
