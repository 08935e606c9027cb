"""`kijkwijzer wis` as a person meets it: shown first, asked, done, looked at again, and honest about the rest."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from generator import cli_wis, register_file, vernietigingen, wissen
from generator.alone import alone
from generator.cli import main
from generator.history.holding import holding as holding_in_git
from generator.surroundings import SurroundingsError
from tests.destroyed import NAME, OTHER_SCORE_FILE, at_once, holding, two_people, with_outputs
from tests.projects import REGISTER_FILE, SCORE_FILE, edit, put
from tests.repository import repository
from tests.test_cli import command, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

SURE = ("--bevestig", "jb-7", "--reden", "verzoek")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_wis, "today", lambda: date(2026, 11, 22))
    monkeypatch.setattr(cli_wis, "_rebuilt", lambda _: True)
    monkeypatch.setattr("generator.traces.run_limited", at_once)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_outputs(two_people(tmp_path / "project"))


def wis(root: Path, *options: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "wis", *options], input=typed)


def test_a_trial_shows_what_would_go_and_changes_nothing(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = wis(root, "jb-7", "--proef")

    assert result.exit_code == 0
    assert "Dit gaat weg, over jb-7 (Jo Blaak):\n" in result.stdout
    assert f"Scorebestanden (1)\n  {SCORE_FILE}\n" in result.stdout
    assert f"Register\n  {REGISTER_FILE}:4   alleen deze ib-er\n" in result.stdout
    assert "  kijkwijzers-om-te-printen/stapel.pdf *\n" in result.stdout
    assert "Dit kan wis niet weghalen:\n" in result.stdout
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_after_typing_the_pseudonym_and_the_reason_everything_is_gone(root: Path) -> None:
    result = wis(root, "jb-7", typed="jb-7\nbewaartermijn\n")

    assert result.exit_code == 0
    assert holding(root) == []
    assert "reden: bewaartermijn" in (root / vernietigingen.FILE).read_text(encoding="utf-8")
    assert "Over jb-7 is alles weg wat kijkwijzer hier had." in result.stdout
    assert (
        "Nagekeken: in alle bestanden van deze map (git apart) is gezocht naar\nhet pseudoniem, de naam en de aantekeningen.\n"
        "Er is niets meer gevonden.\n"
    ) in result.stdout


@pytest.mark.parametrize("typed", ["jb-8\n", "Jo Blaak\n", "ja\n", "JB-7\n"])
def test_anything_else_than_the_pseudonym_stops_it(root: Path, typed: str) -> None:
    before = holding(root)
    result = wis(root, "jb-7", typed=typed)

    assert result.exit_code == 2
    assert "Dat is niet jb-7. Er is niets weggehaald." in result.stderr
    assert holding(root) == before


@pytest.mark.parametrize("options", [(), ("--bevestig", "jb-7")])
def test_without_an_answer_nothing_happens(root: Path, options: tuple[str, ...]) -> None:
    before = holding(root)

    assert wis(root, "jb-7", *options, typed="").exit_code == 130
    assert holding(root) == before


def test_who_is_unknown_is_told_with_the_nearest(root: Path) -> None:
    result = wis(root, "jb-1", *SURE)

    assert result.exit_code == 2
    assert "'jb-1' is geen ib-er van dit project. Kies uit: jb-7, jb-8.\n" in result.stderr


def test_the_name_of_the_register_will_do_to_ask_for_somebody_and_not_to_confirm(root: Path) -> None:
    assert wis(root, "jo blaak", "--bevestig", "jo blaak", "--reden", "verzoek").exit_code == 2
    assert wis(root, "jo blaak", *SURE).exit_code == 0
    assert holding(root) == []


def test_a_reason_of_ones_own_is_not_taken(root: Path) -> None:
    assert wis(root, "jb-7", "--bevestig", "jb-7", "--reden", "Jo wil het").exit_code == 2


def test_what_is_not_ours_is_named_before_and_after(root: Path) -> None:
    edit(root, OTHER_SCORE_FILE, "naam: R. Bakker", "naam: Jo Blaak")
    put(root, "op-slot.zip", b"PK\x03\x04 kapot")
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 0
    assert result.stdout.count(f"  {OTHER_SCORE_FILE}:5\n") == 2
    assert result.stdout.count("  op-slot.zip\n") == 2
    assert "Er is niets meer gevonden." not in result.stdout


def test_a_fault_in_the_score_file_of_another_stands_in_nobodys_way(root: Path) -> None:
    put(root, OTHER_SCORE_FILE, "rubric: [\n")

    assert wis(root, "jb-7", *SURE).exit_code == 0
    assert holding(root) == []


@pytest.mark.parametrize(("path", "text"), [(REGISTER_FILE, "ib_ers: [\n"), ("mkdocs.yml", "site_name: [\n")])
def test_without_settings_and_register_it_cannot_be_told_what_to_remove(root: Path, path: str, text: str) -> None:
    put(root, path, text)
    before = holding(root)
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}:")
    assert "Er is niets weggehaald." in result.stderr
    assert holding(root) == before


def test_a_dossier_that_cannot_be_made_again_is_gone_and_that_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("generator.traces.run_limited", at_once)
    put(root, OTHER_SCORE_FILE, "rubric: [\n")
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 1
    assert "Het dossier is weg en kon niet opnieuw worden gemaakt" in result.stderr
    assert not (root / "dossier").exists()
    assert holding(root) == []


def test_without_a_dossier_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = two_people(tmp_path / "project")
    monkeypatch.setattr(cli_wis, "_rebuilt", lambda _: pytest.fail("no dossier was asked for"))

    assert wis(root, "jb-7", *SURE).exit_code == 0


def test_stopped_halfway_it_says_so_and_the_same_command_finishes_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(register_file, "remove", stop)
        result = wis(root, "jb-7", *SURE)
    assert result.exit_code == 130
    assert "Gestopt. Nog niet alles is weg. Geef dezelfde opdracht opnieuw" in result.stderr

    other = wis(root, "jb-8", "--bevestig", "jb-8", "--reden", "verzoek")
    assert other.exit_code == 2
    assert "Het vernietigen van jb-7 is begonnen en niet af. Doe eerst: kijkwijzer wis jb-7" in other.stderr

    again = wis(root, "jb-7", *SURE)
    assert again.exit_code == 0
    assert "Dit is eerder begonnen en niet afgemaakt." in again.stdout
    assert holding(root) == []


def test_a_disk_that_refuses_leaves_it_to_be_finished(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise SurroundingsError("de schijf is alleen-lezen")

    with monkeypatch.context() as patch:
        patch.setattr(register_file, "remove", refuse)
        result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 3
    assert "alleen-lezen. Nog niet alles is weg." in result.stderr
    assert wis(root, "jb-7", *SURE).exit_code == 0


def test_a_register_that_it_cannot_change_is_told_as_such(root: Path) -> None:
    put(root, REGISTER_FILE, "ib_ers: {jb-7: &a {naam: Jo Blaak}, jb-8: {naam: An Weg}}\n")
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 1
    assert REGISTER_FILE in result.stderr


@pytest.mark.parametrize("refusal", ["form", "link", "read-only", "folder", "scores"])
def test_what_cannot_be_finished_is_not_begun(root: Path, monkeypatch: pytest.MonkeyPatch, refusal: str) -> None:
    file, said, exit_code = root / REGISTER_FILE, "mag dit programma niet schrijven", 3
    if refusal == "form":
        said, exit_code = "dit lukt niet vanzelf", 1
        monkeypatch.setattr(register_file, "without_entry", lambda text, _: text)
        put(root, REGISTER_FILE, "ib_ers: {jb-7: {naam: Jo Blaak}, jb-8: {naam: An Weg}}\n")
    elif refusal == "link":
        said = "snelkoppeling"
        file.symlink_to(file.rename(root / "scores/namen.yaml.bak"))
    elif refusal == "read-only":
        file.chmod(0o400)
    else:
        allowed, shut = os.access, "." if refusal == "folder" else str(root / "scores/jb-7")
        monkeypatch.setattr(
            os,
            "access",
            lambda path, mode, **more: not (str(path) == shut and mode & os.W_OK) and allowed(path, mode, **more),
        )
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == exit_code
    assert said in result.stderr
    assert "Er is niets weggehaald." in result.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def _refusing(real: Callable[..., Any], shut: Path) -> Callable[..., Any]:
    """As for who has no rights to the folder that it is in: root, who runs tests too, has all rights."""

    def refused(path: object, *rest: object, **more: object) -> object:
        if str(path) == str(shut):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *rest, **more)

    return refused


def test_a_register_that_may_not_be_looked_into_is_not_taken_for_none(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = tmp_path / "dicht" / "namen.yml"
    shut.parent.mkdir()
    (root / REGISTER_FILE).rename(shut)
    monkeypatch.setenv("KIJKWIJZER_REGISTER", str(shut))
    for name in ("stat", "lstat", "open"):
        monkeypatch.setattr(os, name, _refusing(getattr(os, name), shut))
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 1
    assert "je hebt er geen rechten voor" in result.stderr
    assert "Er is niets weggehaald." in result.stderr
    assert (root / SCORE_FILE).is_file()


@pytest.mark.parametrize("shut", ["scores", "scores/jb-7", "scores/jb-7/oud", SCORE_FILE])
def test_scores_that_may_not_be_looked_into_keep_the_register_as_it_is(
    root: Path, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    """Else they stay for good, and of whom they are cannot be told any more."""
    put(root, "scores/jb-7/oud/2020-01-01-zelf.yml", "ib_er: jb-7\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", _refusing(os.scandir, root / shut))
        patch.setattr(Path, "open", _refusing(Path.open, root / shut))
        result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 3
    assert f"In {root / shut} kan niet worden gekeken, en daar kunnen scores van jb-7 staan." in result.stderr
    assert f"chmod -R u+rwX {root / shut}. Er is niets weggehaald." in result.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_folder_of_which_only_the_names_may_be_read_is_a_shut_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut, allowed = root / "scores/jb-7", os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: path != shut and allowed(path, mode, **more))

    assert f"In {shut} kan niet worden gekeken" in wis(root, "jb-7", *SURE).stderr


def test_what_is_shut_of_another_or_is_no_score_file_stands_in_nobodys_way(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = root / "scores/jb-9"
    put(shut, "2026-01-01-zelf.yml", "ib_er: jb-9\n")
    (root / "scores/jb-7/koppeling.yml").symlink_to(root / "nergens")
    put(root, "scores/jb-7/op-slot.zip", b"PK\x03\x04 kapot")
    monkeypatch.setattr(os, "scandir", _refusing(os.scandir, shut))
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 0
    assert "  scores/jb-9\n" in result.stdout
    assert "  scores/jb-7/op-slot.zip\n" in result.stdout


@pytest.mark.parametrize("said", ["mkdocs.yml", "KIJKWIJZER_REGISTER"])
def test_a_disk_with_the_register_that_is_not_there_is_asked_for(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    place = tmp_path / "stick/namen.yml"
    (root / REGISTER_FILE).unlink()
    if said == "mkdocs.yml":
        edit(root, said, "site_name:", f"extra: {{kijkwijzer: {{register: {place}}}}}\nsite_name:")
    else:
        monkeypatch.setenv(said, str(place))
    before = holding(root)
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 3
    assert f"Het register staat volgens {said} in {place}, maar daar is niets." in result.stderr
    assert f"Sluit die schijf aan, of pas {said} aan. Er is niets weggehaald." in result.stderr
    assert holding(root) == before


def test_what_came_while_it_was_at_work_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    destroy = wissen.destroy

    def late(*arguments: object) -> None:
        destroy(*arguments)  # type: ignore[arg-type]
        put(root, "scores/jb-7/2026-06-01-zelf.yml", "ib_er: jb-7\n")

    monkeypatch.setattr(wissen, "destroy", late)
    result = wis(root, "jb-7", *SURE)

    assert result.exit_code == 1
    assert "Kijk het na en geef de opdracht opnieuw:\n  scores/jb-7/2026-06-01" in result.stdout
    monkeypatch.undo()


def test_an_empty_folder_is_nothing_to_destroy_and_goes(root: Path) -> None:
    (root / "scores/jb-9").mkdir()
    result = wis(root, "jb-9", "--bevestig", "jb-9", "--reden", "oefening")

    assert result.exit_code == 0
    assert not (root / "scores/jb-9").exists()


def test_another_command_at_work_is_waited_for(root: Path) -> None:
    with alone(root):
        result = command("-C", root, "wis", "jb-7", *SURE)

    assert result.returncode == 3
    assert "er is al een opdracht van kijkwijzer bezig" in result.stderr
    assert (root / SCORE_FILE).is_file()


def test_what_git_still_holds_is_looked_up_once_and_told_with_the_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(two_people(tmp_path / "project"))
    look = Mock(wraps=holding_in_git)
    monkeypatch.setattr("generator.traces.holding", look)
    result = wis(root, "jb-7", *SURE)

    assert look.call_count == 1
    assert "- Git: 1 commit gaat over jb-7 (takken en labels: hoofd; het reflog).\n" in result.stdout
    assert "De naam staat ook in de geschiedenis (1 commit)." in result.stdout
    assert "git filter-repo --force --invert-paths --path scores/jb-7/" in result.stdout


def test_its_words_are_short_enough_for_a_terminal(root: Path) -> None:
    repository(root)
    lines = wis(root, "jb-7", "--proef").stdout.splitlines()

    assert [line for line in lines if len(line) > 80 and not line.startswith("      git ")] == []


def test_it_tells_how_far_it_is_with_looking(root: Path) -> None:
    said = wis(root, "jb-7", *SURE).stderr

    assert "Zoeken naar alles over jb-7\nBestanden doorzoeken: 25 van 28\n" in said
    assert "Nakijken of alles weg is\nBestanden doorzoeken: 14 van 14\n" in said


def test_help_has_an_example() -> None:
    assert "kijkwijzer wis ib-01 --proef" in run("wis", "--help").stdout


def test_the_name_of_the_register_is_no_word_of_the_record(root: Path) -> None:
    wis(root, "jb-7", *SURE)
    text = (root / vernietigingen.FILE).read_text(encoding="utf-8")

    assert NAME not in text
    assert "jb-7" not in text
