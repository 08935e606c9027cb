"""An afname that may be there already under another day is told of; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.importing.places import Found, Step, plan
from generator.reading.project import read_project
from generator.rendering.scorebestand import scorebestand
from tests.projects import TODAY

if TYPE_CHECKING:
    from generator.model.afname import Afname
    from generator.model.project import Project

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def shipped() -> Project:
    return read_project(ROOT, today=TODAY)[0]


@pytest.fixture(scope="module")
def there(shipped: Project) -> Afname:
    return next(afname for afname in shipped.afnamen if (afname.ib_er, afname.date) == ("ib-01", date(2026, 5, 12)))


def remarks(shipped: Project, afname: Afname) -> tuple[str, ...]:
    (step,) = plan([Found("a.yml", afname, scorebestand(afname))], shipped, {})
    assert isinstance(step, Step)
    assert step.is_new
    return step.found.remarks


def test_the_same_scores_on_another_day_look_like_the_same_form_once_more(shipped: Project, there: Afname) -> None:
    (remark,) = remarks(shipped, replace(there, date=there.date + DAY))

    assert remark.startswith(f"alle scores en aantekeningen zijn gelijk aan die in {there.path}")


def test_another_score_another_rol_or_another_season_is_another_afname(shipped: Project, there: Afname) -> None:
    later = replace(there, date=there.date + DAY)
    row = next(iter(there.scores))

    others = [
        replace(later, scores={**there.scores, row: replace(there.score(row), value="1")}),
        replace(later, waarnemer=replace(there.waarnemer, rol="zelf")),
        replace(later, date=there.date + 120 * DAY),
        replace(later, scores=dict(list(there.scores.items())[:4])),
    ]

    assert [remarks(shipped, other) for other in others] == [(), (), (), ()]
