"""The checks of tests/sites.py find what they are for: each is shown a site with that fault, and one without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import put
from tests.sites import dead_links, html_errors, visit

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Titel</title></head><body><main><h1 id="kop">Kop</h1>{}</main></body></html>\n'


def site(root: Path, body: str = "") -> Path:
    put(root, "index.html", PAGE.format(body))
    put(root, "map/pagina.html", PAGE.format('<a href="../index.html#kop">Terug</a>'))
    return root


def test_a_sound_site_has_nothing_wrong(tmp_path: Path) -> None:
    root = site(tmp_path, '<a href="map/pagina.html#kop">Verder</a> <a href="https://example.org/">Elders</a>')
    seen = visit(root, widths=[360], schemes=["light"])

    assert dead_links(root) == []
    assert html_errors(root) == []
    assert (seen.violations, seen.foreign, seen.errors, seen.overflowing) == ([], [], [], [])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ('<a href="weg.html">x</a>', "no such file"),
        ('<a href="map/">x</a>', "no such file"),
        ('<a href="map/pagina.html#weg">x</a>', "no such anchor"),
        ('<a href="#weg">x</a>', "no such anchor"),
        ('<a href="/index.html">x</a>', "leads out of the site"),
        ('<a href="javascript:alert(1)">x</a>', "leads out of the site"),
        ('<img src="//example.org/x.png" alt="">', "leads out of the site"),
        ('<a href="../../index.html">x</a>', "no such file"),
        ('<p id="kop">x</p>', "id kop is there twice"),
    ],
)
def test_a_link_that_does_not_work_is_found(tmp_path: Path, body: str, wrong: str) -> None:
    found = dead_links(site(tmp_path, body))

    assert len(found) == 1
    assert wrong in found[0]


def test_html_that_is_wrong_is_found(tmp_path: Path) -> None:
    assert len(html_errors(site(tmp_path, "<p><ul></p>"))) > 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<p style="color:#aaa">grijs</p>', "violations"),
        ('<div role="dialog" tabindex="0">naamloos</div>', "violations"),
        ('<img src="weg.png" alt="">', "foreign"),
        ('<img src="http://127.0.0.1:9/x.png" alt="">', "foreign"),
        ("<script>throw new Error('fout')</script>", "errors"),
        ('<div style="width:900px">breed</div>', "overflowing"),
    ],
)
def test_a_page_that_hinders_someone_or_asks_something_elsewhere_is_found(tmp_path: Path, body: str, kind: str) -> None:
    seen = visit(site(tmp_path, body), widths=[360], schemes=["light"], pages=["index.html"])

    assert getattr(seen, kind)
