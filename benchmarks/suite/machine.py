"""What was measured on, and with what."""

import datetime
import os
import pathlib
import platform
import re
import subprocess
import time

from clients import CLIENT_CORE
from servers import SERVER_CORE

ROOT = pathlib.Path(__file__).parent.parent.parent


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        return (done.stdout or done.stderr).strip().split("\n")[0]
    except FileNotFoundError:
        return "not there"


def processor():
    found = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else "an unknown processor"


def memory_gb():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def busy_percent():
    """How much of the processor other programs use, over a second."""

    def times():
        fields = [int(each) for each in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
        return sum(fields), fields[3] + fields[4]  # all, and of it idle and waiting for disks

    all_before, idle_before = times()
    time.sleep(1)
    all_after, idle_after = times()
    return 100 * (1 - (idle_after - idle_before) / (all_after - all_before))


def system():
    found = re.search(r'^PRETTY_NAME="(.*)"$', pathlib.Path("/etc/os-release").read_text(), re.MULTILINE)
    return found[1] if found else "Linux"


def boost_version():
    header = pathlib.Path("/usr/include/boost/version.hpp")
    found = re.search(r'BOOST_LIB_VERSION "(.*)"', header.read_text()) if header.exists() else None
    return "Boost " + (found[1].replace("_", ".") if found else "of unknown version")


def node_packages(node):
    installed = node / "installed" if node else None
    return installed.read_text().strip() if installed and installed.exists() else "no npm packages"


def describe(command, node):
    """Lines of Markdown."""
    versions = (first_line("g++", "--version"), boost_version(), first_line("openssl", "version"),
                first_line("nginx", "-v"), first_line("curl-config", "--version"), first_line("wrk", "-v"),
                first_line("h2load", "--version"),
                f"node {first_line('node', '--version')}", node_packages(node))
    commit = first_line("git", "describe", "--always", "--dirty", "--exclude=*")
    return "\n".join(f"- {line}" for line in (
        f"{datetime.date.today()}, commit {commit}: `{command}`",
        f"{processor()}, {os.cpu_count()} cores, {memory_gb():.0f} GB, {system()}, Linux {platform.release()}; "
        f"{busy_percent():.0f} % of them busy with other programs at the beginning",
        f"clients pinned to core {CLIENT_CORE}, servers to core {SERVER_CORE}",
        "; ".join(versions)))
