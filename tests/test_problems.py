"""What is said to an author: one line, harmless to print, with the nearest that was probably meant."""

from __future__ import annotations

from generator.problems import ENOUGH, LONGEST_QUOTE, Location, Notebook, Problem, has_faults, nearest, quoted


def test_a_problem_is_one_line_with_path_and_line() -> None:
    problem = Problem(Location("scores/ib-01/2026-05-12-adviseur.yml", 12), "vaardigheid '1.8' bestaat niet")

    assert str(problem) == "scores/ib-01/2026-05-12-adviseur.yml:12: vaardigheid '1.8' bestaat niet"


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert str(Problem(Location("mkdocs.yml"), "het bestand is leeg")) == "mkdocs.yml: het bestand is leeg"


def test_what_does_not_stop_the_build_says_so() -> None:
    problem = Problem(Location("scores/register.yml"), "er is geen register", "let op")

    assert str(problem) == "scores/register.yml: let op: er is geen register"
    assert not has_faults([problem])
    assert has_faults([problem, Problem(Location("mkdocs.yml"), "fout")])


def test_a_path_cannot_steer_the_terminal() -> None:
    assert str(Location("scores/\x1b[2J\n.yml", 1)) == "scores/\\u001b[2J\\u000a.yml:1"


def test_what_an_author_wrote_is_quoted_on_one_line_and_shortened() -> None:
    assert quoted("twee\nregels") == "'twee\\u000aregels'"
    assert quoted("\u202eomgekeerd") == "'\\u202eomgekeerd'"
    assert quoted("één 🏫") == "'één 🏫'"
    assert quoted("x" * 1000) == f"'{'x' * (LONGEST_QUOTE - 1)}…'"
    assert len(quoted("\n" * 1000)) == LONGEST_QUOTE + 2


def test_problems_are_sorted_by_file_and_line() -> None:
    late, early, other = (Problem(Location(path, line), "x") for path, line in (("b", 10), ("b", 9), ("a", 11)))

    assert sorted([late, early, other]) == [other, early, late]


def test_the_nearest_is_offered_whatever_its_capitals() -> None:
    assert nearest("Adviser", ["adviseur", "directeur"]) == " Bedoelde je 'adviseur'?"
    assert nearest("GESPREK", ["observatie", "gesprek"]) == " Bedoelde je 'gesprek'?"


def test_a_slip_in_a_number_is_looked_for_among_its_siblings() -> None:
    assert nearest("1.8", ["1.1", "1.2", "2.8", "18"]) in {" Bedoelde je '1.1'?", " Bedoelde je '1.2'?"}
    assert nearest("1.21", ["1.1", "1.2", "2.21", "121"]) == " Bedoelde je '1.2'?"


def test_nothing_is_offered_when_nothing_is_near() -> None:
    assert nearest("zwemmen", ["adviseur", "directeur"]) == ""
    assert nearest("", ["adviseur"]) == ""
    assert nearest("x" * 1_000_000, ["adviseur"]) == ""


def test_a_notebook_takes_enough_problems_and_then_says_that_there_are_more() -> None:
    notebook = Notebook("a.yml")
    for line in range(1, 2 * ENOUGH):
        notebook.note(line, "x")

    assert [problem.location.line for problem in notebook.problems] == list(range(1, ENOUGH + 2))
    assert notebook.problems[-1].message.startswith("er is nog meer mis in dit bestand")
    assert has_faults(notebook.problems)
