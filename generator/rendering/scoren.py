"""The form in the browser: one page for each kijkwijzer, with all that it needs inside it, and the worker that keeps it for offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.model.formulier import selections
from generator.rendering import site_links as links
from generator.rendering.fonts import embedded_fonts
from generator.rendering.formulier import WHERE, heading_of, only_in
from generator.rendering.marks import data_uri
from generator.rendering.policy import NOTHING, policy
from generator.rendering.templates import own_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.project import Project
    from generator.model.rubric import Rubric, Taakgebied
    from generator.rendering.templates import Templates

FONTS = ("sans.woff2", "serif.woff2")
STYLES = ("look/tokens.css", "scoren/basis.css", "scoren/rijen.css", "scoren/delen.css", "scoren/print.css")
LOCAL = ("lokaal.js", "dossier.js")
"""The only ones that speak to a server, and only to the one on this computer."""
SCRIPTS = (
    "scorebestand.js",
    "yaml.js",
    "regels.js",
    "tokens.js",
    "ontleden.js",
    "lezer.js",
    "opslag.js",
    "hulp.js",
    "instrument.js",
    "werk.js",
    "bestand.js",
    "rijen.js",
    "gegevens.js",
    "vorige.js",
    "voortgang.js",
    "schaal.js",
    "balans.js",
    "afspraken.js",
    "bewaren.js",
    "invoer.js",
    "uitvoer.js",
    "naast-elkaar.js",
    "afdruk.js",
    "start.js",
    *LOCAL,
    "begin.js",
    "offline.js",
)
"""In the order in which they run: each adds to what the ones before it have made."""
LONGEST_SHORT = 12
LONGEST_VALUE = 4
"""Characters of a point that fit on a button of which five stand on a phone."""
FEW = 3
"""Points that stand on one line of a phone together with nvt."""


def scoren_files(project: Project, templates: Templates) -> dict[str, bytes]:
    """Every form in the browser, by path in the site, and the worker beside them."""
    others = pages_of(project)
    forms = {
        links.scoren_file(name): scoren_page(selection, rubric, templates, others=others).encode()
        for rubric in project.rubrics
        for name, selection in selections(rubric).items()
    }
    return {**forms, links.SCOREN_WORKER: templates.source("scoren/sw.js").encode()}


def pages_of(project: Project, up: str = "") -> dict[str, Rubric]:
    """Each rubric by the address of its page with all kijkwijzers."""
    return {f"{up}{rubric.form_name()}.html": rubric for rubric in project.rubrics}


def scoren_page(
    selection: Rubric,
    whole: Rubric,
    templates: Templates,
    *,
    others: Mapping[str, Rubric] | None = None,
    bewaren: Mapping[str, object] | None = None,
) -> str:
    """The page for this part of a rubric. With `bewaren` it may hand its file to the server that it comes from, and to no other.

    `others` are by the address of their pages: a file may be meant for one of them.
    """
    style = embedded_fonts(*FONTS) + "".join(templates.source(name) for name in STYLES)
    scripts = [templates.source(f"scoren/{name}") for name in SCRIPTS if bewaren or name not in LOCAL]
    return templates.render(
        "scoren/scoren.html",
        rubric=selection,
        heading=heading_of(selection, whole),
        style=own_code(style),
        scripts=[own_code(script) for script in scripts],
        policy=_policy(style, scripts, connect="'self'" if bewaren else NOTHING),
        icon=data_uri(templates.source("site/merk.svg")),
        links=links,
        lang="" if whole.language == "nl" else Markup(' lang="{}"').format(whole.language),
        observable=lambda row: [WHERE[bron] for bron in row.observable],
        only_in=only_in(selection),
        size=_size(selection),
        data=rubric_data(whole),
        forms=_forms(selection, whole) | {"andere": _others(others or {}, whole)},
        bewaren=bewaren,
    )


def rubric_data(rubric: Rubric) -> dict[str, object]:
    """What the scripts know of the whole rubric; the rest stands in the page."""
    return {
        "id": rubric.id,
        "versie": rubric.version,
        "titel": rubric.title,
        "naam": rubric.name,
        "taal": rubric.language,
        "voldoende_vanaf": rubric.schaal.sufficient_from,
        "schaal": [
            {"waarde": punt.value, "kort": punt.short, "label": punt.label, "uitleg": punt.explanation}
            for punt in rubric.schaal.punten
        ],
        "kijkwijzers": [
            {"id": kijkwijzer.id, "titel": kijkwijzer.title, "ondertekening": kijkwijzer.is_signed}
            for kijkwijzer in rubric.kijkwijzers
        ],
        "taakgebieden": [_taakgebied_data(taakgebied) for taakgebied in rubric.taakgebieden],
    }


def _taakgebied_data(taakgebied: Taakgebied) -> dict[str, object]:
    rows = [{"id": row.id, "tekst": row.text, "kijkwijzer": row.kijkwijzer} for row in taakgebied.vaardigheden]
    return {"id": taakgebied.id, "titel": taakgebied.title, "rijen": rows}


def _forms(selection: Rubric, whole: Rubric) -> dict[str, object]:
    """Which kijkwijzers this page has, and which page has others: a score file may ask for more than there are here."""
    return {
        "kijkwijzers": [kijkwijzer.id for kijkwijzer in selection.kijkwijzers],
        "formulieren": [
            {
                "naam": name,
                "titel": _title(part, whole),
                "kijkwijzers": [kijkwijzer.id for kijkwijzer in part.kijkwijzers],
            }
            for name, part in selections(whole).items()
        ],
    }


def _title(part: Rubric, whole: Rubric) -> str:
    heading = heading_of(part, whole)
    return heading.title if len(part.kijkwijzers) == 1 else f"{heading.title} ({heading.over.lower()})"


def _others(rubrics: Mapping[str, Rubric], whole: Rubric) -> list[dict[str, str]]:
    return [
        {"id": rubric.id, "titel": rubric.name, "pagina": address}
        for address, rubric in rubrics.items()
        if rubric.id != whole.id
    ]


def _size(rubric: Rubric) -> str:
    """How the buttons of the points stand: small ones beside each other, wide ones, or one below the other with their texts."""
    punten = rubric.schaal.punten
    shorts = [punt.short for punt in punten if punt.short != punt.value]
    is_small = (
        max(len(punt.value) for punt in punten) <= LONGEST_VALUE and max(map(len, shorts), default=0) <= LONGEST_SHORT
    )
    return "breed" if not is_small else "klein" if len(punten) > FEW else "klein weinig"


def _policy(style: str, scripts: Iterable[str], *, connect: str) -> str:
    return policy(scripts=scripts, styles=[style], connect_src=connect, worker_src="'self'")
