from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from generator.model.afname import Afname, Afspraak, Score
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.model.rubric import Indicator, Punt, Rubric, Schaal, Taakgebied, Vaardigheid
from generator.rendering.dossier import desk, verslag
from generator.rendering.dossier.desk import Desk
from generator.rendering.policy import dossier_policy
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.html_text import html_text
from tests.model.plain import SCHAAL, VHM, afname, rubric
from tests.rendering.elements import Elements
from tests.rendering.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from generator.rendering.page import Sheet

TEMPLATES = Templates()
POLICY = dossier_policy(TEMPLATES.source("dossier/dossier.js"))
PAGE = "ib-ers/ib-01/index.html"
NOOR = InternBegeleider("ib-01", "Noor Dijk", "De Wilg", "functie", date(2019, 8, 1))
LAST_YEAR = date(2025, 5, 12)
BOTH = ("basis", "functie")


# What there is


def test_a_dossier_is_an_index_a_page_for_each_ib_er_and_what_they_need() -> None:
    files = {PAGE, "index.html", "look/dossier.css"}

    assert files <= set(dossier_files(Project(afnamen=(afname(),)), TEMPLATES))


def test_a_pdf_says_in_its_name_whose_it_is_and_which_round_it_is_about() -> None:
    (sheet,) = sheets(afname())

    assert sheet.path == "ib-ers/ib-01/ib-01-verslag-2025-2026-vhm@2015-ontwikkeling.pdf"


def test_ontwikkeling_and_beoordeling_never_share_a_pdf() -> None:
    made = sheets(afname(summary="Over groei."), afname("directeur", doel="beoordeling", summary="Over het oordeel."))

    texts = {sheet.path.rpartition("-")[2]: sheet.html for sheet in made}
    assert "Over groei." in texts["ontwikkeling.pdf"]
    assert "Over groei." not in texts["beoordeling.pdf"]
    assert "Over het oordeel." not in texts["ontwikkeling.pdf"]


def test_every_round_has_a_pdf_of_its_own() -> None:
    other = replace(VHM, id="bespreking", title="Groepsbespreking")
    made = sheets(
        afname(summary="dit jaar"), afname(day=LAST_YEAR, summary="vorig jaar"), afname(rubric=other, summary="kort")
    )

    texts = {sheet.path.partition("-verslag-")[2]: sheet.html for sheet in made}
    assert sorted(texts) == [
        "2024-2025-vhm@2015-ontwikkeling.pdf",
        "2025-2026-bespreking@2015-ontwikkeling.pdf",
        "2025-2026-vhm@2015-ontwikkeling.pdf",
    ]
    assert "dit jaar" in texts["2025-2026-vhm@2015-ontwikkeling.pdf"]
    assert "vorig jaar" not in texts["2025-2026-vhm@2015-ontwikkeling.pdf"]


def test_the_page_leads_to_the_pdf_of_each_round_and_to_the_older_ones_within_their_fold() -> None:
    html = page(afname(), afname(day=LAST_YEAR))
    start = html.index("<details")

    assert 'href="ib-01-verslag-2025-2026-vhm@2015-ontwikkeling.pdf"' in html[:start]
    assert 'href="ib-01-verslag-2024-2025-vhm@2015-ontwikkeling.pdf"' in html[start:]


def test_the_page_keeps_every_round_and_folds_the_older_ones() -> None:
    html = page(afname(), afname(day=LAST_YEAR))

    folded = html[html.index("<details") :]
    assert "schooljaar 2025-2026" in html
    assert "schooljaar 2025-2026" not in folded
    assert "schooljaar 2024-2025" in folded


# The index


def test_the_index_names_people_by_school_and_by_name_when_the_register_knows_them() -> None:
    text = index(Project(afnamen=(afname(),), register=Register("De Gaard", {"ib-01": NOOR})))

    assert "## De Wilg" in text
    assert "Noor Dijk ib-01\nLaatste afname 12 mei 2026 adviseur, Vaardigheidsmeter\nvastgesteld\n1 afname\n" in text


def test_without_a_register_the_index_shows_pseudonyms() -> None:
    text = index(Project(afnamen=(afname(status="concept"),)))

    assert "ib-01\nLaatste afname 12 mei 2026" in text
    assert "concept" in text


def test_somebody_without_an_afname_is_on_the_index_and_leads_nowhere() -> None:
    project = Project(register=Register(ib_ers={"ib-01": NOOR}))

    assert "Noor Dijk ib-01\nnog geen afname\n" in index(project)
    assert PAGE not in dossier_files(project, TEMPLATES)


def test_an_index_without_afnamen_says_what_to_do() -> None:
    text = index(Project())

    assert "Er zijn nog geen afnamen." in text
    assert "scores/ib-01/2026-05-12-adviseur.yml" in text
    assert dossier_sheets(Project(), TEMPLATES) == []


# What is said plainly


def test_one_fictional_afname_is_said_on_the_index_the_page_and_every_sheet_of_the_pdf() -> None:
    made = (afname(), afname("zelf", is_fictional=True))

    assert "Verzonnen voorbeeld." in index(Project(afnamen=made))
    assert "Verzonnen voorbeeld." in page(*made)
    assert '<p class="loop-stand">Verzonnen voorbeeld</p>' in sheets(*made)[0].html


def test_what_is_real_is_not_called_fictional() -> None:
    made = (afname(),)

    assert "Verzonnen" not in index(Project(afnamen=made)) + page(*made) + sheets(*made)[0].html


def test_a_concept_is_said_on_the_page_and_every_sheet_of_the_pdf() -> None:
    made = (afname(status="concept"),)

    assert "Concept. Deze afname is nog niet vastgesteld" in html_text(page(*made))
    assert '<p class="loop-stand">Concept</p>' in sheets(*made)[0].html
    assert "Concept" not in page(afname()) + sheets(afname())[0].html


def test_a_round_with_only_a_self_assessment_says_so() -> None:
    assert "Deze ronde heeft alleen een zelfafname" in page(afname("zelf"))
    assert "Deze ronde heeft alleen een zelfafname" not in page(afname("zelf"), afname())


def test_each_page_keeps_itself_out_of_search_engines_and_refuses_foreign_code() -> None:
    files = dossier_files(Project(afnamen=(afname(),)), TEMPLATES)

    for path in ("index.html", PAGE):
        html = files[path].decode()
        assert '<meta name="robots" content="noindex' in html
        assert '<meta name="referrer" content="no-referrer">' in html
        assert f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">' in html


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path, data in dossier_files(Project(afnamen=(afname(),)), TEMPLATES).items():
        assert re.findall(rb"https?://|@import|url\((?!\"data:)", data) == [], path


# The balans


def test_the_previous_counts_stand_between_brackets_and_their_date_below() -> None:
    html = page(afname(scores={"1.1": "3", "1.2": "4"}), afname(day=LAST_YEAR, scores={"1.1": "2"}))

    assert ["Adviseur", "0", "0 (1)", "1 (0)", "1 (0)", "2 (1)", "0", "1 (2)"] in Tables(html).tables[0]
    assert "Adviseur: de vorige keer was op 12 mei 2025" in html_text(html)


def test_without_an_earlier_round_the_balans_says_so() -> None:
    text = html_text(page(afname(), afname("directeur", LAST_YEAR)))

    assert "er is geen eerdere ronde met een afname door een adviseur" in text


def test_what_makes_two_rounds_hard_to_compare_is_said() -> None:
    before = afname(day=LAST_YEAR, rubric=rubric("2010"), kijkwijzers=BOTH, name="Piet")

    text = html_text(page(afname(name="Karin"), before))

    assert "toen keek Piet; toen met andere kijkwijzers (Basis + Functie); toen met versie 2010" in text


def test_counts_on_another_schaal_are_written_out_and_not_put_under_the_wrong_points() -> None:
    yes_no = Schaal((Punt("nee", "", "nee"), Punt("ja", "", "ja")), "ja")
    before = afname(day=LAST_YEAR, rubric=rubric("2010", schaal=yes_no), scores={"1.1": "ja", "1.2": "nvt"})

    table = Tables(page(afname(scores={"1.1": "3"}), before)).tables[0]

    assert ["Adviseur", "0", "0", "1", "0", "1", "0", "2"] in table
    assert ["vorige keer", "0 × nee, 1 × ja, 1 × nvt, 1 × open"] in table


SCORES = st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), st.sampled_from(["1", "2", "3", "4", "nvt", None]))
WHO = st.dictionaries(st.sampled_from(["adviseur", "directeur", "zelf"]), SCORES, min_size=1)


@settings(max_examples=60)
@given(WHO, WHO)
def test_the_counts_on_page_and_paper_equal_an_independent_count(
    now: dict[str, dict[str, str | None]], before: dict[str, dict[str, str | None]]
) -> None:
    made = [
        afname(rol, day, kijkwijzers=BOTH, scores=scores)
        for day, taken in ((date(2026, 5, 12), now), (LAST_YEAR, before))
        for rol, scores in taken.items()
    ]
    expected = [
        [rol.capitalize(), *line(prefix, now[rol], before.get(rol))]
        for prefix in ("1.", "2.")
        for rol in ("adviseur", "directeur", "zelf")
        if rol in now
    ]

    assert scored_rows(page(*made)) == expected
    assert scored_rows(sheets(*made)[0].html) == expected


def line(prefix: str, now: Mapping[str, str | None], before: Mapping[str, str | None] | None) -> list[str]:
    """The cells of a line of the balans, for the vaardigheden whose id begins with `prefix`."""
    new, old = tally(prefix, now), tally(prefix, before or {})
    return [
        f"{new[kind]} ({old[kind]})" if before is not None and (new[kind] or old[kind]) else f"{new[kind]}"
        for kind in COLUMNS
    ]


COLUMNS = ("1", "2", "3", "4", "gescoord", "nvt", "open")


def tally(prefix: str, scores: Mapping[str, str | None]) -> Counter[str]:
    found = Counter(scores.get(id) or "open" for id in VHM.vaardigheden if id.startswith(prefix))
    found["gescoord"] = sum(found[point] for point in "1234")
    return found


def scored_rows(html: str) -> list[list[str]]:
    """The lines of the first balans that have counts."""
    balans = next(table for table in Tables(html).tables if table[0][0] == "Taakgebied en waarnemer")
    return [row for row in balans[1:] if len(row) > 1]


@given(SCORES)
def test_one_and_nvt_and_open_are_shown_as_three_different_things(scores: dict[str, str | None]) -> None:
    words = {
        "1": "1 niet waargenomen",
        "2": "2 enigszins",
        "3": "3 voldoende",
        "4": "4 volledig",
        "nvt": "nvt",
        None: "open",
    }
    marks = {"1": "m-0-4", "2": "m-1-4", "3": "m-2-4", "4": "m-3-4", "nvt": "m-nvt", None: "m-open"}
    html = page(afname(kijkwijzers=BOTH, scores=scores))

    shown = re.findall(
        r'<li class="rij" id="[^"]*:([^":]+)">.*?<i class="m ([^"]+)".*?<span class="punt">(.*?)</span>',
        html,
        re.DOTALL,
    )

    assert shown == [(id, marks[scores.get(id)], words[scores.get(id)]) for id in VHM.vaardigheden]


def test_a_row_outside_a_kijkwijzer_is_not_shown_as_open() -> None:
    text = html_text(page(afname(kijkwijzers=BOTH), afname("directeur")))

    assert "Directeur niet in deze kijkwijzer" in text


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(random: Random) -> None:
    made = [
        afname(rol, day, name=name)
        for rol in ("adviseur", "directeur")
        for day in (LAST_YEAR, date(2026, 5, 12))
        for name in ("Karin", "Piet")
    ]
    shuffled = random.sample(made, len(made))

    assert page(*shuffled) == page(*made)


# Points, afspraken and texts


def test_what_is_still_open_is_named_for_each_who_left_it_open() -> None:
    made = (afname(scores={"1.1": "3", "1.2": "nvt", "1.3": "1"}), afname("directeur", scores={"1.2": "4"}))

    on_screen = html_text(page(*made))
    assert "### Nog open" in on_screen
    assert "1.1 Vaardigheid 1.1 Open bij: directeur" in on_screen
    assert "Directeur 1.1, 1.3\n" in html_text(sheets(*made)[0].html)
    assert "Nog open" not in page(made[0]) + sheets(made[0])[0].html


def test_an_ontwikkelpunt_says_who_scored_what_and_which_cursus_belongs_to_it() -> None:
    text = html_text(page(afname(scores={"1.2": "2"}), afname("directeur", scores={"1.2": "4"})))

    part = text[text.index("### Ontwikkelpunten") : text.index("### Afspraken")]
    assert "1.2 Vaardigheid 1.2\n- Adviseur 2 enigszins\n- Directeur 4 volledig\nCursus: Cursus 1\n" in part


def test_afspraken_say_whether_they_were_kept_and_that_nobody_said_so_yet() -> None:
    kept, not_kept, not_said = (Afspraak(f"afspraak {kept}", kept=kept) for kept in (True, False, None))

    text = html_text(page(afname(), afname(day=LAST_YEAR, afspraken=(kept, not_kept, not_said))))

    part = text[text.index("### Afspraken van de vorige ronde") : text.index("Nog niet geschreven")]
    assert re.findall(r"afspraak (\w+)|(Nagekomen|Niet nagekomen|Nog niet bekend)", part) == [
        ("True", ""), ("", "Nagekomen"), ("False", ""), ("", "Niet nagekomen"), ("None", ""), ("", "Nog niet bekend"),
    ]  # fmt: skip


def test_texts_that_nobody_wrote_yet_are_named_in_one_line() -> None:
    assert "Nog niet geschreven: de samenvatting en de zienswijze van de ib-er." in html_text(page(afname()))
    assert "Nog niet geschreven: de zienswijze van de ib-er." in html_text(page(afname(summary="Kort.")))
    assert "Nog niet geschreven" not in page(afname(summary="Kort.", zienswijze="Eens."))


def test_what_was_written_keeps_its_lines_and_its_own_direction() -> None:
    html = page(afname(summary="Eerste regel.\nTweede regel.", scores={"1.1": Score("3", "Een\nTwee")}))

    assert '<div class="vrij" dir="auto">Eerste regel.\nTweede regel.</div>' in html
    assert '<div class="vrij" dir="auto">Een\nTwee</div>' in html


def test_everything_noted_at_a_score_is_shown() -> None:
    noted = Score("2", "Let op de opening.", "gesprek", ("logboek", "verslag"), "onduidelijk")
    made = afname(scores={"1.1": noted})

    for html in (page(made), sheets(made)[0].html):
        text = html_text(html)
        assert "Let op de opening." in text
        assert "gesprek" in text
        assert "Bewijsstukken: logboek; verslag" in text
        assert "Wiens taak: onduidelijk" in text


def test_two_afnamen_by_the_same_rol_are_told_apart_by_name_or_else_by_date() -> None:
    named = html_text(page(afname(name="Karin"), afname(name="Piet")))
    nameless = html_text(page(afname(), afname(day=date(2026, 3, 1))))

    assert "Adviseur Karin" in named
    assert "Adviseur Piet" in named
    assert "Adviseur, 01-03-2026" in nameless


# Text that attacks

ATTACK = "<script>alert(1)</script>\"><svg onload=alert(1)> ' {{7*7}} {% include 'x' %} --></textarea>[x](javascript:alert(1))"


def test_no_text_of_an_author_becomes_part_of_a_page_or_a_sheet() -> None:
    attacked, plain = everywhere(ATTACK), everywhere("x" * len(ATTACK))
    pages, others = (dossier_files(project, TEMPLATES) for project in (attacked, plain))
    papers, other_papers = (dossier_sheets(project, TEMPLATES) for project in (attacked, plain))

    for path in ("index.html", PAGE):
        assert Elements(pages[path].decode()).found == Elements(others[path].decode()).found
    assert [Elements(sheet.html).found for sheet in papers] == [Elements(sheet.html).found for sheet in other_papers]


def test_no_text_of_an_author_ends_the_index_of_the_search() -> None:
    files = dossier_files(everywhere(f"{ATTACK}</script>\u2028'; alert(1); '"), TEMPLATES)

    assert any(ATTACK in text for _, _, text in search_index(files)["ib-01"]["texts"])


def search_index(files: Mapping[str, bytes]) -> Any:  # noqa: ANN401  what JSON gives
    start = b'<script type="application/json" id="zoekindex">'
    return json.loads(files["index.html"].partition(start)[2].partition(b"</script>")[0])


def everywhere(text: str) -> Project:
    """A project with this text wherever a person can write one."""
    row = Vaardigheid("1.1", text, "basis", descriptions={"2": text})
    schaal = Schaal((*(replace(punt, short=text, label=text) for punt in SCHAAL.punten),), "3")
    attacked = replace(
        VHM,
        title=text,
        short_title=text,
        schaal=schaal,
        kijkwijzers=(replace(VHM.kijkwijzers[0], title=text),),
        taakgebieden=(Taakgebied("t", text, (Indicator("1", text, (row,), cursus=text),)),),
    )
    made = afname(
        rubric=attacked,
        name=text,
        occasion=text,
        summary=text,
        zienswijze=text,
        scores={"1.1": Score("2", text, "gesprek", (text,), "ib")},
        afspraken=(Afspraak(text, text, date(2026, 12, 1), ("1.1",), None, text),),
    )
    before = replace(made, date=LAST_YEAR)
    person = replace(NOOR, name=text, school=text)
    return Project(afnamen=(made, before), register=Register(text, {"ib-01": person}))


# Search and links


def test_every_text_that_search_finds_is_where_it_says() -> None:
    made = (
        afname(
            name="Karin",
            occasion="bespreking",
            summary="sterk",
            zienswijze="eens",
            afspraken=(Afspraak("plan maken"),),
            scores={"1.1": Score("2", "kort", bewijsstukken=("logboek",))},
        ),
        afname(day=LAST_YEAR, summary="toen"),
    )
    files = dossier_files(Project(afnamen=made), TEMPLATES)
    index = search_index(files)["ib-01"]
    html = files[index["page"]].decode()

    assert {text for _, _, text in index["texts"]} >= {
        "Karin",
        "bespreking",
        "sterk",
        "eens",
        "kort",
        "logboek",
        "toen",
    }
    for place, _, text in index["texts"]:
        assert f'id="{place}"' in html, text


def test_ids_are_unique_and_links_within_a_page_lead_somewhere() -> None:
    afspraken = (Afspraak("a", vaardigheden=("1.1", "2.1")),)
    made = (afname(scores={"1.1": "4", "1.2": "1"}, afspraken=afspraken), afname(day=LAST_YEAR, afspraken=afspraken))

    for html in (page(*made), sheets(*made)[0].html):
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


# Other rubrics


def test_a_taakgebied_without_indicatoren_gets_no_empty_heading() -> None:
    flat = Taakgebied("t", "Bespreking", (Indicator("", "", (Vaardigheid("1", "Voorbereid?", "basis"),)),))
    html = page(afname(rubric=replace(VHM, taakgebieden=(flat,))))

    assert re.findall(r"<h[1-6][^>]*>\s*(?:<span[^>]*>[^<]*</span>\s*)?</h", html) == []


def test_the_texts_of_a_rubric_in_another_language_say_which() -> None:
    html = page(afname(rubric=replace(VHM, language="en"), scores={"1.1": "2"}))

    assert '<span lang="en">Vaardigheid 1.1</span>' in html
    assert '<span class="punt" lang="en">2 enigszins</span>' in html
    assert '<span class="punt">open</span>' in html


def test_each_point_of_each_schaal_in_use_has_a_box_of_its_own() -> None:
    five = Schaal(tuple(Punt(letter, letter, letter) for letter in "ABCDE"), "C")
    files = dossier_files(Project(afnamen=(afname(), afname(rubric=scaled(five)))), TEMPLATES)
    css = files["look/dossier.css"].decode()

    assert re.findall(r"\.m-\d-5 \{ --vol: ([\d.]+)%", css) == ["0.0", "25.0", "50.0", "75.0", "100.0"]
    assert len(re.findall(r"\.m-\d-4 \{ --vol", css)) == 4


def scaled(schaal: Schaal) -> Rubric:
    return replace(rubric(schaal=schaal), id="anders")


# Getting at them


def page(*afnamen: Afname) -> str:
    return dossier_files(Project(afnamen=afnamen), TEMPLATES)[PAGE].decode()


def sheets(*afnamen: Afname) -> list[Sheet]:
    """The reports alone."""
    return list(verslag.sheets(Desk(Project(afnamen=afnamen), TEMPLATES)))


def index(project: Project) -> str:
    return html_text(dossier_files(project, TEMPLATES)["index.html"].decode())


def test_of_very_many_people_the_index_finds_names_and_schools_only(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Project(afnamen=(afname(ib_er="ib-01", summary="Iets over appels"), afname(ib_er="ib-02")))
    some = dossier_files(found, TEMPLATES)
    monkeypatch.setattr(desk, "CROWD", 1)
    many = dossier_files(found, TEMPLATES)

    assert ["appels" in str(search_index(files)["ib-01"]["texts"]) for files in (some, many)] == [True, False]
    assert search_index(many).keys() == {"ib-01", "ib-02"}
    assert "niet in de verslagen zelf wordt gezocht" in html_text(many["index.html"].decode())
