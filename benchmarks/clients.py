"""How to run the clients. Each gives a dictionary as `support/measurement.hpp` prints it."""

import json
import os
import pathlib
import re
import resource
import subprocess

HERE = pathlib.Path(__file__).parent
CLIENT_CORE = "0"

WRK_SCRIPT = """
wrk.method = "POST"
wrk.body = [[{"messages":[{"role":"system","content":"You are a friendly chatbot."},{"role":"user",\
"content":"Hello, world! This is call 1."}],"model":"meta-llama/Meta-Llama-3.1-8B-Instruct"}]]
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
wrk.headers["Authorization"] = "Bearer KEY0123456789abcdef0123456789abcdef"
"""


class Clients:
    def __init__(self, programs, node, servers):
        self.programs = programs
        self.node = node
        self.servers = servers

    def available(self, name):
        if name == "wrk":
            return True
        if name.startswith("npm:"):
            return self.node is not None
        return (self.programs / name).exists()

    def command(self, name, work, url, connections, requests):
        if name.startswith("npm:"):
            program = ["node", str(self.node / (name[len("npm:"):] + "_sdk.mjs"))]
            # What the SDK for OpenAI puts into its paths is less than what Telnyx's does.
            url += "/ai" if name == "npm:openai" else ""
        else:
            program = [str(self.programs / name)]
        return ["taskset", "-c", CLIENT_CORE, *program, work, url, str(connections), str(requests),
                self.servers.ca_file]

    def run(self, name, work, url, connections, requests, preload=None):
        if name == "wrk":
            return self.run_wrk(url, connections, requests)
        environment = dict(os.environ, NODE_EXTRA_CA_CERTS=self.servers.ca_file)
        if preload:
            environment["LD_PRELOAD"] = str(preload)
        done = subprocess.run(self.command(name, work, url, connections, requests), capture_output=True, text=True,
                              env=environment, timeout=300)
        if done.returncode != 0:
            raise RuntimeError(f"{name} {work} with {connections} connections failed: {done.stderr.strip()}")
        result = json.loads(done.stdout)
        result["stderr"] = done.stderr
        return result

    def allocations(self, name, work, url, connections, requests):
        counted = self.run(name, work, url, connections, requests, self.programs / "count_allocations.so")
        return int(re.search(r"allocations: (\d+)", counted["stderr"])[1])

    def run_wrk(self, url, connections, requests):
        """wrk runs for a time, not for a number of requests; it reads no answer and checks no certificate."""
        script = self.servers.folder / "wrk.lua"
        script.write_text(WRK_SCRIPT)
        seconds = max(2, round(requests / 20000))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
                               "--latency", "-s", str(script), url + "/ai/chat/completions"],
                              capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert "Non-2xx" not in done.stdout and "Socket errors" not in done.stdout, done.stdout

        def percentile(part):
            value, unit = re.search(rf"^ *{part}% +([\d.]+)(us|ms|s)$", done.stdout, re.MULTILINE).groups()
            return float(value) * {"us": 1, "ms": 1e3, "s": 1e6}[unit]

        return {
            "requests": int(re.search(r"(\d+) requests in", done.stdout)[1]),
            "cpu_user_s": after.ru_utime - before.ru_utime,
            "cpu_sys_s": after.ru_stime - before.ru_stime,
            "wall_s": float(re.search(r"requests in ([\d.]+)s", done.stdout)[1]),
            "p50_us": percentile(50),
            "p99_us": percentile(99),
        }
