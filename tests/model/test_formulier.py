"""Which forms a rubric has, and the key by which a scan finds its form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.formulier import selection, selections, sheet_code, sheet_key
from generator.model.rubric import Aansluiting, Niveaus, Rubric
from tests.model.plain import VHM, rubric


def test_a_rubric_has_a_combined_form_and_one_for_each_kijkwijzer() -> None:
    forms = selections(VHM)

    assert list(forms) == ["vhm", "vhm-basis", "vhm-functie"]
    assert list(forms["vhm"].vaardigheden) == list(VHM.vaardigheden)
    assert {row.kijkwijzer for row in forms["vhm-functie"].vaardigheden.values()} == {"functie"}


def test_a_code_fits_the_smallest_aztec_and_says_its_page() -> None:
    code = sheet_code(sheet_key(VHM), 7)

    assert len(code) <= 20
    assert code == code.upper()
    assert code.endswith("007")


def test_the_same_rubric_has_the_same_key_in_every_run() -> None:
    assert sheet_key(rubric()) == sheet_key(rubric()) == "KWFLRDJWMHCNGDJ"


@pytest.mark.parametrize(
    "other",
    [
        replace(VHM, id="vhm-2"),
        replace(VHM, version="2016"),
        VHM.only(["basis"]),
        rubric(begeleiden=4),
        replace(VHM, schaal=replace(VHM.schaal, punten=VHM.schaal.punten[1:])),
        replace(VHM, taakgebieden=tuple(reversed(VHM.taakgebieden))),
        replace(VHM, kijkwijzers=tuple(replace(kijkwijzer, title="Anders") for kijkwijzer in VHM.kijkwijzers)),
        replace(VHM, niveaus=Niveaus(vaardigheid="Gedrag")),
    ],
)
def test_what_stands_otherwise_on_paper_has_another_key(other: Rubric) -> None:
    assert sheet_key(other) != sheet_key(VHM)


def test_the_crosswalk_does_not_stand_on_paper() -> None:
    assert sheet_key(replace(VHM, aansluitingen=(Aansluiting("begeleiden", "ander", "x"),))) == sheet_key(VHM)


def test_examples_of_evidence_do_not_stand_on_paper() -> None:
    (one, *rest) = VHM.taakgebieden
    (indicator,) = one.indicatoren
    rows = tuple(replace(row, bewijsstukken=("een verslag",)) for row in indicator.vaardigheden)
    helped = replace(one, indicatoren=(replace(indicator, vaardigheden=rows),))

    assert sheet_key(replace(VHM, taakgebieden=(helped, *rest))) == sheet_key(VHM)


def test_a_selection_of_taakgebieden_keeps_the_kijkwijzers_that_have_rows_there() -> None:
    both = selection(VHM, ["basis", "functie"], ["innoveren"])

    assert [taakgebied.id for taakgebied in both.taakgebieden] == ["innoveren"]
    assert [kijkwijzer.id for kijkwijzer in both.kijkwijzers] == ["functie"]
    assert selection(VHM, ["basis"], ["innoveren"]).taakgebieden == ()
    assert selection(VHM, ["basis", "functie"]) == VHM


def test_a_variant_of_a_form_has_another_key() -> None:
    keys = {sheet_key(VHM), sheet_key(VHM, "a"), sheet_key(VHM, "b"), sheet_key(VHM, "a", "b"), sheet_key(VHM, "ab")}

    assert len(keys) == 5


def test_a_form_without_signatures_has_another_key() -> None:
    unsigned = tuple(replace(kijkwijzer, is_signed=False) for kijkwijzer in VHM.kijkwijzers)

    assert sheet_key(replace(VHM, kijkwijzers=unsigned)) != sheet_key(VHM)
