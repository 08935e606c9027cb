"""What one rubric says of another holds in both directions."""

from __future__ import annotations

from dataclasses import replace

from generator.model.crosswalk import kruisverwijzingen, linked_taakgebieden
from generator.model.rubric import Aansluiting
from tests.model.plain import VHM

OTHER = replace(VHM, id="profiel", title="Profiel")
SAYING = replace(VHM, aansluitingen=(Aansluiting("begeleiden", "profiel", "innoveren"),))


def test_a_link_said_in_one_rubric_is_seen_from_the_other() -> None:
    there = linked_taakgebieden(SAYING, "begeleiden", (SAYING, OTHER))
    back = linked_taakgebieden(OTHER, "innoveren", (SAYING, OTHER))

    assert [(rubric.id, taakgebied.id) for rubric, taakgebied in there] == [("profiel", "innoveren")]
    assert [(rubric.id, taakgebied.id) for rubric, taakgebied in back] == [("vhm", "begeleiden")]


def test_a_link_said_in_both_rubrics_is_one_link() -> None:
    answering = replace(OTHER, aansluitingen=(Aansluiting("innoveren", "vhm", "begeleiden"),))

    assert len(linked_taakgebieden(SAYING, "begeleiden", (SAYING, answering))) == 1
    assert len(kruisverwijzingen((SAYING, answering))) == 2


def test_each_pair_is_shown_there_and_back_with_every_taakgebied() -> None:
    shown = [
        (
            direction.source.id,
            direction.target.id,
            [(here.id, [one.id for one in found]) for here, found in direction.rows],
        )
        for direction in kruisverwijzingen((OTHER, SAYING))
    ]

    assert shown == [
        ("vhm", "profiel", [("begeleiden", ["innoveren"]), ("innoveren", [])]),
        ("profiel", "vhm", [("begeleiden", []), ("innoveren", ["begeleiden"])]),
    ]


def test_rubrics_that_say_nothing_of_each_other_have_no_kruisverwijzing() -> None:
    assert kruisverwijzingen((VHM, OTHER)) == ()
