"""What git knows of a score file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vastlegging:
    """Record: what git knows of one score file."""
