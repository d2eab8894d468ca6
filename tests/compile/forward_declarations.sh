#!/usr/bin/env bash
# forward_declarations.sh INCLUDE: each type that a resource's header only declares has a comment with the header to
# include, which compilers print where the type is used without it. That header is there, and brings the definition and
# the calls. Of a type that is declared in several headers, compilers print any: it names the headers of all its calls.
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
comments = {}
count = 0
resources = [*include.glob("telnyx/*/resources/*_resource.hpp"), *include.glob("telnyx/*/types/*_fwd.hpp")]
for resource in sorted(resources):
    itself = str(resource.relative_to(include))
    for kind, name, rest in re.findall(r"^(struct|class) (\w+);(.*)$", resource.read_text(), re.M):
        if name == "client_core":
            continue  # not for users
        count += 1
        named = re.findall(r'"(telnyx/[\w/]+\.hpp)"', rest) if " // include " in rest else []
        comments.setdefault(name, set()).add(rest.strip())
        brings_calls = any(itself in reached_from(each, set()) for each in named)
        if not brings_calls and name != "paginator" or not all(brings(each, kind, name) for each in named):
            mistakes.append(f"{resource.name}: {kind} {name} does not say which header defines it")
for name, different in comments.items():
    if len(different) > 1:
        mistakes.append(f"{name}: several comments, of which compilers print one")
print(*mistakes, f"{count} forward declarations", sep="\n")
sys.exit(bool(mistakes) or count == 0)
END_OF_SCRIPT
