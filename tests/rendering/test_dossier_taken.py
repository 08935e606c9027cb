from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.model.afname import TAKEN, Afname, Score
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.pdf import pdf_bytes
from generator.rendering.dossier import desk as desk_module
from generator.rendering.dossier import taken
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM, afname
from tests.rendering.tables import Tables
from tests.verapdf import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from generator.rendering.page import Sheet

TEMPLATES = Templates()
PAGE, SHEET = "ib-ers/ib-01/taken.html", "ib-ers/ib-01/ib-01-wie-doet-wat-ontwikkeling.pdf"
LAST_YEAR = date(2025, 5, 12)
IB, DIRECTEUR, SAMEN, ONDUIDELIJK = (Score("3", taak=taak) for taak in TAKEN)
REGISTER = Register(
    ib_ers={
        "ib-01": InternBegeleider("ib-01", "Noor Dijk", "De Wilg"),
        "ib-02": InternBegeleider("ib-02", "Bas Vos", "De Wilg"),
        "ib-03": InternBegeleider("ib-03", "Cor Klaver", "De Els"),
    }
)


# The page of an ib-er


def test_what_is_to_be_talked_about_comes_first_with_who_noted_what() -> None:
    text = page(
        afname(scores={"1.1": IB, "1.2": ONDUIDELIJK, "1.3": IB}),
        afname("directeur", scores={"1.1": IB, "1.2": SAMEN, "1.3": DIRECTEUR}),
    )

    first, clear = text.split("#### Taak van de ib-er (1)\n")
    assert "#### Eerst bespreken (2)" in first
    assert "ib-er en directeur samen, genoteerd door de directeur\n- onduidelijk, genoteerd door de adviseur" in first
    assert "ib-er, genoteerd door de adviseur\n- directeur, genoteerd door de directeur" in first
    assert "1.1 Vaardigheid 1.1\n- ib-er, genoteerd door de adviseur en de directeur\n" in clear


def test_a_note_stands_with_the_taak_it_goes_with_and_a_score_does_not() -> None:
    text = page(afname(scores={"1.1": replace(ONDUIDELIJK, aantekening="Wie belt?"), "1.2": Score("1", "Niet hier.")}))

    assert "Aantekening van de adviseur\nWie belt?\n" in text
    assert "Niet hier." not in text
    assert "voldoende" not in text


def test_a_taak_of_a_row_that_is_nvt_or_open_is_there_too() -> None:
    text = page(afname(scores={"1.1": Score("nvt", taak="directeur"), "1.2": Score(None, taak="directeur")}))

    assert "#### Taak van de directeur (2)" in text


def test_two_advisers_are_told_apart_and_the_ib_er_is_called_so() -> None:
    text = page(
        afname(name="Karin", scores={"1.1": IB}),
        afname(name="Piet", scores={"1.1": IB}),
        afname("zelf", scores={"1.1": IB}),
    )

    assert "ib-er, genoteerd door de adviseur Karin, de adviseur Piet en de ib-er zelf" in text


def test_a_row_leads_to_its_scores() -> None:
    html = files(afname(scores={"1.1": IB}))[PAGE].decode()

    assert 'href="index.html#ronde:2025:vhm:2015:ontwikkeling:1.1"' in html


def test_what_was_noted_in_an_earlier_round_is_there_with_its_year_and_leads_to_that_round() -> None:
    made = (afname(scores={"1.1": IB}), afname(day=LAST_YEAR, scores={"1.2": ONDUIDELIJK}))

    before, after = page(*made).split("#### Eerder genoteerd (1)\n")
    assert "1.2" not in before
    assert "1.2 Vaardigheid 1.2 (2024-2025)\n- onduidelijk, genoteerd door de adviseur\n" in after
    assert 'href="index.html#ronde:2024:vhm:2015:ontwikkeling:1.2"' in files(*made)[PAGE].decode()


def test_how_many_rows_say_nothing_is_told() -> None:
    assert "Bij 2 van de 3 rijen is in deze ronde niets over de taak genoteerd." in page(afname(scores={"1.1": IB}))


def test_that_no_row_of_this_round_says_anything_is_told_without_counting() -> None:
    text = page(afname(scores={"1.1": "3"}), afname(day=LAST_YEAR, scores={"1.2": IB}))

    assert "In deze ronde is bij geen enkele rij iets over de taak genoteerd." in text
    assert "van de 3 rijen" not in text


def test_without_a_taak_the_page_says_how_to_note_one_and_nothing_is_printed() -> None:
    made = files(afname(scores={"1.1": "3"}))

    assert "Nog bij geen enkele rij is genoteerd wiens taak het is." in html_text(made[PAGE].decode())
    assert "taak: onduidelijk" in html_text(made[PAGE].decode())
    assert "pdf" not in made[PAGE].decode()
    assert sheets(afname(scores={"1.1": "3"})) == []


def test_each_doel_has_its_own_part_and_pdf() -> None:
    made = (afname(scores={"1.1": IB}), afname("directeur", doel="beoordeling", scores={"1.2": IB}))
    first, second = page(*made).split("## Voor beoordeling")

    assert "1.1 Vaardigheid" in first
    assert "1.2 Vaardigheid" not in first
    assert "1.2 Vaardigheid" in second
    assert "1.1 Vaardigheid" not in second
    texts = {sheet.path: html_text(sheet.html) for sheet in sheets(*made)}
    assert "Vaardigheid 1.2" not in texts[SHEET]
    assert "Vaardigheid 1.1" not in texts[SHEET.replace("ontwikkeling", "beoordeling")]
    assert "Vaardigheid 1.1" not in texts["scholen/de-wilg/wie-doet-wat-beoordeling.pdf"]


# The overview


def test_the_overview_puts_a_row_of_a_school_once_with_each_ib_er_and_what_is_unclear_first() -> None:
    text = overview(
        afname(scores={"1.1": IB, "1.2": ONDUIDELIJK, "1.3": IB}),
        afname(ib_er="ib-02", scores={"1.1": IB, "1.2": IB, "1.3": SAMEN}),
        afname(ib_er="ib-03", scores={"1.1": DIRECTEUR}),
    )

    els, wilg = text.split("### De Wilg")
    assert els.index("### De Els") < els.index("\nDuidelijk (1)\n")
    unclear, rest = wilg.split("\nNiet bij elke ib-er hetzelfde (1)\n")
    different, same = rest.split("\nDuidelijk (1)\n")
    assert "\nEerst bespreken (1)" in unclear
    assert unclear.count("1.2 Vaardigheid 1.2") == 1
    assert "Noor Dijk\n- onduidelijk, genoteerd door de adviseur" in unclear
    assert "Bas Vos\n- ib-er, genoteerd door de adviseur\n" in unclear
    assert "1.3 Vaardigheid 1.3" in different
    assert "1.1 Vaardigheid 1.1" in same


def test_of_very_many_people_the_overview_counts_and_the_pdf_of_each_school_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = (
        afname(scores={"1.1": IB, "1.2": ONDUIDELIJK, "1.3": IB}),
        afname(ib_er="ib-02", scores={"1.1": IB, "1.2": IB, "1.3": SAMEN}),
    )
    monkeypatch.setattr(desk_module, "CROWD", len(REGISTER.ib_ers) - 1)
    text = overview(*made)

    assert text.partition("versie 2015\n")[2].partition("Hier staan")[0].splitlines() == [
        "Eerst bespreken: 1 rij",
        "Niet bij elke ib-er hetzelfde: 1 rij",
        "Duidelijk: 1 rij",
    ]
    assert "Noor Dijk" not in text
    assert "Noor Dijk" in sheets(*made)[-1].html


def test_the_overview_says_in_which_year_something_was_unclear() -> None:
    made = (afname(scores={"1.2": IB}), afname(day=LAST_YEAR, scores={"1.1": ONDUIDELIJK}))

    assert "\nEerder onduidelijk (1)\n" in overview(*made)
    assert "Noor Dijk (2024-2025)\n- onduidelijk, genoteerd door de adviseur\n" in overview(*made)
    assert "Noor Dijk (2024-2025)" in html_text(sheets(*made)[1].html)


def test_what_was_written_at_a_row_stays_with_the_ib_er() -> None:
    made = (afname(scores={"1.1": replace(ONDUIDELIJK, aantekening="Tussen ons.")}),)

    assert "Tussen ons." in page(*made)
    assert "Tussen ons." not in overview(*made)
    assert ["Tussen ons." in sheet.html for sheet in sheets(*made)] == [True, False]


def test_without_anybody_the_overview_says_how_to_note_a_taak() -> None:
    assert "Nog bij geen enkele rij is genoteerd wiens taak het is." in overview()
    assert "taak: samen" in overview()


# On paper


def test_the_sheet_for_the_talk_has_room_to_settle_what_is_unclear() -> None:
    made = next(sheet.html for sheet in sheets(afname(scores={"1.1": ONDUIDELIJK, "1.2": IB})) if sheet.path == SHEET)

    (table,) = Tables(made).tables
    assert table[0] == ["Rij", "Wordt de taak van", "Wat spreken we af?"]
    assert "Vaardigheid 1.1" in table[1][0]
    assert "## Taak van de ib-er (1)" in html_text(made)


def test_a_row_with_a_long_note_may_break_over_pages_and_a_short_one_may_not() -> None:
    scores = {"1.1": replace(ONDUIDELIJK, aantekening="lang " * 300), "1.2": replace(ONDUIDELIJK, aantekening="kort")}
    made = next(sheet.html for sheet in sheets(afname(scores=scores)) if sheet.path == SHEET)

    _, long, short = made.split("<tr")[1:]
    assert 'class="heel"' not in long.partition(">")[0]
    assert 'class="heel"' in short.partition(">")[0]


def test_a_director_gets_the_own_school() -> None:
    made = {
        sheet.path: sheet.html
        for sheet in sheets(afname(scores={"1.1": IB}), afname(ib_er="ib-03", scores={"1.1": DIRECTEUR}))
    }

    assert "Noor Dijk" in made["scholen/de-wilg/wie-doet-wat-ontwikkeling.pdf"]
    assert "Cor Klaver" not in made["scholen/de-wilg/wie-doet-wat-ontwikkeling.pdf"]


HOSTILE = "<b>&amp; \U0001f600 \u05e9\u05dc\u05d5\u05dd \u202e" + "lang " * 700 + "x" * 400


def test_hostile_texts_stay_text_and_make_a_sound_pdf_with_the_same_bytes(tmp_path: Path) -> None:
    first = VHM.taakgebieden[0]
    row = replace(first.vaardigheden[0], text=HOSTILE)
    indicator = replace(first.indicatoren[0], vaardigheden=(row, *first.vaardigheden[1:]))
    odd = replace(VHM, taakgebieden=(replace(first, indicatoren=(indicator,)), *VHM.taakgebieden[1:]), language="en")
    made = sheets(afname(rubric=odd, scores={"1.1": replace(ONDUIDELIJK, aantekening=HOSTILE), "1.2": IB}))
    paths = {tmp_path / sheet.path.rpartition("/")[2]: sheet for sheet in made}
    for path, sheet in paths.items():
        path.write_bytes(pdf_bytes(sheet))

    assert len(paths) == 2
    assert complaints(paths) == {}
    assert all("<b>" not in sheet.html for sheet in made)
    assert [path.read_bytes() for path in paths] == [pdf_bytes(sheet) for sheet in made]


def desk(afnamen: tuple[Afname, ...]) -> Desk:
    return Desk(Project(afnamen=afnamen, register=REGISTER, today=date(2026, 11, 21)), TEMPLATES)


def files(*afnamen: Afname) -> dict[str, bytes]:
    return dict(taken.files(desk(afnamen)))


def sheets(*afnamen: Afname) -> list[Sheet]:
    return list(taken.sheets(desk(afnamen)))


def page(*afnamen: Afname) -> str:
    return html_text(files(*afnamen)[PAGE].decode())


def overview(*afnamen: Afname) -> str:
    return html_text(files(*afnamen)["taken.html"].decode())
