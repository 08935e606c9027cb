from datetime import date

from generator.rendering.woorden import capital, counted, for_whom, listed, long_date, school_year, short_date


def test_a_date_is_written_out_in_dutch_without_a_leading_zero() -> None:

    assert long_date(date(2026, 3, 1)) == "1 maart 2026"


def test_a_short_date_has_the_same_width_every_day() -> None:

    assert short_date(date(2026, 3, 1)) == "01-03-2026"


def test_a_school_year_is_named_by_both_its_years() -> None:

    assert school_year(2025) == "2025-2026"


def test_one_is_singular_and_none_is_said_in_a_word() -> None:

    assert counted(1, "afname", "afnamen") == "1 afname"
    assert counted(2, "afname", "afnamen") == "2 afnamen"
    assert counted(0, "afname", "afnamen") == "geen afnamen"


def test_a_list_of_words_ends_in_en_and_has_no_comma_before_it() -> None:

    assert listed([]) == ""
    assert listed(["basis"]) == "basis"
    assert listed(["basis", "functie"]) == "basis en functie"
    assert listed(["adviseur", "directeur", "zelf"]) == "adviseur, directeur en zelf"
    assert listed(["1", "2", "nvt"], last="of") == "1, 2 of nvt"


def test_a_capital_leaves_the_rest_as_it_is() -> None:

    assert capital("VHM-afname") == "VHM-afname"
    assert capital("adviseur McDonald") == "Adviseur McDonald"
    assert capital("") == ""


def test_an_audience_is_introduced_once() -> None:

    assert for_whom("elke ib-er") == "Voor elke ib-er"
    assert for_whom("voor elke ib-er") == "Voor elke ib-er"
    assert for_whom("") == ""


def test_ij_is_one_letter_also_as_a_capital() -> None:

    assert capital("ijkpunt") == "IJkpunt"
