"""What one ib-er gets to see of everything that is kept: the files of today and every older version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from generator.model.vastlegging import Plek, Wijziging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.bewaartermijn import Bewaring
    from generator.model.register import InternBegeleider
    from generator.model.vastlegging import Inhoud

RegisterState = Literal["gelezen", "onleesbaar", "afwezig"]
"""Whether what the register says could be read, or that there is none where it should be."""


@dataclass(frozen=True)
class Versie:
    """Version: how one file about an ib-er stood at one moment, as git still has it."""

    path: str
    """As seen from the project, printable."""
    wijziging: Wijziging
    """Who, when, and what was different before."""
    data: bytes | None = None
    """None when it was taken away then, or when git has no more than its name."""
    is_first: bool = False


@dataclass(frozen=True)
class Verleden:
    """Past: every older version of everything about one ib-er, by file, the newest first."""

    files: tuple[tuple[Versie, ...], ...] = ()
    register: tuple[Versie, ...] = ()
    """The own entry alone, each time that it became another."""
    pseudoniemen: tuple[str, ...] = ()
    """Other pseudonyms that this person had before."""
    left_out: tuple[str, ...] = ()
    """Files that may be about somebody else, to be looked at by a person."""
    is_reused: bool = False
    """Whether the pseudonym may have been somebody else's before; of that time nothing is here."""
    remarks: tuple[str, ...] = ()
    """Why there is nothing, or not all."""

    @property
    def number(self) -> int:
        return sum(map(len, (*self.files, self.register)))


@dataclass(frozen=True)
class Stuk:
    """Piece: one file of today, as it goes along."""

    path: str
    """As seen from the project, printable."""
    data: bytes
    inhoud: Inhoud = field(default_factory=dict)
    """What it says, as far as it can be read."""
    is_shown: bool = True
    """Whether it is on the pages and in the reports; not when there is a fault in it."""

    def says(self, deel: str, field: str = "") -> str:
        return self.inhoud.get(Plek(deel, "", field), "")


@dataclass(frozen=True)
class Inzage:
    """Access: all that is handed over to one ib-er, with what has to be told about it."""

    ib_er: InternBegeleider
    bewaring: Bewaring
    years: int
    """How long things are kept after leaving."""
    stichting: str = ""
    stukken: tuple[Stuk, ...] = ()
    register: Mapping[str, str] = field(default_factory=dict)
    """What the register says of this person, as it is written there."""
    verleden: Verleden = field(default_factory=Verleden)
    register_state: RegisterState = "gelezen"
    pdfs: tuple[tuple[str, str], ...] = ()
    """Path and title of each PDF that goes along."""
    failed: int = 0
    """PDFs that could not be made."""
    has_pages: bool = False
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """How many files more there are, by kind, that are made from these or are about others too."""
    commits: int = 0
    """Moments in git at which something of this person was recorded or named."""
    is_fictional: bool = False

    @property
    def scores(self) -> tuple[Stuk, ...]:
        """The pieces that are an afname, also one with a fault."""
        return tuple(stuk for stuk in self.stukken if stuk.inhoud)

    @property
    def doelen(self) -> tuple[str, ...]:
        return tuple(sorted({stuk.says("doel") for stuk in self.scores} - {""}, reverse=True))

    @property
    def recorders(self) -> tuple[str, ...]:
        """Everybody who recorded a version in git."""
        versies = [versie for file in (*self.verleden.files, self.verleden.register) for versie in file]
        commits = [versie.wijziging.commit for versie in versies]
        return tuple(sorted({commit.author for commit in commits if commit and commit.author}))
