"""A whole project folder: settings, register, and what is found only when all files have been read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.model.project import Settings
from generator.model.register import InternBegeleider, Register
from generator.reading.project import read_project, read_public
from tests.projects import (
    REGISTER,
    REGISTER_FILE,
    RUBRIC,
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
    put_out_of_reach,
)

if TYPE_CHECKING:
    from pathlib import Path

OTHER = RUBRIC.replace("id: zwemles", "id: duiken")


def test_a_project_without_faults_is_read_whole(project: Path) -> None:
    found = project_of(project)

    assert found.settings == Settings(name="Proefproject")
    assert list(found.rubric) == ["zwemles"]
    assert [afname.path for afname in found.afnamen] == [SCORE_FILE]


@pytest.mark.parametrize("gone", ["scores/jb-7/2026-05-12-adviseur.yml", "scores"])
def test_a_project_without_scores_is_a_good_project(project: Path, gone: str) -> None:
    target = project / gone
    if target.is_dir():
        for file in sorted(target.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        target.rmdir()
    else:
        target.unlink()

    assert project_of(project).afnamen == ()


@pytest.mark.parametrize("version", ["3", "4"])
def test_two_rubrics_never_share_the_file_of_a_form(project: Path, version: str) -> None:
    put(
        project,
        "rubrics/zwemles-diep.yml",
        change(RUBRIC, "id: zwemles", "id: zwemles-diep").replace('"3"', f'"{version}"'),
    )

    (problem,) = problems(project)

    assert problem.startswith(
        "rubrics/zwemles.yml:1: de kijkwijzer zwemles-diep.pdf zou ook bij rubrics/zwemles-diep.yml horen"
    )


def test_a_project_without_a_rubric_is_told_so(project: Path) -> None:
    (project / RUBRIC_FILE).unlink()

    assert problems(project) == ["rubrics: hier staat geen enkele rubric; zet er een neer als ID.yml"]


def test_old_versions_alone_are_no_rubric_to_print(project: Path) -> None:
    (project / "rubrics/zwemles.yml").rename(project / "rubrics/zwemles@3.yml")

    assert "rubrics: hier staat alleen een oude versie van een rubric; zet er een neer als ID.yml" in problems(project)


def test_afnamen_come_by_ib_er_and_date(project: Path) -> None:
    for id, day in (("jb-7", "2025-05-12"), ("ja-1", "2026-06-01"), ("jb-7", "2026-05-13")):
        text = change(change(SCORES, "2026-05-12", day), "jb-7", id)
        put(project, f"scores/{id}/{day}-adviseur.yml", text)
    put(project, REGISTER_FILE, REGISTER + "  ja-1: {}\n")

    found = [(afname.ib_er, afname.date.isoformat()) for afname in project_of(project).afnamen]

    assert found == [("ja-1", "2026-06-01"), ("jb-7", "2025-05-12"), ("jb-7", "2026-05-12"), ("jb-7", "2026-05-13")]


def test_the_register_gives_names(project: Path) -> None:
    put(project, REGISTER_FILE, REGISTER + "fictief: ja\n")

    assert project_of(project).register == Register(
        "Zwembaden Oost",
        {"jb-7": InternBegeleider("jb-7", "Jo Blaak", "De Plons", "taak", date(2021, 8, 1))},
        is_fictional=True,
    )


def test_without_a_register_the_pseudonym_stands_and_that_is_said(project: Path) -> None:
    (project / REGISTER_FILE).unlink()

    assert problems(project) == [
        "scores/register.yml: let op: er is geen register; de verslagen komen onder het pseudoniem"
    ]


def test_who_is_not_in_the_register_is_named_once(project: Path) -> None:
    put(project, "scores/jb-7/2025-05-12-adviseur.yml", change(SCORES, "2026-05-12", "2025-05-12"))
    edit(project, REGISTER_FILE, "jb-7:", "jb-70:")

    assert problems(project) == [
        f"{SCORE_FILE}:4: let op: 'jb-7' staat niet in het register; het verslag komt onder dit pseudoniem. Bedoelde je 'jb-70'?"
    ]


def test_the_same_ib_er_waarnemer_rubric_and_date_twice_is_said_and_both_are_kept(project: Path) -> None:
    put(project, "scores/jb-7/2026-05-12-adviseur-2.yml", SCORES)

    found, said = read_project(project, today=TODAY)

    assert len(found.afnamen) == 2
    assert [str(problem) for problem in said] == [
        f"{SCORE_FILE}:6: let op: ib-er, waarnemer, rubric en datum zijn gelijk aan die in scores/jb-7/2026-05-12-adviseur-2.yml; beide blijven staan. Is er een te veel, haal die dan weg"
    ]


def test_two_waarnemers_of_one_rol_on_one_day_are_two_afnamen(project: Path) -> None:
    put(project, "scores/jb-7/2026-05-12-adviseur-2.yml", change(SCORES, "R. Bakker", "S. Smit"))

    assert len(project_of(project).afnamen) == 2


@pytest.mark.parametrize("name", ["2026-05-12-adviseur", "2026-05-12-adviseur-na-de-les", "2026-05-12-adviseur-2"])
def test_a_score_file_has_its_date_and_rol_for_a_name_and_then_anything(project: Path, name: str) -> None:
    (project / SCORE_FILE).rename(project / f"scores/jb-7/{name}.yml")

    assert problems(project) == []


@pytest.mark.parametrize(
    "name", ["2026-05-21-adviseur", "2026-05-12-directeur", "meting", "2026-05-12", "2026-05-12-adviseurs"]
)
def test_a_name_that_says_something_else_is_said(project: Path, name: str) -> None:
    (project / SCORE_FILE).rename(project / f"scores/jb-7/{name}.yml")

    assert problems(project) == [
        f"scores/jb-7/{name}.yml: let op: de inhoud telt, en die past bij de naam 2026-05-12-adviseur.yml; kijk na wat klopt"
    ]


def test_a_crosswalk_may_point_to_another_rubric_and_to_nothing_else(project: Path) -> None:
    put(project, "rubrics/duiken.yml", OTHER)
    links = "sluit_aan_bij:\n  - {hier: veilig, daar: duiken/veilig}\n  - {hier: veilig, daar: duiken/veiligheid}\n  - {hier: lesgeven, daar: duikn/veilig}\n"
    put(project, RUBRIC_FILE, RUBRIC + links)

    assert problems(project) == [
        f"{RUBRIC_FILE}:31: 'daar' wijst naar 'veiligheid', en dat is er niet in de rubric 'duiken'. Bedoelde je 'veilig'? Kies uit: veilig, lesgeven",
        f"{RUBRIC_FILE}:32: 'daar' wijst naar de rubric 'duikn', en die is er niet. Bedoelde je 'duiken'? Kies uit: duiken, zwemles",
    ]


@pytest.mark.parametrize("broken", ["", "id: [", change(OTHER, "titel: Kijken", "tietel: Kijken")])
def test_a_crosswalk_to_a_rubric_with_a_fault_is_not_a_second_fault(project: Path, broken: str) -> None:
    put(project, RUBRIC_FILE, RUBRIC + "sluit_aan_bij: [{hier: veilig, daar: duiken/veilig}]\n")
    put(project, "rubrics/duiken.yml", broken)

    assert [line.split(":")[0] for line in problems(project)] == ["rubrics/duiken.yml"]


def test_an_older_versie_is_kept_beside_the_current_one(project: Path) -> None:
    put(project, "rubrics/zwemles@2.yml", change(RUBRIC, '"3"', '"2"'))

    found = project_of(project)

    assert [rubric.version for rubric in found.rubrics] == ["3"]
    assert [rubric.version for rubric in found.older_rubrics] == ["2"]


def test_versies_that_differ_only_in_capitals_are_the_same(project: Path) -> None:
    put(project, "rubrics/duiken.yml", change(OTHER, '"3"', "a"))
    put(project, "rubrics/duiken@A.yml", change(OTHER, '"3"', "A"))

    assert problems(project) == [
        "rubrics/duiken@A.yml:2: rubric 'duiken' versie 'A' staat ook in rubrics/duiken.yml; geef een van de twee een andere versie of haal hem weg"
    ]


def test_settings_say_where_everything_is(project: Path) -> None:
    put(
        project,
        "mkdocs.yml",
        SETTINGS + "extra:\n  kijkwijzer: {rubrics: ./a/b, scores: s, dossier: d/e/, templates: t, register: r.yml}\n",
    )
    (project / "a").mkdir()
    (project / "rubrics").rename(project / "a/b")
    (project / "scores").rename(project / "s")
    (project / "s/register.yml").rename(project / "r.yml")

    found = project_of(project)

    assert found.settings == Settings("Proefproject", "content", "site", "a/b", "s", "r.yml", "d/e", "t")
    assert found.register.ib_er("jb-7").name == "Jo Blaak"


@pytest.mark.parametrize(("written", "minimum"), [("3", 3), ('"12"', 12), ("999", 999), ("null", 5)])
def test_how_many_others_must_be_in_an_anonymised_figure_can_be_set(project: Path, written: str, minimum: int) -> None:
    put(project, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer: {{anoniem_vanaf: {written}}}\n")

    assert project_of(project).settings.anoniem_vanaf == minimum


@pytest.mark.parametrize(("written", "years"), [("0", 0), ('"7"', 7), ("99", 99), ("null", 2)])
def test_how_long_things_are_kept_can_be_set(project: Path, written: str, years: int) -> None:
    put(project, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer: {{bewaartermijn: {written}}}\n")

    assert project_of(project).settings.bewaartermijn == years


@pytest.mark.parametrize(
    ("key", "allowed", "default", "wrong"),
    [
        ("anoniem_vanaf", "3 tot en met 999", 5, ["0", "2", "05", "5.0", "-5", "1000", "vijf", "٥"]),
        ("bewaartermijn", "0 tot en met 99", 2, ["100", "02", "2.5", "-1", "altijd", "twee", "٢"]),
    ],
)
def test_a_number_that_cannot_be_meant_is_a_fault(
    project: Path, key: str, allowed: str, default: int, wrong: list[str]
) -> None:
    """So few people that nobody is protected, or a term that is no number of years."""
    for written in wrong:
        put(project, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer:\n    {key}: {written}\n")

        found, said = read_project(project, today=TODAY)

        line = SETTINGS.count("\n") + 3
        assert list(map(str, said)) == [
            f"mkdocs.yml:{line}: '{written}' kan niet; schrijf een heel getal van {allowed}"
        ]
        assert getattr(found.settings, key) == default


def test_settings_that_may_not_be_reached_are_not_absent(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_out_of_reach(monkeypatch, "mkdocs.yml")

    assert problems(project) == ["mkdocs.yml: dit bestand kan niet gelezen worden: je hebt er geen rechten voor"]


def test_what_is_public_is_read_without_opening_scores_or_register(project: Path) -> None:
    put(project, SCORE_FILE, "geen: [yaml")
    put(project, REGISTER_FILE, "geen: [yaml")

    found, said = read_public(project)

    assert said == []
    assert (len(found.rubrics), found.afnamen, found.register) == (1, (), Register())


def test_faults_in_all_files_are_told_at_once_in_the_order_of_files_and_lines(project: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS + "extra: {kijkwijzer: {x: 1}}\n")
    edit(project, REGISTER_FILE, "taak", "taakje")
    edit(project, SCORE_FILE, "status: vastgesteld", "status: x")
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": X')
    put(project, "rubrics/duiken.yml", change(OTHER, "titel: Redden", "titel: "))

    assert [line.split(": ")[0] for line in problems(project)] == [
        "mkdocs.yml:11",
        "rubrics/duiken.yml:23",
        f"{SCORE_FILE}:8",
        f"{SCORE_FILE}:10",
        f"{REGISTER_FILE}:3",
    ]
