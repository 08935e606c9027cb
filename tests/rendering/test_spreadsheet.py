"""The sheet of a kijkwijzer to fill in, before anything draws it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.rubric import Punt, Rubric, Schaal
from generator.model.velden import AFSPRAAK, CLOSING, HEAD, ROW
from generator.rendering.sheet_entries import LONGEST_HINT, cut, score_entry
from generator.rendering.sheet_keys import FIELD, MAP, WORDS
from generator.rendering.spreadsheet import AFSPRAKEN, HIGHEST, Grid, grid_of
from tests.afnamen import rubrics


def entries(grid: Grid) -> dict[str, set[str]]:
    """The columns in which something can be filled in, by the key of the line."""
    found = {line.key: {column for column, cell in line.cells.items() if cell.entry} for line in grid.lines}
    return {key: columns for key, columns in found.items() if columns}


@settings(max_examples=30)
@given(rubrics())
def test_each_field_of_the_form_has_one_place(rubric: Rubric) -> None:
    grid = grid_of(rubric, rubric)
    keys = [line.key for line in grid.lines if line.key.startswith(("veld:", "rij:", "afspraak:"))]
    found = entries(grid)

    assert sorted(keys) == sorted(set(keys))
    assert set(found) == {
        *(f"{FIELD}:{name}" for name in (*HEAD, *CLOSING)),
        *(f"rij:{row}" for row in rubric.vaardigheden),
        *(f"afspraak:{number}" for number in range(1, AFSPRAKEN + 1)),
    }
    assert {len(found[f"rij:{row}"]) for row in rubric.vaardigheden} == {len(ROW)}
    assert len(found["afspraak:1"]) == len(AFSPRAAK)


@settings(max_examples=30)
@given(rubrics())
def test_the_hidden_lines_name_the_columns_in_which_something_can_be_filled_in(rubric: Rubric) -> None:
    grid = grid_of(rubric, rubric)
    maps = {line.key.removeprefix(f"{MAP}:"): line.cells for line in grid.lines if line.key.startswith(MAP)}

    for key, columns in entries(grid).items():
        assert set(maps[key.partition(":")[0]]) == columns
    assert {cell.text for cell in maps["rij"].values()} == set(ROW)
    assert {cell.text for cell in maps["afspraak"].values()} == set(AFSPRAAK)


@settings(max_examples=30)
@given(rubrics())
def test_every_line_is_within_reach_and_every_column_has_a_head(rubric: Rubric) -> None:
    grid = grid_of(rubric, rubric)

    assert all(15 < line.height(grid.widths) <= HIGHEST for line in grid.lines)
    assert all(set(line.cells) <= set(grid.columns) for line in grid.lines)
    heads = [line for line in grid.lines if line.key == WORDS]
    assert [set(line.cells) == set(grid.columns[1:]) for line in heads] == [True, True]
    assert grid.lines[grid.head[1]] is heads[0]


POINTS = tuple(Punt(value, f"kort {value}", f"wat punt {value} betekent", "uitleg " * 20) for value in "1234")


def hint(punten: tuple[Punt, ...], rubric: Rubric) -> str:
    return score_entry(replace(rubric, schaal=Schaal(punten, punten[-1].value))).hint


@settings(max_examples=1)
@given(rubrics())
def test_the_meaning_of_the_points_is_told_in_the_most_words_that_fit(rubric: Rubric) -> None:
    long = tuple(replace(punt, label=punt.label * 4) for punt in POINTS)
    longer = tuple(replace(punt, short="x" * 60) for punt in long)

    assert hint(POINTS, rubric).startswith("1: wat punt 1 betekent\n2: wat punt 2")
    assert hint(long, rubric).startswith("1: kort 1\n2: kort 2")
    assert hint(longer, rubric) == "Kies een punt van de schaal, of nvt. Leeg: nog niet bekeken of gevraagd."


@given(st.text(max_size=300))
def test_a_hint_that_is_cut_fits_and_says_so(text: str) -> None:
    assert len(cut(text, LONGEST_HINT)) <= LONGEST_HINT
    assert cut(text, LONGEST_HINT) == text or cut(text, LONGEST_HINT).endswith("…")
