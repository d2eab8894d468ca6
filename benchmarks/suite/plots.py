"""Plots of the results as SVG."""

import math

COLOURS = ["#1b6ca8", "#d1495b", "#66a182", "#edae49", "#7d5ba6", "#5f5f5f"]
STYLE = "<style>text{font:13px sans-serif;fill:#222}.small{font-size:11px}.grid{stroke:#ddd}.mark{stroke:#222}</style>"


def document(width, height, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">{STYLE}<rect width="100%" height="100%" fill="white"/>'
            + "".join(parts) + "</svg>\n")


def text(x, y, content, anchor="start", kind=""):
    content = content.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{content}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def ratios(rows):
    """A bar for each row that has a target: our figure as a part of the peer's, and the target as a mark."""
    rows = [row for row in rows if row["target"] is not None]
    left, top, step, width = 520, 50, 26, 950
    largest = max([1.0] + [max(row["ratio"], row["target"]) for row in rows]) * 1.05
    scale = (width - left - 60) / largest
    height = top + step * len(rows) + 20
    parts = [text(10, 24, "Our figure relative to the other's; the mark is the target. Shorter is better.")]
    for tick in range(int(largest / 0.25) + 1):
        x = left + tick * 0.25 * scale
        parts += [line(x, top - 8, x, height - 16, "grid"), text(x, top - 10, f"{tick * 0.25:.2f}", "middle", "small")]
    for i, row in enumerate(rows):
        y = top + i * step
        met = row["ratio"] <= row["target"]
        mark = left + row["target"] * scale
        parts += [
            text(left - 8, y + 14, f"{row['name']} / {row['peer_name']}", "end", "small"),
            f'<rect x="{left}" y="{y + 3}" width="{row["ratio"] * scale:.1f}" height="14" '
            f'fill="{COLOURS[0] if met else COLOURS[1]}"/>',
            line(mark, y, mark, y + 20, "mark"),
            text(left + max(row["ratio"], row["target"]) * scale + 5, y + 14, f"{row['ratio']:.2f}", "start", "small"),
        ]
    return document(width, height, parts)


def lines(title, x_name, y_name, series):
    """`series` maps a name to points (x, y); x is shown on a logarithmic scale."""
    left, top, width, height = 60, 50, 640, 380
    points = [point for each in series.values() for point in each]
    low, high = (math.log(pick(x for x, _ in points)) for pick in (min, max))
    largest = max(y for _, y in points) * 1.1

    def place(x, y):
        return (left + (math.log(x) - low) / ((high - low) or 1) * (width - left - 150),
                height - 40 - y / largest * (height - 40 - top))

    parts = [text(10, 24, title), text(10, top - 6, y_name, "start", "small"),
             text((left + width - 150) / 2, height - 6, x_name, "middle", "small")]
    for i in range(6):
        y = largest * i / 5
        parts += [line(left, place(math.exp(low), y)[1], width - 150, place(math.exp(low), y)[1], "grid"),
                  text(left - 6, place(math.exp(low), y)[1] + 4, f"{y:.0f}", "end", "small")]
    for x in sorted({x for x, _ in points}):
        parts.append(text(place(x, 0)[0], height - 22, f"{x:,}", "middle", "small"))
    for i, (name, each) in enumerate(series.items()):
        places = [place(*point) for point in sorted(each)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[i]}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOURS[i]}"/>' for x, y in places]
        parts += [f'<rect x="{width - 138}" y="{top + 20 * i}" width="12" height="12" fill="{COLOURS[i]}"/>',
                  text(width - 120, top + 11 + 20 * i, name, "start", "small")]
    return document(width, height, parts)
