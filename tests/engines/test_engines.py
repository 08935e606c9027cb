"""What was filled in comes back, whichever viewer or program people have: by real clicks and typing where it has a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator.pdf import pdf_bytes
from generator.print_files import is_sealed, sealed
from generator.reading.velden import read_velden
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, rubrics
from tests.engines import libraries, pdfium, pdfjs, poppler
from tests.engines.widgets import answers_for, widgets_of
from tests.filled import fields_of
from tests.filled import known as known_of
from tests.forms import blank, filled, known, odd, printed, sheet_of, shipped, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric
    from generator.model.velden import Ingevuld

    Engine = Callable[[bytes, Mapping[str, str]], bytes]

NAMES = ["vhm-ib", "competentieprofiel-vakbekwaam", "groepsbespreking"]
"""Of the shipped forms those that combine all kijkwijzers of a rubric: together they hold every row."""

BIG = 1 << 16


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pdfjs.Viewer]:
    with pdfjs.viewer(tmp_path_factory.mktemp("viewer")) as opened:
        yield opened


@pytest.fixture(scope="module")
def engines(viewer: pdfjs.Viewer) -> dict[str, Engine]:
    return {
        "pdf.js": viewer.fill,
        "PDFium": pdfium.fill,
        "poppler": poppler.fill,
        "pypdf": libraries.fill_with_pypdf,
        "pikepdf": libraries.fill_with_pikepdf,
    }


@pytest.fixture(scope="module")
def every_rubric(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rubric]:
    return {**{name: shipped()[name] for name in NAMES}, **odd(tmp_path_factory.mktemp("cases"))}


def said(form: Ingevuld) -> dict[str, str]:
    """With our own line ends, as whoever reads on makes them."""
    return {name: veld.value.replace("\r\n", "\n").replace("\r", "\n") for name, veld in form.fields.items()}


def for_pdfium(answers: Mapping[str, str]) -> dict[str, str]:
    """PDFium keeps sixteen bits of a character; the reader points out what is left of it."""
    return {name: plain(answer) for name, answer in answers.items()}


@pytest.mark.parametrize("kind", ["blank", "printed"])
@pytest.mark.parametrize("number", range(10))
def test_all_that_was_filled_in_comes_back(
    number: int, kind: str, every_rubric: dict[str, Rubric], engines: dict[str, Engine]
) -> None:
    name, form = [*every_rubric.items()][number]
    made = pdf_bytes(sheet_of(form, voordruk=known(form) if kind == "printed" else None))
    every = answers_for(widgets_of(made))

    for engine, fill in engines.items():
        if engine == "pdf.js" and kind == "printed" and name not in NAMES:
            continue  # by far the slowest; what is printed beforehand differs little from rubric to rubric
        answers = for_pdfium(every) if engine == "PDFium" else every
        found = filled(fill(made, answers))

        expected = {name: answer for name, answer in answers.items() if not name.startswith("vorige")}
        assert expected.items() <= said(found).items(), engine
        assert len(found.remarks) == sum(bool(answers[name]) for name in answers if name.startswith("vorige")), engine


def test_the_rubrics_are_all_there(every_rubric: dict[str, Rubric]) -> None:
    assert len(every_rubric) == 10
    rows = {row for form in shipped().values() for row in form.vaardigheden}
    assert rows == {row for name in NAMES for row in shipped()[name].vaardigheden}


@pytest.mark.parametrize("engine", ["pdf.js", "PDFium", "poppler", "pypdf", "pikepdf"])
def test_a_score_can_be_changed_and_made_open_again(engine: str, engines: dict[str, Engine]) -> None:
    fill = engines[engine]
    first = fill(blank(), {"score:1.1": "3", "score:1_2": "nvt", "bron:1.1": "gesprek", "aantekening:1.1": "weg"})
    second = fill(first, {"score:1.1": "", "score:1_2": "4", "bron:1.1": ""})
    third = fill(second, {"score:1.1": "1"})

    names = ("score:1.1", "score:1_2", "bron:1.1")
    assert [[values(form)[name] for name in names] for form in (first, second, third)] == [
        ["3", "nvt", "gesprek"],
        ["", "4", ""],
        ["1", "4", ""],
    ]


def test_what_pdfium_leaves_of_an_emoji_is_pointed_out() -> None:
    (remark,) = filled(pdfium.fill(blank(), {"samenvatting": "goed \U0001f469"}, keys=0)).remarks

    assert remark.startswith("bladzijde 2, samenvatting: hier staat een teken dat niet overal te lezen is")


def test_a_form_as_the_command_prints_it_with_a_seal_at_its_end_is_filled_in_too(viewer: pdfjs.Viewer) -> None:
    made = sealed(printed())

    for fill in (viewer.fill, pdfium.fill, poppler.fill):
        result = fill(made, {"score:1.1": "2", "datum": "12-5-2026"})
        assert (values(result)["score:1.1"], values(result)["datum"]) == ("2", "12-5-2026")
        assert not is_sealed(result), "what was filled in is never overwritten"


def test_by_keyboard_a_box_is_chosen_and_its_name_is_told(viewer: pdfjs.Viewer) -> None:
    viewer.open(blank())
    boxes = [widget for widget in widgets_of(blank()) if widget.name == "score:1.1"]
    viewer.page.focus(f'[data-annotation-id="{boxes[0].number}R"] input')
    viewer.page.keyboard.press("Space")
    viewer.page.keyboard.press("ArrowRight")

    assert values(viewer.save())["score:1.1"] == "2"


# --- From an afname to its score file


def as_filled_in(afname: Afname, *, is_whole: bool) -> Afname:
    """What a form can say: new afspraken, of which nobody knows yet whether they were kept."""
    spelt = (lambda text: text) if is_whole else plain
    is_signed = any(kijkwijzer.is_signed for kijkwijzer in afname.selection.kijkwijzers)
    return replace(
        afname,
        is_fictional=False,
        waarnemer=replace(afname.waarnemer, name=spelt(afname.waarnemer.name)),
        occasion=spelt(afname.occasion),
        summary=spelt(afname.summary),
        zienswijze=spelt(afname.zienswijze) if is_signed else "",
        afspraken=tuple(
            replace(each, what=spelt(each.what), who=spelt(each.who), kept=None, remark="") for each in afname.afspraken
        ),
        scores={
            row: replace(
                score,
                aantekening=spelt(score.aantekening),
                bewijsstukken=tuple(spelt(text) for text in score.bewijsstukken),
            )
            for row, score in afname.scores.items()
        },
    )


def plain(text: str) -> str:
    """As PDFium keeps it: sixteen bits of a character, so no emoji, and a tab as a space."""
    return "".join(char if ord(char) < BIG else "x" for char in text).replace("\t", " ")


def score_file(afname: Afname, form: bytes) -> str:
    """What becomes of a filled form."""
    read, problems = read_velden(replace(filled(form), path=afname.path), known_of(afname))
    assert read is not None, problems
    return scorebestand(read)


@settings(max_examples=5, deadline=None, suppress_health_check=[*HealthCheck], phases=[Phase.generate])
@given(rubrics(most=3).flatmap(afnamen))
def test_a_filled_form_gives_the_score_file_of_its_afname_whoever_filled_it_in(
    engines: dict[str, Engine], afname: Afname
) -> None:
    form = pdf_bytes(sheet_of(afname.selection, afname.rubric))
    there = {widget.name for widget in widgets_of(form)}

    for engine, fill in engines.items():
        meant = as_filled_in(afname, is_whole=engine != "PDFium")
        answers = {name: text for name, text in fields_of(meant).items() if text and name in there}
        assert score_file(meant, fill(form, answers)) == scorebestand(meant), engine
