"""A project with as many made-up ib-ers as asked for, each with a round a year: the size of a school, a foundation or a country.

The same numbers give the same files. Nobody in it exists.
"""

from __future__ import annotations

import json
import shutil
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

from generator.reading.project import read_public
from tests.repository import commit, repository
from tests.whole.conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.rubric import Rubric

RUBRIC = "vhm-ib"
LAST_YEAR = 2026
AT_ONE_SCHOOL = 3

SENTENCES = (
    "De ib-er vroeg door tot de leerkracht zelf zei wat er in de klas anders kan.",
    "Het overzicht van de groep lag op tafel en werd bij elke stap gebruikt.",
    "Er is nog geen afspraak over wie de ouders belt na de bespreking.",
    "De vervolgstap bleef algemeen; in het nagesprek werd hij wel concreet.",
    "Ouders waren aan het begin van het jaar niet uitgenodigd, daarna wel.",
    "Legt de toets naast de observaties van de leerkracht en vraagt waar die elkaar tegenspreken.",
    "Goed voorbeeld om in het team te bespreken.",
    "Twee plannen meegelezen. Het doel is helder, de datum van de evaluatie ontbreekt.",
    "De collega's weten wie ze bij zorgen over een leerling kunnen vragen.",
    "Dit ligt bij de directeur; samen kijken of dat zo blijft.",
)
FIRST_NAMES = ("Anouk", "Bas", "Carlijn", "Daan", "Esra", "Floor", "Gijs", "Hanna", "Imre", "Jip", "Kaat", "Lars")
LAST_NAMES = ("Boterbloem", "Eikelaar", "Grasduin", "Heggemus", "Korenwolf", "Lisdodde", "Moerasvaren", "Waterjuffer")
AFSPRAKEN = ("Vooraf één vraag opschrijven", "Samen een plan nalezen", "Elke bespreking afsluiten met een datum")


def make_project(root: Path, people: int, rounds: int = 3) -> Path:
    """A whole project folder in git, with a commit for each round. `root` is not there yet."""
    copy_project(root)
    shutil.rmtree(root / "scores")
    (root / "scores").mkdir()
    (root / "scores" / "register.yml").write_text(_register(people), encoding="utf-8")
    (root / ".gitignore").write_text("/dossier/\n/site/\n", encoding="utf-8")
    repository(root)
    project, problems = read_public(root)
    assert problems == []
    rubric = next(rubric for rubric in project.rubrics if rubric.id == RUBRIC)
    for year in range(LAST_YEAR - rounds + 1, LAST_YEAR + 1):
        for person in range(people):
            write_score_file(root, rubric, person, year)
        commit(root, by="Berber Lindewever", at=f"{year}-03-28T12:00:00+01:00")
    return root


def score_file(person: int, year: int) -> str:
    return f"scores/{_id(person)}/{year}-03-{1 + person % 28:02}-adviseur.yml"


def write_score_file(root: Path, rubric: Rubric, person: int, year: int) -> None:
    file = root / score_file(person, year)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(_scores(rubric, person, year)) + "\n", encoding="utf-8")


def _id(person: int) -> str:
    return f"ib-{person:05}"


def _register(people: int) -> str:
    entries = (
        f"  {_id(person)}: {{naam: {_name(person)}, school: Basisschool {person // AT_ONE_SCHOOL:04}, aanstelling: functie, in_dienst: 2019-08-01, uit_dienst: null}}"
        for person in range(people)
    )
    return "\n".join(["fictief: ja", "stichting: Stichting De Meetlat", "ib_ers:", *entries, ""])


def _name(person: int) -> str:
    """Nobody's, and of one person only."""
    number, first = divmod(person, len(FIRST_NAMES))
    names = [LAST_NAMES[int(digit)] for digit in f"{number:o}"]
    return f"{FIRST_NAMES[first]} {'-'.join(names)}"


def _scores(rubric: Rubric, person: int, year: int) -> Iterator[str]:
    """As an adviseur types them: two rows in five with a note of one to four sentences, a few not asked, a few that do not apply."""
    chance = Random(f"{person} {year}")  # noqa: S311  no secret
    yield from (
        "fictief: ja",
        f"rubric: {rubric.id}",
        f'versie: "{rubric.version}"',
        "kijkwijzers: [basis, functie]",
        f"ib_er: {_id(person)}",
        "waarnemer: {rol: adviseur, naam: Berber Lindewever}",
        f"datum: {year}-03-{1 + person % 28:02}",
        "aanleiding: groepsbespreking",
        "doel: ontwikkeling",
        "status: vastgesteld",
        "scores:",
    )
    yield from chain.from_iterable(_row(id, chance) for id in rubric.vaardigheden)
    yield "afspraken:"
    for wat in chance.sample(AFSPRAKEN, 2):
        yield f"  - {{wat: {wat}, wie: ib-er, voor: {year}-06-0{chance.randint(1, 9)}}}"
    yield f"samenvatting: {json.dumps(_text(chance, 5), ensure_ascii=False)}"


def _row(id: str, chance: Random) -> Iterator[str]:
    if chance.random() < 0.1:
        return
    score = chance.choices(["1", "2", "3", "4", "nvt"], [1, 4, 8, 4, 1])[0]
    yield f'  "{id}":'
    yield f"    score: {score}"
    if score != "nvt":
        yield f"    bron: {chance.choice(['observatie', 'gesprek', 'bewijsstuk'])}"
    if chance.random() < 0.4:
        yield f"    aantekening: {json.dumps(_text(chance, chance.randint(1, 4)), ensure_ascii=False)}"


def _text(chance: Random, sentences: int) -> str:
    return " ".join(chance.sample(SENTENCES, sentences))
