"""Score files that people typed, in the one spelling: the same bytes for the same afname, and not a comment lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.formatting import formatted
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, reread
from tests.handschrift import as_bytes, handwritten

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

    from generator.model.afname import Afname

# Laws


@given(st.data())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_however_it_was_typed_it_becomes_the_same_bytes(data: DataObject) -> None:
    afname = data.draw(afnamen())
    typed = data.draw(handwritten(afname).flatmap(as_bytes))
    read, problems = reread(typed, afname)

    assert problems == []
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
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_no_comment_is_lost_and_nothing_else_changes(data: DataObject) -> None:
    afname = data.draw(afnamen())
    typed = data.draw(remarked(afname)).encode()
    read, problems = reread(typed, afname)
    if read is None or problems:
        return
    made = formatted(typed, read)

    assert isinstance(made, bytes)
    text = made.decode()
    assert Counter(re.findall(r"#c[0-9]+", text)) == Counter(re.findall(r"#c[0-9]+", typed.decode()))
    assert bare(text) == bare(scorebestand(read))
    assert formatted(made, read) == made
