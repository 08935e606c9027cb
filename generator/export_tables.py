"""What an export tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_export(head: Sequence[str]) -> bool:
    """Whether a first line is that of a table of ours."""
    return tuple(head[:2]) == ("afname", "ib_er")
