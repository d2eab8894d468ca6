"""Google Benchmark's figures of the library's pieces."""

import json

from clients import ON_CLIENT_CORE, run_checked

# What, unit, our benchmark, the name of what it is compared to, and its benchmark.
ROWS = (
    ("decode a 10 MB list of models", "ms", "decode_models", "json::parse", "parse_models"),
    ("decode a 10 MB list of embeddings", "ms", "decode_embeddings", "json::parse", "parse_embeddings"),
    ("decode an event into a chunk used before", "ns", "decode_chunk_again", "json::parse", "parse_chunk"),
    ("decode an event into a chunk used before", "ns", "decode_chunk_again", "json::parse, monotonic_resource",
     "parse_chunk_monotonic"),
    ("decode an event into a new chunk", "ns", "decode_chunk", "json::parse", "parse_chunk"),
    ("encode a question", "ns", "encode_question", "json::serialize", "serialize_question"),
    ("split 1,000 events in pieces of 16 KB", "ns", "split_events/16384", "split by hand",
     "split_events_by_hand/16384"),
    ("split 1,000 events in pieces of 253 bytes", "ns", "split_events/253", "split by hand",
     "split_events_by_hand/253"),
    ("split 1,000 events in pieces of 100 bytes", "ns", "split_events/100", "split by hand",
     "split_events_by_hand/100"),
    ("decide on a retry, with a delay of our own", "ns", "decide/own_delay"),
    ("decide on a retry, with a date of the server's", "ns", "decide/date"),
    ("take a connection and give it back, 4,096 others in use", "ns", "take_and_give_back/4096"),
    ("hand a connection over, 4,096 callers waiting", "ns", "hand_over/4096"),
)


def measure(bench):
    program = bench.programs / "micro"
    done = run_checked([*ON_CLIENT_CORE, str(program), "--benchmark_format=json", "--benchmark_filter=.",
                        "--benchmark_enable_random_interleaving=true",
                        f"--benchmark_repetitions={bench.rounds(5)}",
                        f"--benchmark_min_time={0.05 if bench.quick else 0.1}"], "micro")
    times = {}
    for each in json.loads(done.stdout)["benchmarks"]:
        if each.get("error_occurred"):
            raise RuntimeError(f"{each['name']}: {each['error_message']}")
        if each["run_type"] == "iteration":
            times.setdefault(each["run_name"], []).append(each["cpu_time"])
    for what, unit, ours, *peer in ROWS:
        bench.add(what, unit, times[ours], *(peer and (peer[0], times[peer[1]])))
