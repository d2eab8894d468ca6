#!/usr/bin/env python3
"""headers.py INCLUDE: what compiling each header alone would say of its includes, without compiling it.

1. Each name of the standard library and of Boost comes from a header that the file includes, itself or through files of
   this library. A compiler would also be content with what a header of its own standard library happens to include.
2. Header-only, each file is complete before others use it, whichever header a program includes first. Headers end by
   including their .ipp files, so a circle of includes may be harmless or not, depending on where it is entered.
3. Virtual functions that an .ipp file defines are marked with TELNYX_DECL in their classes, for the reason that
   base/config.hpp gives. A template has no need of it.
"""

import pathlib
import re
import sys

# Names, and the headers that define them; any of them will do.
STANDARD = {
    r"std::(basic_)?string\b|std::to_string\b": "string",
    r"std::(basic_)?string_view\b": "string_view",
    r"std::(optional|nullopt|nullopt_t|bad_optional_access)\b": "optional",
    r"std::(shared_ptr|unique_ptr|weak_ptr|make_shared|make_unique|enable_shared_from_this|addressof|"
    r"static_pointer_cast|allocator)\b": "memory",
    r"std::(vector)\b": "vector",
    r"std::(array)\b": "array",
    r"std::(u?int(8|16|32|64)_t)\b": "cstdint",
    r"std::chrono::": "chrono",
    r"std::(mutex|lock_guard|unique_lock|recursive_mutex)\b": "mutex",
    r"std::condition_variable\b": "condition_variable",
    r"std::(min|max|clamp|find|find_if|find_if_not|any_of|all_of|none_of|count_if|transform|sort|replace|copy_n|copy_if|"
    r"rotate|remove_if|lower_bound|upper_bound|stable_partition|search|reverse|min_element|fill_n|equal|"
    r"lexicographical_compare)\b": "algorithm",
    r"std::(move|exchange|forward|pair|in_place|in_place_t|in_place_type|declval|as_const|index_sequence|"
    r"make_index_sequence|cmp_less|cmp_greater|cmp_greater_equal)\b": "utility",
    r"std::(function|less)\b": "functional",
    r"std::(exception_ptr|current_exception|rethrow_exception|make_exception_ptr|exception)\b": "exception",
    r"std::(map)\b": "map",
    r"std::(unordered_map)\b": "unordered_map",
    r"std::(unordered_set)\b": "unordered_set",
    r"std::(set)\b": "set",
    r"std::(span)\b": "span",
    r"std::(variant|get_if|holds_alternative|visit|variant_alternative_t|variant_size_v|monostate)\b": "variant",
    r"std::(any|any_cast)\b": "any",
    r"std::numeric_limits\b": "limits",
    r"std::(atomic|memory_order_\w+)\b": "atomic",
    r"std::(from_chars|to_chars|chars_format)\b": "charconv",
    r"std::(bad_alloc)\b": "new",
    r"std::(list)\b": "list",
    r"std::(deque)\b": "deque",
    r"std::(tuple)\b": "tuple",
    r"std::(bitset)\b": "bitset",
    r"std::(runtime_error|length_error)\b": "stdexcept",
    r"std::filesystem\b": "filesystem",
    r"std::(is_\w+_v|remove_\w+_t|conditional_t|invoke_result_t|true_type|add_\w+_t)\b": "type_traits",
    r"std::(same_as|convertible_to|equality_comparable|constructible_from|integral|derived_from|floating_point)\b":
        "concepts",
    r"std::(countr_zero|endian|bit_cast)\b": "bit",
    r"std::(isfinite|round|floor|ceil|abs|fabs|trunc|sqrt|sin|signbit|lround|llround|ldexp|exp2)\b": "cmath|cstdlib",
    r"std::(memcpy|memset|memcmp|memchr|strlen)\b": "cstring",
    r"std::(snprintf|fread|fseek|fclose|ferror|clearerr|FILE)\b": "cstdio",
    r"std::(cout|cerr)\b": "iostream",
    r"std::(ostringstream|istringstream)\b": "sstream",
    r"std::(random_device|uniform_int_distribution)\b": "random",
    r"std::thread\b": "thread",
    r"std::getenv\b": "cstdlib",
    r"std::(back_inserter|make_move_iterator)\b": "iterator",
    r"std::initializer_list\b": "initializer_list|string|vector|map|utility|memory|algorithm|functional",
    r"std::(errc|error_code)\b": "system_error|charconv",
    r"std::numbers\b": "numbers",
}

# What of Boost does not follow the rule that boost::asio::steady_timer is in boost/asio/steady_timer.hpp.
BOOST = {
    r"boost::asio::(awaitable|any_io_executor|deferred|as_tuple|post|dispatch|steady_timer|co_spawn|io_context|strand|"
    r"bind_cancellation_slot|cancellation_signal|detached|execution_context)\b": None,
    r"boost::asio::ip::tcp\b": "boost/asio/ip/tcp.hpp|boost/asio/ts/netfwd.hpp",
    r"boost::asio::error::\w+": "boost/asio/error.hpp",
    r"boost::asio::this_coro::": "boost/asio/this_coro.hpp",
    r"boost::asio::(buffer|const_buffer|mutable_buffer)\b": "boost/asio/buffer.hpp",
    r"boost::asio::make_strand\b": "boost/asio/strand.hpp",
    r"boost::asio::async_initiate\b": "boost/asio/async_result.hpp",
    r"boost::asio::get_associated_executor\b": "boost/asio/associated_executor.hpp",
    r"boost::json::(object|array|string|value)\b(?!_)": "boost/json/.*.hpp",
    r"boost::json::serialize\b": "boost/json/serialize.hpp",
    r"boost::json::parse\b": "boost/json/parse.hpp",
    r"boost::system::(error_code|system_error|error_category)\b":
        "boost/system/.*.hpp|boost/asio/error.hpp|boost/asio/awaitable.hpp|boost/asio/ip/tcp.hpp",
    r"boost::describe::": "boost/describe.*hpp",
    r"boost::mp11::": "boost/mp11.*hpp",
}

INCLUDE = re.compile(r'^\s*#include\s+([<"])([^>"]+)[>"]')


class File:
    """A file of the library: its includes before and after its own text, and that text."""

    def __init__(self, path):
        self.before, self.after, text = [], [], []
        modes = []
        for line in path.read_text().splitlines():
            condition = re.match(r"^\s*#(ifndef|ifdef|if|else|elif|endif)\b\s*(.*)", line)
            if condition:
                before = modes.pop() if condition[1] in ("else", "elif", "endif") else None
                if condition[1] == "else":
                    opposites = {"#ifdef": "#ifndef", "#ifndef": "#ifdef"}
                    modes.append(re.sub("^#ifn?def", lambda word: opposites[word[0]], before))
                elif condition[1] != "endif":
                    modes.append(condition[0].strip())
                continue
            if "#ifdef TELNYX_SEPARATE_COMPILATION" in modes:
                continue
            behind = "#ifndef TELNYX_SEPARATE_COMPILATION" in modes
            included = INCLUDE.match(line)
            if included:
                (self.after if behind else self.before).append(included[2])
            elif not line.startswith("#"):
                text.append(line)
        code = re.sub(r"/\*.*?\*/", "", "\n".join(text), flags=re.DOTALL)
        code = re.sub(r'"(\\.|[^"\\])*"', '""', re.sub(r"//.*", "", code))
        self.code = code
        self.has_code = bool(re.sub(r"namespace \w+(::\w+)* \{|\}", "", code).strip())


def closure(files, name, seen):
    """All that a file includes, as far as it is known here."""
    for each in files[name].before:
        if each not in seen:
            seen.add(each)
            if each in files:
                closure(files, each, seen)
    return seen


def header_of(pattern, header, found):
    if header is None:
        return "/".join(found.split("::")) + ".hpp"
    return header


def missing(files, name):
    """Names in a file whose headers it does not include."""
    has = None
    for table in (STANDARD, BOOST):
        for pattern, header in table.items():
            for found in sorted({each[0] for each in re.finditer(pattern, files[name].code)}):
                has = has if has is not None else closure(files, name, set())
                wanted = header_of(pattern, header, found)
                if not any(re.fullmatch(wanted, each) for each in has):
                    yield f"{name}: {found} needs <{wanted}>"


def unmarked(files, name):
    """Virtual functions that are declared without TELNYX_DECL."""
    blocks, statement = [], ""
    for part in re.split(r"([;{}])", files[name].code):
        if part not in (";", "{", "}"):
            statement = " ".join(part.split())
            continue
        if part == "{":
            blocks.append(statement)
        elif part == "}" and blocks:
            blocks.pop()
        elif (re.search(r"\bvirtual\b|\boverride$", statement) and not re.search(r"TELNYX_DECL|= ?\w+$", statement)
              and not any("template <" in block for block in blocks)):
            yield f"{name}: TELNYX_DECL is missing before {re.sub('^(public|protected|private): ', '', statement)}"
        statement = ""


def used_too_early(files, entry):
    """Files that are included, header-only, by others that come before their text."""
    problems, state = [], {}

    def include(name):
        state[name] = "includes"
        for each in files[name].before:
            enter(name, each)
        state[name] = "has text"
        for each in files[name].after:
            enter(name, each)

    def enter(of, name):
        if name not in files:
            return
        if name not in state:
            include(name)
        elif state[name] == "includes" and files[name].has_code and files[of].has_code:
            problems.append(f"{entry}: {of} comes before {name}, which it includes")

    include(entry)
    return problems


def main():
    root = pathlib.Path(sys.argv[1])
    files = {str(path.relative_to(root)): File(path) for path in sorted(root.rglob("*.?pp"))}
    problems = [problem for name in files for rule in (missing, unmarked) for problem in rule(files, name)]
    for name in files:
        if name.endswith(".hpp") and not name.endswith("/src.hpp"):  # those two are for the other mode
            problems += used_too_early(files, name)
    print("\n".join(dict.fromkeys(problems)))
    print(f"{len(files)} files, {len(set(problems))} problems")
    sys.exit(0 if files and not problems else 1)


main()
