"""What the libraries that set the type hear in no other way than through their surroundings."""

from __future__ import annotations

import ctypes.util
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """Around the import of WeasyPrint, which tries the names of all systems for each library.

    To look for one, Python starts a compiler. That takes a second for each worker, and leaves files behind when it is killed.
    By the names of Linux nothing is looked for.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = _not_found
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _not_found(name: str) -> str | None:  # noqa: ARG001
    return None


@contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """Tell a library something that it hears only this way, and take it back."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before
