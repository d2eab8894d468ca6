#!/usr/bin/env bash
# forward_declarations.sh INCLUDE: each type that a resource's header only declares has a comment with the header to
# include, which compilers print where the type is used without it. That header is there, and brings the definition.
set -euo pipefail

python3 - "$1" <<'END_OF_SCRIPT'
import pathlib
import re
import sys

include = pathlib.Path(sys.argv[1])


def reached_from(header, seen):
    """The headers that a header includes, itself among them."""
    if header not in seen and (include / header).is_file():
        seen.add(header)
        for each in re.findall(r'#include "(telnyx/[^"]+\.hpp)"', (include / header).read_text()):
            reached_from(each, seen)
    return seen


def brings(header, kind, name):
    defined = re.compile(rf"^{kind} {name}\b[^;]*\{{", re.M)
    return any(defined.search((include / each).read_text()) for each in reached_from(header, set()))


mistakes = []
count = 0
for resource in sorted(include.glob("telnyx/*/*_resource.hpp")):
    for kind, name, rest in re.findall(r"^(struct|class) (\w+);(.*)$", resource.read_text(), re.M):
        if name == "client_core":
            continue  # not for users
        count += 1
        named = re.fullmatch(r' +// include "(telnyx/[\w/]+\.hpp)"', rest)
        if not named or not brings(named[1], kind, name):
            mistakes.append(f"{resource.name}: {kind} {name} does not say which header defines it")
print(*mistakes, f"{count} forward declarations", sep="\n")
sys.exit(bool(mistakes) or count == 0)
END_OF_SCRIPT
