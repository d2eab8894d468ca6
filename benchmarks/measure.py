#!/usr/bin/env python3
"""Runs the benchmarks; `run.sh` calls it. Prints a table and writes results.json and plots next to the programs."""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shlex
import statistics
import subprocess
import sys

import plots
from clients import CLIENT_CORE, Clients
from report import Report
from servers import SERVER_CORE, Servers

NAMES = {
    "telnyx": "header-only",
    "telnyx_compiled": "telnyx::compiled",
    "beast": "Beast by hand",
    "libcurl": "libcurl multi",
    "cpp_httplib": "cpp-httplib, a thread each",
    "npm:telnyx": "Node SDK",
    "npm:openai": "openai (npm)",
    "wrk": "wrk, which reads no JSON",
}
MEGABYTE = 1024 * 1024
FILE_SIZE = 100 * MEGABYTE


def cpu_us(result):
    """CPU time per call or event, in microseconds."""
    return (result["cpu_user_s"] + result["cpu_sys_s"]) / result["requests"] * 1e6


def rate(result):
    return result["requests"] / result["wall_s"]


def resident_kb(result):
    """Memory per connection, in kilobytes."""
    return (result["rss_stop"] - result["rss_start"]) / result["requests"] / 1024


def cpu_ms_per_mb(result):
    return cpu_us(result) * MEGABYTE / 1000


class Benchmarks:
    def __init__(self, programs, node, quick):
        self.programs = programs
        self.node = node
        self.quick = quick
        self.report = Report()
        self.plots = {}

    def run(self):
        with Servers(self.programs, self.programs / "run") as self.servers:
            self.clients = Clients(self.programs, self.node, self.servers)
            self.unary()
            self.connecting()
            self.one_stream()
            self.many_streams()
            self.memory()
            self.transfers()
            self.allocations()
        self.decoding()
        self.compiling()
        self.program_size()

    # Rounds: all clients one after the other, again and again, so that a busy moment of the machine hits all.

    def rounds(self, count):
        return 2 if self.quick else count

    def size(self, count):
        return count // 5 if self.quick else count

    def interleave(self, rounds, names, work, url, connections, requests):
        names = [name for name in names if self.clients.available(name)]
        results = {name: [] for name in names}
        for _ in range(self.rounds(rounds)):
            for name in names:
                # Interpreted clients are slower by so much that fewer calls take as long.
                share = 10 if name.startswith("npm:") and work == "calls" else 1
                results[name].append(self.clients.run(name, work, url, connections, requests // share))
        return results

    def compare(self, what, unit, metric, results, targets=None, peers=None):
        """Adds a row for each peer among `results`."""
        targets = targets or {}
        for peer in results if peers is None else [each for each in peers if each in results]:
            if peer != "telnyx":
                self.report.add(what, unit, NAMES[peer], [metric(each) for each in results["telnyx"]],
                                [metric(each) for each in results[peer]], targets.get(peer))

    # What is measured

    def unary(self):
        everybody = ["telnyx", "telnyx_compiled", "beast", "libcurl", "cpp_httplib", "wrk", "npm:telnyx"]
        fast = ["telnyx", "beast", "libcurl"]
        by_connections = {}
        for connections in (64, 1, 1024, 4096):
            say(f"calls on {connections:,} connections")
            names = everybody if connections == 64 else fast
            results = self.interleave(7 if connections == 64 else 5, names, "calls", self.servers.unary(), connections,
                                      self.size(50_000 if connections != 1 else 15_000))
            by_connections[connections] = results
            what = f"call, {connections:,} connection{'s' if connections > 1 else ''}"
            targets = {"beast": 0.75, "libcurl": 0.45, "wrk": 1.10, "npm:telnyx": 0.03} if connections == 64 else {}
            self.compare(f"CPU per {what}", "us", cpu_us, results, targets)
            self.compare(f"throughput, {what}", "per s", rate, results, peers=fast)
            for part in ("p50", "p99", "p999"):
                name = part if part != "p999" else "p99.9"
                self.compare(f"{name} of a {what}", "us", lambda each, part=part: each[part + "_us"], results,
                             peers=fast)
        few, many = ([cpu_us(each) for each in by_connections[count]["telnyx"]] for count in (64, 4096))
        self.report.add("CPU per call, 4,096 connections", "us", "the same with 64", many, few[:len(many)], 1.5)
        self.plots["cpu_per_call.svg"] = plots.lines(
            "CPU per call, typed and checked, over TLS 1.3", "connections", "microseconds",
            {NAMES[name]: [(count, statistics.median(cpu_us(each) for each in results[name]))
                           for count, results in by_connections.items()] for name in fast})

    def connecting(self):
        for what, url in (("full", self.servers.full_handshake()), ("resumed", self.servers.resumed())):
            say(f"connections, {what} handshake")
            results = self.interleave(5, ["telnyx", "beast", "libcurl"], "calls", url, 16, self.size(2000))
            self.compare(f"CPU per connection with one call, {what} handshake", "us", cpu_us, results)

    def one_stream(self):
        say("one stream")
        events = self.size(500_000)
        results = self.interleave(9, ["telnyx", "telnyx_compiled", "beast", "libcurl", "cpp_httplib", "npm:openai"],
                                  "stream", self.servers.stream(events), 1, events)
        self.compare("CPU per event, one stream", "us", cpu_us, results, {"beast": 0.70, "npm:openai": 0.15})

    def many_streams(self):
        say("1,000 streams with a TLS record for each token")
        events = 50 if self.quick else 150
        results = self.interleave(3, ["telnyx", "beast", "libcurl", "npm:openai"], "paced_streams",
                                  self.servers.stream(events, 40_000), 1000, events)
        self.compare("CPU per event, 1,000 streams", "us", cpu_us, results, {"beast": 1.00})
        for part in ("p50", "p99"):
            self.compare(f"{part} from the server's write to the program, 1,000 streams", "us",
                         lambda each, part=part: each[part + "_us"], results)

    def memory(self):
        say("memory")
        results = self.interleave(3, ["telnyx", "beast", "libcurl"], "idle_connections", self.servers.unary(), 2000, 1)
        self.compare("memory per idle connection, 2,000 open", "KB", resident_kb, results, {"beast": 0.60})
        results = self.interleave(3, ["telnyx", "beast"], "open_streams",
                                  self.servers.stream(1000, 60_000_000), 2000, 1)
        self.compare("memory per open stream, 2,000 open", "KB", resident_kb, results)

    def transfers(self):
        for work in ("upload", "download"):
            say(f"{work} of 100 MB")
            results = self.interleave(5, ["telnyx", "beast", "libcurl"], work, self.servers.file(FILE_SIZE), 1,
                                      FILE_SIZE)
            self.compare(f"CPU per MB, {work} of 100 MB", "ms", cpu_ms_per_mb, results)
            self.compare(f"peak memory, {work} of 100 MB", "MB", lambda each: each["rss_peak"] / MEGABYTE, results)

    def allocations(self):
        say("allocations")

        def per_request(name, work, url, connections, few, many):
            counts = [self.clients.allocations(name, work, url(size), connections, size) for size in (few, many)]
            return [(counts[1] - counts[0]) / ((many - few) * (1 if work == "calls" else connections))]

        for what, *work in (
                ("allocations per call", "calls", lambda _: self.servers.unary(), 16, 1000, 5000),
                ("allocations per event, one stream", "stream", self.servers.stream, 1, 5000, 25000),
                ("allocations per event that comes alone", "paced_streams",
                 lambda events: self.servers.stream(events, 2000), 10, 100, 300)):
            self.report.add(what, "", NAMES["beast"], per_request("telnyx", *work), per_request("beast", *work))

    def decoding(self):
        program = self.programs / "micro"
        if not program.exists():
            return
        say("pieces")
        done = subprocess.run(["taskset", "-c", CLIENT_CORE, str(program), "--benchmark_format=json",
                               f"--benchmark_repetitions={self.rounds(5)}",
                               f"--benchmark_min_time={0.05 if self.quick else 0.2}"],
                              capture_output=True, text=True, check=True)
        times = {}
        for each in json.loads(done.stdout)["benchmarks"]:
            if each["run_type"] == "iteration":
                times.setdefault(each["run_name"], []).append(each["cpu_time"])
        (self.programs / "micro.json").write_text(done.stdout)
        for what, unit, ours, theirs in (
                ("decode a 10 MB list of models", "ms", "decode_models", "parse_models"),
                ("decode a 10 MB list of embeddings", "ms", "decode_embeddings", "parse_embeddings"),
                ("decode an event into a chunk used before", "ns", "decode_chunk_again", "parse_chunk"),
                ("encode a question", "ns", "encode_question", "serialize_question")):
            self.report.add(what, unit, "boost::json", times[ours], times[theirs])

    def compiling(self):
        say("compiling")
        commands = {pathlib.Path(each["output"]).parts[-3]: each["command"]
                    for each in json.loads((self.programs.parent / "compile_commands.json").read_text())
                    if "one_call" in each["output"]}
        costs = {name: [] for name in commands}
        for _ in range(1 if self.quick else 3):
            for name, command in commands.items():
                costs[name].append(compile_cost(command, self.programs.parent))

        def costs_of(program, which):
            return [each[which] for each in costs[f"benchmark_one_call_{program}.dir"]]

        for which, what, unit, targets in ((0, "compile one call at -O2", "s", (0.60, 0.20)),
                                           (1, "memory to compile one call", "MB", (None, None))):
            theirs = costs_of("beast", which)
            self.report.add(f"{what}, header-only", unit, NAMES["beast"], costs_of("telnyx", which), theirs, targets[0])
            self.report.add(f"{what}, telnyx::compiled", unit, NAMES["beast"], costs_of("telnyx_compiled", which),
                            theirs, targets[1])

    def program_size(self):
        def size(program):
            stripped = self.programs / "stripped"
            subprocess.run(["strip", "-o", str(stripped), str(self.programs / program)], check=True)
            return [stripped.stat().st_size / 1024]

        theirs = size("one_call_beast")
        self.report.add("program with one call, header-only", "KB", NAMES["beast"], size("one_call_telnyx"), theirs)
        self.report.add("program with one call, telnyx::compiled", "KB", NAMES["beast"],
                        size("one_call_telnyx_compiled"), theirs)


def compile_cost(command, folder):
    """CPU seconds and peak megabytes of a compiler call."""
    words = shlex.split(command)
    if os.path.basename(words[0]) == "ccache":
        del words[0]
    words[words.index("-o") + 1] = "/dev/null"
    for option in ("-MF", "-MT"):
        if option in words:
            at = words.index(option)
            del words[at:at + 2]
    words = [word for word in words if word != "-MD"]
    process = subprocess.Popen(words, cwd=folder)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise RuntimeError(f"this failed: {command}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
        return (done.stdout or done.stderr).strip().split("\n")[0]
    except FileNotFoundError:
        return "not there"


def surroundings():
    model = "unknown processor"
    for each in open("/proc/cpuinfo"):
        if each.startswith("model name"):
            model = each.split(":", 1)[1].strip()
            break
    return "\n".join((
        f"{datetime.date.today()}, {model}, {os.cpu_count()} cores, Linux {platform.release()}, "
        f"load {os.getloadavg()[0]:.1f}",
        f"clients on core {CLIENT_CORE}, servers on core {SERVER_CORE}; figures are medians (least to most)",
        "; ".join((first_line("g++", "--version"), first_line("openssl", "version"), first_line("nginx", "-v"),
                   "node " + first_line("node", "--version"), first_line("curl-config", "--version"))),
    ))


def say(what):
    print(f"{what} ...", file=sys.stderr, flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("programs", type=pathlib.Path, help="folder with the programs; results are put there too")
    options.add_argument("--node", type=pathlib.Path, help="folder with the clients in JavaScript and what they need")
    options.add_argument("--quick", action="store_true", help="fewer rounds of fewer calls")
    given = options.parse_args()
    if os.cpu_count() < 2:
        sys.exit("This needs two cores: one for the servers, one for the clients.")

    os.environ["PATH"] += ":/usr/sbin:/sbin"
    programs = given.programs.resolve()
    benchmarks = Benchmarks(programs, given.node and given.node.resolve(), given.quick)
    benchmarks.run()
    benchmarks.report.write_json(programs.parent / "results.json")
    benchmarks.plots["ratios.svg"] = plots.ratios(benchmarks.report.rows)
    for name, content in benchmarks.plots.items():
        (programs.parent / name).write_text(content)
    print(surroundings() + "\n")
    print(benchmarks.report.table())


main()
