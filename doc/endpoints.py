"""The reference by endpoint: examples/ENDPOINTS.md, with each call linked to its description."""

import re

import guides


def members_of_resources(root):
    """{(class, member): class of the member} of the resources, for the way from `client.ai` to a class."""
    found = {}
    for header in [root / "include/telnyx/client.hpp", *(root / "include/telnyx").rglob("*_resource.hpp")]:
        text = header.read_text()
        room = re.search(r"^namespace ([\w:]+) \{", text, re.M)[1]
        parts = re.split(r"^class (\w+)[^;{]*\{$", text, flags=re.M)[1:]
        for name, body in zip(parts[::2], parts[1::2]):
            for kind, member in re.findall(r"^    ([\w:]+_resource) (\w+);", body, re.M):
                inner = f"{room}::{kind}" if "::" not in kind else f"telnyx::{kind}"
                found[f"{room}::{name}", member] = inner
    return found


def linked(call, members):
    """The call as Markdown, linked to its function."""
    path = re.match(r"client((?:\.\w+)*)\.(\w+)\(", call)
    at = "telnyx::client"
    for member in path[1].split(".")[1:]:
        at = members[at, member]
    return f"[`{call}`](@ref {at}::{path[2]})"


def page(root):
    """The page, as Markdown for Doxygen."""
    members = members_of_resources(root)
    lines = (root / "examples/ENDPOINTS.md").read_text().splitlines()
    lines[0] = "# Endpoints {#endpoints}"
    text = "\n".join(re.sub(r"`(client\.[^`]*\([^`]*\))`(?= \|)", lambda match: linked(match[1], members), line)
                     for line in lines) + "\n"
    text = re.sub(r"^## (.*)$", lambda match: f"{match[0]} {{#{guides.anchor('endpoints', match[1])}}}", text, flags=re.M)
    return guides.with_contents(text)
