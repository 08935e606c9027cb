"""The measures of the balans on the front page."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.dossier import Dossier
from generator.model.register import InternBegeleider
from generator.rendering.dossier.voorbalans import GAP, balansvorm
from tests.model.plain import afname, rubric


@pytest.mark.parametrize(("lines", "is_per_taakgebied"), [(20, True), (7, False)])
def test_the_bar_of_a_longer_rubric_of_last_time_still_fits(lines: int, is_per_taakgebied: bool) -> None:  # noqa: FBT001
    longer = rubric("2014", begeleiden=40)
    before = afname(day=date(2025, 5, 12), rubric=longer, scores=dict.fromkeys(longer.vaardigheden, "3"))
    verslag = Dossier(InternBegeleider("ib-01"), (before, afname(scores={"1.1": "3"}))).verslagen[0]

    form = balansvorm(verslag, lines)
    assert form is not None
    assert form.is_per_taakgebied == is_per_taakgebied
    assert form.has_bars
    assert 40 * (form.box + GAP) <= form.bar
