"""The commands `kijkwijzer register add`, `toon` and `verplaats`, as a person meets them."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model.project import Settings
from generator.reading.settings import REGISTER
from generator.register_file import load
from tests.projects import REGISTER as PEOPLE
from tests.projects import REGISTER_FILE, edit, problems, put, put_out_of_reach
from tests.repository import everything, git, repository, typed

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

ANSWERS = ("Noor Quispelaar", "De Plons", "taak", "1-8-2026")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    monkeypatch.delenv(REGISTER, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path / "thuis"


def run(root: Path, *arguments: str, answers: tuple[str, ...] = ()) -> Result:
    typed = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(main, ["-C", str(root), "register", *arguments], input=typed)


def new_id(result: Result) -> str:
    found = re.match(r"Het pseudoniem is (\S+)\. ", result.stdout)
    assert found, result.output
    return found[1]


# --- add


def test_who_is_added_gets_a_pseudonym_and_is_told_where_everything_goes(project: Path) -> None:
    result = run(project, "add", answers=ANSWERS)
    id = new_id(result)

    assert result.exit_code == 0
    assert f"Het pseudoniem is {id}. Het staat met de naam in {project / REGISTER_FILE}." in result.stdout
    assert f"De scores komen in de map scores/{id}." in result.stdout
    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == PEOPLE + (
        f"  {id}:\n    naam: Noor Quispelaar\n    school: De Plons\n    aanstelling: taak\n    in_dienst: 2026-08-01\n"
    )
    assert problems(project) == []


def test_only_a_name_has_to_be_given(project: Path) -> None:
    result = run(project, "add", answers=("", "  ", "Noor  Quispelaar ", "", "", ""))

    assert "Fout: de naam moet worden ingevuld." in result.stderr
    assert (
        (project / REGISTER_FILE)
        .read_text(encoding="utf-8")
        .endswith(f"  {new_id(result)}:\n    naam: Noor Quispelaar\n")
    )


def test_an_answer_that_cannot_be_is_asked_again(project: Path) -> None:
    answers = ("Noor\u202fQ\u0007", "Noor Q", "", "vast", "Functie", "31-2-2026", "augustus", "1 aug 2026")
    result = run(project, "add", answers=answers)

    assert [line for line in result.stderr.splitlines() if "Fout" in line]
    person = load(project, Settings()).ib_ers[new_id(result)]
    assert (person.name, person.aanstelling, str(person.employed_from)) == ("Noor Q", "functie", "2026-08-01")


def test_options_are_not_asked_for(project: Path) -> None:
    (project / REGISTER_FILE).chmod(0o600)
    given = ("--naam", "Noor Q", "--school", "", "--aanstelling", "functie", "--in-dienst", "2026-08-01")
    result = run(project, "add", *given)

    assert result.exit_code == 0
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--naam", " ", "de naam moet worden ingevuld"),
        ("--naam", "x" * 301, "dit is 301 tekens lang"),
        ("--in-dienst", "31-2-2026", "'31-2-2026' is geen datum"),
        ("--in-dienst", "01-01-0026", "is geen datum"),
    ],
)
def test_an_option_that_cannot_be_is_wrong_use(project: Path, option: str, value: str, said: str) -> None:
    given = {"--naam": "Noor Q", "--school": "", "--aanstelling": "taak", option: value}
    result = run(project, "add", *(word for pair in given.items() for word in pair))

    assert result.exit_code == 2
    assert f"'{option}'" in result.stderr
    assert said in result.stderr
    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == PEOPLE


def test_no_name_has_to_stand_on_the_command_line_and_the_help_says_why() -> None:
    said = " ".join(CliRunner().invoke(main, ["register", "add", "--help"]).output.split())

    assert "blijft in de geschiedenis van opdrachten staan" in said


def test_the_same_name_is_asked_about_however_it_is_typed(project: Path) -> None:
    stopped = run(project, "add", answers=("jo  BLAAK", "nee"))

    assert (stopped.exit_code, (project / REGISTER_FILE).read_text(encoding="utf-8")) == (130, PEOPLE)
    assert "Deze naam staat al in het register, bij jb-7." in stopped.stderr

    assert run(project, "add", answers=("Jo Blaak", "ja", "", "", "")).exit_code == 0


def test_a_school_that_looks_like_one_of_the_register_is_asked_about(project: Path) -> None:
    result = run(project, "add", answers=("Noor Q", "de plons", "ja", "", ""))

    assert load(project, Settings()).ib_ers[new_id(result)].school == "De Plons"


def test_without_a_register_one_is_made_for_its_owner_alone(project: Path) -> None:
    (project / REGISTER_FILE).unlink()
    result = run(project, "add", answers=("ja", *ANSWERS))

    assert result.exit_code == 0
    assert (project / REGISTER_FILE).stat().st_mode & 0o777 == 0o600
    assert [*load(project, Settings()).ib_ers] == [new_id(result)]


def test_a_first_register_outside_the_project_gets_a_private_folder(
    project: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / REGISTER_FILE).unlink()
    home.mkdir()
    monkeypatch.setenv(REGISTER, "~/personeel/register.yml")

    assert run(project, "add", answers=("ja", *ANSWERS)).exit_code == 0
    assert (home / "personeel").stat().st_mode & 0o777 == 0o700
    assert (home / "personeel/register.yml").stat().st_mode & 0o777 == 0o600
    assert run(project, "toon").stdout.splitlines()[0].endswith("  Noor Quispelaar")


def test_another_command_may_work_while_somebody_answers_and_not_while_it_is_written(project: Path) -> None:
    folder = os.open(project, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)

    result = run(project, "add", answers=ANSWERS)
    os.close(folder)

    assert "In dienst sinds" in result.stderr
    assert (result.exit_code, "er is al een opdracht van kijkwijzer bezig" in result.stderr) == (3, True)
    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == PEOPLE


def test_stopping_half_way_writes_nothing(project: Path) -> None:
    result = run(project, "add", answers=ANSWERS[:2])

    assert result.exit_code == 130
    assert "Wat er al was, is niet veranderd." in result.stderr
    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == PEOPLE


def test_a_register_with_a_fault_is_told_before_anything_is_asked(project: Path) -> None:
    edit(project, REGISTER_FILE, "taak", "tak")
    result = run(project, "add", answers=ANSWERS)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{REGISTER_FILE}:3: 'tak' kan niet bij 'aanstelling'")
    assert "Naam" not in result.stderr


def test_a_fault_in_a_score_file_or_a_rubric_does_not_matter(project: Path) -> None:
    put(project, "scores/jb-7/2026-05-12-adviseur.yml", "stuk")
    put(project, "rubrics/zwemles.yml", "stuk")

    assert run(project, "add", answers=ANSWERS).exit_code == 0


def test_a_fault_in_the_settings_does(project: Path) -> None:
    put(project, "mkdocs.yml", "docs_dir: content\nextra: {kijkwijzer: {register: content/register.yml}}\n")

    assert run(project, "add", answers=ANSWERS).exit_code == 1


def test_somebody_real_does_not_go_among_made_up_people(project: Path) -> None:
    edit(project, REGISTER_FILE, "stichting:", "fictief: ja\nstichting:")
    refused = run(project, "add", answers=("nee", *ANSWERS))

    assert refused.exit_code == 1
    assert f"Haal eerst uit {REGISTER_FILE} de regel 'fictief: ja' en de verzonnen mensen weg." in refused.stderr
    assert "Quispelaar" not in (project / REGISTER_FILE).read_text(encoding="utf-8")

    assert run(project, "add", answers=("ja", *ANSWERS)).exit_code == 0


def test_that_git_has_the_register_is_said_before_a_name_is_asked_for(project: Path) -> None:
    repository(project)
    result = run(project, "add", answers=ANSWERS)

    assert result.stderr.index("het register zit in git") < result.stderr.index("Naam")


def test_a_project_without_a_fault_takes_a_score_file_of_who_was_added(project: Path) -> None:
    id = new_id(run(project, "add", answers=ANSWERS))
    text = (project / "scores/jb-7/2026-05-12-adviseur.yml").read_text(encoding="utf-8").replace("jb-7", id)
    put(project, f"scores/{id}/2026-05-12-adviseur.yml", text)

    assert problems(project) == []


def test_others_on_the_computer_who_could_read_it_are_mentioned(project: Path) -> None:
    (project / REGISTER_FILE).chmod(0o644)
    said = run(project, "add", answers=ANSWERS).stderr

    assert f"Dit houdt het voor jou alleen: chmod 600 {project / REGISTER_FILE}" in said
    assert (project / REGISTER_FILE).stat().st_mode & 0o777 == 0o644


def test_a_new_register_does_not_go_outside_the_project_through_a_link(project: Path, tmp_path: Path) -> None:
    (project / "scores").rename(tmp_path / "elders")
    (tmp_path / "elders/register.yml").unlink()
    (project / "scores").symlink_to(tmp_path / "elders")

    result = run(project, "add", answers=("ja", *ANSWERS))

    assert (result.exit_code, "snelkoppeling" in result.stderr) == (3, True)
    assert not (tmp_path / "elders/register.yml").exists()


# --- toon


def test_everybody_is_shown_with_what_is_known(project: Path) -> None:
    put(
        project,
        REGISTER_FILE,
        "ib_ers:\n  b: {naam: Roos Vis, uit_dienst: 2026-07-31}\n  langer-id: {school: De Plons}\n",
    )
    result = run(project, "toon")

    assert result.exit_code == 0
    assert result.stdout == (
        "b          Roos Vis\n           uit dienst op 31 juli 2026\nlanger-id  (geen naam)\n           De Plons\n"
    )
    assert result.stderr.startswith("2 ib-ers in ")


def test_an_empty_register_is_said_so(project: Path) -> None:
    put(project, REGISTER_FILE, "ib_ers: {}\n")

    assert run(project, "toon").stderr == f"Er staat niemand in {REGISTER_FILE}.\n"


def test_a_register_that_is_not_there_is_not_an_empty_one(project: Path) -> None:
    (project / REGISTER_FILE).unlink()

    assert run(project, "toon").stderr.startswith(f"Hier is geen register: {REGISTER_FILE} bestaat niet.")


def test_beside_scores_a_new_register_is_not_made_unasked(project: Path) -> None:
    (project / REGISTER_FILE).unlink()
    result = run(project, "add", answers=("nee",))

    assert (result.exit_code, (project / REGISTER_FILE).exists()) == (1, False)
    assert "Staat het ergens anders?" in result.stderr


# --- verplaats


def test_the_register_goes_elsewhere_and_the_project_can_be_told_where(project: Path, home: Path) -> None:
    home.mkdir()
    result = run(project, "verplaats", "~/personeel/register.yml")
    place = home / "personeel/register.yml"

    assert result.exit_code == 0
    assert (place.read_text(encoding="utf-8"), place.stat().st_mode & 0o777) == (PEOPLE, 0o600)
    assert not (project / REGISTER_FILE).exists()
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0].startswith(f"Het register staat nu in {place}. Alleen jij kunt het lezen")

    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\n".join(["extra:", "  kijkwijzer:", f"    {lines[lines.index('kijkwijzer:') + 1]}", ""]))

    assert problems(project) == []
    assert run(project, "toon").stdout.startswith("jb-7  Jo Blaak\n")


def test_or_by_the_variable_that_it_names(project: Path, home: Path) -> None:
    home.mkdir()
    (home / "met spatie").mkdir()
    result = run(project, "verplaats", str(home / "met spatie"))
    (export,) = [line.strip() for line in result.stdout.splitlines() if "export" in line]
    shell = f"{export}; exec {sys.executable} -c 'from generator.cli import main; main()' -C '{project}' check"
    said = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)

    assert (said.returncode, said.stdout) == (0, "")


def test_who_uses_the_variable_is_told_to_change_that(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REGISTER, REGISTER_FILE)
    result = run(project, "verplaats", str(tmp_path / "weg"))

    assert f"export {REGISTER}={tmp_path / 'weg/register.yml'}" in result.stdout
    assert "mkdocs.yml" not in result.stdout


def test_the_line_that_has_to_change_is_named(project: Path, tmp_path: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra:\n  kijkwijzer:\n    register: scores/register.yml\n")
    said = run(project, "verplaats", str(tmp_path / "r.yml")).stdout

    assert f'1. In mkdocs.yml, op regel 13:\n           register: "{tmp_path}/r.yml"\n' in said


@pytest.mark.parametrize("place", ["content", "site/register.yml", "apart/r.yml", "scores", "."])
def test_a_place_where_it_may_not_be_is_wrong_use(project: Path, place: str) -> None:
    result = run(project, "verplaats", place)

    assert (result.exit_code, (project / REGISTER_FILE).read_text(encoding="utf-8")) == (2, PEOPLE)
    assert "'PAD'" in result.stderr


def test_nothing_is_overwritten(project: Path, tmp_path: Path) -> None:
    other = put(tmp_path, "r.yml", "van een ander")

    assert run(project, "verplaats", str(other)).exit_code == 2
    assert other.read_text(encoding="utf-8") == "van een ander"


@pytest.mark.parametrize("word", ["toon", "add", "verplaats"])
def test_each_command_takes_away_what_a_killed_one_left_for_git_to_take_along(
    project: Path, tmp_path: Path, word: str
) -> None:
    left = put(project, "scores/.register.yml.nieuw-0123abcd", PEOPLE)
    there = put(tmp_path, "thuis/.r.yml.nieuw-0123abcd", PEOPLE)
    place = [str(tmp_path / "thuis/r.yml")] if word == "verplaats" else []

    assert run(project, word, *place, answers=ANSWERS).exit_code == 0
    assert not left.exists()
    assert there.exists() == (word != "verplaats")


def test_who_is_there_is_told_also_while_another_command_is_at_work(project: Path) -> None:
    left = put(project, "scores/.register.yml.nieuw-0123abcd", PEOPLE)
    folder = os.open(project, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    result = run(project, "toon")
    os.close(folder)

    assert result.exit_code == 0
    assert "Jo Blaak" in result.stdout
    assert left.exists()


def test_without_a_register_there_is_nothing_to_move(project: Path, tmp_path: Path) -> None:
    (project / REGISTER_FILE).unlink()
    result = run(project, "verplaats", str(tmp_path / "r.yml"))

    assert result.exit_code == 2
    assert "Er is geen register" in result.stderr


def test_a_register_that_may_not_be_reached_is_there_and_cannot_be_moved(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REGISTER, "/mnt/stick/register.yml")
    put_out_of_reach(monkeypatch, "stick")
    result = run(project, "verplaats", str(tmp_path / "r.yml"))

    assert result.exit_code == 3
    assert "Er is geen register" not in result.stderr
    assert "controleer de rechten van de map" in result.stderr


def test_what_git_still_holds_is_said_with_the_steps(project: Path, tmp_path: Path) -> None:
    root = repository(project)
    git(root, "remote", "add", "samen", "../samen.git")
    said = run(root, "verplaats", str(tmp_path / "r.yml")).stdout

    assert "in 1 commit" in said
    assert f"git rm --cached --quiet -- {REGISTER_FILE} && git commit -m" in said
    assert f"git filter-repo --force --invert-paths --path {REGISTER_FILE}" in said
    assert "git push --force --all samen" in said


def test_whoever_does_all_that_is_said_has_no_name_in_git_any_more(project: Path, tmp_path: Path) -> None:
    put(project, "namen/het register.yml", (project / REGISTER_FILE).read_bytes())
    (project / REGISTER_FILE).unlink()
    edit(project, "mkdocs.yml", "plugins:", "extra: {kijkwijzer: {register: namen/het register.yml}}\nplugins:")
    root = repository(project)
    said = run(root, "verplaats", str(tmp_path / "r.yml")).stdout.splitlines()

    typed(root, *said)

    assert b"Blaak" not in everything(root)


def test_without_git_nothing_is_said_of_it(project: Path, tmp_path: Path) -> None:
    assert "git " not in run(project, "verplaats", str(tmp_path / "r.yml")).stdout.replace("zodat ook git de plek", "")
