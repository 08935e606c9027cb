from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model.afname import Score
from generator.model.project import Project
from generator.model.rubric import Aansluiting, Indicator, Rubric, Taakgebied, Vaardigheid
from generator.rendering.dossier import verslag
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM, afname

if TYPE_CHECKING:
    from generator.model.afname import Afname

TEMPLATES = Templates()
PROFIEL = Rubric(
    "profiel",
    "1",
    "Het profiel",
    VHM.schaal,
    VHM.kijkwijzers,
    (
        Taakgebied(
            "a",
            "Andragogisch",
            (Indicator("", "", (Vaardigheid("p.1", "Brengt mensen bij elkaar.", "basis"),), cursus="Een cursus daar"),),
            description="Wie dit kan, begeleidt het team.",
        ),
    ),
    aansluitingen=(Aansluiting("a", "vhm", "begeleiden"),),
)
HEADING = "Van ontwikkelpunt naar volgende stap"


def test_an_ontwikkelpunt_leads_to_its_course_and_to_what_a_linked_rubric_says_of_the_same_work() -> None:
    text = html_text(page(afname(scores={"1.1": "2", "1.3": "1"})))

    part = text[text.index(f"### {HEADING}") : text.index("### Afspraken")]
    assert "#### Begeleiden\nBij 1.1, 1.3\nCursus: Cursus 1\nHet profiel: Andragogisch\n" in part
    assert (
        "Wie dit kan, begeleidt het team.\nCursus daarbij: Een cursus daar\n- p.1 Brengt mensen bij elkaar.\n" in part
    )
    assert part.count("Brengt mensen bij elkaar.") == 1


def test_that_a_link_is_no_score_is_said_where_there_is_one() -> None:
    said = "Die plek is een verwijzing en geen score"

    assert said in html_text(page(afname(scores={"1.1": "2"})))
    assert said not in html_text(page(afname(scores={"1.1": "2"}), rubrics=(VHM,)))


def test_each_ontwikkelpunt_links_to_its_next_step() -> None:
    html = page(afname(scores={"1.1": "2"}), afname("zelf", scores={"1.2": "1"}))

    targets = re.findall(r'href="#([^"]+)">Volgende stap bij', html)
    assert len(targets) == 2
    assert set(targets) <= set(re.findall(r'id="([^"]+)"', html))


def test_what_only_the_ib_er_named_is_said_to_be_hers() -> None:
    text = html_text(page(afname(scores={"1.1": "2"}), afname("zelf", scores={"1.2": "1"})))

    assert "Bij 1.1, 1.2 (alleen door de ib-er zelf)\n" in text


def test_a_course_that_is_not_for_all_says_for_which() -> None:
    text = html_text(page(afname(scores={"1.1": Score("1", taak="directeur"), "1.2": "1"})))

    assert "Bij 1.1, 1.2\nCursus: Cursus 1 (bij 1.2)\n" in text


def test_the_way_back_leads_from_the_linked_rubric_to_the_courses_of_this_one() -> None:
    text = html_text(page(afname(rubric=PROFIEL, scores={"p.1": "1"})))

    assert "Vaardigheidsmeter: Begeleiden\nCursus daarbij: Cursus 1\n- 1.1 Vaardigheid 1.1\n" in text


def test_where_nothing_is_known_that_is_said() -> None:
    here, there = VHM.taakgebieden
    bare = replace(VHM, taakgebieden=(replace(here, indicatoren=(replace(here.indicatoren[0], cursus=""),)), there))

    text = html_text(page(afname(rubric=bare, scores={"1.1": "1"}), rubrics=()))

    assert "Bij 1.1\nHier hoort geen cursus bij, en ook geen plek in een andere rubric.\n" in text


def test_without_an_ontwikkelpunt_there_is_no_next_step() -> None:
    assert HEADING not in page(afname(scores={"1.1": "3", "1.2": "nvt"}))
    assert "Volgende stap" not in page(afname(scores={"1.1": "3"}))


def test_on_paper_there_is_room_for_the_titles() -> None:
    (sheet,) = verslag.sheets(desk(afname(scores={"1.1": "2"})))
    text = html_text(sheet.html)

    assert "#### Begeleiden\nBij 1.1\nCursus: Cursus 1\nHet profiel: Andragogisch\n" in text
    assert "Brengt mensen bij elkaar." not in text


def test_the_texts_of_a_linked_rubric_in_another_language_say_which() -> None:
    html = page(afname(scores={"1.1": "2"}), rubrics=(VHM, replace(PROFIEL, language="en")))

    assert '<summary><span lang="en">Het profiel</span>: <span lang="en">Andragogisch</span></summary>' in html
    assert '<p lang="en">Wie dit kan, begeleidt het team.</p>' in html


def desk(*afnamen: Afname, rubrics: tuple[Rubric, ...] = (VHM, PROFIEL)) -> Desk:
    return Desk(Project(afnamen=afnamen, rubrics=rubrics), TEMPLATES)


def page(*afnamen: Afname, rubrics: tuple[Rubric, ...] = (VHM, PROFIEL)) -> str:
    return dict(verslag.files(desk(*afnamen, rubrics=rubrics)))["ib-ers/ib-01/index.html"].decode()
