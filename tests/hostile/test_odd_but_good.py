"""What looks like trouble and is fine: it is read as it was written, to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import (
    RUBRIC,
    RUBRIC_FILE,
    SCORE_FILE,
    SCORES,
    SETTINGS,
    change,
    edit,
    project_of,
    put,
    small_project,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Score

pytestmark = pytest.mark.usefixtures("parser")


def score(project: Path, written: str) -> Score:
    """What comes of what is written at a.1."""
    put(project, SCORE_FILE, change(SCORES, '"a.1": B', f'"a.1": {written}'))
    return project_of(project).afnamen[0].score("a.1")


def note(project: Path, written: str) -> str:
    return score(project, f"\n    score: B\n    aantekening: {written}").aantekening


@pytest.mark.parametrize("encode", [
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "\r").encode(),
    lambda text: text.rstrip("\n").encode(),
    lambda text: f"# eerst\n---\n{text}...\n".encode(),
    lambda text: text.replace("\n", "   \n").replace("|   ", "|").encode(),
], ids=["BOM", "CRLF", "CR", "no line end at the end", "marks of a document", "spaces at line ends"])  # fmt: skip
def test_how_a_file_was_saved_makes_no_difference(project: Path, tmp_path: Path, encode: object) -> None:
    assert callable(encode)
    for path, text in ((SCORE_FILE, SCORES), (RUBRIC_FILE, RUBRIC)):
        put(project, path, encode(text))

    plain = project_of(small_project(tmp_path / "plain"))
    assert project_of(project).rubrics == plain.rubrics
    assert project_of(project).afnamen[0].scores == plain.afnamen[0].scores
    assert project_of(project).afnamen[0].summary.rstrip() == plain.afnamen[0].summary


@pytest.mark.parametrize(
    "id", ["NO", "no", "on", "y", "true", "1.10", "010", "0x10", "1e3", "2026-05-12", "1_0", "12", "null.x"]
)
def test_an_id_is_text_also_when_yaml_sees_something_else_in_it(project: Path, id: str) -> None:
    edit(project, RUBRIC_FILE, "id: b,", f"id: {id},")
    edit(project, SCORE_FILE, '"b": nvt', f"{id}: A")

    assert list(project_of(project).afnamen[0].scores.items())[-1][0] == id


def test_1_10_is_not_1_1(project: Path) -> None:
    put(project, RUBRIC_FILE, RUBRIC.replace("a.1", "1.1").replace("a.2", "1.10"))
    put(project, SCORE_FILE, SCORES.replace('"a.1"', "1.1").replace('"a.2"', "1.10").replace("[a.2]", "[1.10]"))

    assert {id: score.value for id, score in project_of(project).afnamen[0].scores.items()} == {
        "1.1": "B",
        "1.10": "C",
        "b": "nvt",
    }


@pytest.mark.parametrize(
    "written", ["B", "'B'", '"B"', "B # twijfel", "{score: B}", "B   ", "{score: B, aantekening: null}"]
)
def test_a_score_may_be_written_in_several_ways(project: Path, written: str) -> None:
    assert score(project, written).value == "B"


@pytest.mark.parametrize(
    "written", ["", "null", "~", "Null", "# later", "{score: null}", "{score: }", "{aantekening: Later.}"]
)
def test_nothing_written_is_not_scored_yet(project: Path, written: str) -> None:
    assert score(project, written).value is None


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", '"><svg onload=alert(1)>', "</textarea>", "-->", "{{7*7}}", "{% include 'x' %}", "[x](javascript:alert(1))",
    "{: onclick=alert(1) }", "***", "<style>@import url(file:///etc/passwd)</style>", "<img src=file:///etc/passwd>", "<link rel=attachment href=x>",
    "=HYPERLINK(1)", "\u202eomgekeerd", "🏳️‍🌈 👩🏽‍🏫", "Z͑ͫa̶l̷g̵o̶", "\u200b", "a\u00a0b", "Doel: helder", "groep #7", "# kop", "nee", "null", "~", "1:30", "010",
    "@x", "%x", "*x*", "&x", "!x", "| x", "> x", "- x", "? x", ", x", "[x", "{x", "`x`", "x:", "'", "''", '"', "\\n", "foto's", "\\",
])  # fmt: skip
def test_a_note_in_quotes_or_under_a_bar_is_kept_to_the_letter(project: Path, text: str) -> None:
    assert note(project, "'" + text.replace("'", "''") + "'") == text.strip("\n")
    assert note(project, f"|\n      {text}") == text


def test_lines_under_a_bar_are_kept_as_lines(project: Path) -> None:
    text = "Eerst dit.\n\n# en dit: #7\n  ingesprongen\n- a\n---\nscore: C"

    assert note(project, "|\n" + "\n".join(f"      {line}" for line in text.split("\n"))) == text


def test_plain_text_may_go_on_on_the_next_line(project: Path) -> None:
    assert (
        note(project, "Groep 7 was rustig,\n      groep 8 niet.\n\n      Volgende keer meer.")
        == "Groep 7 was rustig, groep 8 niet.\nVolgende keer meer."
    )


@pytest.mark.parametrize(
    "text",
    [
        "C# en F#",
        "groep#7",
        "http://x.nl/#kop",
        "om 10:30",
        "it's",
        "is dit goed? ja",
        "50%",
        "a & b",
        "1 * 2",
        "a|b",
        "x, y",
        "wow!",
        "(a) [b] {c}",
    ],
)
def test_plain_text_that_only_looks_like_yaml(project: Path, text: str) -> None:
    assert note(project, text) == text


def test_a_note_of_4000_characters_counted_as_people_see_code_points(project: Path) -> None:
    assert note(project, "é" * 4000) == "é" * 4000
    assert len(note(project, "🏫" * 4000)) == 4000


def test_comments_may_stand_where_they_are_plainly_comments(project: Path) -> None:
    put(
        project,
        SCORE_FILE,
        SCORES.replace("\n", "\n# opmerking\n", 9).replace("status: vastgesteld", "status: vastgesteld # door beiden"),
    )

    assert project_of(project).afnamen[0].status == "vastgesteld"


def test_a_comment_behind_a_quoted_text_is_a_comment(project: Path) -> None:
    assert note(project, "'Rustig' # zei zij") == "Rustig"


def test_question_marks_between_brackets_are_text(project: Path) -> None:
    edit(
        project,
        RUBRIC_FILE,
        "tekst: De lesgever ziet alle kinderen.",
        "tekst: Ziet de lesgever alle kinderen? En ziet zij ze steeds?",
    )

    assert (
        project_of(project).rubrics[0].vaardigheden["a.1"].text
        == "Ziet de lesgever alle kinderen? En ziet zij ze steeds?"
    )


def test_a_score_file_may_have_no_scores_yet(project: Path) -> None:
    for nothing in ("", "scores:\n", "scores: {}\n", "scores:\n  # nog niets\n"):
        put(project, SCORE_FILE, SCORES[: SCORES.index("scores:")] + nothing)

        assert project_of(project).afnamen[0].scores == {}


def test_mkdocs_yml_may_hold_what_only_mkdocs_understands(project: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS.replace("Proefproject", "Proef # van ons") + """\
markdown_extensions: &alles
  - toc: {permalink: true, slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
nog_een: *alles
extra:
  homepage: !ENV [HOME_PAGE, "https://example.org"]
  kijkwijzer:
    scores: scores   # waar de scores staan
    register: !ENV REGISTER
""")  # fmt: skip

    assert project_of(project).settings.name == "Proef"
    assert project_of(project).settings.register == "scores/register.yml"
