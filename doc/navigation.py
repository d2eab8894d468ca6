"""The navigation of the site, from the file `navigation`."""

import html


def pages(root):
    """(group, page, title) of each page, in order."""
    group = None
    for line in (root / "doc/navigation").read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            group = line
        else:
            page, title = line.split(maxsplit=1)
            yield group, page, title


def markup(root):
    """The navigation as HTML, with addresses relative to the page."""
    lines, last = [], None
    for group, page, title in pages(root):
        if group != last:
            lines += ["</ol>"] * (last is not None) + [f"<h2>{html.escape(group)}</h2>", "<ol>"]
            last = group
        lines.append(f'<li><a href="{page}.html">{html.escape(title)}</a></li>')
    return "\n".join([*lines, "</ol>"])
