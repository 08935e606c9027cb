"""The summier verslag on paper: exactly one A4, and behind it an annex that holds every character."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.model.afname import Afname, Afspraak, Score, Waarnemer
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.pdf import pdf_bytes
from generator.rendering.dossier import verslag
from generator.rendering.dossier.desk import Desk
from generator.rendering.page import AFTER_FRONT
from generator.rendering.templates import Templates
from tests.model.plain import afname
from tests.rendering.rubrics import UNLIKE_OURS, direct, row, rubric, schaal
from tests.verapdf import complaints

if TYPE_CHECKING:
    from generator.model.rubric import Rubric
    from generator.rendering.page import Sheet

TEMPLATES = Templates()
NOW, BEFORE = date(2026, 5, 12), date(2025, 5, 12)
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789éëïöüñçß€…“”‘’–ffifl.,;:()!?/&+=%'\"<>"
WIDE = "W" * 80
BODY = ["-x", "0", "-y", "58", "-W", "595", "-H", "728"]
"""What stands between head and foot of an A4, in points."""


def prose(number: int, size: int = 4000) -> str:
    """Text that occurs nowhere else, in words and lines of every length."""
    dice = random.Random(number)  # noqa: S311  no secrets here
    words = (
        "".join(dice.choices(ALPHABET, k=dice.choice([1, 3, 5, 8, 12, 30])))
        + dice.choice(["  ", *[" "] * 20, "\n", "\n\n"])
        for _ in range(size)
    )
    return "".join(words)[:size].strip()


def full(of: Rubric, rol: str = "adviseur", day: date = NOW, *, seed: int = 0, **fields: object) -> Afname:
    """Every row scored, and whatever can be written written at its longest."""
    values = [*(punt.value for punt in of.schaal.punten), "nvt", None]
    scores = {
        id: Score(values[number % len(values)], prose(seed + number), "gesprek", (WIDE, "logboek"), "samen")
        for number, id in enumerate(of.vaardigheden)
    }
    made = Afname(
        "ib-01", of, tuple(found.id for found in of.kijkwijzers), Waarnemer(rol, WIDE), day, "ontwikkeling", "concept",
        scores, occasion=WIDE, summary=prose(seed + 10_000), zienswijze=prose(seed + 10_001), is_fictional=True,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def agreed(seed: int) -> tuple[Afspraak, ...]:
    """Thirty afspraken."""
    return tuple(
        Afspraak(prose(seed + number, 600), WIDE, NOW, kept=[True, False, None][number % 3], remark=prose(seed + 50 + number, 300))
        for number in range(30)
    )  # fmt: skip


def eighty_five() -> Rubric:
    return rubric(
        "groot",
        schaal("1", "2", "3", "4", label="L" * 78),
        *(direct(f"t{number}", *(row(f"{number}.{row_number}") for row_number in range(17))) for number in range(5)),
    )


def seven_by_twenty() -> Rubric:
    """Seven points with long names, twenty taakgebieden with long titles."""
    gebieden = (
        replace(direct(f"t{number}", row(f"{number}.1", WIDE * 3)), title=f"{WIDE} {number}") for number in range(20)
    )
    return rubric("breed", schaal(*(f"{number}{'v' * 19}" for number in range(7)), label=WIDE), *gebieden)


def many_observers() -> tuple[Afname, ...]:
    of = seven_by_twenty()
    return tuple(
        full(of, rol, day, seed=number, scores={id: Score("3" + "v" * 19) for id in of.vaardigheden}, afspraken=agreed(number))
        for number, rol in enumerate(["adviseur", "directeur", "zelf"] * 4)
        for day in (NOW, BEFORE)
    )  # fmt: skip


CASES: dict[str, tuple[Afname, ...]] = {
    "empty": (afname(day=NOW),),
    "short": (afname(day=NOW, summary="Kort en goed.", zienswijze="Eens."),),
    "everything": (
        full(eighty_five(), afspraken=agreed(20_000)),
        full(eighty_five(), day=BEFORE, scores={}, afspraken=agreed(30_000)),
    ),
    "twelve-observers": many_observers(),
    **{name: (full(odd, seed=7), full(odd, "zelf", seed=8)) for name, odd in UNLIKE_OURS.items()},
}

WHOLE = ("empty", "short", "everything")


@cache
def sheet(name: str) -> Sheet:
    """That of the latest round."""
    long = InternBegeleider("ib-01", WIDE, WIDE, "functie", date(2019, 8, 1))
    register = Register("De Gaard", {"ib-01": long})
    made = verslag.sheets(Desk(Project(afnamen=CASES[name], register=register), TEMPLATES))
    return next(found for found in made if "-2025-2026-" in found.path)


def without_annex(made: Sheet) -> Sheet:
    """The same front, with nothing behind it but the places that it links to."""
    forms = "".join(piece for draft in made.drafts for piece in draft)
    front = "".join(made.drafts[0])
    places = dict.fromkeys([AFTER_FRONT, *re.findall(r'href="#([^"]+)"', forms)])
    behind = "".join(f'<div id="{place}"></div>' for place in places)
    before = made.html.partition(front)[0]
    return replace(made, html=f'{before}{front}<div style="break-before: page">{behind}</div>')


@cache
def printed(name: str) -> bytes:
    """The whole report of a few cases; of the others a long annex would tell nothing new."""
    made = sheet(name)
    return pdf_bytes(made if name in WHOLE else without_annex(made))


def text_of(name: str, folder: Path, *words: str) -> str:
    file = folder / f"{name}.pdf"
    file.write_bytes(printed(name))
    return subprocess.run(["pdftotext", *words, file, "-"], check=True, capture_output=True, text=True).stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# One page


@pytest.mark.parametrize("name", CASES)
def test_the_verslag_is_one_page_whatever_was_written_and_the_annex_begins_on_the_second(
    name: str, tmp_path: Path
) -> None:
    first, second, *_ = text_of(name, tmp_path, "-raw", *BODY).split("\f")

    assert [first.count(heading) for heading in ("Sterke punten", "Zienswijze van de ib-er", "Ondertekening")] == [
        1,
        1,
        1,
    ]
    assert second.startswith("Bijlage bij het verslag van") == (name in WHOLE)


def test_what_is_cut_says_so_and_on_which_page_it_is_whole(tmp_path: Path) -> None:
    front, *annex = text_of("everything", tmp_path, "-raw", *BODY).split("\f")
    headings = ("Wie keek en wanneer", "Sterke punten", "Ontwikkelpunten", "Afspraken", "Samenvatting", "Balans")
    pages = {page for heading in headings for page, text in enumerate(annex, start=2) if f"{heading}\n" in text}

    assert "…" in front
    assert pages - {2} <= {int(number) for number in re.findall(r"blad\s+(\d+)", front)}


def test_what_is_whole_on_the_front_is_not_told_again(tmp_path: Path) -> None:
    assert text_of("short", tmp_path).count("Kort en goed.") == 1


# Nothing is lost


def test_the_annex_holds_every_character_of_every_text(tmp_path: Path) -> None:
    raw = text_of("everything", tmp_path, "-raw", "-f", "2", *BODY)
    annex = squeezed(re.sub(r"\fVaardigheid\s+Adviseur\s", "", raw))  # the head of a table that runs on
    now = CASES["everything"][0]

    written = [*(score.aantekening for score in now.scores.values()), now.summary, now.zienswijze]
    written += [text for made in CASES["everything"] for found in made.afspraken for text in (found.what, found.remark)]
    assert len(written) == 85 + 2 + 120
    assert [text[:60] for text in written if squeezed(text) not in annex] == []


# For everybody


def test_every_report_is_pdf_ua_1(tmp_path: Path) -> None:
    for name in WHOLE:
        (tmp_path / f"{name}.pdf").write_bytes(printed(name))

    assert complaints(sorted(tmp_path.glob("*.pdf"))) == {}


def test_a_concept_leaves_room_to_sign_and_says_that_it_is_not_time_yet() -> None:
    assert "Teken pas als het verslag is vastgesteld." in sheet("everything").html
    assert "Teken pas" not in sheet("empty").html
    assert sheet("everything").html.count("Naam, datum en handtekening") == 3


def test_the_forms_of_a_front_go_from_generous_to_spare() -> None:
    sizes = [len("".join(draft)) for draft in sheet("everything").drafts]

    assert sizes[0] > 3 * sizes[-1]
    assert len(sizes) == len(set(sheet("everything").drafts))


@pytest.mark.parametrize(
    ("made", "strong", "low"),
    [
        (
            {"adviseur": "3"},
            "Door de adviseur is geen vaardigheid op ‘4",
            "Door de adviseur is geen vaardigheid onder ‘3",
        ),
        (
            {"zelf": "3"},
            "Door de ib-er zelf is geen vaardigheid op ‘4",
            "Door de ib-er zelf is geen vaardigheid onder ‘3",
        ),
        ({"adviseur": "4", "directeur": "2"}, "zonder dat een van hen die onder ‘3", None),
        ({"adviseur": "3", "zelf": "2"}, "Door de adviseur is geen vaardigheid op ‘4", "Door de adviseur is geen"),
    ],
)
def test_that_there_is_no_point_says_of_whose_scores(made: dict[str, str], strong: str, low: str | None) -> None:
    afnamen = tuple(afname(rol, NOW, scores={"1.1": Score(value)}) for rol, value in made.items())
    (found,) = verslag.sheets(Desk(Project(afnamen=afnamen), TEMPLATES))

    said = re.findall(r'<p class="niets">(.*?)</p>', "".join(found.drafts[0]))
    assert strong in said[0]
    assert low is None or low in said[1]
