"""Whether a text is about somebody: pseudonym, name or notes, and whether it is about others too."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.leaks.secrets import secrets_of
from generator.leaks.unpacked import Shut, Text
from generator.mentions import Mentions, everybody, mentions
from generator.workers import Died
from tests.destroyed import NAME, NOTE, two_people
from tests.projects import project_of


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_people(tmp_path_factory.mktemp("mentions") / "project")


@pytest.fixture(scope="module")
def known(root: Path) -> Mentions:
    return mentions(project_of(root), "jb-7", NAME, secrets_of(root).about("jb-7"))


@pytest.mark.parametrize("text", ["jb-7", "(JB-7)", "ib-ers/jb-7/index.html", NAME, "Blaak, Jo", f"Er stond: {NOTE}"])
def test_who_is_in_a_text_is_found(known: Mentions, text: str) -> None:
    assert known.found([Text(text)]).is_about


@pytest.mark.parametrize("text", ["", "jb-71", "jb-8", "An Weg", "Jo", "Bakker", "De lesgever doet de slag voor."])
def test_who_is_not_in_a_text_is_not(known: Mentions, text: str) -> None:
    assert not known.found([Text(text)]).is_about


def test_also_about_others_is_told_only_of_what_is_about_this_one(known: Mentions) -> None:
    assert known.found([Text("jb-7"), Text("An Weg")]).is_shared
    assert not known.found([Text("jb-7")]).is_shared
    assert not known.found([Text("jb-8 en An Weg")]).is_shared


def test_the_lines_are_those_of_a_plain_text(known: Mentions) -> None:
    text = "niets\njb-7\nJo\nBlaak\njb-7 en Jo Blaak\n"

    assert known.found([Text(text, has_lines=True)]).lines == (2, 3, 5)
    assert known.found([Text(text)]).lines == ()


def test_a_part_of_the_name_counts_in_a_score_file_alone(known: Mentions) -> None:
    said = [Text("a: Blaak\nb: jo\nc: Jo was er", has_lines=True)]

    assert known.found(said, is_scored=True).naming == (1, 3)
    assert known.found(said).naming == ()


def test_what_could_not_be_opened_is_not_whole(known: Mentions) -> None:
    assert not known.found([Text("jb-8"), Shut("op slot")]).is_whole
    assert not known.found(Died(-9)).is_whole
    assert known.found([Text("jb-8")]).is_whole


def test_without_a_name_only_the_pseudonym_is_looked_for(root: Path) -> None:
    known = mentions(project_of(root), "jb-9", "")

    assert known.found([Text("jb-9")], is_scored=True).is_about
    assert not known.found([Text("jb-7", has_lines=True)], is_scored=True).is_about


def test_everybody_of_a_project_is_found_in_a_text(root: Path) -> None:
    known = everybody(project_of(root), "jb-9")

    assert known.within("An Weg sprak met jb-7 over jb-9 en jb-10") == {"jb-7", "jb-8", "jb-9"}
