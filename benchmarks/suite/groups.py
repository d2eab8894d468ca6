"""What is measured, in groups of rows that belong together."""

import resource

import compiling
import pieces
from clients import NAMES

MEGABYTE = 1024 * 1024
FILE_SIZE = 100 * MEGABYTE
PERCENTILES = (("p50", "p50_us"), ("p99", "p99_us"), ("p99.9", "p999_us"))

HTTP2 = "telnyx:http2"
OVER_HTTP2 = [HTTP2, "telnyx", "libcurl:http2", "h2load"]
FAST = ["telnyx", "beast", "libcurl"]
EVERYBODY = ["telnyx", "telnyx_compiled", "beast", "libcurl", "cpp_httplib", "wrk", "npm:telnyx"]

# Clients in JavaScript are slower by so much that this part of the work takes as long.
SLOWER = {("npm:telnyx", "calls"): 10, ("npm:openai", "stream"): 5, ("npm:openai", "short_streams"): 5}


def cpu_us(result):
    """CPU time per call or event, in microseconds."""
    return (result["cpu_user_s"] + result["cpu_sys_s"]) / result["requests"] * 1e6


def kernel_us(result):
    return result["cpu_sys_s"] / result["requests"] * 1e6


def rate(result):
    return result["requests"] / result["wall_s"]


def resident_kb(result):
    """Memory per connection, in kilobytes."""
    return (result["rss_stop"] - result["rss_start"]) / result["requests"] / 1024


def cpu_ms_per_mb(result):
    return cpu_us(result) * MEGABYTE / 1000


class Benchmarks:
    """What the groups share: how to run clients, and where rows go."""

    def __init__(self, programs, servers, clients, report, quick):
        self.programs = programs
        self.servers = servers
        self.clients = clients
        self.report = report
        self.quick = quick
        self.group = None
        self.calls = {}  # results by number of connections, for what compares those

    def rounds(self, count):
        return min(2, count) if self.quick else count

    def size(self, count):
        return count // 5 if self.quick else count

    def interleave(self, rounds, names, work, url, connections, requests):
        """Runs all clients one after the other, again and again, so that a busy moment of the machine hits all. `url`
        is a function of the number of requests."""
        results = {name: [] for name in names if self.clients.available(name)}
        for number in range(self.rounds(rounds)):
            for name in list(results)[::-1 if number % 2 else 1]:
                count = requests // SLOWER.get((name, work), 1)
                try:
                    results[name].append(self.clients.run(name, work, url(count), connections, count))
                except Exception as failure:
                    if name in ("telnyx", HTTP2):
                        raise
                    self.report.fail(f"{self.group}, {NAMES[name]}", failure)
                    del results[name]
                    self.servers.ensure_running()
        return results

    def add(self, *row):
        self.report.add(self.group, *row)

    def compare(self, what, unit, metric, results, targets=None, ours="telnyx"):
        """Adds a row for each peer among `results`."""
        for peer, theirs in results.items():
            if peer != ours:
                self.add(what, unit, [metric(each) for each in results[ours]], NAMES[peer],
                         [metric(each) for each in theirs], (targets or {}).get(peer))


def require_descriptors(connections):
    needed = connections + 64
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit < needed:
        raise RuntimeError(f"this needs {needed} open files; the limit is {limit} (ulimit -Hn)")


def require_connections(results, expected):
    """Checks that no client opened more connections, or fewer."""
    for name, runs in results.items():
        for each in runs:
            if each.get("connections", expected) != expected:
                raise RuntimeError(f"{NAMES[name]} opened {each['connections']} connections instead of {expected}")


def calls(connections, names, rounds, requests, targets=None):
    """A group: calls on so many connections."""

    def measure(bench):
        require_descriptors(connections)
        results = bench.interleave(rounds, names, "calls", lambda _: bench.servers.unary(), connections,
                                   bench.size(requests))
        require_connections(results, connections)
        bench.calls[connections] = results
        bench.compare("CPU per call", "us", cpu_us, results, targets)
        bench.compare("of it in the kernel", "us", kernel_us, results)
        results.pop("telnyx_compiled", None)
        bench.compare("throughput, more is better", "calls/s", rate, results)
        for part, key in PERCENTILES:
            bench.compare(f"latency, {part}", "us", lambda each: each[key], results)

    return measure


def scaling(bench):
    if not {64, 4096} <= set(bench.calls):
        raise RuntimeError("this needs the figures of 64 and of 4,096 connections")
    few, many = ([cpu_us(each) for each in bench.calls[count]["telnyx"]] for count in (64, 4096))
    bench.add("CPU per call with 4,096 connections", "us", many, "header-only, with 64", few, 1.5)


def require_handshakes(requests, first_ones, resumed):
    """Checks what the server saw: the connections that were to be resumed were, but for the first ones; the others
    were not."""
    full = sum(not each for _, each in requests)
    if full > 2 * first_ones if resumed else full != len(requests):
        raise RuntimeError(f"{full} of {len(requests)} handshakes were full ones")


def connecting(bench):
    connections = 16
    requests = bench.size(2000)
    sizes = {}
    for what, url in (("full", bench.servers.full_handshake()), ("resumed", bench.servers.resumed())):
        bench.servers.take_requests()
        results = bench.interleave(5, FAST, "calls", lambda _: url, connections, requests)
        bench.compare(f"CPU per connection with one call, {what} handshake", "us", cpu_us, results)
        first_ones = len(results) * bench.rounds(5) * connections
        require_handshakes(bench.servers.take_requests(), first_ones, what == "resumed")
    for name in results:
        bench.clients.run(name, "calls", bench.servers.full_handshake(), 1, 1)
        sizes[name] = [bench.servers.take_requests()[-1][0]]
    for peer in sizes:
        if peer != "telnyx":
            bench.add("size of a request", "bytes", sizes["telnyx"], NAMES[peer], sizes[peer])


def one_stream(bench):
    names = ["telnyx", "telnyx_compiled", "beast", "libcurl", "cpp_httplib", "npm:openai"]
    results = bench.interleave(9, names, "stream", bench.servers.stream, 1, bench.size(500_000))
    bench.compare("CPU per event", "us", cpu_us, results, {"beast": 0.70, "npm:openai": 0.15})


def many_streams(bench):
    streams = 1000
    require_descriptors(streams)
    events = 50 if bench.quick else 150
    results = bench.interleave(3, [*FAST, "npm:openai"], "paced_streams",
                               lambda count: bench.servers.stream(count, 40_000), streams, events)
    bench.compare("CPU per event", "us", cpu_us, results, {"beast": 1.00})
    for part, key in PERCENTILES:
        bench.compare(f"from the server's write to the program, {part}", "us", lambda each: each[key], results)


def first_token(bench):
    results = bench.interleave(5, [*FAST, "npm:openai"], "short_streams",
                               lambda _: bench.servers.stream(1), 1, bench.size(5000))
    for part, key in PERCENTILES:
        bench.compare(f"from the call to the first token, {part}", "us", lambda each: each[key], results)
    bench.compare("CPU per stream of one token", "us", cpu_us, results)


def memory(bench):
    connections = 2000
    require_descriptors(connections)
    idle = bench.interleave(3, FAST, "idle_connections", lambda _: bench.servers.unary(), connections, 1)
    bench.compare("memory per idle connection", "KB", resident_kb, idle, {"beast": 0.60})
    # The server notices that a client has gone when it sends the next token, so that may not take long.
    url = bench.servers.stream(1000, 10_000_000)
    streams = bench.interleave(3, FAST, "open_streams", lambda _: url, connections, 1)
    bench.compare("memory per open stream", "KB", resident_kb, streams)


def transfers(bench):
    for work in ("upload", "download"):
        results = bench.interleave(5, FAST, work, bench.servers.file, 1, FILE_SIZE)
        bench.compare(f"CPU per MB, {work}", "ms", cpu_ms_per_mb, results)
        bench.compare(f"peak memory, {work}", "MB", lambda each: each["rss_peak"] / MEGABYTE, results)


def without_floor(results):
    """Only those that tell more than their CPU time."""
    return {name: each for name, each in results.items() if name != "h2load"}


def http2_streams(bench):
    streams = 1000
    require_descriptors(streams)

    def measure(what, targets, period, *times, latency=False):
        events = (50_000 if bench.quick else 200_000 if period < 20_000 else 100_000) // streams
        results = bench.interleave(5, OVER_HTTP2, "paced_streams",
                                   lambda count: bench.servers.stream(count, period, *times), streams, events)
        bench.compare(f"CPU per event, {what}", "us", cpu_us, results, targets, HTTP2)
        for part, key in PERCENTILES if latency else ():
            bench.compare(f"from the server's write to the program, {what}, {part}", "us", lambda each: each[key],
                          without_floor(results), {"telnyx": 1.00} if part == "p50" else None, HTTP2)
        bench.compare(f"events/s that the client got, {what}, more is better", "events/s", rate,
                      without_floor(results), ours=HTTP2)

    measure("25,000 events/s, each sent alone", None, 40_000, latency=True)
    measure("25,000 events/s, a record for each", {"telnyx": 0.55}, 40_000, 1000)
    measure("100,000 events/s, a record for each", None, 10_000, 1000)
    measure("100,000 events/s", {"telnyx": 0.25, "libcurl:http2": 0.50}, 10_000, 1000, 1)


def http2_memory(bench):
    streams = 2000
    require_descriptors(streams)
    url = bench.servers.stream(1000, 10_000_000)
    results = bench.interleave(3, [HTTP2, "telnyx", "libcurl:http2"], "open_streams", lambda _: url, streams, 1)
    bench.compare("memory per open stream", "KB", resident_kb, results, {"telnyx": 0.15}, HTTP2)


def http2_cold_client(bench):
    calls_at_once = 1000
    require_descriptors(calls_at_once)
    results = bench.interleave(5, [HTTP2, "telnyx", "libcurl:http2"], "cold_calls",
                               lambda _: bench.servers.unary_or_http2(), calls_at_once, calls_at_once)
    bench.compare("CPU until all have their answers", "ms", lambda each: cpu_us(each) * calls_at_once / 1000, results,
                  {"telnyx": 0.25}, HTTP2)
    bench.compare("time until all have their answers", "ms", lambda each: each["wall_s"] * 1000, results, ours=HTTP2)
    bench.compare("peak memory", "MB", lambda each: each["rss_peak"] / MEGABYTE, results, ours=HTTP2)


def http2_calls(bench):
    results = bench.interleave(7, OVER_HTTP2, "calls", lambda _: bench.servers.unary_or_http2(), 64,
                               bench.size(50_000))
    bench.compare("CPU per call", "us", cpu_us, results, {"telnyx": 1.00, "libcurl:http2": 0.45}, HTTP2)
    results = without_floor(results)
    bench.compare("of it in the kernel", "us", kernel_us, results, ours=HTTP2)
    bench.compare("throughput, more is better", "calls/s", rate, results, ours=HTTP2)
    for part, key in PERCENTILES:
        bench.compare(f"latency, {part}", "us", lambda each: each[key], results, ours=HTTP2)


def http2_transfers(bench):
    for work, target in (("download", 1.15), ("upload", None)):
        results = bench.interleave(7, [HTTP2, "telnyx", "libcurl:http2"], work, bench.servers.file, 1, FILE_SIZE)
        bench.compare(f"CPU per MB, {work}", "ms", cpu_ms_per_mb, results, {"telnyx": target}, HTTP2)
        bench.compare(f"peak memory, {work}", "MB", lambda each: each["rss_peak"] / MEGABYTE, results, ours=HTTP2)


def counted(counter, name, work, url, connections, requests):
    """What one more request takes, by parts."""
    fewer = requests // 4
    difference = (requests - fewer) * (connections if work == "paced_streams" else 1)
    less, more = (counter(name, work, url(size), connections, size) for size in (fewer, requests))
    return {part: [(more[part] - less[part]) / difference] for part in more}


def count_per_request(bench, counter, what, work, url, connections, requests):
    """Adds rows of what one more request takes: the difference of two runs, which differ in nothing else."""
    ours = counted(counter, "telnyx", work, url, connections, requests)
    for peer in ("beast", "libcurl"):
        if bench.clients.available(peer):
            theirs = counted(counter, peer, work, url, connections, requests)
            for part in ours:
                bench.add(what + part, "", ours[part], NAMES[peer], theirs[part])


def counts(counter_name, what, calls, events):
    """A group: what a call and an event take, counted rather than timed, with runs of so many."""

    def measure(bench):
        counter = getattr(bench.clients, counter_name)
        unary, one_token = bench.servers.unary(), bench.servers.stream(1)
        for kind, work, url, connections, requests in (
                ("call", "calls", lambda _: unary, 16, bench.size(calls)),
                ("stream of one token", "short_streams", lambda _: one_token, 1, bench.size(calls)),
                ("event, one stream", "stream", bench.servers.stream, 1, bench.size(events)),
                ("event that comes alone", "paced_streams", lambda size: bench.servers.stream(size, 20_000), 10, 120)):
            count_per_request(bench, counter, f"{what} per {kind}", work, url, connections, requests)

    return measure


def additions(bench):
    """What optional features add to a call that has no need of them, counted."""

    def instructions(work):
        unary = bench.servers.unary()
        return counted(bench.clients.instructions, "telnyx", work, lambda _: unary, 16, bench.size(1000))[""]

    plain = instructions("calls")
    for what, work in (("with limits", "limited_calls"), ("through run_tools()", "tool_calls")):
        bench.add(f"instructions per call {what}", "", instructions(work), "header-only, without", plain, 1.05)


GROUPS = {
    "calls on 64 connections": calls(64, EVERYBODY, 7, 50_000,
                                     {"beast": 0.75, "libcurl": 0.45, "wrk": 1.10, "npm:telnyx": 0.03}),
    "calls on 1 connection": calls(1, [each for each in EVERYBODY if each != "telnyx_compiled"], 5, 15_000),
    "calls on 1,024 connections": calls(1024, FAST, 5, 50_000),
    "calls on 4,096 connections": calls(4096, FAST, 5, 50_000),
    "calls: scaling": scaling,
    "connections": connecting,
    "streams: one": one_stream,
    "streams: 1,000 with a TLS record for each token": many_streams,
    "streams: first token": first_token,
    "memory at 2,000 connections": memory,
    "transfers of 100 MB": transfers,
    "HTTP/2: 1,000 streams": http2_streams,
    "HTTP/2: memory at 2,000 streams": http2_memory,
    "HTTP/2: 1,000 calls at once on a cold client": http2_cold_client,
    "HTTP/2: calls, 64 in flight": http2_calls,
    "HTTP/2: transfers of 100 MB": http2_transfers,
    "allocations": counts("allocations", "allocations", 5000, 40_000),
    "instructions": counts("instructions", "instructions", 1000, 8000),
    "instructions: optional features": additions,
    "pieces": pieces.measure,
    "compiling": compiling.measure,
    "program size": compiling.measure_size,
}
