"""From what stands in one file to the afnamen that it holds, each with the text of its score file, held against the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importing.files import fault, note
from generator.importing.places import Found
from generator.importing.reading import Written
from generator.model.velden import Ingevuld
from generator.problems import Notebook, Problem
from generator.reading.afname import read_afname
from generator.reading.forms import is_blank
from generator.reading.kept_comments import has_comments_of, with_comments
from generator.reading.nodes import Scalar
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.velden import NOBODY, read_velden
from generator.rendering.scorebestand import scorebestand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importing.reading import Reading
    from generator.model.afname import Afname
    from generator.reading.forms import Known

OTHERS = {"ib_ers": "een register", "taakgebieden": "een rubric", "site_name": "mkdocs.yml"}
"""What else a YAML file can be, by a key that only it has."""
SHEET = ", blad "
"""What a reader puts between the name of a file and that of one form in it."""
BLANK = "in dit formulier is niets ingevuld. Is er wel iets ingevuld, bewaar het dan opnieuw in het programma waarin dat gebeurde"


def found_in(readings: Sequence[Reading], known: Known) -> Iterator[Found | Problem]:
    """What one file holds. Of several forms in it those that were left empty are just named."""
    blank = [
        each for each in readings if isinstance(each, Ingevuld) and _is_left_empty(each, is_alone=len(readings) == 1)
    ]
    for reading in readings:
        if isinstance(reading, Problem):
            yield reading
        elif isinstance(reading, Written):
            yield from _score_file(reading, known)
        elif reading not in blank:
            yield from _form(reading, known)
    yield from _left_empty(blank, is_all=len(blank) == len(readings))


def _is_left_empty(filled: Ingevuld, *, is_alone: bool) -> bool:
    """Among other forms one whose head alone was filled in is left empty too: the same head often stands on all of them."""
    return is_blank(filled) and not (is_alone and filled.said("datum"))


def _left_empty(blank: Sequence[Ingevuld], *, is_all: bool) -> Iterator[Problem]:
    """One line for all of them, and whatever stands on them outside the fields."""
    if not blank:
        return
    path, sheet, _ = blank[0].path.partition(SHEET)
    if is_all:
        yield fault(path, BLANK)
    else:
        names = ", ".join(filled.path.removeprefix(path + sheet) for filled in blank)
        yield note(path, f"niets ingevuld, dus overgeslagen: {names}")
    yield from (note(filled.path, remark.rstrip(".")) for filled in blank for remark in filled.remarks)


def _form(filled: Ingevuld, known: Known) -> Iterator[Found | Problem]:
    afname, problems = read_velden(filled, known)
    yield from problems
    if afname is not None:
        school = known.ib_ers.other_school(afname.ib_er, filled.said("school"))
        remarks = (*filled.remarks, *([school] if school else []))
        yield from _proven(Found(filled.path, afname, scorebestand(afname), remarks), known)


def _score_file(written: Written, known: Known) -> Iterator[Found | Problem]:
    if other := next((name for key, name in OTHERS.items() if key in written.mapping.entries), ""):
        yield fault(written.path, f"dit is {other}, en dat is geen scorebestand")
        return
    part = Part(written.mapping, Notebook(written.path, [*written.problems]))
    known.rubrics.look_for(part, ())
    ib_er = _whose(part, known)
    afname = read_afname(part, folder=ib_er, rubrics=known.rubrics, today=known.today)
    yield from part.notebook.problems
    if afname is not None:
        found = Found(written.path, afname, with_comments(scorebestand(afname), written.text))
        yield from _proven(found, known, written.text)


def _whose(part: Part, known: Known) -> str:
    """The pseudonym, also put in the place of a name; after a fault one that fits nobody."""
    _, node = part.mapping.entries.get("ib_er", (None, None))
    if node is not None and not isinstance(node, Scalar):
        return ""  # its reader will tell
    id, why = known.whose("" if node is None or node.is_null else node.text)
    if why:
        part.fault("ib_er", why)
    line = part.line_of("ib_er")
    part.mapping.entries["ib_er"] = (Scalar("ib_er", line), Scalar(id or NOBODY, line))
    return id or NOBODY


def _proven(found: Found, known: Known, old: str = "") -> Iterator[Found | Problem]:
    """Only what reads back as the very same afname, with every comment, is good enough to be written."""
    if _reread(found, known) == found.afname and has_comments_of(found.text, old):
        yield found
    else:
        yield fault(
            found.source,
            "dit is goed gelezen, maar kan niet zonder verlies opgeschreven worden; er is niets geschreven. Meld dit",
        )


def _reread(found: Found, known: Known) -> Afname | None:
    mapping, problems = parse(found.afname.path, found.text.encode())
    if mapping is None:
        return None
    part = Part(mapping, Notebook(found.afname.path, problems))
    return read_afname(part, folder=found.afname.ib_er, rubrics=known.rubrics, today=known.today)
