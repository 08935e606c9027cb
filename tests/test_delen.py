"""Which report goes out of the house, and where it comes: the wrong one cannot be called back."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator import delen, pdf_lock, wachtzin
from generator.build import Part, build, check
from generator.delen import FOLDER, Wish, WishError, choose, made, share, write
from generator.model.dossier import Dossier, dossiers
from generator.model.register import InternBegeleider
from generator.pdf_finish import PdfError
from generator.print_files import is_sealed
from generator.surroundings import SurroundingsError
from generator.terminal import Progress
from tests.model.plain import afname, rubric
from tests.projects import SCORES, TODAY, change, put

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname

BEFORE = date(2025, 5, 12)
OTHER = replace(rubric(), id="groepsbespreking")
DOSSIER: tuple[Part, ...] = ("dossier",)


def dossier(*afnamen: Afname) -> Dossier:
    return Dossier(InternBegeleider("ib-01", "Noor Dijk"), afnamen)


def chosen(found: Dossier, wish: Wish = Wish()) -> tuple[int, str, str, str]:  # noqa: B008  it never changes
    ronde = choose(found, wish).ronde
    return ronde.school_year, ronde.rubric.id, ronde.rubric.version, ronde.doel


def refused(found: Dossier, wish: Wish = Wish()) -> tuple[str, str]:  # noqa: B008
    with pytest.raises(WishError) as error:
        choose(found, wish)
    return error.value.option, str(error.value)


# --- Which report


def test_it_is_the_latest() -> None:
    assert chosen(dossier(afname(day=BEFORE), afname())) == (2025, "vhm", "2015", "ontwikkeling")


def test_an_earlier_one_is_given_when_its_school_year_is_named() -> None:
    assert chosen(dossier(afname(day=BEFORE), afname()), Wish(school_year=2024))[0] == 2024


def test_what_is_for_one_doel_is_never_given_for_the_other() -> None:
    both = dossier(afname(day=BEFORE, doel="beoordeling"), afname())

    assert refused(both) == ("--doel", "er is meer dan één verslag; kies er een: beoordeling of ontwikkeling.")
    assert chosen(both, Wish(doel="beoordeling")) == (2024, "vhm", "2015", "beoordeling")
    assert chosen(both, Wish(doel="ontwikkeling")) == (2025, "vhm", "2015", "ontwikkeling")


def test_of_two_rubrics_in_one_year_a_person_chooses() -> None:
    both = dossier(afname(), afname(rubric=OTHER))
    told = "er is meer dan één verslag over schooljaar 2025-2026; kies er een: groepsbespreking@2015 of vhm@2015."

    assert refused(both) == ("--rubric", told)
    assert chosen(both, Wish(rubric="VHM"))[1] == "vhm"
    assert chosen(both, Wish(rubric="groepsbespreking@2015"))[1] == "groepsbespreking"


def test_of_two_versies_in_one_year_too() -> None:
    both = dossier(afname(), afname(rubric=rubric("2026")))

    assert refused(both, Wish(rubric="vhm"))[0] == "--rubric"
    assert chosen(both, Wish(rubric="vhm@2015"))[2] == "2015"


def test_another_rubric_of_an_earlier_year_does_not_stand_in_the_way() -> None:
    assert chosen(dossier(afname(day=BEFORE, rubric=OTHER), afname()))[1] == "vhm"


def test_what_is_not_there_is_told_with_what_is() -> None:
    option, told = refused(dossier(afname()), Wish(doel="beoordeling"))

    assert option == "ID"
    assert told == "dit verslag van ib-01 is er niet. Wel: Vaardigheidsmeter, schooljaar 2025-2026."
    assert refused(dossier()) == ("ID", "van ib-01 is er nog geen verslag: er is nog geen scorebestand.")


# --- Making it


def test_it_is_the_report_that_the_build_makes_byte_for_byte(project: Path) -> None:
    put(project, "scores/jb-7/2025-05-12-adviseur.yml", change(SCORES, "2026-05-12", "2025-05-12"))
    checked = check(project, today=TODAY, parts=DOSSIER)
    build(checked, project, Progress(quiet=True), DOSSIER)
    (person,) = dossiers(checked.project)
    built = project / "dossier/ib-ers/jb-7/jb-7-verslag-2025-2026-zwemles@3-ontwikkeling.pdf"

    assert made(project, checked, person, choose(person, Wish())) == built.read_bytes()


# --- Where it comes


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_for_its_owner_alone_in_a_folder_that_git_leaves_out(tmp_path: Path) -> None:
    file = write(tmp_path, "ib-01-verslag-2026-11-21", b"%PDF")

    assert (mode(file.parent), mode(file)) == (0o700, 0o600)
    assert (file.parent / ".gitignore").read_bytes() == b"*\n"
    assert is_sealed(file.read_bytes())


def test_a_second_one_is_a_second_file(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "ib-01-2.pdf").symlink_to("nergens")
    names = [write(tmp_path, "ib-01", data).name for data in (b"een", b"twee", b"drie")]

    assert names == ["ib-01.pdf", "ib-01-3.pdf", "ib-01-4.pdf"]
    assert (tmp_path / FOLDER / "ib-01.pdf").read_bytes().startswith(b"een")
    assert sorted(file.name for file in (tmp_path / FOLDER).iterdir()) == [
        "ib-01-2.pdf",
        "ib-01-3.pdf",
        "ib-01-4.pdf",
        "ib-01.pdf",
    ]


def test_a_folder_that_leads_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / FOLDER).symlink_to("elders")

    with pytest.raises(SurroundingsError, match="daar staat geen gewone map"):
        write(tmp_path, "ib-01", b"%PDF")
    assert [*(tmp_path / "elders").iterdir()] == []


def test_a_file_in_the_place_of_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("van iemand")

    with pytest.raises(SurroundingsError, match="daar staat geen gewone map"):
        write(tmp_path, "ib-01", b"%PDF")
    assert (tmp_path / FOLDER).read_text() == "van iemand"


# --- Nothing half


def shared(root: Path, pdf: bytes) -> delen.Gedeeld:
    return share(root, InternBegeleider("jb-7", "Jo Blaak"), pdf, TODAY)


@pytest.fixture
def _all_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place of what looks at the PDF and of what locks it, and of what would be so for good in the process of the tests."""
    monkeypatch.setattr(pdf_lock, "look_through", lambda _pdf, _whose: 3)
    monkeypatch.setattr(pdf_lock, "locked", lambda pdf, _key: pdf[::-1])
    monkeypatch.setattr(pdf_lock, "is_shut", lambda _pdf, *_tried: True)
    monkeypatch.setattr(pdf_lock, "is_same_inside", lambda pdf, original, _key: pdf == original[::-1])
    monkeypatch.setattr(wachtzin, "keep_out_of_dumps", lambda: None)


@pytest.mark.usefixtures("_all_is_good")
def test_its_name_tells_no_more_than_the_pseudonym_and_the_day(tmp_path: Path) -> None:
    result = shared(tmp_path, b"%PDF")

    assert result.file == tmp_path / FOLDER / "jb-7-verslag-2026-11-21.pdf"
    assert result.pages == 3
    assert re.fullmatch("[a-z]+( [a-z]+){4}", result.wachtzin.told())


@pytest.mark.usefixtures("_all_is_good")
@pytest.mark.parametrize("check", ["is_shut", "is_same_inside"])
def test_a_lock_that_does_not_hold_leaves_no_file(check: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_lock, check, lambda *_: False)

    with pytest.raises(SurroundingsError, match="het slot op de PDF werkt niet zoals het moet"):
        shared(tmp_path, b"%PDF")
    assert [*tmp_path.iterdir()] == []


def test_a_pdf_that_is_not_fit_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(PdfError):
        shared(tmp_path, b"%PDF")
    assert [*tmp_path.iterdir()] == []
