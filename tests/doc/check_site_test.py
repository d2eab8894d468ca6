#!/usr/bin/env python3
"""That check_site.py finds what it is there to find."""

import pathlib
import tempfile
import unittest

import check_site

NAVIGATION = '<nav><a href="index.html">Overview</a></nav>'


class CheckSite(unittest.TestCase):
    def problems_of(self, body, names="[]", guides=("index",), readme=""):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "doc").mkdir()
            for guide in guides:
                (root / "doc" / f"{guide}.md").touch()
            (root / "README.md").write_text(readme)
            (root / "html").mkdir()
            (root / "html/index.html").write_text(body)
            (root / "html/names.js").write_text(f"const names = {names}")
            return list(check_site.problems(root, root / "html"))

    def assert_found(self, what, *arguments, **options):
        found = self.problems_of(*arguments, **options)
        self.assertTrue(any(what in each for each in found), found)

    def test_a_page_without_fault_passes(self):
        names = '[["here", "guide", "index.html#here"]]'
        page = NAVIGATION + '<h2 id="here">H</h2><a href="#here">x</a><a href="https://example.com/">y</a>'
        self.assertEqual(self.problems_of(page, names), [])

    def test_a_link_to_no_page_is_found(self):
        self.assert_found("away.html, which does not exist", NAVIGATION + '<a href="away.html">x</a>')

    def test_a_link_that_is_shown_as_it_was_written_is_found(self):
        self.assert_found("as it was written", NAVIGATION + "<p>[here](@ref x)</p>")
        self.assert_found("as it was written", NAVIGATION + "<p>More:\n@section x X</p>")

    def test_a_link_to_no_anchor_is_found(self):
        self.assert_found("no such anchor", NAVIGATION + '<a href="index.html#away">x</a>')

    def test_what_is_loaded_from_elsewhere_is_found(self):
        self.assert_found("from elsewhere", NAVIGATION + '<img src="https://example.com/x.png">')
        self.assert_found("from elsewhere", NAVIGATION + '<link rel="stylesheet" href="//example.com/x.css">')

    def test_a_picture_that_is_missing_is_found(self):
        self.assert_found("does not exist", NAVIGATION + '<img src="away.svg">')

    def test_a_guide_that_is_not_in_the_navigation_is_found(self):
        self.assert_found("does not have more.html", NAVIGATION, guides=("index", "more"))
        self.assert_found("does not have index.html", '<a href="index.html">outside of the navigation</a>')

    def test_a_dead_link_of_the_readme_is_found(self):
        self.assertEqual(self.problems_of(NAVIGATION, '[["x", "guide", "index.html"]]',
                                          readme="# A `b`\n[x](doc/index.md) [y](#a-b)"), [])
        self.assert_found("which does not exist", NAVIGATION, readme="[x](doc/away.md)")
        self.assert_found("no such heading", NAVIGATION, readme="# Here\n[x](README.md#away)")

    def test_a_dead_hit_of_the_search_is_found(self):
        self.assert_found("no such anchor", NAVIGATION, '[["x", "class", "index.html#away"]]')
        self.assert_found("finds less", NAVIGATION, "[]")


if __name__ == "__main__":
    unittest.main()
