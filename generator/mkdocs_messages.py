"""What MkDocs remarks about hand-written pages, as problems in Dutch. Knows its sentences, not the program."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.problems import Location, Problem, quoted
from generator.reading.text import NOT_UTF8

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains (?:a|an \w+|an \w+ \w+) link '(?P<link>.+?)', but the target (?:'.+?' )?is not found"
)
BROKEN_ANCHOR = re.compile(
    r"Doc file '(?P<page>.+?)' contains a link '(?P<link>.+?)', but .*no(?:t contain an| such) anchor"
)
OTHER_LINK = re.compile(r"Doc file '(?P<page>.+?)' contains .*?link '(?P<link>.+?)'")
BROKEN_NAV = re.compile(r"A reference to '(?P<link>.+?)' is included in the 'nav' configuration")
NOT_READ = re.compile(r"Encoding error reading file: (?P<page>.+)|Error reading page '(?P<again>.+?)': 'utf-8' codec")
"""It says so twice."""


def site_problem(message: str, content: str) -> Problem:
    """`content` is the folder of the hand-written pages, as written in mkdocs.yml."""
    for pattern, text in (
        (BROKEN_LINK, "de link {link} wijst naar een bestand dat er niet is; verbeter het adres"),
        (BROKEN_ANCHOR, "de link {link} wijst naar een plek die niet op die pagina staat; verbeter wat achter # staat"),
        (
            OTHER_LINK,
            "met de link {link} kan de site niets; schrijf het adres zoals 'pagina.md' of 'map/pagina.md#plek'",
        ),
    ):
        if match := pattern.match(message):
            return Problem(Location(f"{content}/{match['page']}"), text.format(link=quoted(match["link"])))
    if match := NOT_READ.match(message):
        return Problem(Location(f"{content}/{match['page'] or match['again']}"), NOT_UTF8)
    if match := BROKEN_NAV.match(message):
        return Problem(Location("mkdocs.yml"), f"'nav' noemt {quoted(match['link'])}, en dat bestand is er niet")
    return Problem(Location("mkdocs.yml"), f"de site meldt: {message}")


@contextmanager
def remarked() -> Iterator[list[str]]:
    """Everything that is warned of meanwhile, instead of on the screen."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate, before = False, logger.propagate
    try:
        yield found
    finally:
        logger.propagate = before
        logger.removeHandler(handler)
