#!/usr/bin/env python3
"""prepare.py ROOT OUTPUT: writes what Doxygen reads into the folder OUTPUT: the public headers without what users have
no use for, the guides, the reference by endpoint, and the top of each page. The lines of a header stay where they are, for the warnings."""

import pathlib
import re
import sys

import endpoints
import guides
import navigation

HIDDEN_FOLDERS = {"impl", "detail", "net", "core"}
# What is in other namespaces is not for users.
PUBLIC_NAMESPACES = {"telnyx", "telnyx::ai", "telnyx::json", "telnyx::legacy", "telnyx::testing", "telnyx::text_to_speech"}
# Tables beside the members of a struct, from which the library reads how JSON differs from it.
JSON_TABLES = r"json_names|tolerated_members|omissible_members|text_part_members|json_text_members|json_descriptions"


def blank(text, begin, end):
    """Replaces a part of the text by nothing but its line breaks."""
    return text[:begin] + "\n" * text.count("\n", begin, end) + text[end:]


def end_of_brackets(text, begin):
    """The position after the bracket that closes the one at `begin`."""
    depth = 0
    for at in range(begin, len(text)):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    raise ValueError("unbalanced brackets")


def end_of_constructor(text, begin):
    """The position after a constructor whose parameters begin at `begin`, with its initialisers and its body."""
    at = end_of_brackets(text, begin)
    while not text[at:].lstrip().startswith((";", "{", "=")):
        at = re.compile(r"[^({;]*").match(text, at).end()
        at = end_of_brackets(text, at)
    at += len(text[at:]) - len(text[at:].lstrip())
    return text.index(";", at) + 1 if text[at] in ";=" else end_of_brackets(text, at)


def without_constructors_of_the_library(text):
    """Constructors that only the library can call: their parameters are types of its inner rooms."""
    names = "|".join(re.findall(r"^ *(?:class|struct) (\w+)", text, re.M))
    pattern = re.compile(rf"^(?:    ///.*\n)*    (?:explicit )?(?:{names})\(", re.M)
    at = 0
    while match := pattern.search(text, at):
        begin = match.end() - 1
        at = end_of_brackets(text, begin)
        if re.search(r"\b(core|async|net|lists|detail)::(?!time_span)", text[begin:at]):
            text = blank(text, match.start(), end_of_constructor(text, begin))
            at = match.start()
    return text


def with_described_getters(text):
    """A getter right below its setter needs no comment of its own in the header."""
    return re.sub(r"(?<=[;}]\n)(    )(?=[\w:<>&*,() ]+ \w+\(\) const \{ return [\w.() ]+; \}$)", r"    /** Returns the value. */ ",
                  text, flags=re.M)


def public_part(text):
    text = re.sub(r"^template <>\nstruct boost::.*$", "\n", text, flags=re.M)
    text = re.sub(r"^    (?:using (\w+::)*(\w+)::\2;|(\w+)\(\3(?: const&|&&)\).*;|\w+& operator=\(\w+(?: const&|&&)\).*;)$",
                  "", text, flags=re.M)
    tables = re.compile(rf"^ *static constexpr std::array[^;]*?\b(?:{JSON_TABLES})\b[^;]*;", re.M)
    while match := tables.search(text):
        text = blank(text, match.start(), match.end())
    return with_described_getters(without_constructors_of_the_library(text))


def main():
    root, output = map(pathlib.Path, sys.argv[1:])
    hidden = set()
    for header in sorted((root / "include").rglob("*.hpp")):
        place = header.relative_to(root)
        text = header.read_text()
        rooms = re.findall(r"^namespace (telnyx[\w:]*) \{", text, re.M)
        hidden.update(set(rooms) - PUBLIC_NAMESPACES)
        if HIDDEN_FOLDERS.intersection(place.parts) or header.name == "src.hpp" or (
                rooms and not PUBLIC_NAMESPACES.intersection(rooms)):
            continue
        (output / place).parent.mkdir(parents=True, exist_ok=True)
        (output / place).write_text(public_part(text))
    (output / "doc").mkdir()
    for guide in sorted((root / "doc").glob("*.md")):
        (output / "doc" / guide.name).write_text(guides.page(guide))
    (output / "doc/namespaces.dox").write_text((root / "doc/namespaces.dox").read_text())
    (output / "doc" / "endpoints.md").write_text(endpoints.page(root))
    names = " ".join(f"{room} {room}::*" for room in sorted(hidden))
    (output / "hidden").write_text(f"EXCLUDE_SYMBOLS += {names}\n")
    head = (root / "doc/style/header.html").read_text()
    (output / "header.html").write_text(head.replace("@NAVIGATION@", navigation.markup(root)))


if __name__ == "__main__":
    main()
