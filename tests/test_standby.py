"""A worker that is asked one thing at a time and stays in between."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from generator import standby as standby_module
from generator.standby import Standby
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

begun: list[int] = []


@pytest.fixture(autouse=True)
def _none_begun() -> None:
    begun.clear()


def halved(jobs: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Who begins it, holds it."""
    begun.append(threading.get_ident())
    for job in jobs:
        yield job, 10 // job


def test_it_is_begun_once_by_a_thread_that_stays() -> None:
    standby = Standby(halved)
    answers: list[int] = []
    for job in (1, 2, 5):
        asker = threading.Thread(target=lambda job=job: answers.append(standby.do(job)))
        asker.start()
        asker.join()

    assert answers == [10, 5, 2]
    assert len(begun) == 1
    assert standby.thread
    assert standby.thread.is_alive()


def test_a_bug_is_raised_to_who_asked_and_the_next_gets_another_worker() -> None:
    standby = Standby(halved)
    with pytest.raises(ZeroDivisionError):
        standby.do(0)

    assert standby.do(2) == 5
    assert len(begun) == 2


def test_after_a_while_without_work_it_goes_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standby_module, "IDLE", 0.05)
    standby = Standby(halved)

    assert standby.do(1) == 10
    until(lambda: standby.thread is not None and not standby.thread.is_alive())
    assert standby.do(2) == 5
    assert len(begun) == 2
