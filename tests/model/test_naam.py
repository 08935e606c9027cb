"""The spellings in which somebody can be found in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.naam import folded, gives_away, naamvormen, orders


def forms(name: str, soort: str) -> set[str]:
    return {form.text for form in naamvormen(name) if form.soort == soort}


def test_a_plain_name_is_known_as_a_whole_and_by_each_half() -> None:
    assert forms("Wietske Hagelwerf", "naam") == {"Wietske Hagelwerf"}
    assert forms("Wietske Hagelwerf", "achternaam") == {"Hagelwerf"}
    assert forms("Wietske Hagelwerf", "voornaam") == {"Wietske", "Wietskes"}


@pytest.mark.parametrize(
    "name", ["Jan van der Berg", "Jan Van der Berg", "Berg, Jan van der", "Dhr. J. (Jan) van der Berg"]
)
def test_what_stands_before_a_surname_is_spelled_in_many_ways_and_is_part_of_it(name: str) -> None:
    spelled = {"van der Berg", "Van der Berg", "v.d. Berg", "V.d. Berg", "vd Berg", "Vd Berg", "v/d Berg", "V/d Berg"}

    assert spelled <= forms(name, "achternaam")
    assert "Berg" not in forms(name, "achternaam")
    assert {"Jan van der Berg", "Jan v.d. Berg"} <= forms(name, "naam")
    assert forms(name, "voornaam") == {"Jan", "Jans"}


def test_a_short_form_in_the_register_stands_for_all_long_ones() -> None:
    assert {"van der Berg", "van den Berg", "van de Berg"} <= forms("Jan v.d. Berg", "achternaam")


@pytest.mark.parametrize("name", ["Anna Bakker-de Vries", "Anna Bakker - de Vries"])
def test_of_a_double_name_each_half_counts(name: str) -> None:
    assert forms(name, "achternaam") == {"Bakker-de Vries", "Bakker", "de Vries", "De Vries"}
    assert {"Anna Bakker-de Vries", "Anna Bakker", "Anna de Vries"} <= forms(name, "naam")


def test_who_has_no_first_name_is_not_called_by_what_stands_before_the_surname() -> None:
    assert forms("mw. van der Bakker-Berg", "naam") == {"van der Bakker-Berg"}


def test_what_stands_before_a_surname_with_a_hyphen_is_no_half_of_it() -> None:
    assert forms("Jan Ten-Cate", "achternaam") == {"Ten-Cate", "Cate"}
    assert forms("Jan Ten-Cate", "naam") == {"Jan Ten-Cate", "Jan Cate"}


def test_the_words_of_a_name_are_written_in_several_orders() -> None:
    assert set(map(" ".join, orders(["anna", "van", "den", "berg"]))) == {
        "anna van den berg",
        "van den berg anna",
        "berg anna van den",
        "annavandenberg",
        "a van den berg",
        "van den berg a",
        "berg a van den",
    }
    assert set(map(" ".join, orders(["anna", "li"]))) == {"anna li", "li anna", "annali"}
    assert ("bakker", "s") not in orders(["sanne", "bakker"])


@pytest.mark.parametrize("name", ["Çiğdem Çiçekdal", unicodedata.normalize("NFD", "Çiğdem Çiçekdal")])
def test_accents_may_be_forgotten_however_they_are_stored(name: str) -> None:
    assert forms(name, "achternaam") == {"Cicekdal"}
    assert folded("Bij Çiçekdal’s groep") == "Bij Cicekdal's groep"


def test_a_curly_apostrophe_is_one_too() -> None:
    assert {"in 't Veld", "In 't Veld"} == forms("Jan in ’t Veld", "achternaam")


@pytest.mark.parametrize("name", ["noor quispelaar", "NOOR QUISPELAAR"])
def test_a_register_without_or_with_only_capitals_means_a_name_with_capitals(name: str) -> None:
    assert forms(name, "achternaam") == {"Quispelaar"}


@pytest.mark.parametrize("name", ["Dhr. J.P. Bakker", "mevrouw Bakker", "R. Bakker", "Bakker, J.P."])
def test_titles_and_initials_are_no_names(name: str) -> None:
    assert {form.text for form in naamvormen(name)} == {"Bakker"}


@pytest.mark.parametrize("name", ["", "Li", "van der", "-", ",", "()", "' '"])
def test_what_is_too_short_or_has_no_capital_is_never_looked_for(name: str) -> None:
    assert naamvormen(name) == frozenset()


def test_a_surname_of_two_letters_only_counts_with_the_first_name() -> None:
    assert forms("Anne-Marie Li", "achternaam") == set()
    assert forms("Anne-Marie Li", "naam") == {"Anne-Marie Li"}


@pytest.mark.parametrize("id", ["noor", "ib-quispelaar", "NoorQ-1", "ib-van-cicek"])
def test_a_pseudonym_with_a_word_of_the_name_in_it_gives_it_away(id: str) -> None:
    assert gives_away(id, "Noor Quispelaar van Çiçek")


@pytest.mark.parametrize("id", ["ib-4k7w2", "nq-1", "van-1", "jo"])
def test_a_pseudonym_without_one_does_not(id: str) -> None:
    assert not gives_away(id, "Jo van Quispelaar")


@settings(max_examples=100)
@given(st.text(max_size=40))
def test_whatever_a_register_holds_a_form_is_folded_and_has_a_capital(name: str) -> None:
    for form in naamvormen(name):
        assert form.text != form.text.lower()
        assert folded(form.text) == form.text
