from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.afname import Score
from generator.model.project import Project
from generator.model.rubric import Punt, Schaal
from generator.rendering.dossier import anders
from generator.rendering.dossier.anders_words import width_of
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM, afname, rubric

if TYPE_CHECKING:
    from random import Random

    from generator.model.afname import Afname
    from generator.rendering.page import Sheet

TEMPLATES = Templates()
PAGE = "ib-ers/ib-01/anders.html"
LAST_YEAR, AUTUMN = date(2025, 5, 12), date(2025, 11, 12)
BOTH = ("basis", "functie")
YES_NO = rubric(schaal=Schaal((Punt("nee", "", "nee"), Punt("ja", "", "ja")), "ja"), begeleiden=8)


def desk(*afnamen: Afname) -> Desk:
    return Desk(Project(afnamen=afnamen), TEMPLATES)


def page(*afnamen: Afname) -> str:
    return dict(anders.files(desk(*afnamen)))[PAGE].decode()


def sheets(*afnamen: Afname) -> list[Sheet]:
    return list(anders.sheets(desk(*afnamen)))


def sheet(*afnamen: Afname) -> str:
    (made,) = sheets(*afnamen)
    return made.html


def both(*afnamen: Afname) -> tuple[str, str]:
    """The same on the page and on paper, as text without the ends of lines."""
    return plain(page(*afnamen)), plain(sheet(*afnamen))


def plain(html: str) -> str:
    return " ".join(html_text(html).split())


# What there is


def test_a_round_with_two_afnamen_has_a_pdf_that_says_what_it_is_about() -> None:
    (made,) = sheets(afname(), afname("directeur"))

    assert made.path == "ib-ers/ib-01/ib-01-waar-keken-wij-anders-2025-2026-vhm@2015-ontwikkeling.pdf"
    assert f'href="{made.path.rpartition("/")[2]}"' in page(afname(), afname("directeur"))


def test_one_afname_has_a_page_that_says_so_and_no_pdf() -> None:
    assert "In deze ronde is er één afname: de adviseur, 12 mei 2026. Er is nog niets om ernaast" in plain(
        page(afname())
    )
    assert sheets(afname()) == []


def test_what_one_person_scored_twice_is_said_not_to_be_a_difference() -> None:
    made = (afname(day=AUTUMN, name="Karin"), afname(name="Karin"))

    assert "Deze afnamen zijn van verschillende momenten: de adviseur, 12 november 2025; de adviseur, 12 mei" in plain(
        page(*made)
    )
    assert sheets(*made) == []


def test_an_afname_that_stands_alone_beside_a_comparison_is_named() -> None:
    for text in both(afname(day=AUTUMN, name="Karin"), afname(name="Karin"), afname("zelf")):
        assert "Hier niet bij, omdat er van dat moment maar één afname is: de adviseur, 12 november 2025." in text


def test_each_moment_of_a_round_is_compared_by_itself() -> None:
    made = [
        afname(rol, day, scores={"1.1": value})
        for day in (AUTUMN, date(2026, 5, 12))
        for rol, value in (("adviseur", "1" if day == AUTUMN else "2"), ("zelf", "4"))
    ]

    for text in both(*made):
        assert re.findall(r"12 mei 2026|12 november 2025|\d punten verschil", text.partition("Eerst bespreken")[2]) == [
            "2 punten verschil",
            "12 november 2025",
            "12 november 2025",
            "12 november 2025",
            "3 punten verschil",
        ]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(random: Random) -> None:
    made = [
        afname(rol, day, name=name, scores={"1.1": value}, path=f"{rol} {day} {name}")
        for rol, value in (("adviseur", "1"), ("zelf", "3"))
        for day in (AUTUMN, date(2026, 5, 12))
        for name in ("Karin", "Piet")
    ]
    shuffled = random.sample(made, len(made))

    assert page(*shuffled) == page(*made)
    assert [one.html for one in sheets(*shuffled)] == [one.html for one in sheets(*made)]


def test_older_rounds_are_folded() -> None:
    html = page(*(afname(rol, day) for rol in ("adviseur", "zelf") for day in (LAST_YEAR, date(2026, 5, 12))))

    older = html[html.index('id="eerder"') :]
    assert "schooljaar 2024-2025" in older
    assert "<details" in older
    assert "schooljaar 2025-2026" not in older


def test_ontwikkeling_and_beoordeling_never_share_a_section_or_a_pdf() -> None:
    made = [
        afname(rol, doel=doel, scores={"1.1": Score(value, f"Geschreven voor {doel}.")})
        for doel in ("ontwikkeling", "beoordeling")
        for rol, value in (("adviseur", "1"), ("zelf", "3"))
    ]

    parts = {one.path.rpartition("-")[2].removesuffix(".pdf"): one.html for one in sheets(*made)}
    sections = page(*made).split('<section class="ronde"')[1:]

    assert set(parts) == {"ontwikkeling", "beoordeling"}
    for doel, text in [*parts.items(), *((re.findall(r"Doel: (\w+)", part)[0], part) for part in sections)]:
        assert set(re.findall(r"Geschreven voor (\w+)", text)) == {doel}
    assert len(sections) == 2


# What is said of a row


def test_the_largest_difference_comes_first_and_says_why() -> None:
    texts = both(
        afname(scores={"1.1": "3", "1.2": Score("1", "Niet gezien.", "observatie"), "1.3": "4"}),
        afname("directeur", scores={"1.1": "4", "1.2": Score("3", bron="gesprek"), "1.3": "4"}),
    )

    for text in texts:
        assert text.index("1.2 Vaardigheid 1.2 2 punten verschil.") < text.index("1.1 Vaardigheid 1.1 1 punt verschil.")
        assert (
            "2 punten verschil. Onder ‘3 voldoende’ bij de adviseur, niet bij de directeur. "
            "De score rust niet op hetzelfde: bij de adviseur op een observatie en bij de directeur op een gesprek."
        ) in text
        assert "1 punt verschil. Niemand schreef er iets bij." in text
        assert "1.3 Vaardigheid 1.3 4 volledig" in text[text.index("Hier kwamen jullie op hetzelfde uit.") :]


def test_the_whole_schaal_apart_is_said() -> None:
    for text in both(afname(scores={"1.1": "1"}), afname("zelf", scores={"1.1": "4"})):
        assert "3 punten verschil: de hele schaal." in text


def test_two_points_are_not_called_a_number_of_points_apart() -> None:
    made = [
        afname(rol, rubric=YES_NO, scores={"1.1": value}) for rol, value in (("adviseur", "ja"), ("directeur", "nee"))
    ]

    for text in both(*made):
        assert "Beide punten van de schaal zijn gekozen." in text
        assert "Onder ‘ja’" not in text
        assert "hoogstens" not in text


def test_who_differs_from_all_others_is_named() -> None:
    made = [afname(rol, scores={"1.1": value}) for rol, value in (("adviseur", "4"), ("directeur", "4"), ("zelf", "3"))]

    for text in both(*made):
        assert "1 punt verschil. Alleen de ib-er zelf scoort anders; de anderen scoren gelijk." in text


def test_who_differs_is_named_once_when_the_edge_of_sufficient_names_them_already() -> None:
    made = [afname(rol, scores={"1.1": value}) for rol, value in (("adviseur", "3"), ("directeur", "3"), ("zelf", "2"))]

    for text in both(*made):
        assert "Onder ‘3 voldoende’ bij de ib-er zelf, niet bij de adviseur en de directeur. Niemand" in text


def test_nvt_beside_a_score_is_told_apart_from_a_difference_and_from_open() -> None:
    texts = both(
        afname(scores={"1.1": "1", "1.2": "1", "1.3": "nvt"}),
        afname("directeur", scores={"1.1": "nvt", "1.2": None, "1.3": "nvt"}),
    )

    for text in texts:
        about = text[text.index("Hoort deze rij erbij?") :]
        assert "Niet van toepassing (nvt) volgens de directeur, wel gescoord door de adviseur." in about
        assert "1.2 Vaardigheid 1.2 Nog open bij de directeur." in about
        assert "1.3 Vaardigheid 1.3 nvt" in about
        assert "verschil." not in about


def test_a_third_who_left_it_open_or_found_it_nvt_is_named_at_the_difference() -> None:
    made = [afname(rol, scores={"1.1": low, "1.2": low}) for rol, low in (("adviseur", "3"), ("directeur", "4"))]

    for text in both(*made, afname("zelf", scores={"1.2": "nvt"})):
        assert "1 punt verschil. Nog open bij de ib-er zelf." in text
        assert "1 punt verschil. Niet van toepassing (nvt) volgens de ib-er zelf, wel gescoord door" in text


def test_what_one_was_not_asked_is_not_a_difference() -> None:
    texts = both(afname(kijkwijzers=BOTH, scores={"2.1": "1"}), afname("directeur", scores={"2.1": "4"}))

    for text in texts:
        assert "2.1 Vaardigheid 2.1 Alleen gevraagd aan de adviseur" in text
        assert "2.2 Vaardigheid 2.2 Alleen gevraagd aan de adviseur, en nog open" in text
        assert "verschil." not in text


def test_afnamen_far_apart_in_time_carry_a_warning() -> None:
    made = (afname(scores={"1.1": "3"}), afname("zelf", AUTUMN, scores={"1.1": "4"}))

    for text in both(*made):
        assert "zitten 181 dagen. Een verschil kan ook betekenen dat er in die tijd iets is veranderd." in text
    assert "Let op de datums" not in page(afname(), afname("zelf"))


def test_a_concept_is_said() -> None:
    for text in both(afname(status="concept"), afname("zelf")):
        assert "Concept. Nog niet al deze afnamen zijn vastgesteld" in text
    assert "Concept" not in page(afname(), afname("zelf")) + sheet(afname(), afname("zelf"))


# What people wrote


def test_notes_and_evidence_stand_under_who_wrote_them_and_are_escaped() -> None:
    made = (
        afname(scores={"1.1": Score("1", "<b>vet</b> & {{ 7 * 7 }}", bewijsstukken=("<i>film</i>",), taak="samen")}),
        afname("zelf", scores={"1.1": Score("3", "Ik zie het anders.")}),
    )

    for html in (page(*made), sheet(*made)):
        assert "&lt;b&gt;vet&lt;/b&gt; &amp; {{ 7 * 7 }}" in html
        assert "&lt;i&gt;film&lt;/i&gt;" in html
        assert "Wiens taak: ib-er en directeur samen" in html
        assert "Ik zie het anders." in html


def test_a_name_is_isolated_wherever_a_sentence_uses_it() -> None:
    made = [afname(name=name, scores={"1.1": value}, path=name) for name, value in (("<Karin>", "1"), ("כרמל", "3"))]

    for html in (page(*made), sheet(*made)):
        assert "bij <bdi>Adviseur &lt;Karin&gt;</bdi>, niet bij <bdi>Adviseur כרמל</bdi>" in html


def test_many_observers_are_counted_in_a_sentence_and_all_shown_below_it() -> None:
    made = [
        afname(name=f"W{number}", scores={"1.1": "1" if number < 7 else "3"}, path=f"{number:02}")
        for number in range(12)
    ]

    for text in both(*made):
        assert "Onder ‘3 voldoende’ bij 7 waarnemers, niet bij 5 waarnemers." in text
        assert [f"Adviseur W{number}" in text for number in range(12)] == [True] * 12


@pytest.mark.parametrize(("number", "width"), [(1, 1), (2, 2), (4, 4), (5, 3), (6, 3), (8, 4), (9, 3), (12, 4)])
def test_lines_on_paper_are_about_as_long(number: int, width: int) -> None:
    assert width_of(number) == width


@settings(max_examples=40)
@given(st.lists(st.integers(0, 2000), min_size=2, max_size=7), st.integers(0, 3))
def test_no_character_of_a_note_is_lost_however_long_it_is(lengths: list[int], shift: int) -> None:
    made = [
        afname(
            name=f"W{number}",
            path=f"{number}",
            scores={"1.1": Score(str((number + shift) % 4 + 1), chr(97 + number) * size)},
        )
        for number, size in enumerate(lengths)
    ]

    for html in (page(*made), sheet(*made)):
        for number, size in enumerate(lengths):
            assert size == 0 or html.count(f">{chr(97 + number) * size}<") == 1


def test_another_language_is_marked_where_its_words_are_used() -> None:
    english = replace(VHM, language="en")
    made = (afname(rubric=english, scores={"1.1": "2"}), afname("zelf", rubric=english, scores={"1.1": "3"}))

    for html in (page(*made), sheet(*made)):
        assert 'Onder <span lang="en">‘3 voldoende’</span> bij de adviseur' in html
        assert '<span lang="en">Vaardigheid 1.1</span>' in html


# How alike


LONG = rubric(begeleiden=24)
CYCLE = {id: "234"[number % 3] for number, id in enumerate(LONG.vaardigheden) if id.startswith("1.")}


def test_agreement_is_told_in_counts_and_with_a_kappa_and_its_n() -> None:
    other = {**CYCLE, "1.1": "3", "1.2": "4", "1.5": "2", "1.6": "2", "1.7": "nvt"}

    for text in both(afname(rubric=LONG, scores=CYCLE), afname("directeur", rubric=LONG, scores=other)):
        assert (
            "De adviseur en de directeur: 19 van 23 rijen gelijk, 22 van 23 hoogstens 1 punt verschil. "
            "Kappa 0,76, over 23 rijen. Niet meegeteld: 1 rij met nvt bij één van beiden."
        ) in text
        assert "Wat kappa niet zegt." in text


def test_too_few_rows_give_no_kappa_and_say_how_many_it_takes() -> None:
    for text in both(afname(scores={"1.1": "3"}), afname("zelf", scores={"1.1": "3"})):
        assert "Geen kappa: daarvoor zijn hier minstens 20 gescoorde rijen nodig." in text
        assert "Wat kappa niet zegt." not in text


def test_who_used_one_point_is_why_there_is_no_kappa() -> None:
    made = (afname(rubric=LONG, scores=CYCLE), afname("zelf", rubric=LONG, scores=dict.fromkeys(CYCLE, "3")))

    for text in both(*made):
        assert "Geen kappa: de ib-er zelf gebruikte maar één punt van de schaal." in text
    always = [afname(rol, rubric=LONG, scores=dict.fromkeys(CYCLE, "3")) for rol in ("adviseur", "zelf")]
    for text in both(*always):
        assert "24 van 24 rijen gelijk" in text
        assert "Geen kappa: de adviseur en de ib-er zelf gebruikten elk maar één punt van de schaal." in text


def test_nothing_that_both_scored_is_said_without_a_kappa() -> None:
    for text in both(afname(scores={"1.1": "3"}), afname("zelf", scores={"1.2": "3"})):
        assert "Er is nog geen rij die beiden op een punt van de schaal zetten. Niet meegeteld: 3 rijen die nog" in text
        assert "Geen kappa" not in text


def test_the_start_meeting_is_served_with_nee_and_ja() -> None:
    asked = [id for id in YES_NO.vaardigheden if id.startswith("1.")]
    made = (
        afname(rubric=YES_NO, scores=dict.fromkeys(asked, "ja")),
        afname("directeur", rubric=YES_NO, scores={**dict.fromkeys(asked, "ja"), "1.5": "nee"}),
    )

    for text in both(*made):
        assert "De adviseur en de directeur: 7 van 8 rijen gelijk. Geen kappa" in text


SCORES = st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), st.sampled_from(["1", "2", "3", "4", "nvt", None]))


@settings(max_examples=60)
@given(SCORES, SCORES)
def test_the_counts_on_page_and_paper_equal_an_independent_count(
    one: dict[str, str | None], other: dict[str, str | None]
) -> None:
    told = [(one.get(id), other.get(id)) for id in VHM.vaardigheden]
    scored = [(int(a), int(b)) for a, b in told if a and b and "nvt" not in (a, b)]
    equal = sum(a == b for a, b in scored)
    near = sum(abs(a - b) <= 1 for a, b in scored)

    for text in both(afname(kijkwijzers=BOTH, scores=one), afname("directeur", kijkwijzers=BOTH, scores=other)):
        found = re.findall(r"(\d+) van (\d+) rij(?:en)? gelijk, (\d+) van (\d+) hoogstens", text)
        assert found == ([(str(equal), str(len(scored)), str(near), str(len(scored)))] if scored else [])
        assert (
            len(re.findall(r"\d punt(?:en)? verschil[.:](?! Kappa| Geen| Niet meegeteld)", text)) == len(scored) - equal
        )
