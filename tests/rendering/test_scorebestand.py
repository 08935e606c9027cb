"""The text of a score file: it says just what the afname says, in one spelling, and people can read it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings

from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, reread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.afname import Afname


@contextlib.contextmanager
def without_libyaml() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        yield


@given(afnamen())
@settings(max_examples=200)
def test_what_is_written_is_read_back_the_same_whichever_parser_reads_it(afname: Afname) -> None:
    text = scorebestand(afname)

    assert reread(text, afname) == (afname, [])
    with without_libyaml():
        assert reread(text, afname) == (afname, [])


@given(afnamen())
def test_what_was_read_is_written_the_same(afname: Afname) -> None:
    text = scorebestand(afname)
    read, _ = reread(text, afname)

    assert read is not None
    assert scorebestand(read) == text
