"""The pages that go along with an inzage: whatever people wrote is text on them, and nothing on them asks or runs anything."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.bewaartermijn import BIJNA, IN_DIENST, Bewaring
from generator.model.inzage import Inzage, Stuk, Verleden, Versie
from generator.model.register import InternBegeleider
from generator.model.vastlegging import Commit, Plek, Verandering, Wijziging
from generator.rendering.inzage import day, inzage_files, inzage_pages, safe_name
from generator.rendering.templates import Templates
from tests.projects import TODAY
from tests.rendering.elements import Elements

ATTACK = "<script>alert(1)</script>\"><svg onload=alert(1)>' {{7*7}} </style></pre></title> javascript:alert(1)"
TEMPLATES = Templates()


def whole(text: str = "x") -> Inzage:
    """An inzage with a text wherever somebody can have written one."""
    ib_er = InternBegeleider("jb-7", name=text, school=text)
    stuk = Stuk(f"scores/jb-7/{text}.yml", text.encode(), said(text))
    return Inzage(
        ib_er,
        Bewaring(ib_er, IN_DIENST),
        2,
        stichting=text,
        stukken=(stuk, replace(stuk, path=f"scores/jb-7/{text}2.yml", is_shown=False)),
        register={"naam": text, f"{text}!": text},
        verleden=past(text),
        pdfs=(("verslag/a.pdf", text),),
        failed=1,
        has_pages=True,
        elsewhere={"genoemd": 2},
        commits=3,
    )


def said(text: str) -> dict[Plek, str]:
    return {
        Plek("datum"): text,
        Plek("doel"): text,
        Plek("status"): text,
        Plek("waarnemer", "", "rol"): text,
        Plek("waarnemer", "", "naam"): text,
    }


def past(text: str) -> Verleden:
    changes = (
        Verandering(Plek("scores", text, "aantekening"), text, text),
        Verandering(Plek("scores", "a.1", "score"), text, text),
        Verandering(Plek("afspraken", text, "wie"), "", text),
        Verandering(Plek("afspraken", text), text, ""),
        Verandering(Plek("samenvatting"), "", text),
        Verandering(Plek(text), text, text),
    )
    commit = Commit("abcdef1234", author=text, day=date(2026, 5, 14))
    later = Versie(f"scores/{text}.yml", Wijziging(commit, changes, moved_from=text), text.encode())
    first = Versie(f"scores/{text}.yml", Wijziging(commit), text.encode(), is_first=True)
    return Verleden(((later, first),), (replace(first, is_first=False),), pseudoniemen=(text,), remarks=(text,))


def pages(inzage: Inzage) -> dict[str, str]:
    return {path: page.decode() for path, page in inzage_pages(inzage, TEMPLATES, TODAY).items()}


def bare(page: str) -> str:
    """Without the paths of files, which follow from their names."""
    return re.sub(r'href="(?:scorebestanden|oude-versies)/[^"]*"', 'href="BESTAND"', page)


@pytest.mark.parametrize("text", [ATTACK, "a\u202eb", "]]>--><!--", "&lt;b&gt;", "\n\n# kop"])
def test_what_people_wrote_never_changes_a_page(text: str) -> None:
    plain, attacked = pages(whole()), pages(whole(text))

    assert {path: Elements(bare(page)).found for path, page in attacked.items()} == {
        path: Elements(bare(page)).found for path, page in plain.items()
    }


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_no_text_at_all_changes_a_page(text: str) -> None:
    assert Elements(bare(pages(whole(f"x{text}"))["geschiedenis.html"])).found == PLAIN_PAST


PLAIN_PAST = Elements(bare(pages(whole())["geschiedenis.html"])).found


def test_nothing_runs_and_only_our_own_style_counts() -> None:
    for page in pages(whole()).values():
        [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

        assert f"style-src 'sha256-{digest}';" in unescape(policy)
        assert unescape(policy).startswith("default-src 'none'; script-src 'none';")
        assert "<script" not in page
        assert re.findall(r'(?:src|href)="(?!data:)(?:[a-z]+:|//)', page) == []


def test_an_older_version_is_shown_as_it_was_unless_it_is_too_large() -> None:
    inzage = whole("kort")
    [versies] = inzage.verleden.files
    large = replace(inzage.verleden, files=((replace(versies[0], data=b"lang" * 30_000), versies[1]),))

    assert pages(inzage)["geschiedenis.html"].count("Zo stond het er</summary>") == 2
    assert pages(replace(inzage, verleden=large))["geschiedenis.html"].count("Zo stond het er</summary>") == 1


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8))
def test_every_file_has_a_place_of_its_own_on_any_computer(names: list[str]) -> None:
    stukken = tuple(Stuk(f"scores/jb-7/{name}", str(number).encode()) for number, name in enumerate(names))
    found = inzage_files(replace(whole(), stukken=stukken, verleden=Verleden()))

    assert sorted(found.values()) == sorted(stuk.data for stuk in stukken)
    assert len({path.lower() for path in found}) == len(names)
    assert [path for path in found if not re.fullmatch(r"scorebestanden/[A-Za-z0-9_][A-Za-z0-9._ ()+@~-]*", path)] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("scores/jb-7/2026-05-12-zelf.yml", "2026-05-12-zelf.yml"),
        ("a/.verborgen", "verborgen"),
        ("a/..", "bestand"),
        ("a/C:\\x.yml", "C__x.yml"),
        ("a/één.yml", "__n.yml"),
        ("a/-rf ", "rf"),
    ],
)
def test_a_name_in_the_zip_is_one_that_any_computer_can_have(path: str, name: str) -> None:
    assert safe_name(path) == name


@pytest.mark.parametrize(
    ("written", "shown"),
    [("2026-05-12", "12 mei 2026"), ("2026-02-30", "2026-02-30"), ("", "datum onbekend"), ("mei", "mei")],
)
def test_a_date_is_told_as_people_write_it(written: str, shown: str) -> None:
    assert day(written) == shown


def test_how_long_it_stays_is_told_for_who_has_left() -> None:
    left = Bewaring(InternBegeleider("jb-7"), BIJNA, until=date(2026, 12, 31))

    assert "Tot en met 31 december 2026." in pages(replace(whole(), bewaring=left))["LEESMIJ.html"]


def test_of_nothing_it_is_said_that_there_is_nothing() -> None:
    ib_er = InternBegeleider("jb-7")
    made = pages(Inzage(ib_er, Bewaring(ib_er, IN_DIENST), 2))

    assert list(made) == ["LEESMIJ.html"]
    assert "Er is niets over je gevonden." in made["LEESMIJ.html"]
