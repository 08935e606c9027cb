"""No exception but ours, whatever stands in a file. `make fuzz` tries 100,000 files, the ordinary run a few hundred; see tests/conftest.py.

What is read without a fault must also be what stands there: it is written down again, and that reads the same.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.formatting import formatted
from generator.problems import Notebook, Problem, has_faults
from generator.reading.afname import read_afname
from generator.reading.editions import Editions
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.project import read_project
from generator.reading.register import read_register
from generator.reading.rubric import read_rubric
from generator.reading.settings import read_settings
from tests.projects import FILES, SCORE_FILE, TODAY, project_of, put, small_project
from tests.yaml_parsers import without_libyaml

if TYPE_CHECKING:
    from generator.model.afname import Afname
    from generator.model.rubric import Rubric

ROOT = Path(__file__).parents[2]
SIGNS = (
    *":-?,[]{}#&*!|>'\"%@`~ \n\t\\=./é0", "\u2028", "\ufeff", "\x85", "\x00", "\x7f", "\ud800", "\u202e", "\u200d", "🏫", "\n\n", "  ", ": ", "- ", "? ", "--- ",
    "\n---\n", "\n...\n", "|+2\n", ">-\n", "|9\n", "\\u2028", "\\ud800", "\\U00110000", "\\x", "null", "<<", "<<: *a\n", "&a ", "*a", "!!binary ", "!<tag:x> ", "\r\n", "\r",
    " # y", "'s", "%YAML 1.1\n", "%TAG ! x\n", "3", "nvt", "x" * 400, "[" * 30, "{a: " * 25, "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n",
)  # fmt: skip
WORDS = (
    "", "~", "null", "ja", "nee", "yes", "NO", "nvt", "NVT", "0", "-1", "3", "3.0", "1e3", "0x3", ".nan", "٣", "1:30", "2026-02-30", "2026-05-12", "9999-12-31", "0001-01-01",
    "12-05-2026", "jb-7", "JB-7", "../x", ".git", "CON", "a.1", "a.2", "A", "B", "C", "zwemles", "zwemles/veilig", "turnen/veilig", "https://x.nl", "https://[", "javascript:x",
    "observatie", "adviseur", "x" * 301, "x" * 4001, "é\u0301", "\u202e", "a\nb", " a", "a ", "\t", "<script>", "{{7*7}}", "#", "# x", "| x", "vastgesteld", "en-" * 9,
)  # fmt: skip
KEYS = tuple(sorted(set(re.findall(r"\b[a-z_]+(?=:)", "\n".join(FILES.values()))) | {
    "kort", "uitleg", "beschrijvingen", "waarneembaar", "kaders", "afgeleid", "toelichting", "gedrag", "bron", "url", "taal", "niveaus", "omschrijving", "sluit_aan_bij", "hier", "daar",
    "bewijsstukken", "taak", "opmerking", "nagekomen", "zienswijze", "fictief", "uit_dienst", "extra", "kijkwijzer", "register", "dossier", "templates", "anoniem_vanaf", "1.1", "x",
}))  # fmt: skip


def said_by_both(path: str, data: bytes) -> tuple[Any, list[Problem]]:
    """What the parser makes of it, the same with and without libyaml."""
    foreign = path == "mkdocs.yml"
    fast = parse(path, data, foreign=foreign)
    with without_libyaml():
        assert parse(path, data, foreign=foreign) == fast
    assert_sound(path, data, fast[1])
    return fast


def assert_sound(path: str, data: bytes, said: list[Problem]) -> None:
    """One line each that can be shown, with a line that is in the file."""
    last = len(re.split(rb"\r\n|\r|\n", data))
    wrong = [each for each in said if not str(each).isprintable()]
    wrong += [each for each in said if each.location.path == path and not 0 <= each.location.line <= last]
    assert wrong == []


# --- Bytes


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


ANY_BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(encoded),
    st.lists(st.sampled_from(SIGNS + WORDS + KEYS), max_size=40).map(lambda found: encoded("".join(found))),
    st.text(st.sampled_from(":-?[]{}#&*!|>'\"%@ \n\ta"), max_size=60).map(encoded),
    st.tuples(st.text(max_size=60), st.sampled_from(["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])).map(
        lambda found: found[0].encode(found[1], "surrogatepass")
    ),
)


@given(ANY_BYTES, st.sampled_from(["a.yml", "mkdocs.yml"]))
def test_any_bytes_are_read_or_refused(data: bytes, path: str) -> None:
    mapping, said = said_by_both(path, data)

    assert mapping is not None or has_faults(said)


# --- Our own files after a few slips


@cache
def shipped() -> dict[str, bytes]:
    """The files that come with the program, and those of the small project."""
    files = [ROOT / "mkdocs.yml", *sorted((ROOT / "rubrics").glob("*.yml")), *sorted((ROOT / "scores").rglob("*.yml"))]
    ours = {str(file.relative_to(ROOT)): file.read_bytes() for file in files}
    return ours | {f"klein/{path}": text.encode() for path, text in FILES.items()}


@cache
def rubrics() -> Editions:
    """Those of both."""
    found: list[Rubric] = []
    for path, data in shipped().items():
        if "rubrics/" in path:
            rubric = read(path, data)[0]
            assert rubric is not None, path
            found.append(rubric)
    return Editions(found)


def read(path: str, data: bytes) -> tuple[Any, list[Problem]]:
    """What the reader of this kind of file makes of it."""
    mapping, problems = parse(path, data, foreign=path.endswith("mkdocs.yml"))
    if mapping is None:
        return None, problems
    part = Part(mapping, Notebook(path, problems))
    folder, _, name = path.removeprefix("klein/").rpartition("/")
    if name == "mkdocs.yml":
        found: object = read_settings(part, ROOT)
    elif name == "register.yml":
        found = read_register(part)
    elif folder == "rubrics":
        found = read_rubric(part, expected_id=name.removesuffix(".yml"))
    else:
        found = read_afname(part, folder=folder.rpartition("/")[2], rubrics=rubrics(), today=TODAY)
    return found, part.notebook.problems


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of our files after slips of the keyboard, of a merge or of a disk."""
    path = draw(st.sampled_from(sorted(shipped())))
    data = shipped()[path]
    for _ in range(draw(st.integers(1, 5))):
        place, gone = draw(st.integers(0, len(data))), draw(st.sampled_from([0, 0, 1, 2, 5, 40]))
        match draw(st.integers(0, 4)):
            case 0:
                new = draw(st.binary(max_size=3))
            case 1:
                new = data[draw(st.integers(0, len(data))) :][:60]
            case 2:
                new = encoded(draw(st.sampled_from(WORDS)))
            case _:
                new = encoded(draw(st.sampled_from(SIGNS)))
        data = data[:place] + new + data[place + gone :]
    return path, data


@given(slipped())
def test_a_file_of_ours_with_slips_is_read_or_refused_and_kept_to_the_letter(file: tuple[str, bytes]) -> None:
    path, data = file
    found, said = read(path, data)

    assert_sound(path, data, said)
    if "scores/" in path and not path.endswith("register.yml"):
        assert (found is None) == has_faults(said)
        if found is not None:
            assert_kept(path, data, found)


def assert_kept(path: str, data: bytes, afname: Afname) -> None:
    """Written in the one spelling it says the same, with the same comments."""
    new = formatted(data, afname)
    assert isinstance(new, bytes), new
    assert read(path, new) == (afname, [])


# --- What is good YAML and makes no sense

MOST_LEVELS = 3
VALUES: tuple[Any, ...] = (None, True, False, 0, -1, 3, 3.0, 1e300, float("nan"), date(2026, 5, 12), datetime(2026, 5, 12, 10, tzinfo=UTC), b"\x00\xff", [], {}, "")  # fmt: skip
CODES = (*range(0x20, 0x7F), 0x9, 0xA, 0xD, 0x85, 0xE9, 0x200B, 0x202E, 0x2028, 0xFEFF, 0xFFFE, 0x1F3EB, 0x10FFFF)


def odd(random: Random, depth: int = 0) -> Any:  # noqa: ANN401
    """A value, or a list or group of them."""
    kind = random.randrange(14 if depth < MOST_LEVELS else 12)
    if kind == 12:
        return [odd(random, depth + 1) for _ in range(random.randrange(4))]
    if kind == 13:
        return {odd_key(random): odd(random, depth + 1) for _ in range(random.randrange(4))}
    if kind == 11:
        return "".join(chr(random.choice(CODES)) for _ in range(random.randrange(20)))
    return random.choice(VALUES) if kind > 8 else random.choice(WORDS)


def odd_key(random: Random) -> str:
    return random.choice(KEYS) if random.randrange(5) else random.choice(WORDS)


def base(text: str) -> Any:  # noqa: ANN401
    """The tree of a file of ours, all texts."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  it makes nothing but texts


def changed(random: Random, tree: Any, depth: int = 0) -> Any:  # noqa: ANN401
    """The tree with something else at one place."""
    is_here = depth > 1 and random.randrange(6) == 0
    if is_here or not tree or not isinstance(tree, dict | list):
        return odd(random)
    if isinstance(tree, dict):
        return changed_group(random, tree, depth)
    place = random.randrange(len(tree))
    new = [tree[place]] * 2 if random.randrange(5) == 0 else [changed(random, tree[place], depth + 1)]
    return [*tree[:place], *new, *tree[place + 1 :]]


def changed_group(random: Random, tree: dict[str, Any], depth: int) -> dict[str, Any]:
    key = random.choice(sorted(tree))
    match random.randrange(10):
        case 0:
            return {other: value for other, value in tree.items() if other != key}
        case 1:
            return {**tree, odd_key(random): odd(random)}
        case 2:
            return {**tree, odd_key(random): tree[key]}
        case _:
            return {**tree, key: changed(random, tree[key], depth + 1)}


def odd_file(seed: int) -> tuple[str, bytes]:
    """A file of the small project with other things in it than belong there, written down as any program might."""
    random = Random(seed)  # noqa: S311  it keeps no secret
    path = random.choice(sorted(FILES))
    tree = base(FILES[path])
    for _ in range(random.randint(1, 4)):
        tree = changed(random, tree)
    text: str = yaml.dump(
        tree,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        default_flow_style=random.choice([None, True, False]),
        allow_unicode=random.choice([True, False]),
        default_style=random.choice([None, None, '"', "'", "|"]),
        sort_keys=False,
        width=random.choice([10, 80, 10_000]),
    )
    return path, encoded(text)


ODD_FILES = st.integers(0, 2**64 - 1).map(odd_file)
"""From a number, as a hundred choices for each file would take longer than reading it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("fuzz") / "project")


@given(ODD_FILES)
def test_a_project_with_something_else_in_a_file_is_read_or_refused(folder: Path, file: tuple[str, bytes]) -> None:
    path, data = file
    put(folder, path, data)
    try:
        project, said = read_project(folder, today=TODAY)
    finally:
        put(folder, path, FILES[path])

    assert_sound(path, data, said)
    if path == SCORE_FILE and not has_faults(said):
        afname = project.afnamen[0]
        assert isinstance(formatted(data, afname), bytes)


@given(ODD_FILES)
def test_both_parsers_read_what_a_program_wrote(file: tuple[str, bytes]) -> None:
    said_by_both(*file)


def test_the_files_that_slips_are_made_in_are_good(folder: Path) -> None:
    assert len(shipped()) > 40
    assert [path for path, data in shipped().items() if has_faults(read(path, data)[1])] == []
    assert len(project_of(folder).afnamen) == 1
