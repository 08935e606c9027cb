"""The form in the browser as a page: what stands in it, that nothing runs but its own scripts, and that no text can be more than text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.model.formulier import selections
from generator.model.rubric import Indicator, Kijkwijzer, Punt, Rubric, Schaal, Taakgebied, Vaardigheid
from generator.rendering.scoren import LOCAL, SCRIPTS, rubric_data, scoren_files, scoren_page
from generator.rendering.templates import Templates
from tests.projects import project_of
from tests.rendering.rubrics import FOUR, UNLIKE_OURS, descriptions, direct, long_values, row, rubric, schaal

TEMPLATES = Templates()
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "<!--",
    "{{ 7 * 7 }}",
    "${alert(1)}",
    "' onfocus='alert(1)",
    "</textarea></title></style>",
    "javascript:alert(1)",
)


class _Tags(HTMLParser):
    """Every tag of a page with its attributes, and what stands in each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inline.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style") and self.inline:
            tag, attrs, text = self.inline[-1]
            self.inline[-1] = (tag, attrs, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.tags.append((f"/{tag}", {}))


def page_of(made: Rubric, **more: object) -> str:
    return scoren_page(made, made, TEMPLATES, **more)  # type: ignore[arg-type]


def policy_of(html: str) -> dict[str, list[str]]:
    metas = [attrs for tag, attrs in _Tags(html).tags if tag == "meta" and attrs.get("http-equiv")]
    assert [meta["http-equiv"] for meta in metas] == ["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in str(metas[0]["content"]).split("; ")}


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def hostile(text: str) -> Rubric:
    """The same text wherever an author can write one."""
    points = Schaal(
        (Punt("1", f"a{text}", f"b{text}", f"c{text}"), Punt(f"2{text}", f"d{text}", f"e{text}")), f"2{text}"
    )
    described = {"1": f"f{text}", f"2{text}": f"g{text}"}
    rows = (
        Vaardigheid("x.1", f"h{text}", "een", observable=("observatie",), frameworks=(f"i{text}",), bewijsstukken=(f"j{text}",)),
        Vaardigheid("x.2", f"k{text}", "een", descriptions=described, afgeleid=True),
    )  # fmt: skip
    area = Taakgebied("t", f"l{text}", (Indicator("x", f"m{text}", rows),), f"n{text}")
    kijkwijzers = (Kijkwijzer("een", f"o{text}", f"p{text}"),)
    return Rubric("vijandig", f"q{text}", f"r{text}", points, kijkwijzers, (area,), f"s{text}", language="en")


# The whole


def test_every_kijkwijzer_choice_has_a_page(project: Path) -> None:
    pages = [path for path in scoren_files(project_of(project), TEMPLATES) if path.endswith(".html")]

    assert pages == ["scoren/zwemles.html", "scoren/zwemles-ondiep.html", "scoren/zwemles-diep.html"]


def test_the_same_rubric_gives_the_same_bytes(project: Path) -> None:
    assert scoren_files(project_of(project), TEMPLATES) == scoren_files(project_of(project), Templates())


def test_each_point_and_nvt_is_a_radio_button_at_each_row() -> None:
    made = rubric("klein", schaal("nee", "ja"), direct("t", row("1"), row("2")))
    radios = [attrs for tag, attrs in _Tags(page_of(made)).tags if tag == "input" and attrs.get("type") == "radio"]

    assert [(radio["name"], radio["value"]) for radio in radios if str(radio["name"]).startswith("score:")] == [
        ("score:1", "nee"), ("score:1", "ja"), ("score:1", "nvt"), ("score:2", "nee"), ("score:2", "ja"), ("score:2", "nvt"),
    ]  # fmt: skip
    assert not any("checked" in radio for radio in radios if str(radio["name"]).startswith("score:"))


def test_a_page_of_a_part_shows_its_rows_and_knows_the_whole_rubric(project: Path) -> None:
    whole = project_of(project).rubrics[0]
    html = scoren_page(selections(whole)["zwemles-diep"], whole, TEMPLATES)
    rows = [attrs["data-rij"] for _, attrs in _Tags(html).tags if "data-rij" in attrs]
    data = {attrs["id"]: json.loads(text) for _, attrs, text in _Tags(html).inline if "id" in attrs}

    assert rows == ["c.1"]
    assert data["rubric"] == rubric_data(whole)
    assert [form["naam"] for form in data["formulier"]["formulieren"]] == ["zwemles", "zwemles-ondiep", "zwemles-diep"]
    assert data["formulier"]["kijkwijzers"] == ["diep"]


@pytest.mark.parametrize("made", UNLIKE_OURS.values(), ids=list(UNLIKE_OURS))
def test_no_id_is_there_twice_and_every_reference_leads_somewhere(made: Rubric) -> None:
    tags = _Tags(page_of(made)).tags
    ids = Counter(attrs["id"] for _, attrs in tags if "id" in attrs)
    used = [
        id
        for _, attrs in tags
        for name in ("for", "aria-describedby", "aria-labelledby")
        for id in str(attrs.get(name) or "").split()
    ]

    assert [id for id, count in ids.items() if count > 1] == []
    assert len(used) > 20
    assert [id for id in used if id not in ids] == []


def test_texts_of_a_rubric_in_another_language_say_so_and_ours_do_not() -> None:
    html = page_of(descriptions())

    assert html.count('<span class="tekst" lang="en">The coach listens well.</span>') == 5
    assert 'lang="en">niet van toepassing' not in html
    assert '<html lang="nl">' in html


def test_long_points_get_wide_buttons_and_described_points_a_line_each() -> None:
    assert 'class="punten breed"' in page_of(long_values())
    assert 'class="punten beschreven"' in page_of(descriptions())
    assert 'class="punten klein"' in page_of(rubric("klein", schaal(*FOUR), direct("t", row("1"))))
    assert 'class="punten klein weinig"' in page_of(rubric("klein", schaal("1", "2"), direct("t", row("1"))))


def test_a_form_that_is_not_about_the_person_does_not_ask_for_a_zienswijze() -> None:
    made = rubric("klein", schaal("1", "2"), direct("t", row("1")))
    unsigned = replace(made, kijkwijzers=tuple(replace(each, is_signed=False) for each in made.kijkwijzers))

    assert 'id="veld:zienswijze" data-alleen-gevuld' in page_of(unsigned)
    assert 'id="veld:zienswijze">' in page_of(made)


# Nothing runs but its own scripts


def test_every_script_and_style_is_allowed_by_its_hash_and_nothing_else_is(project: Path) -> None:
    for html in (
        data.decode() for path, data in scoren_files(project_of(project), TEMPLATES).items() if path.endswith(".html")
    ):
        policy = policy_of(html)
        inline = [(tag, text) for tag, attrs, text in _Tags(html).inline if attrs.get("type") != "application/json"]

        assert policy["default-src"] == ["'none'"]
        assert policy["connect-src"] == ["'none'"]
        assert policy["base-uri"] == policy["form-action"] == ["'none'"]
        assert policy["script-src"] == [hash_of(text) for tag, text in inline if tag == "script"]
        assert policy["style-src"] == [hash_of(text) for tag, text in inline if tag == "style"]
        assert len(policy["script-src"]) == len(SCRIPTS) - len(LOCAL)


def test_nothing_comes_from_elsewhere_and_no_attribute_does_anything(project: Path) -> None:
    html = scoren_files(project_of(project), TEMPLATES)["scoren/zwemles.html"].decode()
    tags = _Tags(html).tags

    assert [tag for tag, attrs in tags if "src" in attrs or "style" in attrs] == []
    assert [name for _, attrs in tags for name in attrs if name.startswith("on")] == []
    assert {
        str(attrs["href"]) for _, attrs in tags if "href" in attrs and not str(attrs["href"]).startswith(("#", "data:"))
    } == {"../kijkwijzers/index.html"}
    assert not re.search(r"@import|url\((?![\"']?data:)", html)


def test_no_script_makes_markup_out_of_text() -> None:
    for name in SCRIPTS:
        source = TEMPLATES.source(f"scoren/{name}")

        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source), (
            name
        )
        assert "</script" not in source.lower(), name


def test_only_with_a_server_of_its_own_it_speaks_to_one(project: Path) -> None:
    whole = project_of(project).rubrics[0]
    alone, served = page_of(whole), page_of(whole, bewaren={"token": "geheim</script>", "terug": "/-/scoren/"})
    speaks = [TEMPLATES.source(f"scoren/{name}") for name in LOCAL]

    assert policy_of(served)["connect-src"] == ["'self'"]
    assert all(script in served for script in speaks)
    assert not any(script in alone for script in speaks)
    assert "fetch(" not in alone
    assert "geheim</script>" not in served


# Text is text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_rubric_stays_text(text: str) -> None:
    plain, attacked = _Tags(page_of(hostile(""))), _Tags(page_of(hostile(text)))

    assert [tag for tag, _ in attacked.tags] == [tag for tag, _ in plain.tags]
    assert [sorted(attrs) for _, attrs in attacked.tags] == [sorted(attrs) for _, attrs in plain.tags]
    data = next(text for _, attrs, text in attacked.inline if attrs.get("id") == "rubric")
    assert json.loads(data) == rubric_data(hostile(text))
