"""A project folder of one's own: all that a school needs to begin, with one made-up example that builds."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.model.rubric import NVT
from generator.output import write_files
from generator.reading.project import read_public
from generator.register_file import PRIVATE
from generator.rendering.site import in_reading_order
from generator.schema_files import editor_files
from generator.shipped import shipped
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.model.rubric import Rubric, Vaardigheid

OWN = "eigen"
"""Asks for an example rubric to fill in oneself."""
IB_ER = "voorbeeld-01"
EXAMPLE_DAY = date(2026, 5, 12)
OPEN_ROWS = 2
REGISTER = "scores/register.yml"
PRIVACY = ("privacy.md", "gegevensbescherming.md", "verwerkingsregister.md")
"""The pages of our own site that anyone needs who keeps scores, whatever the rubrics."""
LINK_ALONE = re.compile(r" \[[^]]+\]\(([\w-]+\.md)(?:#[\w-]+)?\)\.")


@dataclass(frozen=True)
class Wish:
    """What kind of project somebody wants."""

    rubrics: tuple[str, ...] = ()
    """Ids of shipped rubrics, or OWN; nothing means all that are shipped, with the pages that explain them."""
    name: str = ""


def shipped_rubrics() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in shipped("rubrics").glob("*.yml")))


def with_neighbours(chosen: Collection[str]) -> tuple[str, ...]:
    """The rubrics asked for, and those to which their crosswalk leads."""
    known = {rubric.id: rubric for rubric in read_public(shipped("mkdocs.yml").parent)[0].rubrics}
    found = list(dict.fromkeys(chosen))
    for id in found:
        linked = dict.fromkeys(link.rubric for link in known[id].aansluitingen) if id in known else ()
        found += [other for other in linked if other not in found]
    return tuple(found)


def make_project(folder: Path, wish: Wish) -> None:
    """Fills a folder that is empty or not there yet. Interrupted, it leaves nothing behind."""
    files = project_files(wish)
    was_there = folder.exists()
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        write_files(folder, files)
        (folder / REGISTER).chmod(PRIVATE)
    except BaseException:
        for path in folder.iterdir() if was_there else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def project_files(wish: Wish) -> dict[str, bytes]:
    """Every file of the new project."""
    files = dict(_files(wish))
    with TemporaryDirectory(prefix="kijkwijzer-") as folder:
        write_files(Path(folder), files)
        rubrics = read_public(Path(folder))[0].rubrics
    first = in_reading_order(rubrics)[0]
    files[f"scores/{IB_ER}/{EXAMPLE_DAY}-adviseur.yml"] = example_scores(first).encode()
    return files | {path: text.encode() for path, text in editor_files(rubrics).items()}


def _files(wish: Wish) -> Iterator[tuple[str, bytes]]:
    chosen = with_neighbours(wish.rubrics or shipped_rubrics())
    is_all = set(shipped_rubrics()) <= set(chosen)
    values = _values(wish.name, is_all=is_all, has_rights=chosen != (OWN,))
    for path, name in (("mkdocs.yml", "mkdocs.yml"), ("README.md", "README.md"), (".gitignore", "gitignore")):
        yield path, _filled(name, values)
    yield REGISTER, _filled("register.yml", values)
    for id in chosen:
        own = shipped("site_templates") / "new" / "rubric.yml"
        file = own if id == OWN else shipped("rubrics") / f"{id}.yml"
        yield f"rubrics/{'eigen-rubric' if id == OWN else id}.yml", file.read_bytes()
    if is_all:
        content = shipped("content")
        for file in sorted(path for path in content.rglob("*") if path.is_file()):
            yield f"content/{file.relative_to(content).as_posix()}", file.read_bytes()
    else:
        yield "content/index.md", _filled("index.md", values)
        for name in PRIVACY:
            text = (shipped("content") / name).read_text(encoding="utf-8")
            yield f"content/{name}", _without_other_pages(text).encode()


def _without_other_pages(text: str) -> str:
    """A sentence that is nothing but a link to a page that does not come along goes."""
    return LINK_ALONE.sub(lambda link: link[0] if link[1] in PRIVACY else "", text)


def _values(name: str, *, is_all: bool, has_rights: bool) -> dict[str, str]:
    title = f"Kijkwijzers van {name}" if name else "Onze kijkwijzers"
    return {
        "name": _quoted(title),
        "title": title,
        "nav": _shipped_nav() if is_all else NAV,
        "stichting": _quoted(name or "Stichting Voorbeeld"),
        "ib_er": IB_ER,
        "rights": RIGHTS if has_rights else "",
    }


NAV = """\
nav:
  - Start: index.md
  - Kijkwijzers: kijkwijzers/index.md
  - startbijeenkomst.md
  - Rubrics:
      - rubrics/index.md        # met daaronder vanzelf een deel per rubric
      - kruisverwijzing.md
  - Privacy:
      - privacy.md
      - gegevensbescherming.md
      - verwerkingsregister.md"""

RIGHTS = """
## Rechten

De teksten van de meegeleverde rubrics zijn van anderen. In elk bestand in `rubrics/` staat bij `bron:` van wie. Vraag toestemming voordat je
ze op internet zet of verspreidt."""


def _shipped_nav() -> str:
    """The pages of our own site, as its settings have them."""
    settings = shipped("mkdocs.yml").read_text(encoding="utf-8")
    lines = settings[settings.index("\nnav:\n") + 1 : settings.index("\ntheme:")].rstrip().split("\n")
    return "\n".join(line.partition("    #")[0].rstrip() for line in lines)


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    return Template((shipped("site_templates") / "new" / name).read_text(encoding="utf-8")).substitute(values).encode()


def _quoted(text: str) -> str:
    """As text in YAML, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


# --- The example


def example_scores(rubric: Rubric) -> str:
    """A score file with every row of a rubric, to copy and fill in: some scored, one nvt, the last ones open."""
    return "\n".join([*_head(rubric), *_rows(rubric), *_tail(rubric), ""])


def _head(rubric: Rubric) -> list[str]:
    kijkwijzers = ", ".join(_quoted(kijkwijzer.id) for kijkwijzer in rubric.kijkwijzers)
    return [
        "# Een verzonnen voorbeeld. Kopieer het voor een echte afname en haal dan deze regel en 'fictief: ja' weg.",
        "fictief: ja",
        f"rubric: {rubric.id}",
        f"versie: {_quoted(rubric.version)}",
        f"kijkwijzers: [{kijkwijzers}]",
        f"ib_er: {IB_ER}                 # gelijk aan de naam van de map",
        "waarnemer: {rol: adviseur, naam: Sam Voorbeeld}      # rol: adviseur, directeur of zelf",
        f"datum: {EXAMPLE_DAY}",
        "aanleiding: groepsbespreking groep 5",
        "doel: ontwikkeling                  # of beoordeling",
        "status: concept                     # of vastgesteld",
        "",
        f"# De schaal: {'; '.join(f'{punt.value} = {punt.label}' for punt in rubric.schaal.punten)}; {NVT} = niet van toepassing.",
        "# Leeg betekent: nog open, er is nog niet naar gekeken of gevraagd.",
        "scores:",
    ]


def _rows(rubric: Rubric) -> Iterator[str]:
    rows = list(rubric.vaardigheden.values())
    scores = cycle(_scores(rubric))
    home = None
    for number, row in enumerate(rows):
        if (taakgebied := rubric.taakgebied_of(row.id)) is not home:
            home = taakgebied
            yield f"  # --- {taakgebied.title}"
        is_open = len(rows) > OPEN_ROWS * 2 and number >= len(rows) - OPEN_ROWS
        yield f"  # {_one_line(row)}"
        yield f"  {_quoted(row.id)}: {'' if is_open else next(scores)}".rstrip()


def _scores(rubric: Rubric) -> tuple[str, ...]:
    values = [_value(punt.value) for punt in rubric.schaal.punten]
    enough = _value(rubric.schaal.sufficient_from)
    below = values[max(0, rubric.schaal.ranks[rubric.schaal.sufficient_from] - 1)]
    return (
        f"{{score: {enough}, bron: observatie, aantekening: Een korte aantekening bij de score.}}",
        f"{{score: {below}, bron: gesprek, aantekening: Waar het over ging in het gesprek., bewijsstukken: [verslag maart]}}",
        values[-1],
        enough,
        NVT,
        enough,
        f"{{score: {enough}, bron: bewijsstuk, bewijsstukken: [jaarplanning]}}",
    )


def _value(value: str) -> str:
    return value if value.isdecimal() else _quoted(value)


def _one_line(row: Vaardigheid) -> str:
    return " ".join(row.text.split())


def _tail(rubric: Rubric) -> list[str]:
    second = list(rubric.vaardigheden)[min(1, len(rubric.vaardigheden) - 1)]
    return [
        "",
        "afspraken:",
        "  - wat: Twee keer meekijken bij een collega-ib-er",
        "    wie: ib-er",
        f"    voor: {EXAMPLE_DAY.year}-12-01",
        f"    bij: [{_quoted(second)}]",
        "    nagekomen:                      # ja of nee; leeg zolang het niet bekend is",
        "samenvatting: |",
        "  Hier komt in een paar zinnen waar het gesprek over ging.",
        "zienswijze: |",
        "  Hier schrijft de ib-er wat die er zelf van vindt.",
    ]
