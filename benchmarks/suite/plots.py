#!/usr/bin/env python3
"""Plots of the results as SVG, drawn from their rows. `plots.py` draws those in benchmarks/results/ anew."""

import json
import math
import pathlib
import re

US = "this library"
PEERS = ["Beast by hand", "libcurl multi"]
COLOURS = {US: "us", "Beast by hand": "first", "libcurl multi": "second"}
STYLE = """<style>
text{font:14px system-ui,"DejaVu Sans",sans-serif;fill:#1d2125}
.title{font-weight:600;font-size:16px}.small{font-size:12.5px;fill:#5b646e}.value{font-size:12.5px}
.ground{fill:#fff}.grid{stroke:#dfe4e8}.mark{stroke:#1d2125;stroke-width:2}
.line{fill:none;stroke-width:2}.us.line{stroke-width:3.5}
.us{stroke:#00856f;fill:#00856f}.first{stroke:#b3541e;fill:#b3541e}.second{stroke:#5a5fb0;fill:#5a5fb0}
.missed{stroke:#c2404f;fill:#c2404f}text.us,text.first,text.second,text.missed{stroke:none;font-weight:600}.line{fill:none}
@media(prefers-color-scheme:dark){text{fill:#dde3e8}.small{fill:#98a4af}.ground{fill:#14181b}.grid{stroke:#313a41}
.mark{stroke:#dde3e8}.us{stroke:#2fb79b;fill:#2fb79b}.first{stroke:#e8935a;fill:#e8935a}
.second{stroke:#9aa0f0;fill:#9aa0f0}.missed{stroke:#f0707e;fill:#f0707e}.line{fill:none}}
</style>"""


def document(title, width, height, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="img"><title>{escaped(title)}</title>{STYLE}<rect width="100%" height="100%" class="ground"/>'
            + "".join(parts) + "</svg>\n")


def escaped(content):
    return content.replace("&", "&amp;").replace("<", "&lt;")


def text(x, y, content, anchor="start", kind=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escaped(content)}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def number(value):
    """With as many digits as a reader needs."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def ratios(rows):
    """A bar for each row that has a target: our figure as a part of the peer's, and the target as a mark."""
    top, step, width, margin = 74, 46, 560, 12
    largest = max([1.0] + [max(row["ratio"], row["target"]) for row in rows])
    scale = (width - 2 * margin - 90) / largest
    title = "Our cost as a part of the other's"
    parts = [text(margin, 26, title, kind="title"),
             text(margin, 46, "Shorter is better; the mark is the target, set before optimising.", kind="small")]
    height = top + step * len(rows) + 6
    even = margin + scale
    parts += [line(even, top - 8, even, height - 8, "grid"), text(even, top - 12, "as much", "middle", "small")]
    for i, row in enumerate(rows):
        y = top + i * step
        missed = row["ratio"] > row["target"]
        kind = "missed" if missed else "us"
        mark = margin + row["target"] * scale
        length = row["ratio"] * scale
        parts += [
            text(margin, y + 12, f"{row['name']} / {row['peer_name']}", kind="small"),
            f'<rect x="{margin}" y="{y + 18}" width="{length:.1f}" height="14" rx="2" class="{kind}"/>',
            line(mark, y + 15, mark, y + 35, "mark"),
            text(max(margin + length, mark) + 7, y + 30, f"{row['ratio']:.2f}" + (", missed" if missed else ""),
                 kind=f"value {kind}"),
        ]
    return document(title, width, height, parts)


def steps(largest):
    """Round numbers from 0 up to `largest`, about five."""
    rough = largest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    return [step * i for i in range(math.ceil(largest / step - 0.05) + 1)]


def powers(low, high):
    return [10.0 ** power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def apart(places, least):
    """The places, moved so far that labels there do not touch."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for before, at in zip(order, order[1:]):
        moved[at] = max(moved[at], moved[before] + least)
    return moved


def lines(title, note, series, logarithmic=False):
    """`series` maps a name to points (connections, y); connections are on a logarithmic scale."""
    left, right, top, width, height = 64, 170, 74, 640, 380
    bottom = height - 52
    points = [point for each in series.values() for point in each]
    low, high = (math.log(pick(x for x, _ in points)) for pick in (min, max))
    ticks = powers(*(pick(y for _, y in points) for pick in (min, max))) if logarithmic else steps(max(y for _, y in points))

    def part(y):
        if not logarithmic:
            return y / ticks[-1]
        return math.log(y / ticks[0]) / math.log(ticks[-1] / ticks[0])

    def place(x, y):
        return (left + (math.log(x) - low) / ((high - low) or 1) * (width - left - right),
                bottom - part(y) * (bottom - top))

    parts = [text(12, 26, title, kind="title"), text(12, 46, note, kind="small"),
             text((left + width - right) / 2, height - 10, "connections", "middle", "small")]
    for tick in ticks:
        y = bottom - part(tick) * (bottom - top)
        parts += [line(left, y, width - right, y, "grid"), text(left - 8, y + 4, f"{tick:,.10g}", "end", "small")]
    for x in sorted({x for x, _ in points}):
        parts.append(text(place(x, ticks[-1])[0], bottom + 20, f"{x:,}", "middle", "small"))
    ends = apart([place(*max(each))[1] for each in series.values()], 19)
    for (name, each), end in reversed(list(zip(series.items(), ends))):
        places = [place(*point) for point in sorted(each)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        kind = COLOURS[name]
        parts.append(f'<polyline points="{path}" class="line {kind}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" class="{kind}"/>' for x, y in places]
        parts.append(text(width - right + 12, end + 5, f"{name}: {number(max(each)[1])}", kind=f"value {kind}"))
    return document(title, width, height, parts)


def by_connections(rows, what, factor=1):
    """{name: [(connections, figure)]} of a figure of the groups "calls on N connections"."""
    series = {name: set() for name in [US, *PEERS]}
    for row in rows:
        calls = re.fullmatch(r"calls on ([\d,]+) connections?", row.get("group", ""))
        if not calls or row["what"] != what or row["peer_name"] not in PEERS:
            continue
        connections = int(calls[1].replace(",", ""))
        series[US].add((connections, row["ours"] * factor))
        series[row["peer_name"]].add((connections, row["peer"] * factor))
    return {name: sorted(points) for name, points in series.items() if points}


def of(rows):
    """{file: SVG} of all plots for which there are rows."""
    rows = [row for row in rows if "failure" not in row]
    plots = {}
    for file, title, note, what, factor, logarithmic in (
            ("cpu_per_call.svg", "CPU time of a call", "Microseconds; less is better.", "CPU per call", 1, False),
            ("throughput.svg", "Calls per second, on one core", "More is better.", "throughput, more is better", 1, False),
            ("latency_p99.svg", "Latency, 99th percentile, under full load",
             "Milliseconds, on a logarithmic scale; less is better.", "latency, p99", 0.001, True)):
        series = by_connections(rows, what, factor)
        if len({x for points in series.values() for x, _ in points}) > 1:
            plots[file] = lines(title, note, series, logarithmic)
    targets = [row for row in rows if row["target"] is not None]
    if targets:
        plots["ratios.svg"] = ratios(targets)
    return plots


if __name__ == "__main__":
    results = pathlib.Path(__file__).parent.parent / "results"
    for name, content in of(json.loads((results / "results.json").read_text())).items():
        (results / name).write_text(content)
