"""What becomes of filled forms in a project: a file each, whole or not at all, and never over another."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.importing import afnamen
from generator.importing.bringing import Import, UnknownIbErError, bring_in, look
from generator.importing.places import Step
from generator.importing.reading import Written
from generator.model.velden import STEMPEL, Ingevuld
from generator.problems import Problem
from generator.reading.parsing import parse
from generator.rendering.scorebestand import scorebestand
from generator.surroundings import SurroundingsError
from tests.filled import fields_of, form_with
from tests.hostile.test_files_and_folders import as_nobody
from tests.projects import (
    REGISTER,
    REGISTER_FILE,
    RUBRIC_FILE,
    SCORE_FILE,
    SCORES,
    SETTINGS,
    TODAY,
    change,
    edit,
    problems,
    project_of,
    put,
    small_project,
)

if TYPE_CHECKING:
    from generator.importing.reading import Reading
    from generator.model.afname import Afname

MAY, JUNE = "scores/jb-7/2026-05-12-adviseur", "scores/jb-7/2026-06-01-adviseur"


@pytest.fixture
def afname(project: Path) -> Afname:
    """Of another day than the one that is there."""
    found = project_of(project).afnamen[0]
    return replace(found, date=found.date.replace(month=6, day=1), path=f"{JUNE}.yml")


def form(afname: Afname, path: str = "a.pdf", **changes: str) -> Ingevuld:
    return form_with(fields_of(afname) | changes, path)


def bring(project: Path, *readings: Reading, ib_er: str = "") -> list[str]:
    """What is said of each: where it went, where it was, or what is wrong."""
    return list(map(said, bring_in(Import(project, TODAY, ib_er=ib_er), [[reading] for reading in readings])))


def said(step: Step | Problem) -> str:
    return str(step) if isinstance(step, Problem) else f"{'nieuw' if step.is_new else 'staat er al'}: {step.path}"


def written(text: str, path: str = "b.yml") -> Written:
    mapping, found = parse(path, text.encode())
    assert mapping is not None
    return Written(path, text, mapping, tuple(found))


def files(project: Path) -> list[str]:
    return sorted(str(file.relative_to(project)) for file in (project / "scores").rglob("*") if file.is_file())


# --- Good forms


def test_a_good_form_becomes_the_score_file_of_its_afname(project: Path, afname: Afname) -> None:
    assert bring(project, form(afname)) == [f"nieuw: {JUNE}.yml"]
    assert (project / f"{JUNE}.yml").read_text(encoding="utf-8") == scorebestand(afname)
    assert files(project) == [SCORE_FILE, f"{JUNE}.yml", REGISTER_FILE]
    assert afname in project_of(project).afnamen


def test_a_score_file_is_put_in_the_same_order_as_any_form(project: Path, afname: Afname) -> None:
    text = change(SCORES, "2026-05-12", "2026-06-01")

    assert bring(project, written(text)) == [f"nieuw: {JUNE}.yml"]
    assert (project / f"{JUNE}.yml").read_text(encoding="utf-8") == scorebestand(afname)


def test_the_comments_in_a_score_file_come_along(project: Path, afname: Afname) -> None:
    text = change(SCORES, "2026-05-12", "2026-06-01").replace("doel:", "# Besproken met An.\ndoel:")

    bring(project, written(text))

    made = (project / f"{JUNE}.yml").read_text(encoding="utf-8")
    assert made == change(scorebestand(afname), "doel:", "# Besproken met An.\ndoel:")


def test_bringing_in_twice_does_no_harm(project: Path, afname: Afname) -> None:
    bring(project, form(afname))
    before = (project / f"{JUNE}.yml").stat()

    assert bring(project, form(afname), written(SCORES)) == [f"staat er al: {JUNE}.yml", f"staat er al: {SCORE_FILE}"]
    assert (project / f"{JUNE}.yml").stat() == before
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_a_trial_writes_nothing_and_says_the_same(project: Path, afname: Afname) -> None:
    steps = look(Import(project, TODAY), [[form(afname)]])

    assert list(map(said, steps)) == [f"nieuw: {JUNE}.yml"]
    assert files(project) == [SCORE_FILE, REGISTER_FILE]


def test_a_new_ib_er_of_the_register_gets_a_folder(project: Path, afname: Afname) -> None:
    edit(project, REGISTER_FILE, "ib_ers:\n", "ib_ers:\n  jb-8: {naam: An Weg}\n")

    assert bring(project, form(afname, ib_er="an weg")) == ["nieuw: scores/jb-8/2026-06-01-adviseur.yml"]
    assert problems(project) == []


def test_an_ib_er_with_a_folder_need_not_be_in_a_register(project: Path, afname: Afname) -> None:
    (project / REGISTER_FILE).unlink()

    assert bring(project, form(afname, ib_er="JB-7")) == [f"nieuw: {JUNE}.yml"]


def test_a_form_that_does_not_say_whom_it_is_about_may_be_told(project: Path, afname: Afname) -> None:
    text = change(SCORES, "ib_er: jb-7\n", "")

    assert bring(project, form(afname, ib_er=""), written(text), ib_er="Jo Blaak") == [
        f"nieuw: {JUNE}.yml",
        f"staat er al: {SCORE_FILE}",
    ]
    with pytest.raises(UnknownIbErError, match="'zus' is geen ib-er van dit project"):
        bring(project, form(afname), ib_er="zus")


def test_the_remarks_of_a_form_are_told_with_where_they_belong(project: Path, afname: Afname) -> None:
    last_time = (
        "bij regel 1 van de afspraken van vorige keer is aangekruist: nagekomen 'ja'. Zet het bij de afspraak zelf"
    )
    typed = "cel H40: 'zie vorige keer' staat buiten de velden en is niet overgenomen"
    filled = replace(form(afname), remarks=("Een formule.", last_time, f"{typed}."))

    told = ["a.pdf: let op: Een formule", f"a.pdf: let op: {last_time}, in {SCORE_FILE}", f"a.pdf: let op: {typed}"]
    assert bring(project, filled) == [f"nieuw: {JUNE}.yml", *told]
    assert bring(project, filled) == [f"staat er al: {JUNE}.yml", *told]
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_a_name_of_the_register_in_what_came_in_is_told_with_its_line(project: Path, afname: Afname) -> None:
    named = replace(afname, summary="Goed gewerkt.\nBlaak telde hardop.")
    first, second = bring(project, form(named)), bring(project, form(named))

    assert first[1].endswith(
        ".yml:24: let op: hier staat een achternaam uit het register (jb-7); schrijf het pseudoniem of 'de ib-er'"
    )
    assert (len(first), len(second)) == (2, 1)


def test_a_form_of_another_school_may_be_about_somebody_else(project: Path, afname: Afname) -> None:
    assert bring(project, form(afname, school="  de plons ")) == [f"nieuw: {JUNE}.yml"]
    assert bring(project, form(afname, school="Het Diepe")) == [
        f"staat er al: {JUNE}.yml",
        "a.pdf: let op: op het formulier staat de school 'Het Diepe', en jb-7 werkt volgens het register bij 'De Plons'; kijk na of het over de goede ib-er gaat",
    ]


def test_a_form_of_an_older_versie_is_held_against_that_versie(project: Path, afname: Afname) -> None:
    older = form(replace(afname, path="a.pdf"))
    rubric = (project / RUBRIC_FILE).read_text(encoding="utf-8")
    put(project, "rubrics/zwemles@3.yml", rubric)
    put(project, RUBRIC_FILE, change(change(rubric, 'versie: "3"', 'versie: "4"'), "Redden", "Duiken"))

    assert bring(project, older) == [f"nieuw: {JUNE}.yml"]
    assert 'versie: "3"' in (project / f"{JUNE}.yml").read_text(encoding="utf-8")


def test_the_first_form_of_a_project_makes_the_folder_of_the_scores(project: Path, afname: Afname) -> None:
    shutil.rmtree(project / "scores")
    put(project, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer:\n    register: namen.yml\n")
    put(project, "namen.yml", REGISTER)

    assert bring(project, form(afname)) == [f"nieuw: {JUNE}.yml"]


# --- Names


def test_another_waarnemer_or_rubric_on_that_day_gets_a_longer_name(project: Path) -> None:
    there = project_of(project).afnamen[0]
    put(project, "rubrics/duik.yml", change((project / RUBRIC_FILE).read_text(), "id: zwemles", "id: duik"))
    duik = next(rubric for rubric in project_of(project).rubrics if rubric.id == "duik")

    told = bring(
        project,
        form(there, waarnemer="K. Jager"),
        form(there, "b.pdf", waarnemer="S. Meer"),
        form(replace(there, rubric=duik), "c.pdf"),
    )

    other_name = f"let op: in {SCORE_FILE} staat van die dag ook een afname in de rol adviseur, met de naam 'R. Bakker' erbij; is het dezelfde persoon, kijk dan na welke van de twee klopt"
    assert told == [
        f"nieuw: {MAY}-zwemles.yml",
        f"a.pdf: {other_name}",
        f"nieuw: {MAY}-zwemles-2.yml",
        f"b.pdf: {other_name}",
        f"nieuw: {MAY}-duik.yml",
    ]
    assert problems(project) == []


def test_a_name_is_taken_also_in_capitals_or_with_another_ending(project: Path, afname: Afname) -> None:
    (project / SCORE_FILE).rename(project / "scores/jb-7/2026-06-01-ADVISEUR.yaml")

    assert bring(project, form(afname)) == [f"nieuw: {JUNE}-zwemles.yml"]


def test_a_faulty_file_of_that_name_is_not_passed_by(project: Path, afname: Afname) -> None:
    put(project, f"{JUNE}.yml", "rubric: [")

    assert bring(project, form(afname)) == [
        f"a.pdf: het bestand {JUNE}.yml staat er al en zit niet goed in elkaar, dus niet te zien is of het deze afname is; verbeter of verwijder dat bestand eerst"
    ]
    assert (project / f"{JUNE}.yml").read_text(encoding="utf-8") == "rubric: ["


# --- What is there already, or comes twice


def test_other_content_for_the_same_afname_is_refused_with_what_differs(project: Path) -> None:
    there = project_of(project).afnamen[0]

    told = bring(project, form(there, **{"score:a.1": "A", "score:c.1": "nvt", "samenvatting": "", "status": ""}))

    assert told == [
        (
            f"a.pdf: in {SCORE_FILE} staat deze afname al (ib-er, waarnemer, rubric en datum zijn gelijk), maar met iets anders erin: "
            "de status, 2 rijen (a.1, c.1), de samenvatting. Er is niets overschreven; klopt dit formulier, pas dan dat bestand aan of haal het weg"
        )
    ]
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_the_same_form_twice_is_noticed_and_counts_once(project: Path, afname: Afname) -> None:
    assert bring(project, form(afname), form(afname, "kopie.pdf")) == [
        f"nieuw: {JUNE}.yml",
        "kopie.pdf: let op: dit is hetzelfde formulier als a.pdf; het telt één keer",
    ]


def test_of_two_forms_that_contradict_each_other_neither_is_chosen(project: Path, afname: Afname) -> None:
    told = bring(project, form(afname), form(afname, "kopie.pdf", **{"aantekening:a.1": "Anders."}))

    assert told == [
        f"{one}: {other} is van dezelfde ib-er, waarnemer, rubric en datum, maar met iets anders erin: 1 rij (a.1). "
        "Geen van beide is overgenomen; haal er een weg"
        for one, other in (("a.pdf", "kopie.pdf"), ("kopie.pdf", "a.pdf"))
    ]
    assert files(project) == [SCORE_FILE, REGISTER_FILE]


# --- Faults


def test_a_faulty_form_brings_nothing_in_and_the_good_ones_come_all_the_same(project: Path, afname: Afname) -> None:
    told = bring(project, form(afname, "fout.pdf", datum="", **{"score:a.1": "9"}), form(afname))

    assert told == [
        "fout.pdf: plek datum: 'datum' ontbreekt; vul het in",
        "fout.pdf: plek score:a.1: '9' is geen score van deze rubric. Kies uit: C, B, A, nvt; nog niet gescoord? Laat het dan leeg",
        f"nieuw: {JUNE}.yml",
    ]


def blank(afname: Afname, path: str, **said: str) -> Ingevuld:
    """The form of an afname as it was before anybody wrote on it."""
    stamp = fields_of(afname)[STEMPEL]
    return form_with(dict.fromkeys(fields_of(afname), "") | {STEMPEL: stamp} | said, path)


def test_a_form_in_which_nothing_was_filled_in_is_told(project: Path, afname: Afname) -> None:
    (alone,) = bring(project, blank(afname, "leeg.pdf", doel="ontwikkeling", status="concept"))

    assert alone.startswith("leeg.pdf: in dit formulier is niets ingevuld. ")


def test_of_many_forms_in_one_file_the_empty_ones_are_named_in_one_line(project: Path, afname: Afname) -> None:
    sheets = [
        blank(afname, "a.xlsx, blad 'x'", datum="2026-06-01"),
        form(afname, "a.xlsx, blad 'y'"),
        replace(blank(afname, "a.xlsx, blad 'z'"), remarks=("Cel K9: los.",)),
    ]

    assert list(map(said, bring_in(Import(project, TODAY), [sheets]))) == [
        f"nieuw: {JUNE}.yml",
        "a.xlsx: let op: niets ingevuld, dus overgeslagen: 'x', 'z'",
        "a.xlsx, blad 'z': let op: Cel K9: los",
    ]
    assert said(look(Import(project, TODAY), [[sheets[0], sheets[2]]])[0]).startswith(
        "a.xlsx: in dit formulier is niets"
    )


def test_a_form_with_a_head_and_no_scores_yet_is_an_afname_that_is_all_open(project: Path, afname: Afname) -> None:
    head = {"ib_er": "jb-7", "datum": "2026-06-01", "rol": "adviseur", "doel": "ontwikkeling"}

    assert bring(project, blank(afname, "a.pdf", **head)) == [f"nieuw: {JUNE}.yml"]


def test_an_unknown_ib_er_in_a_score_file_is_refused_at_its_line(project: Path) -> None:
    assert bring(project, written(change(SCORES, "ib_er: jb-7", "ib_er: jb-9"))) == [
        "b.yml:4: 'jb-9' is geen ib-er van dit project. Kies uit: jb-7 (Jo Blaak). Is dit een nieuwe ib-er, zet die dan eerst in het register"
    ]
    assert bring(project, written(change(SCORES, "ib_er: jb-7", "ib_er: [jb-7]"))) == [
        "b.yml:4: bij 'ib_er' hoort één waarde, geen lijst of groep"
    ]


@pytest.mark.parametrize(
    ("path", "said"), [(RUBRIC_FILE, "een rubric"), (REGISTER_FILE, "een register"), ("mkdocs.yml", "mkdocs.yml")]
)
def test_another_file_of_the_project_is_called_by_its_name(project: Path, path: str, said: str) -> None:
    assert bring(project, written((project / path).read_text(encoding="utf-8"), path)) == [
        f"{path}: dit is {said}, en dat is geen scorebestand"
    ]


@pytest.mark.parametrize("path", ["mkdocs.yml", RUBRIC_FILE, REGISTER_FILE])
def test_nothing_is_held_against_a_project_that_is_not_whole(project: Path, afname: Afname, path: str) -> None:
    put(project, path, "[")

    told = bring(project, form(afname))

    assert told
    assert [line for line in told if line.startswith("nieuw")] == []
    assert all(not line.startswith("a.pdf") for line in told)


def test_a_fault_in_another_score_file_stands_in_nobodys_way(project: Path, afname: Afname) -> None:
    put(project, "scores/jb-7/2020-01-01-zelf.yml", "rubric: [")

    assert bring(project, form(afname)) == [f"nieuw: {JUNE}.yml"]


# --- On the disk


def test_a_file_that_comes_while_we_work_is_not_overwritten(
    project: Path, afname: Afname, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(*arguments: object, **named: object) -> None:
        put(project, f"{JUNE}.yml", "van een ander")
        link(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", late)

    assert bring(project, form(afname)) == [
        f"a.pdf: {JUNE}.yml is er intussen gekomen; er is niets overschreven. Probeer het opnieuw"
    ]
    assert (project / f"{JUNE}.yml").read_text(encoding="utf-8") == "van een ander"


@pytest.mark.parametrize(
    ("stop", "said"),
    [(OSError(28, "No space left on device"), "de schijf is vol"), (KeyboardInterrupt("Ctrl-C"), "Ctrl-C")],
    ids=["schijf vol", "Ctrl-C"],
)
def test_what_stops_the_work_undoes_all_that_came_before(
    project: Path, afname: Afname, monkeypatch: pytest.MonkeyPatch, stop: BaseException, said: str
) -> None:
    edit(project, REGISTER_FILE, "ib_ers:\n", "ib_ers:\n  jb-8: {naam: An Weg}\n")
    link = os.link

    def full(new: str, name: str, **named: Any) -> None:  # noqa: ANN401  (as os has it)
        if name.startswith("2026-06-02"):
            raise stop
        link(new, name, **named)

    monkeypatch.setattr(os, "link", full)

    with pytest.raises((SurroundingsError, KeyboardInterrupt), match=said):
        bring(project, form(afname, ib_er="jb-8"), form(afname, "b.pdf", datum="2026-06-02"))
    assert files(project) == [SCORE_FILE, REGISTER_FILE]
    assert not (project / "scores/jb-8").exists()


def test_a_folder_that_may_not_be_read_is_told_and_nothing_is_written(afname: Afname) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = small_project(Path(folder) / "project")
        (root / "scores/jb-8").mkdir(mode=0o300)
        with as_nobody(), pytest.raises(SurroundingsError, match=r"scores/jb-8 is niet gelukt: daar mag dit programma"):
            look(Import(root, TODAY), [[form(afname, ib_er="jb-8")]])


def test_what_reads_otherwise_afterwards_is_taken_back(
    project: Path, afname: Afname, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def and_break(new: str, name: str, **named: Any) -> None:  # noqa: ANN401  (as os has it)
        link(new, name, **named)
        if name == "2026-06-01-adviseur.yml":
            put(project, RUBRIC_FILE, "[")

    monkeypatch.setattr(os, "link", and_break)

    told = bring(project, form(afname))

    assert [line.partition(":")[0] for line in told] == ["a.pdf"]
    assert f"dit is weer weggehaald uit {JUNE}.yml" in told[0]
    assert files(project) == [SCORE_FILE, REGISTER_FILE]


def test_what_could_not_be_written_down_without_loss_is_not_written(
    project: Path, afname: Afname, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = change(SCORES, "2026-05-12", "2026-06-01").replace("doel:", "# Besproken met An.\ndoel:")
    loss = "dit is goed gelezen, maar kan niet zonder verlies opgeschreven worden; er is niets geschreven. Meld dit"
    monkeypatch.setattr(afnamen, "with_comments", lambda new, _: new)
    monkeypatch.setattr(afnamen, "scorebestand", lambda found: scorebestand(replace(found, summary="")))

    assert bring(project, written(text)) == [f"b.yml: {loss}"]
    assert bring(project, form(afname)) == [f"a.pdf: {loss}"]

    monkeypatch.setattr(afnamen, "scorebestand", scorebestand)

    assert bring(project, written(text)) == [f"b.yml: {loss}"]
    assert bring(project, form(afname)) == [f"nieuw: {JUNE}.yml"]


def test_what_somebody_has_changed_already_is_not_taken_back(
    project: Path, afname: Afname, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def and_edit(new: str, name: str, **named: Any) -> None:  # noqa: ANN401  (as os has it)
        link(new, name, **named)
        put(project, f"{JUNE}.yml", "van een ander")

    monkeypatch.setattr(os, "link", and_edit)

    assert bring(project, form(afname)) == [
        f"a.pdf: {JUNE}.yml is gemaakt en meteen door iemand anders veranderd; kijk het na"
    ]
    assert (project / f"{JUNE}.yml").read_text(encoding="utf-8") == "van een ander"
