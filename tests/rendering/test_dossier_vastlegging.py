"""What git knows of each afname, on the page, in the PDF and on one line of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.model.project import Project
from generator.model.vastlegging import (
    GEEN_GIT,
    GEWIJZIGD,
    NIEUW,
    ONBEKEND,
    VASTGELEGD,
    Commit,
    Plek,
    Vastlegging,
    Verandering,
    Wijziging,
)
from generator.pdf import pdf_bytes
from generator.rendering.dossier import vastgelegd, vastlegging
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM, afname
from tests.verapdf import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.rendering.page import Sheet

TEMPLATES = Templates()
ONE = afname()
FIRST = Commit("a1b2c3d" + "0" * 33, "Jo Blaak", date(2026, 5, 12))
LATER = Commit("e4f5a6b" + "0" * 33, "R. <b>Bakker</b>", date(2026, 6, 1))
FINAL = Vastlegging(VASTGELEGD, FIRST, FIRST, FIRST)
ROW = Plek("scores", "1.2", "score")
EDIT = Wijziging(LATER, (Verandering(ROW, "2", "3"),))
LOOSE = Wijziging(None, (Verandering(ROW, "3", ""),))
KEPT = Wijziging(LATER, (Verandering(Plek("afspraken", "Bellen", "nagekomen"), "", "ja"),))


def desk(known: Vastlegging | None, *others: Afname, one: Afname = ONE) -> Desk:
    return Desk(Project(afnamen=(one, *others)), TEMPLATES, {one.path: known} if known else {})


def page(known: Vastlegging | None, *others: Afname, one: Afname = ONE) -> str:
    ((_, data),) = vastlegging.files(desk(known, *others, one=one))
    return html_text(data.decode())


def sheets(known: Vastlegging | None, *others: Afname, one: Afname = ONE) -> list[Sheet]:
    return list(vastlegging.sheets(desk(known, *others, one=one)))


def said(*edits: Wijziging, one: Afname = ONE) -> str:
    return page(replace(FINAL, last=LATER, since=edits), one=one)


# Where it stands


def test_the_page_says_when_and_by_whom() -> None:
    text = page(FINAL)

    assert "Vastgelegd in git\nVastgelegd als vastgesteld op 12 mei 2026 door Jo Blaak a1b2c3d\n" in text
    assert "Daarna is er niets meer veranderd." in text


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Vastlegging(NIEUW), "Nog niet vastgelegd\nDeze afname staat alleen op de schijf."),
        (Vastlegging(VASTGELEGD, FIRST, FIRST), "Deze afname is vastgesteld, maar zo staat die nog niet in git."),
        (replace(FINAL, history_from=FIRST), "Stond op 12 mei 2026 door Jo Blaak a1b2c3d al vast."),
        (replace(FINAL, history_from=FIRST), "begint de geschiedenis op 12 mei 2026."),
        (replace(FINAL, stand=GEWIJZIGD, since=(LOOSE,)), "Gewijzigd sinds de laatste vastlegging"),
        (replace(FINAL, stand=GEWIJZIGD, since=(LOOSE,)), "Nog niet vastgelegd: dit staat alleen op de schijf"),
        (Vastlegging(ONBEKEND, FIRST, FIRST), "Niet te vergelijken\nLaatst vastgelegd op 12 mei 2026"),
        (Vastlegging(ONBEKEND), "Niet te vergelijken\nDit pseudoniem kan eerder van een ander zijn geweest"),
        (replace(FINAL, is_incomplete=True), "Niet alle oude versies zijn in deze kopie van git te lezen."),
        (replace(FINAL, vastgesteld=replace(FIRST, day=None)), "Vastgelegd als vastgesteld op een onbekende dag door"),
        (replace(FINAL, vastgesteld=replace(FIRST, author="")), "Vastgelegd als vastgesteld op 12 mei 2026 a1b2c3d"),
    ],
)
def test_it_is_said_plainly(known: Vastlegging, expected: str) -> None:
    assert expected in page(known)


def test_without_git_that_is_said_and_there_is_nothing_to_print() -> None:
    assert "Van deze map is geen geschiedenis in git." in page(None)
    assert "pdf" not in page(None)
    assert sheets(None) == []


def test_an_afname_that_git_knows_nothing_of_beside_one_that_it_does() -> None:
    assert "Geen git" in page(FINAL, afname("directeur"))


# What changed, in words


@pytest.mark.parametrize(
    ("plek", "before", "after", "expected"),
    [
        (ROW, "2", "3", "Score: van ‘2 enigszins’ naar ‘3 voldoende’"),
        (ROW, "", "1", "Score: van open naar ‘1 niet’"),
        (ROW, "1", "nvt", "Score: van ‘1 niet’ naar nvt"),
        (ROW, "7", "", "Score: van ‘7’ naar open"),
        (Plek("scores", "1.2", "bron"), "", "gesprek", "Bron: ‘gesprek’ toegevoegd"),
        (Plek("scores", "1.2", "taak"), "ib", "samen", "Wiens taak: van ‘ib-er’ naar ‘ib-er en directeur samen’"),
        (Plek("scores", "1.2", "aantekening"), "oud", "nieuw", "Aantekening gewijzigd\nEerst\noud\nDaarna\nnieuw"),
        (Plek("samenvatting"), "", "Mooi.", "Samenvatting toegevoegd\nDaarna\nMooi."),
        (Plek("zienswijze"), "Mooi.", "", "Zienswijze van de ib-er weggehaald\nEerst\nMooi."),
        (Plek("datum"), "2026-05-12", "2026-05-11", "Datum: van ‘12 mei 2026’ naar ‘11 mei 2026’"),
        (Plek("datum"), "2026-99-99", "gisteren", "Datum: van ‘2026-99-99’ naar ‘gisteren’"),
        (Plek("waarnemer", "", "naam"), "", "Jo", "Naam van de waarnemer: ‘Jo’ toegevoegd"),
        (Plek("status"), "vastgesteld", "concept", "Status: van ‘vastgesteld’ naar ‘concept’"),
        (Plek("afspraken", "Bellen"), "", "Bellen", "Afspraak: Bellen\nAfspraak toegevoegd"),
        (Plek("afspraken", "Bellen", "voor"), "2026-12-01", "", "Afspraak: Bellen\nVoor: ‘1 december 2026’ weggehaald"),
        (Plek("afspraken", "Bellen", "nagekomen"), "", "nee", "Nagekomen: van nog niet bekend naar nee"),
    ],
)
def test_a_difference_in_words(plek: Plek, before: str, after: str, expected: str) -> None:
    assert expected in said(Wijziging(LATER, (Verandering(plek, before, after),)))


def test_a_difference_stands_under_its_moment_and_its_row() -> None:
    assert (
        "1 juni 2026 door R. <b>Bakker</b> e4f5a6b\n1.2 Vaardigheid 1.2\nScore: van ‘2 enigszins’ naar ‘3 voldoende’\n"
    ) in said(EDIT)


def test_two_differences_at_one_row_stand_together() -> None:
    note, other = Plek("scores", "1.2", "bron"), Plek("scores", "1.1", "score")
    changes = (Verandering(ROW, "2", "3"), Verandering(other, "1", "2"), Verandering(note, "gesprek", ""))

    assert said(Wijziging(LATER, changes)).count("1.2 Vaardigheid 1.2") == 1


def test_following_up_an_afspraak_is_called_that() -> None:
    text = said(KEPT)

    assert "e4f5a6b opvolging van afspraken\nAfspraak: Bellen\nNagekomen: van nog niet bekend naar ja\n" in text


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Wijziging(LATER), "alleen de opmaak van het bestand"),
        (Wijziging(LATER, moved_from="scores/ib-9/x.yml"), "Het bestand heette eerst scores/ib-9/x.yml."),
        (Wijziging(LATER, EDIT.changes, is_merge=True), "Dit veranderde toen twee versies werden samengevoegd."),
        (Wijziging(LATER, is_removal=True), "Het bestand is toen weggehaald."),
        (Wijziging(LATER, is_unreadable=True), "Deze versie kan niet gelezen worden als scorebestand."),
        (Wijziging(LATER, is_other_doel=True), "Deze afname had toen een ander doel."),
    ],
)
def test_what_else_can_happen_to_a_file_is_said_in_a_sentence(edit: Wijziging, expected: str) -> None:
    assert expected in said(edit)


def test_values_of_another_rubric_are_not_read_with_the_words_of_this_one() -> None:
    text = said(replace(EDIT, is_other_rubric=True))

    assert "1.2\nScore: van ‘2’ naar ‘3’" in text


def test_what_is_very_much_is_cut_and_counted() -> None:
    many = tuple(Verandering(Plek("scores", f"9.{number}", "score"), "1", "2") for number in range(203))
    edits = [Wijziging(LATER, many), *[EDIT] * 60]

    text = said(*edits)

    assert "En nog 3 verschillen." in text
    assert "En nog 11 eerdere keren." in text


# Doelen


def test_doelen_stand_apart_and_never_share_a_pdf() -> None:
    other = afname("directeur", doel="beoordeling")
    text = page(FINAL, other)
    made = {sheet.path: html_text(sheet.html) for sheet in sheets(FINAL, other)}

    ontwikkeling, beoordeling = (
        text.partition(f"Afnamen voor {doel}\n")[2] for doel in ("ontwikkeling", "beoordeling")
    )
    assert ontwikkeling.partition("Afnamen voor")[0].count("Vaardigheidsmeter, adviseur") == 1
    assert "Vaardigheidsmeter, directeur" not in ontwikkeling.partition("Afnamen voor")[0]
    assert "Vaardigheidsmeter, adviseur" not in beoordeling.partition("Afnamen voor")[0]
    assert sorted(made) == [
        "ib-ers/ib-01/ib-01-vastlegging-beoordeling.pdf",
        "ib-ers/ib-01/ib-01-vastlegging-ontwikkeling.pdf",
    ]
    assert "adviseur" not in made["ib-ers/ib-01/ib-01-vastlegging-beoordeling.pdf"]


def test_the_latest_afname_comes_first() -> None:
    text = page(FINAL, afname(day=date(2025, 5, 12)))

    assert text.index("12 mei 2026\n") < text.index("12 mei 2025\n")


# One line for the report


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, ""),
        (Vastlegging(GEEN_GIT), ""),
        (Vastlegging(NIEUW), "Nog niet vastgelegd in git"),
        (Vastlegging(ONBEKEND), ""),
        (FINAL, "Vastgelegd op 12 mei 2026"),
        (replace(FINAL, since=(KEPT,)), "Vastgelegd op 12 mei 2026"),
        (replace(FINAL, since=(EDIT, EDIT)), "Vastgelegd op 12 mei 2026; daarna 2 wijzigingen"),
        (
            replace(FINAL, since=(LOOSE, EDIT)),
            "Vastgelegd op 12 mei 2026; daarna 2 wijzigingen, waarvan één nog niet vastgelegd",
        ),
        (
            replace(FINAL, since=(LOOSE,)),
            "Vastgelegd op 12 mei 2026; daarna 1 wijziging, nog niet vastgelegd",
        ),
        (replace(FINAL, history_from=FIRST), "Uiterlijk vastgelegd op 12 mei 2026"),
        (
            Vastlegging(GEWIJZIGD, FIRST, FIRST),
            "Als concept vastgelegd op 12 mei 2026; vastgesteld, maar zo nog niet vastgelegd",
        ),
        (
            Vastlegging(ONBEKEND, FIRST, FIRST),
            "Laatst vastgelegd op 12 mei 2026; niet te vergelijken met wat er nu staat",
        ),
        (Vastlegging(VASTGELEGD, FIRST, FIRST, is_incomplete=True), "Laatst vastgelegd op 12 mei 2026"),
    ],
)
def test_one_line_says_it_in_the_report(known: Vastlegging | None, expected: str) -> None:
    assert vastgelegd.line(ONE, known) == expected


def test_one_line_of_a_concept() -> None:
    concept = replace(ONE, status="concept")

    assert vastgelegd.line(concept, Vastlegging(VASTGELEGD, FIRST, FIRST)) == "Als concept vastgelegd op 12 mei 2026"
    assert vastgelegd.line(concept, Vastlegging(GEWIJZIGD, FIRST, FIRST, since=(LOOSE,))).endswith("; daarna gewijzigd")


# What strangers wrote


def test_a_hostile_past_is_shown_as_text_and_makes_a_good_pdf(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>{{ 7 * 7 }} "><svg onload=x> \u202eabc \u202d 山 ' + "x" * 200
    fields = ("score", "aantekening", "bron", "bewijsstukken", "taak", "niets")
    changes = (
        *(Verandering(Plek("scores", evil, field), evil, evil[::-1]) for field in fields),
        Verandering(Plek("afspraken", evil * 20), "", evil),
        Verandering(Plek("afspraken", evil * 20, "voor"), evil * 30, evil),
        Verandering(Plek("samenvatting"), evil * 30, "a\n\nb\n" * 40),
        Verandering(Plek("datum"), evil, ""),
    )
    who = Commit("b" * 64, evil[:80], date(1, 1, 1))
    edits = (
        Wijziging(who, changes, moved_from=evil),
        Wijziging(None, changes, is_merge=True, is_other_rubric=True),
        Wijziging(who, is_removal=True),
        Wijziging(who, is_unreadable=True),
    )
    one = afname(rubric=replace(VHM, language="ar", title=evil), occasion=evil)
    known = Vastlegging(GEWIJZIGD, who, who, who, edits, history_from=who, is_incomplete=True)

    (sheet,) = sheets(known, one=one)
    ((_, html),) = vastlegging.files(desk(known, one=one))
    pdf = tmp_path / "vastlegging.pdf"
    pdf.write_bytes(pdf_bytes(sheet))

    assert b"<script>alert" not in html
    assert b"<svg" not in html
    assert complaints([pdf]) == {}
