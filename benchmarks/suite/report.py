"""Rows of results, and how they are shown."""

import json
import statistics


class Report:
    def __init__(self):
        self.rows = []
        self.failures = []

    def add(self, group, what, unit, ours, peer_name=None, theirs=None, target=None):
        """A row. `ours` and `theirs` are figures of the same rounds; less is better unless `unit` is a rate."""
        row = {"name": f"{group}: {what}", "group": group, "what": what, "unit": unit, **middle("ours", ours)}
        if theirs is None:
            row.update(peer_name=None, peer=None, ratio=None, target=None)
        else:
            ratios = [a / b for a, b in zip(ours, theirs)]
            row.update(peer_name=peer_name, **middle("peer", theirs), **middle("ratio", ratios), target=target)
        self.rows.append(row)

    def fail(self, what, why):
        self.failures.append({"name": what, "failure": str(why)})

    def write_json(self, path):
        path.write_text(json.dumps(self.rows + self.failures, indent=1) + "\n")

    def targets(self):
        return [row for row in self.rows if row["target"] is not None]

    def failures_text(self):
        return "".join(f"**Not measured**: {each['name']}: {each['failure']}\n" for each in self.failures)


def middle(name, figures):
    return {name: statistics.median(figures), name + "_min": min(figures), name + "_max": max(figures)}


HEADINGS = ["what", "unit", "ours", "against", "theirs", "ratio", "at most"]


def table(rows, name="what"):
    """`name` is what to call rows by: "what", or "name" where they are of several groups."""
    lines = [HEADINGS, ["---"] * len(HEADINGS)] + [cells(row, name) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cells(row, name):
    ours = [row[name], row["unit"], spread(row, "ours", figure)]
    if row["peer"] is None:
        return [*ours, "", "", "", ""]
    return [*ours, row["peer_name"], spread(row, "peer", figure), spread(row, "ratio", ratio), verdict(row)]


def verdict(row):
    if row["target"] is None:
        return ""
    return f"{row['target']:.2f} " + ("met" if row["ratio"] <= row["target"] else "**missed**")


def spread(row, what, shown):
    middle, low, high = (shown(row[what + suffix]) for suffix in ("", "_min", "_max"))
    return middle if low == high else f"{middle} ({low} to {high})"


def ratio(value):
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
