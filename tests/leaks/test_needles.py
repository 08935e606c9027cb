"""A name is found however it is written, and nothing that only looks like it is."""

from __future__ import annotations

import pytest

from generator.leaks.needles import Needles, masked
from generator.leaks.secret import Secret, Secrets
from generator.problems import Location

HERE = Location("scores/register.yml", 3)
PEOPLE = (
    Secret("naam", "Meryem van der Çiçekdal", HERE, "ib-4f2k"),
    Secret("naam", "Roos", HERE, "ib-9qx3"),
    Secret("school", "De Regenboog", HERE, "ib-4f2k"),
    Secret("school", "Basisschool Het Anker", HERE, "ib-4f2k"),
    Secret("pseudoniem", "ib-4f2k", HERE, "ib-4f2k"),
    Secret("pseudoniem", "ib-01", HERE, "ib-01"),
)
NEEDLES = Needles(Secrets(PEOPLE))


def found(text: str) -> list[str]:
    return [secret.text for secret, _ in NEEDLES.found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Meryem van der Çiçekdal",
        "MERYEM VAN DER ÇİÇEKDAL".replace("İ", "I"),
        "meryem\n  van der\u00a0c\u0327ic\u0327ekdal",
        "Çiçekdal, Meryem van der",
        "Van der Çiçekdal, Meryem",
        "M. van der Çiçekdal",
        "meryem.van.der.cicekdal@example.org",
        "/verslag-meryem-van-der-cicekdal.pdf",
        "meryemvanderçiçekdal",
        "Meryem van der Çi\u00adçek\u200bdal",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert found(f"Zie ook {text}!") == ["Meryem van der Çiçekdal"]


@pytest.mark.parametrize(
    "text",
    [
        "Meryem",
        "Çiçekdal",
        "Meryem van der Çiçekdalen",
        "Ameryem van der Çiçekdal",
        "Een roos in de tuin; rozen zijn Roosjes",
        "De kleuren van de regenboog",
        "ib-4f2k9",
        "vhmib-4f2k",
        "ib 01",
        "ib-012",
        "de ib: 01-12-2026",
    ],
)
def test_what_only_looks_like_a_secret_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Roos komt maandag", "Roos"),
        ("ROOS", "Roos"),
        ("Obs De Regenboog", "De Regenboog"),
        ("DE REGENBOOG", "De Regenboog"),
        ("/basisschool-het-anker/", "Basisschool Het Anker"),
        ("IB-4F2K", "ib-4f2k"),
        ("ib\u20114f2k.pdf", "ib-4f2k"),
        ("export_ib-01_oud", "ib-01"),
    ],
)
def test_a_short_name_counts_with_its_capitals_and_a_pseudonym_as_a_whole(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Geesje (Gé) Ottersloot", "Geesje Ottersloot"),
        ("Geesje (Gé) Ottersloot", "ge-ottersloot"),
        ("drs. Geesje Ottersloot", "Geesje Ottersloot"),
        ("drs. Geesje Ottersloot", "G. Ottersloot"),
        ("Geesje Ottersloot-Bakker", "Geesje Ottersloot"),
        ("Geesje Ottersloot-Bakker", "geesje.bakker@example.org"),
        ("Geesje Ottersloot", "Ottersloot, G."),
        ("Ottersloot, Geesje", "G. Ottersloot"),
        ("Geesje van der Ottersloot", "Geesje v.d. Ottersloot"),
        ("Geesje van der Ottersloot", "Ottersloot, G. van der"),
    ],
)
def test_a_name_is_found_without_its_title_and_with_one_of_its_names(name: str, text: str) -> None:
    needles = Needles(Secrets((Secret("naam", name, HERE, "ib-4f2k"),)))

    assert [secret.text for secret, _ in needles.found(f"Vraag het {text}!")] == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Geesje Ottersloot-Bakker", "Geesje is bakker, en Ottersloot ligt in de polder"),
        ("Sanne Bakker", "de bakker's brood"),
        ("Wil Bakker-Groot", "Wie wil groot worden?"),
        ("Anna Groep", "Groep A en groep b"),
        ("drs. Geesje Ottersloot", "een drs. en Geesje"),
    ],
)
def test_a_part_of_a_name_that_is_an_ordinary_word_is_none(name: str, text: str) -> None:
    assert list(Needles(Secrets((Secret("naam", name, HERE, "ib-4f2k"),))).found(text)) == []


def test_a_whole_name_is_of_who_has_it_and_not_of_who_may_be_called_so() -> None:
    people = (
        Secret("naam", "Geesje Ottersloot-Bakker", HERE, "ib-4f2k"),
        Secret("naam", "Geesje Bakker", HERE, "ib-9qx3"),
    )
    for names in (people, people[::-1]):
        assert [secret.ib_er for secret, _ in Needles(Secrets(names)).found("Geesje Bakker")] == ["ib-9qx3"]


def test_each_secret_is_told_once_with_its_first_line() -> None:
    text = "een\nib-4f2k\nMeryem\nvan der Çiçekdal\nib-4f2k en ib-4f2k"

    assert [(secret.text, line) for secret, line in NEEDLES.found(text)] == [
        ("ib-4f2k", 2),
        ("Meryem van der Çiçekdal", 3),
    ]


@pytest.mark.parametrize(
    ("id", "is_found"),
    [("ib-4f2k", True), ("ib-01", True), ("roos1", True), ("jb-7", False), ("delta", False)],
)
def test_a_pseudonym_that_may_stand_there_by_chance_is_not_sought_in_bytes_that_are_no_text(
    id: str,
    is_found: bool,  # noqa: FBT001
) -> None:
    needles = Needles(Secrets((Secret("pseudoniem", id, HERE, id),)))

    assert any(needles.found(f"x\x93 {id}\n(", is_junk=True)) == is_found
    assert any(needles.found(f"voor {id}."))
    assert not any(needles.found(f"x{id} {id}9", is_junk=True))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a/Meryem van der Çiçekdal.html", "a/M….html"),
        ("meryem-van-der-cicekdal/Meryem_van_der_Çiçekdal.pdf", "m…/M….pdf"),
        ("c\u0327/De Regenboog/x.html", "c\u0327/D…/x.html"),
        ("ib-4f2k.html", "ib-4f2k.html"),
        ("gewoon.html", "gewoon.html"),
    ],
)
def test_a_path_is_told_without_the_name_in_it(path: str, shown: str) -> None:
    assert masked(path, NEEDLES) == shown
