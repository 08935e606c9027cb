"""The pages that are made for who asks what is kept about them: what is in it, and every older version."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.model.bewaartermijn import VERSTREKEN
from generator.rendering.dossier.vastgelegd import ISO, LONGEST, NAMES, TEXTS, at, cut
from generator.rendering.fonts import embedded_fonts
from generator.rendering.policy import NO_SINKS, policy
from generator.rendering.woorden import capital, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.inzage import Inzage, Versie
    from generator.model.vastlegging import Verandering
    from generator.rendering.templates import Templates

START, PAST, REGISTER = "LEESMIJ.html", "geschiedenis.html", "register.txt"
FILES, OLDER = "scorebestanden", "oude-versies"
"""The folders of what goes along as it is."""
LARGEST_SHOWN = 100_000
"""Characters of an older version that stand on the page itself; a larger one is only there as a file."""

UNSAFE = re.compile(r"[^A-Za-z0-9._ ()+@-]")
LONGEST_NAME = 100

ELSEWHERE = {
    "dossier": ("pagina of pdf in het dossier", "pagina's en pdf's in het dossier"),
    "kijkwijzer": ("kijkwijzer om te printen", "kijkwijzers om te printen"),
    "export": ("bestand in een export", "bestanden in een export"),
    "inzage": ("eerder inzagebestand", "eerdere inzagebestanden"),
    "gedeeld": ("verslag om te delen", "verslagen om te delen"),
    "restant": ("rest van een afgebroken opdracht", "resten van een afgebroken opdracht"),
    "genoemd": ("ander bestand waarin je voorkomt", "andere bestanden waarin je voorkomt"),
}
"""What a kind of file that does not go along is called: one, and more of them."""


@dataclass(frozen=True)
class Difference:
    """One thing that changed, as a reader sees it."""

    where: str
    name: str
    before: str
    after: str
    is_text: bool

    @property
    def how(self) -> str:
        if self.before and self.after:
            return "gewijzigd"
        return "toegevoegd" if self.after else "weggehaald"


@dataclass(frozen=True)
class Moment:
    """One older version on the page: what became of the file then, and where it lies as it was."""

    versie: Versie
    file: str
    """Its path in what is handed over; nothing when it has no content."""

    @property
    def when(self) -> str:
        commit = self.versie.wijziging.commit
        return capital(at(commit)) if commit else ""

    @property
    def text(self) -> str:
        """As it stood, where that is a text of a size that can be read."""
        try:
            text = (self.versie.data or b"").decode("utf-8")
        except UnicodeDecodeError:
            return ""
        return text if len(text) <= LARGEST_SHOWN else ""

    @property
    def differences(self) -> list[Difference]:
        return [_difference(change) for change in self.versie.wijziging.changes]


def inzage_pages(inzage: Inzage, templates: Templates, today: date) -> dict[str, bytes]:
    """By path in what is handed over; each page holds all that it shows."""
    names = named(inzage)
    files = [[Moment(versie, names.get(id(versie), "")) for versie in versies] for versies in inzage.verleden.files]
    register = [Moment(versie, "") for versie in inzage.verleden.register]
    pieces = list(zip(inzage.stukken, piece_names(inzage), strict=True))
    style = _style(templates)
    common = {
        "inzage": inzage, "today": today, "style": style, "policy": policy(styles=[f"\n{style}\n"], **NO_SINKS), "START": START, "PAST": PAST, "REGISTER": REGISTER, "day": day,
        "files": files, "register": register, "pieces": pieces, "elsewhere": list(_elsewhere(inzage)), "VERSTREKEN": VERSTREKEN,
    }  # fmt: skip
    pages = [(START, "leesmij"), *([(PAST, "geschiedenis")] if inzage.verleden.number else [])]
    return {path: templates.render(f"inzage/{name}.html", **common, here=path).encode() for path, name in pages}


def day(text: str) -> str:
    """A date as people write it; what is none stays as it is."""
    try:
        return long_date(date.fromisoformat(text)) if ISO.fullmatch(text) else text or "datum onbekend"
    except ValueError:
        return text


def inzage_files(inzage: Inzage) -> dict[str, bytes]:
    """What goes along as it is: the files of today and each older version."""
    names = named(inzage)
    today = dict(zip(piece_names(inzage), (stuk.data for stuk in inzage.stukken), strict=True))
    older = {
        names[id(versie)]: versie.data
        for versies in inzage.verleden.files
        for versie in versies
        if versie.data is not None
    }
    return {**today, **older}


def piece_names(inzage: Inzage) -> list[str]:
    return list(_each_other(f"{FILES}/{safe_name(stuk.path)}" for stuk in inzage.stukken))


def named(inzage: Inzage) -> dict[int, str]:
    """The path of each older version that has any content, by the identity of that version."""
    versies = [versie for file in inzage.verleden.files for versie in reversed(file) if versie.data is not None]
    return dict(zip(map(id, versies), _each_other(map(_old_name, versies)), strict=True))


def _old_name(versie: Versie) -> str:
    stem, _, ending = safe_name(versie.path).rpartition(".")
    commit = versie.wijziging.commit
    day = commit.day.isoformat() if commit and commit.day else "datum-onbekend"
    return f"{OLDER}/{stem or ending}/{day}-{commit.short if commit else ''}.yml"


def safe_name(path: str) -> str:
    """The last part of a path as a name that any computer can have."""
    name = UNSAFE.sub("_", path.rpartition("/")[2]).strip(". ")[-LONGEST_NAME:]
    return name.lstrip(". -") or "bestand"


def _each_other(names: Iterable[str]) -> Iterator[str]:
    """Names of which no two are one on a computer that does not tell capitals apart."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name.lower()] += 1
        number = seen[name.lower()]
        stem, dot, ending = name.rpartition(".")
        yield name if number == 1 else f"{stem or ending}~{number}{dot if stem else ''}{ending if stem else ''}"


def _difference(change: Verandering) -> Difference:
    kind = change.plek.field or change.plek.deel
    where = f"bij {change.plek.key}" if change.plek.deel == "scores" else ""
    if change.plek.deel == "afspraken":
        where = f"afspraak: {cut(change.plek.key, LONGEST)}"
        kind = change.plek.field or "afspraak"
    name = NAMES.get(kind, capital(kind))
    return Difference(where, name, cut(change.before, LONGEST), cut(change.after, LONGEST), kind in TEXTS)


def _elsewhere(inzage: Inzage) -> Iterator[str]:
    for kind, number in inzage.elsewhere.items():
        yield f"{number} {ELSEWHERE[kind][number != 1]}"


def _style(templates: Templates) -> str:
    return "\n".join([embedded_fonts(), templates.source("look/tokens.css"), templates.source("inzage/inzage.css")])
