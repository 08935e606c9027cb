"""All that was read from a project folder, whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.register import Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says about the project. Paths are as written there, from the project root; the register may lie outside it."""

    name: str = "Kijkwijzer"
    content: str = "content"
    site: str = "site"
    rubrics: str = "rubrics"
    scores: str = "scores"
    register: str = "scores/register.yml"
    dossier: str = "dossier"
    templates: str = "site_templates"
    anoniem_vanaf: int = 5
    """How many people, besides those a reader knows, must be in a figure of the anonymised overview."""
    openbaar: tuple[str, ...] = ()
    """Texts that may stand on the public site, although the register or the scores hold them."""
    bewaartermijn: int = 2
    """Years after leaving that anything of an ib-er is kept."""


@dataclass(frozen=True)
class Project:
    """Rubrics, afnamen and register of one project folder, checked against each other."""

    settings: Settings = Settings()
    rubrics: tuple[Rubric, ...] = ()
    """The versions in use, by id."""
    older_rubrics: tuple[Rubric, ...] = ()
    """Versions that are kept for the afnamen that were made with them."""
    afnamen: tuple[Afname, ...] = ()
    register: Register = field(default_factory=Register)
    today: date = date.min
    """The day on which it was read: what is due or late depends on it."""

    @cached_property
    def rubric(self) -> Mapping[str, Rubric]:
        """The version in use of each rubric, by id."""
        return {rubric.id: rubric for rubric in self.rubrics}

    def only(self, ib_er: str) -> Project:
        """The same as if there was nobody else in it."""
        afnamen = tuple(afname for afname in self.afnamen if afname.ib_er == ib_er)
        people = {id: person for id, person in self.register.ib_ers.items() if id == ib_er}
        return replace(self, afnamen=afnamen, register=replace(self.register, ib_ers=people))
