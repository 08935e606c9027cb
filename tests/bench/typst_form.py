"""Pre-printed kijkwijzers by Typst, warm and in this process: its own layout of the same words, boxes and marks, as PDF/UA-1."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.model.rubric import Rubric
from generator.rendering import form_measures as measures
from generator.rendering import marks
from generator.rendering.formulier import WHERE, _codes, form_key, heading_of, only_in
from generator.rendering.voordruk import Vorige
from generator.rendering.woorden import listed, short_date
from tests.bench.measure import ROOT, Spent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.printing import Form

FONTS = ROOT / "site_templates" / "look" / "fonts" / "paper"
SOURCE = ROOT / "tests" / "bench" / "typst" / "kijkwijzer.typ"
NVT = "Dit hoort op deze school niet bij het werk van deze intern begeleider. Schrijf erbij waarom."
OPEN = "Je hebt hier nog niet naar gekeken of gevraagd, of je kreeg er geen gelegenheid voor."


def typst_forms(forms: Sequence[Form]) -> tuple[Spent, list[bytes]]:
    """Seconds for all, which are of one selection of a rubric, and the PDFs. One was made before: that is not counted."""
    import typst

    with TemporaryDirectory(prefix="kijkwijzer-") as folder:
        shutil.copy(SOURCE, folder)
        Path(folder, "form.json").write_text(json.dumps(_shared(forms[0])), encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        press = typst.Compiler(str(Path(folder, SOURCE.name)), root=folder, font_paths=fonts)
        _made(press, forms[0])
        start, begin = time.monotonic(), time.process_time()
        made = [_made(press, form) for form in forms]
        return Spent(time.monotonic() - start, time.process_time() - begin), made


def _made(press: Any, form: Form) -> bytes:  # noqa: ANN401  typst is there only for this
    made = press.compile(format="pdf", sys_inputs={"who": json.dumps(_own(form))}, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


def _own(form: Form) -> dict[str, object]:
    """What differs between two people."""
    voordruk = form.voordruk
    assert voordruk
    last, heading = Vorige(voordruk), heading_of(form.rubric, form.whole)
    rows = list(form.rubric.vaardigheden)
    return {
        "title": f"{voordruk.ib_er.shown}: {heading.title} – {heading.over}, versie {form.rubric.version}",
        "description": "Kijkwijzer om op papier in te vullen. Vertrouwelijk.",
        "id": voordruk.ib_er.id,
        "name": voordruk.ib_er.shown,
        "school": voordruk.ib_er.school,
        "rol": voordruk.rol,
        "doel": voordruk.doel,
        "fictional": voordruk.is_fictional,
        "remark": last.remark,
        "source": last.source,
        "meaning": last.meaning,
        "edges": last.has_edges,
        "afspraken": [_afspraak(afspraak) for afspraak in last.afspraken],
        "marks": {row: last.mark(row) for row in rows},
        "words": {row: last.words(row) for row in rows},
    }


def _afspraak(afspraak: Any) -> dict[str, str]:  # noqa: ANN401  or nothing: then the line is empty
    if afspraak is None:
        return dict.fromkeys(("what", "who", "due", "said"), "")
    rows = f" (bij {listed(afspraak.vaardigheden)})" if afspraak.vaardigheden else ""
    said = "" if afspraak.kept is None else f"in het dossier: {'ja' if afspraak.kept else 'nee'}"
    due = short_date(afspraak.due) if afspraak.due else ""
    return {"what": f"{afspraak.what}{rows}", "who": afspraak.who, "due": due, "said": said}


def _shared(form: Form) -> dict[str, object]:
    """What is the same for everybody."""
    rubric, heading = form.rubric, heading_of(form.rubric, form.whole)
    columns, schaal, bron = measures.columns_of(rubric), rubric.schaal, rubric.bron
    key = form_key(rubric, heading, form.voordruk)
    pages = measures.most_pages(rubric, columns, measures.LEAST_ROW)
    return {
        "title": heading.title,
        "over": heading.over,
        "subtitle": heading.subtitle,
        "version": rubric.version,
        "meta": f"{rubric.id} · versie {rubric.version} · {heading.title}",
        "derived": "* Afgeleid: zo staat het niet in de bron. Wij hebben het opgemaakt uit wat de bron wel vertelt."
        if rubric.has_afgeleid
        else "",
        "points": [
            *((punt.value, punt.label) for punt in schaal.punten), ("nvt", "niet van toepassing"), ("leeg", "nog open")
        ],
        "scale": [
            *((punt.value, punt.label, punt.explanation) for punt in schaal.punten),
            ("nvt", "niet van toepassing", NVT),
            ("leeg", "nog open", OPEN),
        ],
        "heads": [*((punt.value, punt.short if columns.has_short else "") for punt in schaal.punten), ("nvt", "")],
        "values": [*(punt.value for punt in schaal.punten), "nvt"],
        "widths": {
            "text": columns.text, "boxes": [*[columns.punt] * columns.punten, columns.nvt], "notes": columns.notes
        },
        "row": rubric.niveaus.vaardigheid,
        "rows": list(_rows(rubric)),
        "signed": any(kijkwijzer.is_signed for kijkwijzer in rubric.kijkwijzers),
        "source": f"Bron: {', '.join(filter(None, [bron.author, bron.title, bron.publisher, bron.year]))}. {bron.rights}",
        "corners": [marks.corner_mark(number) for number in range(len(marks.CORNERS))],
        "codes": [
            {"text": code.text, "image": marks.aztec_code(code.text)} for code in _codes(key, pages)
        ],
    }  # fmt: skip


def _rows(rubric: Rubric) -> Iterator[dict[str, object]]:
    only = only_in(rubric)

    def row(kind: str, thing: Any, title: str, which: Any, **more: str) -> dict[str, object]:  # noqa: ANN401
        said = which.title if which else ""
        return {"kind": kind, "id": thing.id, "title": title, "derived": bool(thing.afgeleid), "which": said, **more}

    for taakgebied in rubric.taakgebieden:
        which = only.taakgebieden.get(taakgebied.id)
        yield row("taakgebied", taakgebied, taakgebied.title, which, description=taakgebied.description)
        for indicator in taakgebied.indicatoren:
            if indicator.is_heading:
                yield row("indicator", indicator, indicator.title, only.indicatoren.get(indicator.id))
            for one in indicator.vaardigheden:
                places = [WHERE[bron] for bron in one.observable]
                seen = f"Te zien {listed(places, last='of')}" if places else ""
                yield row("vaardigheid", one, one.text, only.rows.get(one.id), seen=seen)
