"""The reader of score files in the browser: what Python accepts it reads to the same afname, and what Python refuses it refuses."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.problems import Notebook, has_faults
from generator.reading.afname import read_afname
from generator.reading.nodes import Scalar
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.project import read_project
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, rubrics
from tests.hostile import ids_corpus, values_corpus, yaml_corpus
from tests.hostile.values_corpus import NUMBERS
from tests.projects import (
    RUBRIC_FILE,
    SCORE_FILE,
    SCORES,
    TODAY,
    change,
    project_of_cases,
    put,
    small_project,
)
from tests.scoren.scripts import js_afname, load, rubric_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hypothesis.strategies import DataObject
    from playwright.sync_api import Browser, Page

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric
    from tests.hostile.corpus import Hostile

READER = ("scorebestand.js", "yaml.js", "regels.js", "tokens.js", "ontleden.js", "lezer.js")
ROOT = Path(__file__).parents[2]
LAW = settings(
    max_examples=8, phases=[Phase.reuse, Phase.generate], deadline=None, suppress_health_check=list(HealthCheck)
)

READ = """([rubric, today, files]) => files.map((file) =>
    kijkwijzer.read(Uint8Array.from(atob(file), (char) => char.charCodeAt(0)), rubric, {today}))"""


@dataclass(frozen=True)
class Gelezen:
    """What a reader made of a file: the afname in the shape of the scripts, or the lines on which something is wrong."""

    afname: dict[str, object] | None
    lines: frozenset[int]


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Page:
    return load(chromium.new_page(), *READER)


def in_browser(page: Page, rubric: Rubric, files: Iterable[bytes]) -> list[Gelezen]:
    encoded = [base64.b64encode(data).decode() for data in files]
    found = page.evaluate(READ, [rubric_data(rubric), TODAY.isoformat(), encoded])
    return [Gelezen(one["afname"], frozenset(problem["line"] for problem in one["problems"])) for one in found]


def in_python(rubric: Rubric, data: bytes) -> Gelezen:
    """As in the folder of the ib-er whom the file is about: in the browser a file has no folder."""
    mapping, problems = parse("x.yml", data)
    afname = None
    if mapping is not None:
        part = Part(mapping, Notebook("x.yml", problems))
        _, ib_er = mapping.entries.get("ib_er", (None, None))
        folder = ib_er.text if isinstance(ib_er, Scalar) else ""
        afname = read_afname(part, folder=folder, rubrics={(rubric.id, rubric.version): rubric}, today=TODAY)
    if afname is None or has_faults(problems):
        faults = [problem for problem in problems if problem.severity == "fout"]
        return Gelezen(None, frozenset(problem.location.line for problem in faults))
    return Gelezen(js_afname(afname), frozenset())


def differences(page: Page, rubric: Rubric, files: Iterable[bytes]) -> list[tuple[bytes, Gelezen, Gelezen]]:
    """What is not read to the same afname, or is refused by one of the two only."""
    files = list(files)
    both = zip(files, (in_python(rubric, data) for data in files), in_browser(page, rubric, files), strict=True)
    return [(data, python, browser) for data, python, browser in both if python.afname != browser.afname]


def utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# What is good


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return ROOT, project_of_cases(tmp_path_factory.mktemp("cases"))


def test_every_score_file_that_we_have_is_read_the_same_with_each_rubric(
    reader: Page, folders: tuple[Path, ...]
) -> None:
    count = 0
    for root in folders:
        files = [file.read_bytes() for file in sorted((root / "scores").glob("*/*.yml"))]
        for rubric in read_project(root, today=TODAY)[0].rubrics:
            count += sum(found.afname is not None for found in in_browser(reader, rubric, files))
            assert differences(reader, rubric, files) == []

    assert count > 40


@LAW
@given(st.data())
def test_what_was_written_is_read_back(reader: Page, data: DataObject) -> None:
    rubric = data.draw(rubrics())
    some = data.draw(st.lists(afnamen(rubric), min_size=4, max_size=8))

    read = in_browser(reader, rubric, [utf8(scorebestand(afname)) for afname in some])
    assert [js_afname(afname) for afname in some] == [found.afname for found in read]


def by_hand(afname: Afname, style: dict[str, Any]) -> str:
    """The same afname as another person's program would write it."""
    said = js_afname(afname)
    said["fictief"] = "ja" if afname.is_fictional else "nee"
    afspraken = [
        {"wat": afspraak.what, "wie": afspraak.who, "bij": list(afspraak.vaardigheden), "opmerking": afspraak.remark}
        for afspraak in afname.afspraken
    ]
    text: str = yaml.dump({**said, "afspraken": afspraken}, allow_unicode=True, sort_keys=False, **style)
    return text.replace("null", "~")


STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, None, '"', "'", "|", ">"]),
        "default_flow_style": st.sampled_from([None, False, True]),
        "width": st.sampled_from([20, 40, 80, 10_000]),
        "indent": st.sampled_from([2, 3, 8]),
        "explicit_start": st.booleans(),
        "explicit_end": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)


@LAW
@given(st.data())
def test_however_it_was_written_it_is_read_as_python_reads_it(reader: Page, data: DataObject) -> None:
    rubric = data.draw(rubrics(2))
    some = data.draw(st.lists(afnamen(rubric), min_size=3, max_size=6))
    styles = data.draw(st.lists(STYLES, min_size=3, max_size=3))

    assert differences(reader, rubric, [utf8(by_hand(afname, style)) for afname in some for style in styles]) == []


GOOD: dict[str, Callable[[str], bytes]] = {
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "no line end": lambda text: text.rstrip("\n").encode(),
    "marks of a document": lambda text: f"# eerst\n---\n{text}...\n".encode(),
    "spaces at line ends": lambda text: text.replace("\n", "   \n").replace("|   ", "|").encode(),
    "comments": lambda text: text.replace("\n", "\n# opmerking\n", 9).replace('"', "'").encode(),
    "a comment behind a value": lambda text: text.replace("status: vastgesteld", "status: vastgesteld # beiden").encode(),
    "a comment right behind a bracket": lambda text: text.replace('te druk."}', 'te druk."}#x').replace("[a.2]}", "[a.2#x\n]}").replace("a.2#x", '"a.2"#x').encode(),
    "quotes that go on at the margin": lambda text: text.replace("niet: te", "niet:\nte").encode(),
    "brackets that go on at the margin": lambda text: text.replace("lesgever, voor", "\nlesgever\n,\n\n  voor").encode(),
    "a bracket that closes at the margin": lambda text: text.replace("[ondiep, diep]", "[\n  ondiep,\n  diep\n]").encode(),
}  # fmt: skip


@pytest.mark.parametrize("how", GOOD)
def test_how_a_file_was_saved_makes_no_difference(reader: Page, small: tuple[Rubric, Rubric], how: str) -> None:
    data = GOOD[how](SCORES)
    plain, otherwise = in_browser(reader, small[0], [SCORES.encode(), data])

    assert plain.afname is not None
    assert {**plain.afname, "samenvatting": ""} == {**(otherwise.afname or {}), "samenvatting": ""}
    assert differences(reader, small[0], [data]) == []


# What is not good


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rubric, Rubric]:
    """The rubric of the small project, and the same with numbers as points."""
    root = small_project(tmp_path_factory.mktemp("small"))
    (letters,) = read_project(root, today=TODAY)[0].rubrics
    put(root, RUBRIC_FILE, NUMBERS)
    (numbers,) = read_project(root, today=TODAY)[0].rubrics
    return letters, numbers


@cache
def corpus() -> tuple[Hostile, ...]:
    every = (*yaml_corpus.CORPUS, *values_corpus.CORPUS, *ids_corpus.CORPUS)
    return tuple(hostile for hostile in every if hostile.path == SCORE_FILE)


OTHER_LINE = {
    "an unknown key",
    "200 unknown keys are told a hundred times and no more",
    "a key that hides a space",
    "a note that goes on after a number sign",
    "490,000 things on one line",
    "a fault at the end of 20,000 things",
}
"""There Python looks further for what was meant; the browser just says where it stopped, or also what it misses."""


def test_what_python_refuses_is_refused_and_at_the_same_line(reader: Page, small: tuple[Rubric, Rubric]) -> None:
    moved = []
    for hostile in corpus():
        rubric = small[hostile.also.get(RUBRIC_FILE) == NUMBERS]
        data = hostile.content if isinstance(hostile.content, bytes) else utf8(hostile.content)
        (browser,) = in_browser(reader, rubric, [data])
        python = in_python(rubric, data)
        assert python.afname == browser.afname, hostile.name
        moved += [hostile.name] if python.lines != browser.lines else []

    assert len(corpus()) > 150
    assert set(moved) == OTHER_LINE


PIECES = (
    "#", " #", " # x", "\n", "\n\n", " ", "\t", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", '"', "''", "\\", "\\n", "\\ud83d", "|", "|2", ">-", "%",
    "@", "*", "&a ", "!", "---\n", "\n---\n", "...", "null", "~", "nvt", "é", "👩", "\u00a0", "\r", "<<: ", "\n      ", "\n      # x\n", "\n# x\n", " :",
    "[]", "{}", "\ufeff", "\u2028", "<<<<<<< HEAD\n", "key: value\n", "? a\n: b\n", "\\\n", "rubric: zwemles\n", "[a: b]", "{a}", "a: b: c",
)  # fmt: skip
NOT_LIKE_PYTHON = re.compile(r"\?|:\s*\n\s*[|>]|\\\n\s*\n")
"""Spellings that nobody uses and the browser refuses: a question mark as a sign, a | at the beginning of a line, a \\ before an empty one."""
BLOCK = SCORES.replace(
    '"a.1": B',
    '"a.1":\n    score: B\n    aantekening: |\n      Een.\n\n        dieper\n    bewijsstukken:\n      - een\n      - "twee\n        drie"',
)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A good file with a few pieces put in, taken out or set in."""
    text = draw(st.sampled_from([SCORES, BLOCK]))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 0, 1, 2, 8]))
        text = text[:place] + draw(st.sampled_from(PIECES)) + text[place + length :]
    return text


@LAW
@given(st.lists(broken(), min_size=20, max_size=20))
def test_what_slipped_into_a_file_is_judged_as_python_judges_it(
    reader: Page, small: tuple[Rubric, Rubric], texts: list[str]
) -> None:
    files = [utf8(text) for text in texts if not NOT_LIKE_PYTHON.search(text)]

    assert differences(reader, small[0], files) == []


ODD = {
    "a key and its colon on two lines": ("naam: R. Bakker", "naam\n  : R. Bakker"),
    "a key of two lines between brackets": ("rol: adviseur, ", "rol: adviseur, na\n  am: x, "),
    "a text between brackets that begins with a colon": ('aantekening: "Telde #niet: te druk."', "bewijsstukken: [:x]"),
    "a text between brackets that begins with a question mark": ("bron: observatie", "bewijsstukken: [?x]"),
    "a mark of a document between quotes": ("#niet: te", "#niet\n---\nte"),
    "a mark of a document between brackets": ("[ondiep, diep]", "[ondiep,\n...\ndiep]"),
    "two halves of a character that make a whole": ("#niet: te", "\\ud83d\\udc69"),
    "two halves of eight digits": ("#niet: te", "\\U0000d83d\\U0000dc69"),
    "a backslash before what looks like half a character": ("#niet: te", "\\\\ud83d"),
    "spaces at the end of a text that begins set in": ("|\n  Rustige les.", "|2\n      Rustige les.\n  Ja.\n     "),
    "spaces in the last line of a text": ("Rustige les.\n", "Rustige les.\n     \n\n"),
    "lines at the end that are to be kept": ("|\n  Rustige les.\n", "|+\n  Rustige les.\n\n\n"),
    "a comment under a list that goes on at the margin": ("[a.2]}", "[\na.2,\n # x\na.1]}"),
    "a comment deeper than the bracket at the margin": (
        'aantekening: "Telde #niet: te druk."',
        "bewijsstukken:\n[te\n # x\n]",
    ),
    "a comment less deep than the bracket before it": (
        'aantekening: "Telde #niet: te druk."',
        "aantekening: te\n # x\n",
    ),
    "a text that is cut below a bracket at the margin": (
        "- {wat: Bij elke les hardop tellen,",
        "- \n    {\nwat: Bij elke les\n # x\n,",
    ),
    "a group that stands alone in a list": ("bij: [a.2]", "bij: [a.2: x]"),
    "a list in a list": ("bij: [a.2]", "bij: [[a.2]]"),
    "a key without a value": ("bij: [a.2]", "bij"),
    "a comma at the end": ("[a.2]", "[a.2, ]"),
    "an empty place between commas": ("[ondiep, diep]", "[ondiep, , diep]"),
    "a text in angle": ("|\n  Rustige les.", ">\n  Een\n  twee\n\n   drie\n  vier\n"),
    "a text with a sign for how deep": ("|\n  Rustige les.", "|1\n  Rustige les."),
    "a text that begins with deeper lines": ("|\n  Rustige les.", "|\n     \n  Rustige les."),
    "an accent as an escape": ("#niet: te", "\\xe9\\u00e9\\U000000e9\\t\\n\\/"),
    "a line end as an escape": ("#niet: te", "een\\\n     twee"),
    "kijkwijzers in another order": ("[ondiep, diep]", "[diep, ondiep]"),
    "a row twice at an afspraak": ("bij: [a.2]", "bij: [b, a.2, b]"),
    "a bewijsstuk of spaces": ("bron: observatie", "bewijsstukken: ['  ', een, '']"),
    "a name of 300 characters of two halves": ("R. Bakker", "👩" * 300),
    "a name of 301 characters of two halves": ("R. Bakker", "👩" * 301),
    "a line end at the end of a name": ("R. Bakker", '"R. Bakker\\n\\n"'),
    "a name of one line end": ("R. Bakker", '"\\n"'),
    "an ib-er with two dots": ("jb-7", "a..b"),
    "an ib-er that Windows keeps for itself": ("jb-7", "Com1.x"),
    "an ib-er of 64 characters": ("jb-7", "x" * 64),
    "an ib-er of 65 characters": ("jb-7", "x" * 65),
    "a leap day": ("2026-05-12", "2024-02-29"),
    "no leap day": ("2026-05-12", "2026-02-29"),
    "today": ("2026-05-12", "2026-11-21"),
    "tomorrow": ("2026-05-12", "2026-11-22"),
    "a year before all others": ("2026-05-12", "1899-12-31"),
    "fictief in English": ("rubric: zwemles", "fictief: true\nrubric: zwemles"),
    "not fictief": ("rubric: zwemles", "fictief: nee\nrubric: zwemles"),
    "a score without a value": ('"a.1": B', '"a.1": {score: }'),
    "a score with only a word": ('"a.1": B', '"a.1": {taak: ib}'),
    "a score in quotes that is null": ('"a.1": B', '"a.1": "null"'),
    "an escape that does not exist": ("#niet: te", "\\q"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_spelling_is_judged_as_python_judges_it(reader: Page, small: tuple[Rubric, Rubric], name: str) -> None:
    assert differences(reader, small[0], [change(SCORES, *ODD[name]).encode()]) == []


def test_what_python_alone_takes_is_refused_and_never_read_otherwise(
    reader: Page, small: tuple[Rubric, Rubric]
) -> None:
    """These are the only known ones."""
    texts = [
        change(SCORES, "bron: observatie", "?bron: observatie"),
        change(SCORES, "samenvatting: |", "samenvatting:\n|"),
        change(SCORES, "|\n  Rustige les.", '"Rustige\\\n\n  les."'),
    ]
    files = [text.encode() for text in texts]

    assert [found.afname for found in in_browser(reader, small[0], files)] == [None, None, None]
    assert None not in [in_python(small[0], data).afname for data in files]


@pytest.mark.parametrize(
    "before",
    ["%YAML 1.2\n---\n", "%YAML 1.1\n---\n", "%YAML 2.0\n---\n", "%YAML 1.2\n%YAML 1.2\n---\n", "%X y\n---\n", "%\n---\n", "---\n---\n", "...\n", "--- "],
)  # fmt: skip
def test_what_stands_before_the_beginning_is_judged_as_python_judges_it(
    reader: Page, small: tuple[Rubric, Rubric], before: str
) -> None:
    assert differences(reader, small[0], [(before + SCORES).encode()]) == []


def test_a_message_says_what_to_do(reader: Page, small: tuple[Rubric, Rubric]) -> None:
    files = {
        "groep #7": "de tekst vanaf # een opmerking",
        "'t ging goed": "het aanhalingsteken dat hier opent, wordt niet gesloten",
        "Doel: helder": "zet tekst tussen aanhalingstekens",
        "@Jo": "zet tekst tussen aanhalingstekens",
    }
    for note, piece in files.items():
        text = change(SCORES, '"a.1": B', f'"a.1":\n    score: B\n    aantekening: {note}')
        (problem,) = reader.evaluate("([text, rubric]) => kijkwijzer.read(text, rubric).problems", [text, rubric_data(small[0])])  # fmt: skip
        assert problem["line"] == 12
        assert piece in problem["message"]


def test_an_afname_of_tomorrow_is_refused_by_the_clock_of_the_device(
    reader: Page, small: tuple[Rubric, Rubric]
) -> None:
    (problem,) = reader.evaluate(
        "([text, rubric]) => kijkwijzer.read(text, rubric).problems",
        [change(SCORES, "2026-05-12", "2199-01-01"), rubric_data(small[0])],
    )

    assert (problem["line"], "toekomst" in problem["message"]) == (6, True)


def test_whether_there_are_comments_is_told_as_writing_drops_them(reader: Page, small: tuple[Rubric, Rubric]) -> None:
    has = "([texts, rubric]) => texts.map(text => kijkwijzer.read(text, rubric).hasComments)"

    assert reader.evaluate(
        has, [[SCORES, f"# eerst\n{SCORES}", SCORES.replace("doel: ontwikkeling", "doel: ontwikkeling # x")], rubric_data(small[0])]
    ) == [False, True, True]  # fmt: skip


# How fast


def test_85_rows_are_read_within_a_few_milliseconds(reader: Page) -> None:
    rows = [{"id": f"r.{number}", "tekst": "x", "kijkwijzer": "basis"} for number in range(85)]
    rubric = {
        "id": "groot",
        "versie": "1",
        "schaal": [{"waarde": "3"}],
        "kijkwijzers": [{"id": "basis"}],
        "taakgebieden": [{"rijen": rows}],
    }
    lines = [f'  "r.{number}":\n    score: 3\n    bron: gesprek\n    aantekening: |\n      Een regel.\n      Nog een: #7.\n' for number in range(85)]  # fmt: skip
    text = f'rubric: groot\nversie: "1"\nkijkwijzers: [basis]\nib_er: ib-01\nwaarnemer: {{rol: zelf}}\ndatum: 2026-05-12\ndoel: ontwikkeling\nstatus: concept\nscores:\n{"".join(lines)}'
    spent, count = reader.evaluate(
        """([text, rubric]) => { let found; kijkwijzer.read(text, rubric);
           const times = Array.from({length: 9}, () => { const start = performance.now(); found = kijkwijzer.read(text, rubric); return performance.now() - start; });
           return [Math.min(...times), Object.keys(found.afname.scores).length]; }""",
        [text, rubric],
    )

    assert count == 85
    assert spent < 50


@pytest.mark.parametrize("hostile", ["[" * 999_000, "'" + "\nx" * 400_000, "a: {" * 200_000, "- " * 400_000, "x\n" * 400_000, "\u0085\n" * 300_000])  # fmt: skip
def test_a_hostile_megabyte_does_not_hang_the_page(reader: Page, small: tuple[Rubric, Rubric], hostile: str) -> None:
    spent, afname = reader.evaluate(
        """([text, rubric]) => { const start = performance.now(); const {afname} = kijkwijzer.read(text, rubric);
           return [performance.now() - start, afname]; }""",
        [hostile, rubric_data(small[0])],
    )

    assert afname is None
    assert spent < 10_000
