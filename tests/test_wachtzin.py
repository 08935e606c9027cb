"""The passphrase: which words it is made of, how hard it is to guess, and that nothing tells it by accident."""

from __future__ import annotations

import copy
import json
import math
import pickle
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from generator.wachtzin import WORDS, Wachtzin, fresh, words

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"


# --- The words


def test_there_are_as_many_words_as_twelve_bits_tell_apart() -> None:
    assert len(set(words())) == len(words()) == 2**12
    assert math.floor(math.log2(math.perm(len(words()), WORDS))) == 59, "what the help of the command promises"


def test_a_word_is_short_and_has_no_letter_that_is_hard_to_say_or_to_find_on_a_phone() -> None:
    assert [word for word in words() if not re.fullmatch("[a-z]{4,9}", word)] == []
    assert [word for word in words() if re.search("ij|[yqx]|c(?!h)", word)] == [], "no ij or y, no c but in ch"


def near(word: str) -> Iterator[str]:
    """Everything that is one slip away: a letter less, more or other, or two that change places."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (f"{head}{letter}{tail}" for letter in LETTERS)
        if tail:
            yield f"{head}{tail[1:]}"
            yield from (f"{head}{letter}{tail[1:]}" for letter in LETTERS)
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"


def test_no_word_becomes_another_one_by_a_slip() -> None:
    known = set(words())

    assert {"boek", "boekt", "oek", "obek", "koek"} <= set(near("boek"))
    assert [(word, other) for word in words() for other in near(word) if other != word and other in known] == []


def sound(word: str) -> str:
    """As it is heard: what differs in spelling alone is the same here."""
    for written, heard in (("sch", "sg"), ("ch", "g"), ("au", "ou"), ("th", "t"), ("ph", "f")):
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1", r"\1", re.sub("b$", "p", re.sub("d$", "t", word)))
    return re.sub("^z", "s", re.sub("^v", "f", word))


def test_no_word_sounds_like_another_one() -> None:
    sounds = Counter(map(sound, words()))

    assert [word for word in words() if sounds[sound(word)] > 1] == []


def test_the_words_are_in_order_so_that_a_change_is_easy_to_see() -> None:
    assert list(words()) == sorted(words())


# --- The phrase


def test_it_is_five_different_words_with_a_space_between() -> None:
    for _ in range(100):
        chosen = fresh().told().split(" ")
        assert len(set(chosen)) == WORDS == 5
        assert set(chosen) <= set(words())


def test_it_is_another_one_each_time_and_any_word_may_be_in_it() -> None:
    made = [fresh().told() for _ in range(4000)]
    used = {word for phrase in made for word in phrase.split()}

    assert len(set(made)) == len(made)
    assert len(used) > 0.98 * len(words())


def test_it_fits_in_what_a_locked_pdf_takes() -> None:
    longest = sorted(words(), key=len)[-WORDS:]

    assert len(Wachtzin(*longest).told().encode()) <= 127


def test_nothing_tells_it_by_accident() -> None:
    made = fresh()
    told = made.told()

    for text in (str(made), repr(made), f"{made}", repr([made]), "%s" % made, repr(TypeError(made))):  # noqa: UP031
        assert not any(word in text for word in told.split())
    for write in (pickle.dumps, json.dumps, copy.deepcopy):
        with pytest.raises(TypeError) as error:
            write(made)
        assert not any(word in str(error.value) for word in told.split())
    assert not hasattr(made, "__dict__")


LOOK = "import ctypes, resource; from generator.wachtzin import *; {} print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
"""3 asks whether the memory of this process may be written down."""


def looked(first: str) -> list[str]:
    command = [sys.executable, "-c", LOOK.format(first)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def test_a_process_that_knows_it_leaves_no_dump_of_its_memory() -> None:
    assert looked("")[1] == "1"
    assert looked("keep_out_of_dumps();") == ["0", "0"]
