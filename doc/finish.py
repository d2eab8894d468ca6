#!/usr/bin/env python3
"""finish.py ROOT OUTPUT: adds to Doxygen's pages in OUTPUT/html what they need besides: style, plots, the index of the
search; and lets wide tables scroll by themselves on a narrow screen."""

import json
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as xml

import navigation

# What Doxygen adds for pages of its own style.
UNUSED = ["*.png", "*.css", "dynsections.js", "jquery.js", "doxygen.svg", "nav_*", "tab_*", "dir_*.html", "files.html",
          "*-members.html", "annotated.html", "classes.html", "hierarchy.html", "namespaces.html", "functions*.html", "namespacemembers*.html", "pages.html"]


def names(tags, root):
    """[name, kind, address] of the pages and of everything in the reference, from Doxygen's tag file."""
    found = [[title, "guide", f"{page}.html"] for _, page, title in navigation.pages(root) if "_1_1" not in page]
    for compound in xml.parse(tags).getroot().iter("compound"):
        kind, name = compound.get("kind"), compound.findtext("name")
        if kind not in ("class", "struct", "namespace"):
            continue
        found.append([name, kind, compound.findtext("filename")])
        for member in compound.iter("member"):
            if member.get("kind") == "friend":
                continue
            address = f"{member.findtext('anchorfile')}#{member.findtext('anchor')}"
            found.append([f"{name}::{member.findtext('name')}", member.get("kind"), address])
    return [list(each) for each in dict.fromkeys(map(tuple, found))]


def breakable(name):
    """A long name with places where a narrow screen may break it."""
    return re.sub(r"(::|_)", r"\1<wbr>", name)


def scrolling_table(match):
    """A table of a guide: a wide one scrolls by itself; one of texts can become a list, whose items say what they are."""
    headings = re.findall(r"<th class=\"[^\"]*\">(.*?)</th>", match[0], re.S)
    column = iter(range(match[0].count("<td")))
    table = re.sub(r"<td ", lambda cell: f'<td data-heading="{headings[next(column) % len(headings)]}" ', match[0])
    return f'<div class="scroll columns{len(headings)}">{table}</div>'


def mended(page):
    """The text of a page as this site shows it: tables, links that are code, and types as they are written in C++."""
    page = re.sub(r'<table class="markdownTable">.*?</table>', scrolling_table, page, flags=re.S)
    page = re.sub(r">`([^<`]*)`</a>", r"><code>\1</code></a>", page)
    page = re.sub(r'<img src="closed.png"[^>]*/>(?:&#160;)?', "", page)
    page = re.sub(r"<hr/>The documentation for this .*?</ul>", "", page, flags=re.S)
    page = page.replace("<h3>Table of Contents</h3>", "<h3>On this page</h3>")
    page = re.sub(r'<div class="summary">.*?</div>', "", page, flags=re.S)
    page = re.sub(r'<div class="title">(.*?) (Class|Struct|Namespace|Concept)(?: Template)? Reference',
                  lambda match: f'<div class="title"><small>{match[2].lower()}</small> {breakable(match[1])}', page)

    def without_spaces(match):
        return re.sub(r" (&gt;)", r"\1", re.sub(r"(&lt;)(?:&#160;| )", r"\1", match[0]))
    declaration = r'<td class="(?:mem\w+|paramtype)".*?</td>|<div class="title">.*?</div>|<h2 class="memtitle">.*?</h2>'
    return re.sub(declaration, without_spaces, page, flags=re.S)


def main():
    root, output = map(pathlib.Path, sys.argv[1:])
    html = output / "html"
    for pattern in UNUSED:
        for path in html.glob(pattern):
            path.unlink()
    for path in html.glob("*.html"):
        path.write_text(mended(path.read_text()))
    for path in [*(root / "doc/style").glob("*.css"), *(root / "doc/style").glob("*.js"),
                 *(root / "benchmarks/results").glob("*.svg")]:
        shutil.copy(path, html)
    (html / "names.js").write_text("const names = " + json.dumps(names(output / "tags", root), separators=(",", ":")))


if __name__ == "__main__":
    main()
