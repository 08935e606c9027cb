"""Names of fields and values of choices in a PDF: each keeps its own, whatever is in it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.pdf_names import OFF, field_name, name_of, state_of, value_of

VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(VALUES)
@example("Off")
@example("")
@example("_")
@example("_4f_ff")
@example("zeer onvoldoende")
def test_a_value_comes_back_from_its_state(value: str) -> None:
    state = state_of(value)

    assert value_of(state) == value
    assert state.isascii()
    assert state.replace("_", "a").isalnum()
    assert state != OFF


def test_a_simple_value_is_its_own_state() -> None:
    assert [state_of(value) for value in ("3", "nvt", "ja", "adviseur", "10")] == ["3", "nvt", "ja", "adviseur", "10"]


def test_a_box_that_is_not_on_and_the_box_for_nothing_have_no_value() -> None:
    assert value_of(OFF) == value_of(state_of("")) == ""


def test_a_state_that_is_not_ours_stays_what_it_is_and_raises_nothing() -> None:
    assert value_of("goed/fout") == "goed/fout"
    assert value_of("_ffffff_") == "_ffffff_"


@given(st.from_regex(r"\A[a-z]+:[A-Za-z0-9][A-Za-z0-9._-]{0,20}\Z"))
def test_a_field_name_comes_back_and_holds_no_dot(name: str) -> None:
    assert name_of(field_name(name)) == name
    assert "." not in field_name(name)
