"""What a register says of one person: all of it, as written, and nothing of anybody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.register_entry import entry_in, is_readable, lines_of

REGISTER = b"""\
stichting: Zwembaden Oost
ib_ers:
  jb-7: {naam: Jo Blaak, uit_dienst: null, in_dienst: 2021-02-30, scholen: [De Plons, De Golf], adres: {plaats: Oost}}
  wk-2: {naam: Wil Kok}
  leeg:
"""


def test_every_key_is_told_as_it_is_written_also_one_that_is_wrong() -> None:
    assert entry_in(REGISTER, "jb-7") == {
        "pseudoniem": "jb-7",
        "naam": "Jo Blaak",
        "uit_dienst": "",
        "in_dienst": "2021-02-30",
        "scholen": "De Plons, De Golf",
        "adres": "plaats: Oost",
    }


def test_as_text_it_is_a_line_for_each_key() -> None:
    assert lines_of(entry_in(REGISTER, "wk-2")) == "pseudoniem: wk-2\nnaam: Wil Kok\n"


@pytest.mark.parametrize("id", ["jb", "jb-77", "JB-7", "naam", ""])
def test_who_is_not_in_it_has_nothing(id: str) -> None:
    assert entry_in(REGISTER, id) == {}


def test_who_is_in_it_without_anything_is_in_it() -> None:
    assert entry_in(REGISTER, "leeg") == {"pseudoniem": "leeg"}


@pytest.mark.parametrize(
    ("data", "readable"),
    [
        (REGISTER, True),
        (b"ib_ers: [a", False),
        (b"", False),
        (b"ib_ers: a\n", False),
        (b"\xff\xfe", False),
        (b"ib_ers: {}\n", True),
    ],
)
def test_it_is_known_whether_it_can_be_told_who_is_in_it(data: bytes, readable: bool) -> None:  # noqa: FBT001
    assert is_readable(data) == readable


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_stands_there_nobody_is_made_up(data: bytes) -> None:
    assert entry_in(b"# niemand\n" + data, "jb-7") == {} or b"jb-7" in data
