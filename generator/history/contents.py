"""What a score file of any time says, read as far as it can be: nothing of it is held against a rubric."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.vastlegging import Plek, veranderingen
from generator.reading.nodes import Mapping, Scalar, Sequence
from generator.reading.parsing import parse
from generator.reading.text import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.vastlegging import Inhoud
    from generator.reading.nodes import Tree

TOP = (
    *("rubric", "versie", "kijkwijzers", "fictief", "ib_er", "waarnemer", "datum", "aanleiding", "doel", "status"),
    *("scores", "afspraken", "samenvatting", "zienswijze"),
)
"""The keys on top of a score file; of these and of `waarnemer` both levels."""
AFSPRAAK = ("wie", "voor", "bij", "nagekomen", "opmerking")
SCORE = ("score", "aantekening", "bron", "bewijsstukken", "taak")
IB_ER = Plek("ib_er")
IDENTITY = {Plek("rubric"), Plek("datum"), Plek("waarnemer", "", "rol")}
FEW = 2
"""Differences when no more than a date or a rol was put right."""
MEANING = {
    ("nagekomen", "true"): "ja",
    ("nagekomen", "false"): "nee",
    ("fictief", "true"): "ja",
    ("fictief", "false"): "",
}
"""Two spellings of one answer."""


def contents(data: bytes) -> Inhoud | None:
    """None when this is no YAML that can be read, or not that of a score file."""
    mapping, _ = parse("", data)
    if mapping is None or "status" not in mapping.entries:
        return None
    return {_shown(plek): UNSEEN.sub("\ufffd", text) for plek, text in _top(mapping) if text}


def _shown(plek: Plek) -> Plek:
    return Plek(plek.deel, UNSEEN.sub("\ufffd", plek.key), plek.field)


def is_same_afname(before: Inhoud, after: Inhoud) -> bool:
    """Whether a file that git takes for renamed is still about the same: it only looks at how much of the text is alike.

    That of another ib-er has to be the very same but for the pseudonym, so that nobody's past is shown as another's.
    """
    changed = {change.plek for change in veranderingen(before, after)}
    if IB_ER in changed:
        return changed == {IB_ER} and any(plek.deel == "scores" for plek in after)
    return not changed & IDENTITY or len(changed) <= FEW


def may_be_vastgesteld(data: bytes) -> bool:
    """Whether it is worth reading as a file that says so. A backslash may spell any word."""
    return b"vastgesteld" in data or b"\\" in data


def _top(mapping: Mapping) -> Iterator[tuple[Plek, str]]:
    for key in TOP:
        _, node = mapping.entries.get(key, (None, None))
        match key, node:
            case "scores", Mapping():
                yield from _scores(node)
            case "afspraken", Sequence():
                yield from _afspraken(node)
            case "waarnemer", Mapping():
                yield from ((Plek(key, "", field), _text(field, node)) for field in ("rol", "naam"))
            case _, None:
                pass
            case _:
                yield Plek(key), _text(key, mapping)


def _scores(scores: Mapping) -> Iterator[tuple[Plek, str]]:
    for id, (_, node) in scores.entries.items():
        if isinstance(node, Mapping):
            yield from ((Plek("scores", id, field), _text(field, node)) for field in SCORE)
        else:
            yield Plek("scores", id, "score"), _plain(node)


def _afspraken(afspraken: Sequence) -> Iterator[tuple[Plek, str]]:
    """By what was agreed; of two in the same words the second is another one."""
    seen: Counter[str] = Counter()
    for node in afspraken.items:
        what = _text("wat", node) if isinstance(node, Mapping) else ""
        if not what or not isinstance(node, Mapping):
            continue
        seen[what] += 1
        key = what if seen[what] == 1 else f"{what} ({seen[what]})"
        yield Plek("afspraken", key), what
        yield from ((Plek("afspraken", key, field), _text(field, node)) for field in AFSPRAAK)


def _text(key: str, mapping: Mapping) -> str:
    _, node = mapping.entries.get(key, (None, None))
    text = "" if node is None else _plain(node)
    return MEANING.get((key, text), text)


def _plain(node: Tree) -> str:
    """One value, or the values of a list; groups are not looked into."""
    match node:
        case Scalar():
            return "" if node.is_null else node.text.rstrip("\n")
        case Sequence():
            return ", ".join(filter(None, (_plain(item) for item in node.items if isinstance(item, Scalar))))
        case Mapping():
            return ""
