"""How to run the clients. Each gives a dictionary as `support/measurement.hpp` prints it."""

import json
import os
import re
import resource
import shutil
import subprocess

import callgrind

CLIENT_CORE = "0"
ON_CLIENT_CORE = ["taskset", "-c", CLIENT_CORE]
LONGEST_RUN = 120  # seconds

NAMES = {
    "telnyx": "header-only",
    "telnyx_use": "header-only, with a client from another file",
    "telnyx_compiled": "telnyx::compiled",
    "beast": "Beast by hand",
    "libcurl": "libcurl multi",
    "cpp_httplib": "cpp-httplib, a thread each",
    "npm:telnyx": "Node SDK",
    "npm:openai": "openai (npm)",
    "wrk": "wrk, which reads no JSON",
    "telnyx:http2": "header-only, over HTTP/2",
    "libcurl:http2": "libcurl multi over HTTP/2",
    "h2load": "h2load, which reads no JSON",
}

STREAMS_PER_CONNECTION = 100  # what the server allows, and all clients use

WRK_SCRIPT = """
wrk.method = "POST"
wrk.body = [[{"messages":[{"role":"system","content":"You are a friendly chatbot."},{"role":"user",\
"content":"Hello, world! This is call 12345."}],"model":"meta-llama/Meta-Llama-3.1-8B-Instruct"}]]
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
wrk.headers["User-Agent"] = "telnyx-cpp/0.1.0"
wrk.headers["X-Stainless-Lang"] = "cpp"
wrk.headers["X-Stainless-Package-Version"] = "0.1.0"
wrk.headers["X-Stainless-OS"] = "Linux"
wrk.headers["X-Stainless-Arch"] = "x64"
wrk.headers["X-Stainless-Retry-Count"] = "0"
wrk.headers["Authorization"] = "Bearer KEY0123456789abcdef0123456789abcdef"
done = function(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '{"requests": %d, "wall_s": %f, "p50_us": %f, "p99_us": %f, "p999_us": %f, "errors": %d}',
        summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
        latency:percentile(99.9), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


H2LOAD_CALL = ('{"messages":[{"role":"system","content":"You are a friendly chatbot."},{"role":"user",'
               '"content":"Hello, world! This is call 12345."}],"model":"meta-llama/Meta-Llama-3.1-8B-Instruct"}')
H2LOAD_STREAM = H2LOAD_CALL[:-1] + ',"stream":true}'


def run_checked(command, what, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{what} failed: {done.stderr.strip()[-500:]}")
    return done


def run_and_take_cpu(command, name):
    """For programs that do not say themselves what they have used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run_checked([*ON_CLIENT_CORE, *command], name)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, {"cpu_user_s": after.ru_utime - before.ru_utime, "cpu_sys_s": after.ru_stime - before.ru_stime}


class Clients:
    def __init__(self, programs, node, servers):
        self.programs = programs
        self.node = node
        self.servers = servers

    def available(self, name):
        if name.startswith("npm:"):
            return self.node is not None
        if name in ("wrk", "h2load"):
            return shutil.which(name) is not None
        return (self.programs / name.split(":")[0]).exists()

    def command(self, name, work, url, connections, requests):
        if name.startswith("npm:"):
            program = ["node", str(self.node / (name[len("npm:"):] + "_sdk.mjs"))]
            # What the SDK for OpenAI puts into its paths is less than what Telnyx's does.
            url += "/ai" if name == "npm:openai" else ""
            protocol = []
        else:
            program, *protocol = name.split(":")
            program = [str(self.programs / program)]
        return [*program, work, url, str(connections), str(requests), self.servers.ca_file, *protocol]

    def run(self, name, work, url, connections, requests, under=(), preload=None):
        """`under` is a command that runs the client, `preload` a library to be loaded into it."""
        if name == "wrk":
            return self.run_wrk(url, connections, requests)
        if name == "h2load":
            return self.run_h2load(work, url, connections, requests)
        environment = dict(os.environ, NODE_EXTRA_CA_CERTS=self.servers.ca_file)
        if preload:
            environment["LD_PRELOAD"] = str(preload)
        done = run_checked([*ON_CLIENT_CORE, *under, *self.command(name, work, url, connections, requests)],
                           f"{NAMES[name]}, {work} with {connections} connections,", env=environment)
        return dict(json.loads(done.stdout), stderr=done.stderr)

    # What is counted instead of timed depends neither on other programs nor on the processor's speed, and needs no
    # counters of the processor, which virtual machines often lack.

    def allocations(self, *run):
        counted = self.run(*run, preload=self.programs / "count_allocations.so")
        return {"": int(re.search(r"allocations: (\d+)", counted["stderr"])[1])}

    def instructions(self, *run):
        """Those of the whole run outside the kernel, by parts, and in all."""
        output = self.servers.folder / "callgrind.out"
        self.run(*run, under=["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}"])
        with open(output) as file:
            parts = callgrind.instructions(file)
        return {"": sum(parts.values()), **{f", {name}": parts[name] for name in sorted(parts)}}

    def run_wrk(self, url, connections, requests):
        """wrk runs for a time, not for a number of requests; it reads no answer and cannot check certificates."""
        script = self.servers.folder / "wrk.lua"
        script.write_text(WRK_SCRIPT)
        seconds = max(1, round(requests / 25000))
        done, cpu = run_and_take_cpu(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script),
                                      url + "/ai/chat/completions"], "wrk")
        result = json.loads(done.stdout[done.stdout.index("{"):])
        if result["errors"] != 0:
            raise RuntimeError(f"wrk met {result['errors']} errors")
        return dict(result, **cpu)

    def run_h2load(self, work, url, connections, requests):
        """Like wrk, h2load reads no answer and cannot check certificates."""
        streams = work == "paced_streams"
        body = self.servers.folder / "h2load.json"
        body.write_text(H2LOAD_STREAM if streams else H2LOAD_CALL)
        sent = connections if streams else requests
        lines = -(-connections // STREAMS_PER_CONNECTION)
        done, cpu = run_and_take_cpu(["h2load", "-t1", f"-c{lines}", f"-m{-(-connections // lines)}", f"-n{sent}",
                                      f"-d{body}", "-HContent-Type: application/json",
                                      "-HAuthorization: Bearer KEY0123456789abcdef0123456789abcdef",
                                      url + "/ai/chat/completions"], "h2load")
        if f"status codes: {sent} 2xx" not in done.stdout:
            raise RuntimeError("h2load got other responses")
        return dict(cpu, requests=sent * requests if streams else sent)
