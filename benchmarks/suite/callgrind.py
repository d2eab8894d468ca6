"""Reads what Valgrind's tool Callgrind counts."""

import collections
import re

ALLOCATOR = re.compile(r"_*(int_|libc_)?(malloc|calloc|realloc|free|memalign)|unlink_chunk|sysmalloc|systrim|tcache|"
                       r"operator (new|delete)")


def part(library, function):
    """Which of the parts that results tell apart a function belongs to."""
    library = library.rsplit("/", 1)[-1]
    if library.startswith(("libssl", "libcrypto")):
        return "OpenSSL"
    if ALLOCATOR.match(function) and library.startswith(("libc.", "libstdc++")):
        return "allocator"
    if library.startswith("libc."):
        return "C library"
    return "client"


def instructions(file):
    """Instructions by part."""
    names = {"ob": {}, "fn": {}}
    now = {"ob": "", "fn": ""}
    counts = collections.Counter()
    inclusive = False  # The line after `calls=` counts what was called, which has lines of its own.
    for line in file:
        named = re.match(r"(c?)(ob|fn)=\((\d+)\)(?: (.*))?$", line)
        if named:
            called, kind, number, name = named.groups()
            if name:
                names[kind][number] = name
            if not called:
                now[kind] = names[kind][number]
        elif line.startswith("calls="):
            inclusive = True
        elif re.match(r"[\d+*-]", line):
            if not inclusive:
                counts[part(now["ob"], now["fn"])] += int(line.split()[1])
            inclusive = False
    return counts
