"""What it takes to compile a program with one call, and how large the program is."""

import json
import os
import re
import shlex
import subprocess

from clients import NAMES

WITH_LIMIT = NAMES["beast"]
BARE = "Beast by hand, without a time limit"
FLOOR = "Asio and Boost.JSON's value, no client"
PROGRAMS = ("telnyx", "telnyx_use", "telnyx_compiled", "telnyx_and_asio_compiled", "beast", "beast_bare", "floor")
TARGETS = {"telnyx": 0.90, "telnyx_use": 0.60, "telnyx_compiled": 0.15}


def compile_commands(folder):
    commands = {}
    for each in json.loads((folder / "compile_commands.json").read_text()):
        program = re.search(r"benchmark_one_call_(\w+)\.dir", each["command"])
        if program:
            commands[program[1]] = each["command"]
    return commands


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
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise RuntimeError(f"this failed: {command}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(bench):
    folder = bench.programs.parent
    commands = compile_commands(folder)
    costs = {program: [] for program in PROGRAMS}
    for _ in range(1 if bench.quick else 2):
        for program in PROGRAMS:
            costs[program].append(compile_cost(commands[program], folder))

    for which, what, unit, targets in ((0, "CPU to compile one call at -O2", "s", TARGETS),
                                       (1, "memory to compile it", "MB", {})):
        figures = {program: [each[which] for each in costs[program]] for program in PROGRAMS}
        for program in TARGETS:
            target = targets.get(program)
            name = f"{what}, {NAMES[program]}"
            bench.add(name, unit, figures[program], WITH_LIMIT, figures["beast"], target)
            bench.add(name, unit, figures[program], BARE, figures["beast_bare"])
        apart = f"{what}, {NAMES['telnyx_compiled']}, Asio compiled apart"
        bench.add(apart, unit, figures["telnyx_and_asio_compiled"], WITH_LIMIT, figures["beast"])
        bench.add(f"{what}, {NAMES['telnyx_compiled']}", unit, figures["telnyx_compiled"], FLOOR, figures["floor"])


def measure_size(bench):
    def size(program):
        stripped = bench.programs / "stripped"
        subprocess.run(["strip", "-o", str(stripped), str(bench.programs / f"one_call_{program}")], check=True)
        return [stripped.stat().st_size / 1024]

    for program in ("telnyx", "telnyx_compiled"):
        bench.add(f"program with one call, stripped, {NAMES[program]}", "KB", size(program), WITH_LIMIT, size("beast"))
