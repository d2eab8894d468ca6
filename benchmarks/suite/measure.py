#!/usr/bin/env python3
"""Runs the benchmarks; `run.sh` calls it. Prints tables, and writes them, the same as JSON, and plots."""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import sys
import time

import machine
import plots
from clients import Clients
from groups import GROUPS, Benchmarks
from report import Report, table
from servers import Servers

FOLDER = pathlib.Path(__file__).parent.parent


def arguments():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("programs", type=pathlib.Path, help="folder with the programs")
    options.add_argument("--node", type=pathlib.Path, help="folder with the clients in JavaScript and what they need")
    options.add_argument("--quick", action="store_true", help="fewer rounds of fewer calls")
    options.add_argument("--rows", default=".", help="only groups whose name this regular expression finds")
    options.add_argument("--record", action="store_true",
                         help="write RESULTS.md and results/ into benchmarks/ too; groups that are not measured stay")
    options.add_argument("--command", default="measure.py", help="what to say that this was started with")
    return options.parse_args()


def run_groups(bench, groups):
    for name, measure in groups.items():
        print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
        begun = time.monotonic()
        bench.group = name
        try:
            bench.servers.ensure_running()
            measure(bench)
            outcome = f"{time.monotonic() - begun:.0f} s"
        except Exception as failure:  # The other groups are to be measured all the same.
            bench.report.fail(name, failure or type(failure).__name__)
            outcome = f"failed: {failure!r}"
        print(outcome, file=sys.stderr, flush=True)


def results_page(report, description):
    """RESULTS.in.md, with the tables in the places of `{{name of a group}}`."""

    def part(match):
        name = match[1]
        if name == "machine":
            return description + "\n"
        if name == "targets":
            return table(report.targets(), "name") + report.failures_text()
        rows = [row for row in report.rows if row["group"] == name]
        return table(rows) if rows else "Not measured.\n"

    return re.sub(r"\{\{(.*?)\}\}\n?", part, (FOLDER / "RESULTS.in.md").read_text())


def keep_other_groups(report, recorded):
    """Adds the recorded rows of the groups that this run has not measured; tells which run each of them is from."""
    measured = {row["group"] for row in report.rows}
    kept = [row for row in json.loads(recorded.read_text()) if row.get("group") in GROUPS.keys() - measured]
    place = {name: number for number, name in enumerate(GROUPS)}
    report.rows = sorted([*report.rows, *kept], key=lambda row: place[row["group"]])
    groups_of = {}
    for row in kept:
        groups_of.setdefault(row["run"], {})[row["group"]] = None
    return "\n".join(f"- not measured again: {'; '.join(groups)}; these are of {run}"
                     for run, groups in groups_of.items())


def write_results(bench, description, to):
    results = to / "results"
    shutil.rmtree(to, ignore_errors=True)
    results.mkdir(parents=True)
    bench.report.write_json(results / "results.json")
    for name, content in plots.of(bench.report.rows).items():
        (results / name).write_text(content)
    (to / "RESULTS.md").write_text(results_page(bench.report, description))


def main():
    given = arguments()
    if os.cpu_count() < 2:
        sys.exit("This needs two cores: one for the servers, one for the clients.")
    groups = {name: measure for name, measure in GROUPS.items() if re.search(given.rows, name, re.IGNORECASE)}
    if not groups:
        sys.exit("There is no such group. These are: " + "; ".join(GROUPS))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))  # so that servers end as well

    os.environ["PATH"] += ":/usr/sbin:/sbin"
    programs = given.programs.resolve()
    node = given.node and given.node.resolve()
    description = machine.describe(given.command, node)
    report = Report()
    with Servers(programs, programs / "run") as servers:
        bench = Benchmarks(programs, servers, Clients(programs, node, servers), report, given.quick)
        try:
            run_groups(bench, groups)
        except (KeyboardInterrupt, SystemExit) as end:  # What has been measured until then is kept.
            report.fail("the rest", f"ended by {end!r}")

    for row in report.rows:
        row["run"] = description.split("\n")[0].removeprefix("- ")
    recorded = FOLDER / "results" / "results.json"
    if given.record and len(groups) < len(GROUPS) and recorded.exists():
        description += "\n" + keep_other_groups(report, recorded)
    to = programs.parent / "report"
    write_results(bench, description, to)
    if given.record:
        shutil.copytree(to, FOLDER, dirs_exist_ok=True)
    for name in groups:
        rows = [row for row in report.rows if row["group"] == name]
        if rows:
            print(f"\n{name}\n\n{table(rows)}", end="")
    print(f"\n{description}\n\n{report.failures_text()}The same with explanations is in {to}/RESULTS.md.")
    return 1 if report.failures else 0


sys.exit(main())
