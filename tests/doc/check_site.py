#!/usr/bin/env python3
"""check_site.py ROOT HTML: looks at the pages in the folder HTML: each link and each anchor leads somewhere, nothing is
loaded from elsewhere, each guide in ROOT/doc is in the navigation, and the search finds what is there. Looks at the
README and the guides as they are in the repository, too: their links lead somewhere. Prints what is wrong; the exit
status is 0 when that is nothing."""

import html.parser
import json
import pathlib
import re
import sys
import urllib.parse

ELSEWHERE = re.compile(r"^(?:[a-z]+:|//)")


class Page(html.parser.HTMLParser):
    """The links, anchors and loaded files of a page, and its text that Doxygen should have taken for its own."""

    def __init__(self, text):
        super().__init__()
        self.links, self.anchors, self.loaded, self.navigation = [], set(), [], set()
        self.unmade = []
        self.blocks = []  # of the elements that are open and can hold code: whether they do
        self.in_navigation = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.anchors.update(filter(None, (given.get("id"), given.get("name") if tag == "a" else None)))
        self.in_navigation |= tag == "nav"
        if tag in ("div", "pre", "code"):
            self.blocks.append(tag != "div" or given.get("class") == "fragment")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            if self.in_navigation:
                self.navigation.add(given["href"])
        if tag in ("img", "script", "iframe", "source") and "src" in given:
            self.loaded.append(given["src"])
        if tag == "link":
            self.loaded.append(given["href"])

    def handle_data(self, data):
        if re.search(r"\]\(|(?:^|\s)@(?:ref|(?:sub)*section|verbatim)\b", data) and not any(self.blocks):
            self.unmade.append(data.strip())

    def handle_endtag(self, tag):
        if tag == "nav":
            self.in_navigation = False
        if tag in ("div", "pre", "code"):
            self.blocks.pop()


def problems_of_links(folder, pages):
    for name, page in pages.items():
        for text in page.unmade:
            yield f"{name} shows a link or a command as it was written: {text}"
        for address in page.loaded:
            if address.startswith("data:"):
                continue
            if ELSEWHERE.match(address):
                yield f"{name} loads {address} from elsewhere"
            elif not (folder / address).is_file():
                yield f"{name} loads {address}, which does not exist"
        for address in page.links:
            if not ELSEWHERE.match(address):
                yield from problem_of_link(name, address, folder, pages)


def problem_of_link(name, address, folder, pages):
    target, _, anchor = address.partition("#")
    target = urllib.parse.unquote(target) or name
    if not (folder / target).is_file():
        yield f"{name} links to {target}, which does not exist"
    elif anchor and urllib.parse.unquote(anchor) not in pages[target].anchors:
        yield f"{name} links to {address}, where no such anchor is"


def problems_of_navigation(root, pages):
    """Every guide has a page, and every page has every guide in its navigation."""
    guides = {f"{path.stem}.html" for path in (root / "doc").glob("*.md")}
    if not guides:
        yield "there are no guides"
    for name in sorted(guides - pages.keys()):
        yield f"{name} does not exist"
    for name, page in pages.items():
        for missing in sorted(guides - page.navigation):
            yield f"the navigation of {name} does not have {missing}"


def problems_of_search(folder, pages):
    names = json.loads((folder / "names.js").read_text().partition("=")[2])
    if len(names) < len(pages):
        yield "the search finds less than there are pages"
    for name, _, address in names:
        for problem in problem_of_link("names.js", address, folder, pages):
            yield f"{problem} ({name})"


def headings_of(path):
    """The anchors that repository pages give to headings."""
    text = re.sub(r"^```.*?^```", "", path.read_text(), flags=re.M | re.S)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", text, re.M)}


def problems_of_sources(root):
    for path in [root / "README.md", *sorted((root / "doc").glob("*.md"))]:
        text = re.sub(r"^```.*?^```|`[^`\n]*`", "", path.read_text(), flags=re.M | re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            file, _, heading = target.partition("#")
            other = path.parent / file if file else path
            if ELSEWHERE.match(target):
                continue
            if not other.exists():
                yield f"{path.name} links to {target}, which does not exist"
            elif heading and heading not in headings_of(other):
                yield f"{path.name} links to {target}, where no such heading is"


def problems(root, folder):
    yield from problems_of_sources(root)
    pages = {path.name: Page(path.read_text()) for path in sorted(folder.glob("*.html"))}
    yield from problems_of_links(folder, pages)
    yield from problems_of_navigation(root, pages)
    yield from problems_of_search(folder, pages)


def main():
    found = list(problems(*map(pathlib.Path, sys.argv[1:])))
    print("\n".join(found) or "no dead link")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
