"""Score files that people typed, in the one spelling: the same bytes for the same afname, and not a comment lost."""

from __future__ import annotations

import re
import stat
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.formatting import (
    CHANGED,
    NO_PLAIN_FILE,
    READ_ONLY,
    WITH_LOSS,
    Format,
    Formatted,
    NoScoreFileError,
    formatted,
)
from generator.new import Wish, make_project
from generator.problems import Location, Problem
from generator.reading.kept_comments import comments_of, with_comments
from generator.rendering.scorebestand import scorebestand
from generator.score_folder import ScoreFolder
from tests.afnamen import afnamen, reread, rubrics
from tests.handschrift import as_bytes, handwritten
from tests.projects import (
    REGISTER_FILE,
    RUBRIC_FILE,
    SCORE_FILE,
    SCORES,
    TODAY,
    change,
    edit,
    problems,
    project_of,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypothesis.strategies import DataObject

    from generator.model.afname import Afname

# Laws


@given(st.data())
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_however_it_was_typed_it_becomes_the_same_bytes(data: DataObject) -> None:
    afname = data.draw(afnamen())
    typed = data.draw(handwritten(afname).flatmap(as_bytes))
    read, faults = reread(typed, afname)

    assert faults == []
    assert read is not None
    assert formatted(typed, read) == scorebestand(afname).encode()


COMMENT = re.compile(r"^ *#c[0-9].*\n| #c[0-9].*", re.MULTILINE)
"""As the tests write them, on a line of its own or behind what is there."""


@st.composite
def remarked(draw: st.DrawFn, afname: Afname) -> str:
    """Typed, with comments put in anywhere: on lines of their own and behind what is there."""
    lines = draw(handwritten(afname)).split("\n")
    for number in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        text = f"#c{number}{draw(st.sampled_from(('', ' x')))}"
        if draw(st.booleans()):
            lines[place] += f" {text}"
        else:
            indent = re.match(" *", lines[place] if draw(st.booleans()) else "")
            lines.insert(place, f"{indent[0] if indent else ''}{text}")
    return "\n".join(lines)


def bare(text: str) -> str:
    return COMMENT.sub("", text)


@given(st.data())
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
def test_no_comment_is_lost_and_nothing_else_changes(data: DataObject) -> None:
    afname = data.draw(afnamen())
    typed = data.draw(remarked(afname)).encode()
    read, faults = reread(typed, afname)
    if read is None or faults:
        return
    made = formatted(typed, read)

    assert isinstance(made, bytes)
    text = made.decode()
    assert Counter(re.findall(r"#c[0-9]+", text)) == Counter(re.findall(r"#c[0-9]+", typed.decode()))
    assert bare(text) == bare(scorebestand(read))
    assert formatted(made, read) == made


@given(st.data())
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_no_comment_is_lost_when_something_else_is_written_either(data: DataObject) -> None:
    rubric = data.draw(rubrics())
    before, after = data.draw(afnamen(rubric)), data.draw(afnamen(rubric))
    typed = data.draw(remarked(before))
    read, faults = reread(typed, before)
    if read is None or faults:
        return
    text = with_comments(scorebestand(after), typed)

    assert reread(text, after) == (after, [])
    assert Counter(comments_of(text)) == Counter(comments_of(typed))


# Files

CANONICAL = """\
rubric: zwemles
versie: "3"
kijkwijzers: [ondiep, diep]
ib_er: jb-7
waarnemer: {rol: adviseur, naam: R. Bakker}
datum: 2026-05-12
doel: ontwikkeling
status: vastgesteld
scores:
  "a.1": B
  "a.2":
    score: C
    bron: observatie
    aantekening: |
      Telde #niet: te druk.
  "b": nvt
afspraken:
  - wat: Bij elke les hardop tellen
    wie: lesgever
    voor: 2026-12-01
    bij: ["a.2"]
samenvatting: |
  Rustige les.
"""


def format_in(project: Path, *wanted: str, is_trial: bool = False) -> Formatted:
    return Format(project, TODAY, is_trial=is_trial).files(wanted)


def test_a_file_is_put_in_the_one_spelling_and_a_second_time_nothing_changes(project: Path) -> None:
    first, second = format_in(project), format_in(project)

    assert first == Formatted(changed=[SCORE_FILE])
    assert second == Formatted(same=[SCORE_FILE])
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == CANONICAL


def test_a_file_that_is_good_already_is_not_touched(project: Path) -> None:
    file = put(project, SCORE_FILE, CANONICAL)
    before = file.stat()
    format_in(project)

    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_trial_writes_nothing(project: Path) -> None:
    assert format_in(project, is_trial=True) == Formatted(changed=[SCORE_FILE])
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_the_rights_of_a_file_stay_as_they_were(project: Path) -> None:
    (project / SCORE_FILE).chmod(0o640)
    format_in(project)

    assert stat.S_IMODE((project / SCORE_FILE).stat().st_mode) == 0o640


def test_nothing_is_left_beside_the_file(project: Path) -> None:
    format_in(project)

    assert [*(project / SCORE_FILE).parent.iterdir()] == [project / SCORE_FILE]


def test_a_file_that_may_only_be_read_stays_as_it_is(project: Path) -> None:
    (project / SCORE_FILE).chmod(0o440)

    assert format_in(project) == Formatted(problems=[Problem(Location(SCORE_FILE), READ_ONLY)])
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_a_shortcut_stays_one_and_what_it_leads_to_is_not_written(project: Path) -> None:
    kept = put(project, "content/kept.txt", SCORES)
    (project / SCORE_FILE).unlink()
    (project / SCORE_FILE).symlink_to(kept)

    assert format_in(project) == Formatted(problems=[Problem(Location(SCORE_FILE), NO_PLAIN_FILE)])
    assert (project / SCORE_FILE).is_symlink()
    assert kept.read_text(encoding="utf-8") == SCORES


def test_what_somebody_saves_meanwhile_is_not_written_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = change(SCORES, '"a.1": B', '"a.1": C')
    read = ScoreFolder.read

    def read_and_save(self: ScoreFolder, ib_er: str, name: str) -> bytes | None:
        found = read(self, ib_er, name)
        put(project, SCORE_FILE, newer)
        return found

    monkeypatch.setattr(ScoreFolder, "read", read_and_save)

    assert format_in(project) == Formatted(problems=[Problem(Location(SCORE_FILE), CHANGED)])
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == newer


def test_what_was_saved_after_it_was_checked_is_not_formatted_unchecked(project: Path) -> None:
    afname = project_of(project).afnamen[0]

    assert formatted(change(SCORES, '"a.1": B', '"a.1": C').encode(), afname) == Problem(Location(SCORE_FILE), CHANGED)


@pytest.mark.parametrize(
    "bug", [lambda new, _old: new, lambda new, old: f"{comments_of(old)[0]}\n{new.replace('Rustige', 'Drukke')}"]
)
def test_what_would_lose_a_comment_or_change_a_word_is_not_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, bug: Callable[[str, str], str]
) -> None:
    typed = put(project, SCORE_FILE, f"# eerst vragen\n{SCORES}").read_bytes()
    monkeypatch.setattr("generator.formatting.with_comments", bug)

    assert format_in(project) == Formatted(problems=[Problem(Location(SCORE_FILE), WITH_LOSS)])
    assert (project / SCORE_FILE).read_bytes() == typed


def test_a_file_that_is_removed_meanwhile_has_changed_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def and_remove(old: bytes, afname: Afname) -> bytes | Problem:
        (project / SCORE_FILE).unlink()
        return formatted(old, afname)

    monkeypatch.setattr("generator.formatting.formatted", and_remove)

    assert format_in(project) == Formatted(problems=[Problem(Location(SCORE_FILE), CHANGED)])
    assert not (project / SCORE_FILE).exists()


def test_a_file_with_faults_stays_as_it_is_and_all_of_them_are_told(project: Path) -> None:
    bad = put(
        project,
        "scores/jb-8/2026-05-12-adviseur.yml",
        change(SCORES, '"a.1": B', '"a.1": D').replace("ontwikkeling", "x"),
    )
    before = bad.read_bytes()
    done = format_in(project)

    assert [str(problem).partition(":")[0] for problem in done.problems] == ["scores/jb-8/2026-05-12-adviseur.yml"] * 3
    assert done.changed == [SCORE_FILE]
    assert bad.read_bytes() == before


def test_only_what_was_asked_for_is_formatted_and_only_its_faults_are_told(project: Path) -> None:
    other = "scores/jb-7/2026-05-13-zelf.yml"
    put(project, other, SCORES.replace("adviseur", "zelf").replace("2026-05-12", "2026-05-13"))
    put(project, "scores/jb-8/2026-05-12-adviseur.yml", SCORES)

    assert format_in(project, SCORE_FILE).changed == [SCORE_FILE]
    assert format_in(project, "scores/jb-7") == Formatted(changed=[other], same=[SCORE_FILE])
    assert format_in(project, str(project / "scores/jb-7/")).same == [SCORE_FILE, other]
    assert len(format_in(project, ".").problems) == 1


def test_a_rubric_with_a_fault_is_told_when_files_cannot_be_read_for_it(project: Path) -> None:
    edit(project, RUBRIC_FILE, "voldoende_vanaf: B", "voldoende_vanaf: Z")
    done = format_in(project, SCORE_FILE)

    assert [problem.location.path for problem in done.problems] == [RUBRIC_FILE]
    assert done.changed == done.same == []


def test_a_fault_in_the_register_stands_in_nobodys_way(project: Path) -> None:
    edit(project, REGISTER_FILE, "in_dienst: 2021-08-01", "in_dienst: gisteren")

    assert problems(project) != []
    assert format_in(project) == Formatted(changed=[SCORE_FILE])


@pytest.mark.parametrize("named", ["scores/register.yml", RUBRIC_FILE, "mkdocs.yml", "rubrics", "/etc/passwd"])
def test_what_is_no_score_file_is_refused(project: Path, named: str) -> None:
    with pytest.raises(NoScoreFileError, match=named):
        format_in(project, named)


def test_the_example_of_a_new_project_keeps_all_its_explanations(tmp_path: Path) -> None:
    make_project(tmp_path, Wish())
    (file,) = (tmp_path / "scores").glob("*/*.yml")
    before = comments_of(file.read_text(encoding="utf-8"))
    first, second = format_in(tmp_path), format_in(tmp_path)

    assert len(before) > 30
    assert comments_of(file.read_text(encoding="utf-8")) == before
    assert first.changed == second.same == [file.relative_to(tmp_path).as_posix()]


def test_a_project_without_scores_is_fine(project: Path) -> None:
    (project / SCORE_FILE).unlink()

    assert format_in(project) == Formatted()
