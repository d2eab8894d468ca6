#!/usr/bin/env bash
# Builds the unit, integration and thread tests under build/coverage, with clang 19 counting which lines are run, runs
# them, and tells how many of the library's lines were: in each folder of include/telnyx, and in all. Then lists the
# lines of net/ and http/, which is the connection layer, that were not, and those with a condition that went one way
# only.
#
# Left out are the types/ folders: they hold declarations of parameters and answers, and what little of them is code the
# compiler runs, not the program. Lines without code are no lines here.
#
# The exit status is 0 when all tests passed and more than 90 % of the lines were run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

tests/install_packages.sh clang-19 llvm-19 libclang-rt-19-dev cmake ninja-build python3 nginx-light nghttp2-server nodejs \
    libssl-dev zlib1g-dev libnghttp2-dev libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libboost-test1.81-dev

labels=(unit integration threads)
folder=build/coverage
cmake --preset coverage >/dev/null
cmake --build --preset coverage --target "${labels[@]/#/telnyx_}"

passed=true
rm -f "$folder"/*.profraw
for label in "${labels[@]}"; do
    LLVM_PROFILE_FILE="$root/$folder/$label-%p.profraw" ctest --test-dir "$folder" -L "^$label(_long|_http2)?\$" --output-on-failure ||
        passed=false
done

llvm-profdata-19 merge -o "$folder/all.profdata" "$folder"/*.profraw
programs=("${labels[@]/#/$folder/tests/telnyx_}")
report() {
    llvm-cov-19 export "$@" -instr-profile="$folder/all.profdata" -ignore-filename-regex='/types/' \
        "${programs[0]}" "${programs[@]/#/--object=}" --sources "$root/include/telnyx"
}
report -format=lcov >"$folder/lines.lcov"
report -format=text -skip-expansions -skip-functions >"$folder/branches.json"

python3 - "$folder" "$root/include/telnyx" <<'END' && $passed
import collections
import json
import pathlib
import sys

folder, root = map(pathlib.Path, sys.argv[1:])
lines = collections.defaultdict(dict)
for record in (folder / "lines.lcov").open():
    kind, _, values = record.rstrip("\n").partition(":")
    if kind == "SF":
        path = pathlib.Path(values).relative_to(root)
    elif kind == "DA":
        line, count = values.split(",")[:2]
        lines[path][int(line)] = int(count)

# How often each condition was true and false, in all instantiations of a template together.
conditions = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
for file in json.loads((folder / "branches.json").read_text())["data"][0]["files"]:
    for line, column, _, _, true, false, *_ in file["branches"]:
        both = conditions[pathlib.Path(file["filename"]).relative_to(root)][line, column]
        both[0] += true
        both[1] += false


def layer(path):
    folders = [part for part in path.parts[:-1] if part != "impl"]
    return "/".join(folders) or "telnyx/*.hpp"


def told(name, counts):
    run = sum(count > 0 for count in counts)
    print(f"{name:24} {100 * run / len(counts):6.2f} %  ({run} of {len(counts)} lines)")
    return run / len(counts)


layers = collections.defaultdict(list)
for path, counts in lines.items():
    layers[layer(path)] += counts.values()
for name, counts in sorted(layers.items()):
    told(name, counts)
share = told("all", [count for counts in layers.values() for count in counts])

missed = []
for path in sorted(path for path in lines if layer(path).split("/")[0] in ("net", "http")):
    text = (root / path).read_text().splitlines()
    found = {line: "not run" for line, count in lines[path].items() if count == 0}
    for (line, _), both in conditions[path].items():
        if sum(both) == 0 or text[line - 1].lstrip().startswith("switch"):
            continue  # it is a constant, or not run, or what the compiler adds to a switch
        if 0 in both:
            found.setdefault(line, "a condition is never " + ("false" if both[0] else "true"))
    missed += [f"  {path}:{line}: {what}: {text[line - 1].strip()}" for line, what in sorted(found.items())]
print(f"{len(missed)} places in net/ and http/ that no test reaches:", *missed, sep="\n")
sys.exit(share <= 0.9)
END
