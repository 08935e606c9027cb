"""Links to a PDF that could not be made: which are taken out, and what stands in their place."""

from __future__ import annotations

import pytest

from generator.rendering.missing_pdfs import NOT_MADE, files_without_links, without_links

PAGE = "ib-ers/jb-7/index.html"
MISSING = ["ib-ers/jb-7/verslag@3 a&b.pdf"]


@pytest.mark.parametrize(
    "href", ["verslag@3 a&amp;b.pdf", "./verslag%403%20a%26b.pdf", "../jb-7/verslag@3 a&amp;b.pdf"]
)
def test_a_link_to_what_is_missing_becomes_its_text_and_says_so(href: str) -> None:
    page = f'<p>Zie <a class="knop" href="{href}" lang="nl">het <b>verslag</b></a>.</p>'

    assert without_links(PAGE, page, MISSING) == f"<p>Zie het <b>verslag</b> {NOT_MADE}.</p>"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="verslag.pdf">x</a>',
        '<a href="../verslag@3 a&amp;b.pdf">x</a>',
        '<a href="index.html">verslag@3 a&amp;b.pdf</a>',
        '<abbr href="verslag@3 a&amp;b.pdf">x</abbr>',
    ],
)
def test_any_other_link_stays(link: str) -> None:
    assert without_links(PAGE, link, MISSING) == link


def test_each_link_is_taken_out_by_itself() -> None:
    page = '<a href="b.pdf">b</a> <a href="a.pdf">a</a> <a href="c.pdf">c</a>'

    assert without_links("index.html", page, ["a.pdf"]) == f'<a href="b.pdf">b</a> a {NOT_MADE} <a href="c.pdf">c</a>'


def test_only_pages_are_looked_at() -> None:
    files = {"x.html": b'<a href="a.pdf">a</a>', "x.ics": b'<a href="a.pdf">\xff</a>'}

    assert files_without_links(files, ["a.pdf"]) == {"x.html": f"a {NOT_MADE}".encode(), "x.ics": files["x.ics"]}
