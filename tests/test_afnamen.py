"""The rubrics and afnamen that other tests are given are such as a project can hold."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from generator.model.rubric import Rubric
from tests.afnamen import project_with, rubrics
from tests.projects import project_of


@given(rubrics())
@settings(max_examples=100)
def test_a_rubric_of_any_shape_is_read_from_disk_as_it_was_made(rubric: Rubric) -> None:
    with TemporaryDirectory() as folder:
        project = project_of(project_with(rubric, Path(folder)))

    assert project.rubrics == (rubric,)
