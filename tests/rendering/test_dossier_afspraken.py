from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.model.afname import Afname, Afspraak
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.pdf import pdf_bytes
from generator.rendering.dossier import afspraken, desk
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
TODAY = date(2026, 11, 21)
PAGE, ICS = "ib-ers/ib-01/afspraken.html", "ib-ers/ib-01/ib-01-afspraken-ontwikkeling.ics"
SHEET = "ib-ers/ib-01/ib-01-afspraken-ontwikkeling.pdf"
LATE, SOON = Afspraak("Laat", due=date(2026, 9, 1)), Afspraak("Straks", "ib-er", date(2026, 12, 1), ("1.1",))
LATER, NEVER = Afspraak("Later", due=date(2027, 3, 1)), Afspraak("Ooit")
KEPT, NOT_KEPT = Afspraak("Gelukt", kept=True), Afspraak("Mislukt", kept=False, remark="Te druk.")
ALL = (NEVER, LATER, KEPT, SOON, NOT_KEPT, LATE)
REGISTER = Register(
    ib_ers={
        "ib-01": InternBegeleider("ib-01", "Noor Dijk", "De Wilg"),
        "ib-02": InternBegeleider("ib-02", "Bas Vos", "De Wilg"),
        "ib-03": InternBegeleider("ib-03", "Cor Klaver", "De Els", employed_until=date(2026, 7, 31)),
    }
)


# The page of an ib-er


def test_every_stand_has_its_part_in_the_order_of_a_talk() -> None:
    text = page(afname(afspraken=ALL))

    parts = ["### Nu aan de beurt (1)", "### Loopt (3)", "### Nagekomen (1)", "### Niet nagekomen (1)"]
    assert [line for line in text.splitlines() if line.startswith("### ")] == parts
    assert [line for line in text.splitlines() if line in {made.what for made in ALL}] == [
        "Laat",
        "Straks",
        "Later",
        "Ooit",
        "Gelukt",
        "Mislukt",
    ]


def test_the_day_of_the_build_is_told_and_moves_what_is_due() -> None:
    taken = (afname(afspraken=(SOON,)),)

    assert "zoals ze er op 21 november 2026 voor stonden" in page(*taken)
    assert "### Loopt (1)" in page(*taken)
    assert "### Nu aan de beurt (1)" in page(*taken, today=date(2026, 12, 2))


def test_a_row_leads_to_its_scores_on_the_page_of_the_verslag() -> None:
    html = html_of(afname(afspraken=(SOON,)))

    assert '<a href="index.html#ronde:2025:vhm:2015:ontwikkeling:1.1">1.1</a>' in html


def test_a_row_that_the_round_does_not_show_leads_nowhere() -> None:
    html = html_of(afname(afspraken=(replace(SOON, vaardigheden=("2.1",)),)))

    assert "Bij: 2.1" in html_text(html)
    assert ":2.1" not in html


def test_what_was_agreed_again_stands_once_with_who_said_what() -> None:
    text = page(
        afname(day=date(2025, 5, 12), afspraken=(replace(NOT_KEPT, due=date(2025, 12, 1)),)),
        afname(afspraken=(replace(NOT_KEPT, kept=None, remark=""),)),
    )

    assert text.count("Mislukt") == 1
    assert "In 2 schooljaren in dezelfde woorden afgesproken; hier één keer geteld." in text
    assert "De adviseur, 12 mei 2025: niet nagekomen; voor 1 december 2025\nTe druk.\n" in text
    assert "De adviseur, 12 mei 2026: nog niet bekend of het is nagekomen\n" in text


def test_a_yes_beside_a_no_says_who_said_which() -> None:
    text = page(afname(afspraken=(KEPT,)), afname("zelf", afspraken=(replace(KEPT, kept=False),)))

    assert "### Verschillend genoteerd (1)" in text
    assert "De adviseur, 12 mei 2026: nagekomen\nDe ib-er zelf, 12 mei 2026: niet nagekomen\n" in text


def test_each_doel_has_its_own_part_and_files() -> None:
    taken = (afname(afspraken=(SOON,)), afname("directeur", doel="beoordeling", afspraken=(LATER,)))
    first, second = page(*taken).split("## Voor beoordeling")

    assert "Straks" in first
    assert "Later" not in first
    assert "Later" in second
    assert "Straks" not in second
    texts = {sheet.path: sheet.html for sheet in sheets(*taken)}
    assert "Straks" in texts[SHEET]
    assert "Later" not in texts[SHEET]
    assert "Straks" not in texts[SHEET.replace("ontwikkeling", "beoordeling")]
    assert b"Later" not in files(*taken)[ICS]


def test_a_concept_is_marked_where_it_stands() -> None:
    assert "Loopt concept" in page(afname(status="concept", afspraken=(SOON,)))
    assert "concept" not in page(afname(afspraken=(SOON,)))


def test_without_afspraken_the_page_says_so_and_there_is_nothing_to_print_or_to_import() -> None:
    made = files(afname())

    assert "In deze afnamen staan geen afspraken." in html_text(made[PAGE].decode())
    assert sorted(made) == ["afspraken.html", PAGE]
    assert "pdf" not in made[PAGE].decode()
    assert sheets(afname()) == []


def test_the_page_leads_to_a_calendar_only_when_there_is_one() -> None:
    with_date, without = files(afname(afspraken=(SOON,))), files(afname(afspraken=(NEVER,)))

    assert ICS in with_date
    assert 'href="ib-01-afspraken-ontwikkeling.ics"' in with_date[PAGE].decode()
    assert "haal het daar dan zelf weg" in html_text(with_date[PAGE].decode())
    assert ICS not in without
    assert "ics" not in html_text(without[PAGE].decode())


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    evil = Afspraak("<script>alert(1)</script>", '"><b>', date(2026, 12, 1), remark="<i>&amp;")

    for html in (
        html_of(afname(afspraken=(evil,))),
        overview(afname(afspraken=(evil,))),
        sheet(afname(afspraken=(evil,))),
    ):
        assert "<script>alert" not in html
        assert "<b>" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


# The overview


def test_the_overview_goes_by_doel_and_by_school_and_begins_with_what_is_due() -> None:
    text = html_text(
        overview(
            afname(afspraken=(NEVER, SOON)),
            afname(ib_er="ib-02", afspraken=(LATE, LATER, KEPT)),
            afname(ib_er="ib-03", afspraken=(NOT_KEPT,)),
        )
    )

    lines = text.splitlines()
    places = [
        lines.index(line)
        for line in ("## Voor ontwikkeling", "### De Els", "### De Wilg", "#### Nu aan de beurt (1)", "#### Loopt (3)")
    ]
    assert places == sorted(places)
    assert [line for line in lines if line.startswith("Voor: ")] == [
        "Voor: 1 september 2026",
        "Voor: 1 december 2026",
        "Voor: 1 maart 2027",
        "Voor: geen datum",
    ]
    assert "Er lopen geen afspraken meer.\nAfgerond: 0 nagekomen, 1 niet nagekomen." in text
    assert "Afgerond: 1 nagekomen, 0 niet nagekomen." in text


def test_of_very_many_people_the_overview_counts_and_the_pdf_of_each_school_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = (afname(afspraken=(SOON, LATER)), afname(ib_er="ib-02", afspraken=(LATE, KEPT)))
    monkeypatch.setattr(desk, "CROWD", len(REGISTER.ib_ers))
    assert "Straks" in overview(*made)
    monkeypatch.setattr(desk, "CROWD", len(REGISTER.ib_ers) - 1)
    html = overview(*made)

    assert html_text(html).partition("### De Wilg\n")[2].partition("Hier staan")[0].splitlines() == [
        "Pdf voor deze school · De ib-ers van deze school",
        "Nu aan de beurt: 1 afspraak",
        "Loopt: 2 afspraken",
        "Afgerond: 1 nagekomen, 0 niet nagekomen. Welke dat zijn, staat bij de afspraken van elke ib-er.",
    ]
    assert [word for word in ("Noor Dijk", "Straks", "Laat") if word in html] == []
    assert 'href="scholen/de-wilg/index.html"' in html
    assert all(word in sheets(*made)[-1].html for word in ("Noor Dijk", "Straks", "Laat"))


def test_the_overview_leads_to_the_very_afspraak_on_the_page_of_its_ib_er() -> None:
    made = files(afname(afspraken=(SOON,)))

    _, _, rest = made["afspraken.html"].decode().partition('href="ib-ers/ib-01/afspraken.html#')
    assert f'id="{rest.partition(chr(34))[0]}"' in made[PAGE].decode()


def test_who_has_left_is_said_to_have_left() -> None:
    assert "Cor Klaver (uit dienst: 31 juli 2026)" in html_text(overview(afname(ib_er="ib-03", afspraken=(LATE,))))


def test_without_anybody_the_overview_says_that_there_is_nothing() -> None:
    assert "Er zijn nog geen afspraken." in html_text(overview())


def test_many_schools_can_be_gone_to_with_how_much_is_due() -> None:
    people = {f"ib-{number}": InternBegeleider(f"ib-{number}", school=f"School {number}") for number in range(10, 18)}
    taken = [afname(ib_er=id, afspraken=(LATE,)) for id in people]

    text = html_text(overview(*taken, register=Register(ib_ers=people)))

    assert "- School 10 (1 aan de beurt)" in text


# On paper


def test_the_sheet_for_the_talk_has_room_to_answer_what_is_undecided() -> None:
    html = sheet(afname(afspraken=(LATE, KEPT)))

    (table,) = Tables(html).tables
    assert table[0] == ["Afspraak", "Gelukt?", "Wat spreken we nu af?"]
    assert table[1][1:] == ["ja  nee  loopt nog", ""]
    assert "Gelukt" in html_text(html).split("## Nagekomen (1)")[1]


def test_what_was_decided_long_ago_is_only_counted_on_the_sheet() -> None:
    old = Afspraak("Heel oud", kept=True)

    html = sheet(afname(day=date(2023, 5, 12), afspraken=(old,)), afname(afspraken=(KEPT,)))

    assert "Heel oud" not in html
    assert "## Nagekomen (1)" in html_text(html)
    assert "Van langer geleden: 1 nagekomen, 0 niet nagekomen." in html_text(html)


def test_what_is_undecided_is_on_the_sheet_however_old_it_is() -> None:
    old = Afspraak("Heel oud")

    html = sheet(afname(day=date(2023, 5, 12), afspraken=(old,)), afname(afspraken=(KEPT,)))

    assert "Heel oud" in html
    assert "Van langer geleden" not in html


def test_an_afspraak_with_long_texts_may_break_over_pages_and_a_short_one_may_not() -> None:
    html = sheet(afname(afspraken=(replace(LATE, remark="lang " * 300), replace(LATE, what="Laat en kort"))))

    _, long, short = html.split("<tr")[1:]
    assert 'class="heel"' not in long.partition(">")[0]
    assert 'class="heel"' in short.partition(">")[0]


def test_a_director_gets_the_own_school_and_one_doel() -> None:
    made = {
        one.path: one.html
        for one in sheets(
            afname(afspraken=(SOON,)),
            afname(ib_er="ib-03", afspraken=(LATER,)),
            afname("directeur", doel="beoordeling", afspraken=(LATE,)),
        )
        if one.path.startswith("scholen/")
    }

    assert sorted(made) == [
        "scholen/de-els/afspraken-ontwikkeling.pdf",
        "scholen/de-wilg/afspraken-beoordeling.pdf",
        "scholen/de-wilg/afspraken-ontwikkeling.pdf",
    ]
    wilg = made["scholen/de-wilg/afspraken-ontwikkeling.pdf"]
    assert Tables(wilg).tables == [
        [["Voor", "Afspraak", "Wie", "Ib-er"], ["01-12-2026", "Straks", "ib-er", "Noor Dijk"]]
    ]
    assert "Cor Klaver" not in wilg
    assert "Laat" not in wilg


HOSTILE = "Regel; één, twee\nBEGIN:VEVENT " + "\U0001f600 \u05e9\u05dc\u05d5\u05dd \u202e" + "lang " * 700 + "x" * 400


def test_hostile_texts_make_a_sound_pdf(tmp_path: Path) -> None:
    evil = Afspraak(HOSTILE, HOSTILE[:200], date(2026, 9, 1), ("1.1", "1.2"), remark=HOSTILE)
    taken = (
        afname(rubric=replace(VHM, language="en"), afspraken=(evil, replace(evil, kept=True, what="kort", remark=""))),
        afname("zelf", afspraken=(replace(evil, kept=False, remark=""),)),
    )
    paths = {tmp_path / made.path.rpartition("/")[2]: made for made in sheets(*taken)}
    for path, made in paths.items():
        path.write_bytes(pdf_bytes(made))

    assert len(paths) == 2
    assert complaints(paths) == {}


def test_the_same_afspraken_give_the_same_bytes() -> None:
    taken = (afname(afspraken=ALL),)

    assert [pdf_bytes(one) for one in sheets(*taken)] == [pdf_bytes(one) for one in sheets(*taken)]
    assert files(*taken) == files(*taken)


def test_three_hundred_ib_ers_are_one_page() -> None:
    taken = [afname(ib_er=f"ib-{number}", afspraken=ALL) for number in range(300)]

    assert html_text(overview(*taken)).count("Voor: ") == 300 * 4


def files(*afnamen: Afname, today: date = TODAY, register: Register = REGISTER) -> dict[str, bytes]:
    return dict(afspraken.files(_desk(afnamen, today, register)))


def sheets(*afnamen: Afname) -> list[Sheet]:
    return list(afspraken.sheets(_desk(afnamen, TODAY, REGISTER)))


def _desk(afnamen: tuple[Afname, ...], today: date, register: Register) -> Desk:
    return Desk(Project(afnamen=afnamen, register=register, today=today), TEMPLATES)


def html_of(*afnamen: Afname, today: date = TODAY) -> str:
    return files(*afnamen, today=today)[PAGE].decode()


def page(*afnamen: Afname, today: date = TODAY) -> str:
    return html_text(html_of(*afnamen, today=today))


def overview(*afnamen: Afname, register: Register = REGISTER) -> str:
    return files(*afnamen, register=register)["afspraken.html"].decode()


def sheet(*afnamen: Afname) -> str:
    return next(one.html for one in sheets(*afnamen) if one.path == SHEET)
