"""Rows of results, and how they are shown."""

import json
import statistics


class Report:
    def __init__(self):
        self.rows = []

    def add(self, name, unit, peer, ours, theirs, target=None):
        """A row. `ours` and `theirs` are figures of the same rounds; less is better unless `unit` is a rate."""
        pairs = [a / b for a, b in zip(ours, theirs)]
        self.rows.append({
            "name": name,
            "unit": unit,
            "peer_name": peer,
            "ours": statistics.median(ours),
            "ours_min": min(ours),
            "ours_max": max(ours),
            "peer": statistics.median(theirs),
            "peer_min": min(theirs),
            "peer_max": max(theirs),
            "ratio": statistics.median(pairs),
            "target": target,
        })

    def write_json(self, path):
        path.write_text(json.dumps(self.rows, indent=1) + "\n")

    def table(self):
        lines = ["| what | unit | ours | against | theirs | ratio | at most |", "|---|---|---|---|---|---|---|"]
        for row in self.rows:
            target = row["target"]
            verdict = "" if target is None else f"{target:.2f} " + ("met" if row["ratio"] <= target else "**missed**")
            lines.append(f"| {row['name']} | {row['unit']} | {spread(row, 'ours')} | {row['peer_name']} | "
                         f"{spread(row, 'peer')} | {row['ratio']:.3f} | {verdict} |")
        return "\n".join(lines)


def spread(row, side):
    middle, low, high = (figure(row[side + suffix]) for suffix in ("", "_min", "_max"))
    return middle if low == high else f"{middle} ({low} to {high})"


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
