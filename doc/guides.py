"""The guides. They are written as any Markdown, so that they can be read in the repository, too: links lead to other
files, and headings have the anchors that repository pages give them. Doxygen wants names for both."""

import re

FENCE = re.compile(r"^(```.*?^```$)", re.M | re.S)


def anchor(page, heading):
    """The name of a heading, from its text or from its anchor."""
    words = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return page + "_" + re.sub(r"[ -]", "_", words)


def name_of(page):
    return "mainpage" if page == "index" else page


def link(page, match):
    """A link as Doxygen wants it; one to a file that is not on the site becomes its text."""
    text, target = " ".join(match[1].split()), match[2]  # Doxygen wants it in one line
    if target.startswith("http"):
        return match[0]
    if target == "../examples/ENDPOINTS.md":
        return f"[{text}](@ref endpoints)"
    if target.startswith("../benchmarks/results/"):
        return f"[{text}]({target.rpartition('/')[2]})"
    if target.startswith("../"):
        return text
    file, _, heading = target.partition("#")
    other = file.removesuffix(".md") or page
    return f"[{text}](@ref {anchor(other, heading) if heading else name_of(other)})"


def part(page, text):
    """A part of a guide without code."""
    text = re.sub(r"^# (.*)$", rf"# \1 {{#{name_of(page)}}}", text, flags=re.M)
    text = re.sub(r"^(##+) (.*)$", lambda match: f"{match[0]} {{#{anchor(page, match[2])}}}", text, flags=re.M)
    return re.sub(r"\[([^\]]*)\]\(([^)\s]+)\)", lambda match: link(page, match), text)


def with_contents(text):
    """The page with a table of its sections, if there are some."""
    return text.replace("\n", "\n\n[TOC]\n", 1) if text.count("\n## ") > 3 else text


def page(path):
    """The guide in the file, as Markdown for Doxygen."""
    return with_contents("".join(each if FENCE.match(each) else part(path.stem, each)
                                 for each in FENCE.split(path.read_text())))
