"""The printed kijkwijzers: one sheet for each kijkwijzer of a rubric, and one that combines them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from generator.model.formulier import selections, sheet_code, sheet_key
from generator.rendering import form_measures as measures
from generator.rendering import marks
from generator.rendering.invulbaar import Invulbaar
from generator.rendering.mould import Filling, Mould, Preprint, Samples, contents_of, nobody
from generator.rendering.page import Sheet
from generator.rendering.site_links import fillable_file, form_file
from generator.rendering.templates import own_code
from generator.rendering.voordruk import LINES, Vorige
from generator.rendering.woorden import for_whom, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.project import Project
    from generator.model.rubric import Kijkwijzer, Rubric, Taakgebied, Vaardigheid
    from generator.model.voordruk import Voordruk
    from generator.rendering.templates import Templates

WHERE = {"observatie": "in een observatie", "gesprek": "in het gesprek", "bewijsstuk": "met een bewijsstuk"}
UNFIT = re.compile(r'["\\%\n\r\f]')
MOST_NAMED = 3
"""Taakgebieden that a heading names; of more it says how many."""
PRIVATE = " · Vertrouwelijk · Verzonnen voorbeeld"
"""What a pre-printed form may say at the foot of each page; the room for it is always kept."""


def form_sheets(project: Project, templates: Templates) -> list[Sheet]:
    """Every kijkwijzer to print, of the rubrics in use."""
    return [
        Sheet(form_file(name), form_html(selection, templates))
        for rubric in project.rubrics
        for name, selection in selections(rubric).items()
    ]


def fillable_sheets(project: Project, templates: Templates) -> list[Sheet]:
    """The same kijkwijzers, to be filled in on a computer."""
    return [
        fillable_sheet(fillable_file(name), selection, templates, whole=rubric)
        for rubric in project.rubrics
        for name, selection in selections(rubric).items()
    ]


def fillable_sheet(
    path: str, rubric: Rubric, templates: Templates, *, whole: Rubric, voordruk: Voordruk | None = None
) -> Sheet:
    html = form_html(rubric, templates, whole=whole, voordruk=voordruk, is_fillable=True)
    return Sheet(path, html, is_fillable=True)


def form_html(
    rubric: Rubric,
    templates: Templates,
    *,
    whole: Rubric | None = None,
    voordruk: Voordruk | None = None,
    is_fillable: bool = False,
) -> str:
    """The form of this rubric, or of this part of `whole`, as a document to be set in type; blank or for one ib-er."""
    preprint = None
    if voordruk:
        contents = contents_of(rubric, voordruk, templates, lang=_lang(rubric), is_fillable=is_fillable)
        preprint = Preprint(voordruk, contents)
    return _html(rubric, templates, whole or rubric, preprint, is_fillable=is_fillable)


def mould_of(rubric: Rubric, templates: Templates, *, whole: Rubric, is_fictional: bool) -> Mould:
    """What all pre-printed forms of this part of a rubric have in common; `is_fictional` says that they are of nobody real."""
    samples, voordruk = Samples(), nobody(is_fictional=is_fictional)
    html = _html(rubric, templates, whole, Preprint(voordruk, samples))
    return Mould(html, _style(templates, voordruk), tuple(samples))


def filling_of(rubric: Rubric, templates: Templates, voordruk: Voordruk) -> Filling:
    """What the form of one ib-er says besides."""
    last = Vorige(voordruk)
    edges = tuple(f"{row}={place_name(mark)}" for row in rubric.vaardigheden if (mark := last.mark(row)))
    return Filling(voordruk.ib_er.shown, contents_of(rubric, voordruk, templates, lang=_lang(rubric)), edges)


def _lang(rubric: Rubric) -> str:
    return "" if rubric.language == "nl" else Markup(' lang="{}"').format(rubric.language)


def _html(
    rubric: Rubric, templates: Templates, whole: Rubric, preprint: Preprint | None, *, is_fillable: bool = False
) -> str:
    voordruk = preprint.voordruk if preprint else None
    columns = measures.columns_of(rubric, has_leeg=is_fillable)
    least_row = measures.LEAST_FILLED_ROW if is_fillable else measures.LEAST_ROW
    heading = heading_of(rubric, whole)
    meta = f"{rubric.id} · versie {rubric.version} · {heading.title}"
    return templates.render(
        "form/form.html",
        rubric=rubric,
        styles=_style(templates, voordruk, is_fillable=is_fillable),
        heading=heading,
        meta=meta,
        lang=_lang(rubric),
        place_name=place_name,
        observable=lambda row: [WHERE[bron] for bron in row.observable],
        scale=measures.scale_of(rubric.schaal),
        option=measures.option_width(rubric.schaal),
        columns=columns,
        tall=measures.tall_rows(rubric, columns),
        only_in=only_in(rubric),
        foot=measures.foot_height(rubric, meta + (PRIVATE if voordruk else "")),
        corners=[marks.data_uri(marks.corner_mark(number)) for number in range(len(marks.CORNERS))],
        codes=list(
            _codes(
                form_key(rubric, heading, voordruk, is_fillable=is_fillable),
                measures.most_pages(rubric, columns, least_row),
            )
        ),
        voordruk=voordruk,
        plekken=preprint.contents if preprint else None,
        lines=LINES,
        vorige=Vorige(voordruk) if voordruk else None,
        invulbaar=Invulbaar(rubric, whole, columns, voordruk) if is_fillable else None,
    )


def place_name(value: str) -> str:
    """The value in the id of its box, of which a style is made when it is printed: without what would end a text there."""
    return UNFIT.sub(lambda found: quote(found[0], safe=""), value)


def _style(templates: Templates, voordruk: Voordruk | None, *, is_fillable: bool = False) -> Markup:
    return own_code("".join(templates.source(name) for name in _styles(voordruk, is_fillable=is_fillable)))


def _styles(voordruk: Voordruk | None, *, is_fillable: bool) -> Iterator[str]:
    yield from ("look/tokens.css", "form/form.css")
    if voordruk:
        yield "form/vorige.css"
    if is_fillable:
        yield "form/invulbaar.css"


def form_key(rubric: Rubric, heading: Heading, voordruk: Voordruk | None, *, is_fillable: bool = False) -> str:
    """Every pre-printed form of one selection has the same key: for whom it is and what was said last time moves nothing on it."""
    kind = [*(["voordruk"] if voordruk else []), *(["invulbaar"] if is_fillable else [])]
    return sheet_key(rubric, *([heading.part] if heading.part else []), *kind)


@dataclass(frozen=True)
class Heading:
    """What a form is called: what it is part of, its title, for whom it is, and what it leaves out."""

    over: str
    title: str
    subtitle: str = ""
    part: str = ""


def heading_of(rubric: Rubric, whole: Rubric) -> Heading:
    name = f"{rubric.title} ({rubric.short_title})" if rubric.short_title else rubric.title
    part = _part(rubric, whole)
    if len(rubric.kijkwijzers) == 1:
        (kijkwijzer,) = rubric.kijkwijzers
        return Heading(name, kijkwijzer.title, for_whom(kijkwijzer.audience), part)
    is_all = not part and len(rubric.kijkwijzers) == len(whole.kijkwijzers)
    return Heading(
        "Alle kijkwijzers samen" if is_all else "Kijkwijzers samen",
        name,
        listed(kijkwijzer.title for kijkwijzer in rubric.kijkwijzers),
        part,
    )


def _part(rubric: Rubric, whole: Rubric) -> str:
    """Which taakgebieden these are, when they are not all that the kijkwijzers hold."""
    size = len(whole.only([kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]).taakgebieden)
    titles = [taakgebied.title for taakgebied in rubric.taakgebieden]
    if len(titles) == size:
        return ""
    return listed(titles) if len(titles) <= MOST_NAMED else f"{len(titles)} van de {size} delen"


@dataclass(frozen=True)
class PageCode:
    """The code of one page, as a drawing and as text to read aloud."""

    page: int
    text: str
    image: str


def _codes(key: str, pages: int) -> Iterator[PageCode]:
    for page in range(1, pages + 1):
        code = sheet_code(key, page)
        yield PageCode(page, code, marks.data_uri(marks.aztec_code(code)))


@dataclass(frozen=True)
class OnlyIn:
    """Of a form that combines kijkwijzers: the kijkwijzer of each part that belongs to one of them as a whole, highest part first."""

    taakgebieden: dict[str, Kijkwijzer]
    indicatoren: dict[str, Kijkwijzer]
    rows: dict[str, Kijkwijzer]


def only_in(rubric: Rubric) -> OnlyIn:
    only = OnlyIn({}, {}, {})
    if len(rubric.kijkwijzers) > 1:
        for taakgebied in rubric.taakgebieden:
            _tell(rubric, taakgebied, only)
    return only


def _tell(rubric: Rubric, taakgebied: Taakgebied, only: OnlyIn) -> None:
    if kijkwijzer := _shared(rubric, taakgebied.vaardigheden):
        only.taakgebieden[taakgebied.id] = kijkwijzer
        return
    for indicator in taakgebied.indicatoren:
        if indicator.is_heading and (kijkwijzer := _shared(rubric, indicator.vaardigheden)):
            only.indicatoren[indicator.id] = kijkwijzer
        else:
            only.rows.update({row.id: rubric.kijkwijzer(row.kijkwijzer) for row in indicator.vaardigheden})


def _shared(rubric: Rubric, rows: Iterable[Vaardigheid]) -> Kijkwijzer | None:
    found = {row.kijkwijzer for row in rows}
    return rubric.kijkwijzer(found.pop()) if len(found) == 1 else None
