#!/usr/bin/env python3
"""headers_test.py: headers.py finds what it is there for, and nothing else."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

HEADERS = pathlib.Path(__file__).with_name("headers.py")
AT_THE_END = '#ifndef TELNYX_SEPARATE_COMPILATION\n#include "b.ipp"\n#endif\n'


def problems_of(**contents):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in contents.items():
            pathlib.Path(folder, name.replace("_", ".")).write_text(text)
        done = subprocess.run([sys.executable, HEADERS, folder], capture_output=True, text=True, check=False)
    *problems, last = done.stdout.strip().splitlines()
    assert done.returncode == (1 if problems else 0), done.stderr
    assert last.endswith(f", {len(problems)} problems")
    return problems


class Headers(unittest.TestCase):
    def test_name_whose_header_is_not_included(self):
        self.assertEqual(problems_of(a_hpp="std::vector<int> numbers;\n"), ["a.hpp: std::vector needs <vector>"])

    def test_name_whose_header_is_included_by_another_file(self):
        self.assertEqual(problems_of(a_hpp='#include "b.hpp"\nstd::vector<int> numbers;\n', b_hpp="#include <vector>\n"),
                         [])

    def test_header_that_is_included_only_header_only_does_not_count(self):
        found = problems_of(b_hpp="std::vector<int> numbers;\n" + AT_THE_END, b_ipp='#include "b.hpp"\n#include <vector>\n')
        self.assertEqual(found, ["b.hpp: std::vector needs <vector>"])

    def test_name_of_boost_whose_header_is_named_after_it(self):
        self.assertEqual(problems_of(a_hpp="boost::asio::steady_timer* timer;\n"),
                         ["a.hpp: boost::asio::steady_timer needs <boost/asio/steady_timer.hpp>"])

    def test_names_in_comments_and_texts_need_nothing(self):
        self.assertEqual(problems_of(a_hpp='// std::vector\nchar const* text = "std::map";\n'), [])

    def test_circle_through_an_ipp_that_comes_too_early(self):
        found = problems_of(a_hpp='#include "b.hpp"\nstruct a { b* of; };\n', b_hpp="struct b {};\n" + AT_THE_END,
                            b_ipp='#include "b.hpp"\n#include "a.hpp"\ninline a made;\n')
        self.assertEqual(found, ["a.hpp: b.ipp comes before a.hpp, which it includes"])

    def test_circle_that_is_closed_after_the_text(self):
        self.assertEqual(problems_of(b_hpp="struct b {};\n" + AT_THE_END, a_hpp='#include "b.hpp"\nstruct a { b* of; };\n',
                                     b_ipp='#include "b.hpp"\ninline b made;\n'), [])

    def test_include_of_one_form_only_does_not_count(self):
        text = "#ifndef TELNYX_SEPARATE_COMPILATION\n#error no\n#else\n#include <vector>\n#endif\nstd::vector<int> numbers;\n"
        self.assertEqual(problems_of(a_hpp=text), ["a.hpp: std::vector needs <vector>"])

    def test_virtual_function_that_is_not_marked(self):
        found = problems_of(a_hpp="class a : public b {\n  public:\n    void run(int) const noexcept override;\n};\n")
        self.assertEqual(found, ["a.hpp: TELNYX_DECL is missing before void run(int) const noexcept override"])

    def test_virtual_functions_that_need_no_mark(self):
        text = ("struct a : b {\n    TELNYX_DECL void run() override;\n    virtual void go() = 0;\n    ~a() override = default;\n"
                "    int id() const override { return 1; }\n};\n"
                "template <class Tag>\nstruct c : b {\n    void run() override;\n};\n")
        self.assertEqual(problems_of(a_hpp=text), [])


unittest.main()
