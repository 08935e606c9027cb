"""What `wis` tells of a folder: in the order in which things go, each place once, and long lists cut off."""

from __future__ import annotations

from pathlib import Path

from generator.leaks.secret import Secrets
from generator.model.project import Project
from generator.traces import Trace, Traces
from generator.wis_words import MANY, TITLES, going, proof, staying, still_there, unread
from generator.wissen import REMOVED, Plan

ROOT = Path("/stichting")


def plan(*traces: Trace, shut: tuple[Path, ...] = (), name: str = "Jo Blaak") -> Plan:
    return Plan(ROOT, Project(), Traces("jb-7", traces, unread=shut), name, Secrets())


def test_every_kind_that_goes_has_a_title() -> None:
    assert {*TITLES} == {*REMOVED}


def test_what_is_about_others_too_has_a_star_that_is_explained() -> None:
    shared = plan(Trace(ROOT / "export/scores.csv", "export", shared=True))
    alone = plan(Trace(ROOT / "export/scores.csv", "export"))

    assert "  export/scores.csv *" in [*going(shared)]
    assert "Wat ook over anderen gaat (*), kun je daarna opnieuw maken, zonder deze ib-er." in [*going(shared)]
    assert "(*)" not in "\n".join(going(alone))


def test_the_register_loses_one_line_and_the_dossier_goes_as_a_whole() -> None:
    told = [
        *going(plan(Trace(ROOT / "dossier/index.html", "dossier"), Trace(Path("/elders/namen.yml"), "register", 4)))
    ]

    assert "  /elders/namen.yml:4   alleen deze ib-er" in told
    assert "  dossier/   helemaal; het wordt daarna opnieuw gemaakt, zonder deze ib-er" in told


def test_a_register_outside_the_project_may_be_that_of_others_too() -> None:
    shared = "  Dit geldt ook voor andere projecten die dit register gebruiken."

    assert shared in [*going(plan(Trace(Path("/elders/namen.yml"), "register", 4)))]
    assert shared not in [*going(plan(Trace(ROOT / "scores/register.yml", "register", 4)))]


def test_a_name_or_path_cannot_steer_the_terminal() -> None:
    told = "\n".join([*going(plan(name="Jo \x1b[31m")), *staying(plan(Trace(ROOT / "a\x1b.txt", "genoemd", 1)))])

    assert "\x1b" not in told
    assert "a\\u001b.txt:1" in told


def test_a_long_list_is_cut_off_and_counted() -> None:
    many = plan(*(Trace(ROOT / f"notitie-{number}.txt", "genoemd") for number in range(MANY + 2)))

    assert [*staying(many)][-1] == "  en nog 2 plekken"


def test_nothing_is_told_of_what_is_not_there() -> None:
    assert [*staying(plan())] == []
    assert [*unread(plan())] == []


def test_nothing_found_is_only_said_when_nothing_was() -> None:
    assert "Er is niets meer gevonden." in [*proof(plan())]
    assert "Er is niets meer gevonden." not in [*proof(plan(Trace(ROOT / "a.txt", "genoemd")))]
    assert "In wat gelezen kon worden, is niets meer gevonden." in [*proof(plan(shut=(ROOT / "a.zip",)))]
    assert "het pseudoniem en de naam." in [*proof(plan())]
    assert "het pseudoniem." in [*proof(plan(name=""))]


def test_what_others_have_in_the_new_dossier_is_told_as_theirs() -> None:
    told = [*proof(plan(Trace(ROOT / "dossier/ib-ers/jb-8/index.html", "dossier")))]

    assert "  dossier/ib-ers/jb-8/index.html" in told
    assert "Er is niets meer gevonden." not in told


def test_what_should_be_gone_and_is_not_is_told() -> None:
    assert "  scores/jb-7/nieuw.yml" in [*still_there(plan(Trace(ROOT / "scores/jb-7/nieuw.yml", "scorebestand")))]
