"""Texts that attack, and a project that has one of them wherever a person can write a text.

Where that is, the JSON Schemas say: a text field that is new is attacked by itself. Each field gets another attack; with
another `turn` each gets the next one, so that after TURNS turns each field has had all of them.

    root = attacked(tmp_path, turn=3)
    root = attacked(tmp_path, turn=3, tame=True)     # the same project with x for each character of each attack
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

import yaml

from generator.reading.project import read_project
from generator.reading.schema import LINES, ONE_LINE, register_schema
from generator.reading.schema_rubric import rubric_schema
from generator.reading.schema_scores import scores_schema
from generator.reading.values import LINE_LIMIT
from tests.projects import HOME, TODAY, put

if TYPE_CHECKING:
    from pathlib import Path

BASE = "http://127.0.0.1:9"
"""Where references lead when nobody listens."""
CANARY = "file:///etc/hostname"

ATTACKS = (
    "<script>ran()</script>", "<img src=x onerror=ran()>", '"><svg onload=ran()>', "'><body onload=ran()>", "</textarea><script>ran()</script>",
    "</title></style></script><script>ran()</script>", "<!-- --><script>ran()</script><!--", "]]><![CDATA[<script>ran()</script>]]>",
    "&lt;script&gt;ran()&lt;/script&gt; &#60;script&#62;ran()&#60;/script&#62;", "{{7*7}} {{ self.__init__.__globals__ }} ${7*7} #{7*7} <%= 7*7 %>",
    "{% include '/etc/passwd' %}{% raw %}{# x #}", "[x](javascript:ran()) <javascript:ran()> ![x](javascript:ran())", "x {: onclick=ran() style=color:red }",
    "# kop", "***", "> - 1. | a | b |", "<style>*{display:none}@import 'http://127.0.0.1:9/css'</style>", "<plaintext>", "<a href=javascript:ran()>x</a>",
    "<iframe srcdoc='<script>parent.ran()</script>'>", "<form action=javascript:ran()><button autofocus onfocus=ran()>", "<details open ontoggle=ran()>x</details>",
    "<math><mtext><table><mglyph><style><img src=x onerror=ran()>", "<a href='data:text/html,<script>ran()</script>'>x</a>", "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "\\u003cscript\\u003eran()\\u003c/script\\u003e \\x3cscript\\x3e", "</script><script>ran()</script> \" ' \\ \\\" `;ran()//", "<base href=//127.0.0.1:9/><template><slot>",
    "\u202e<tpircs>ran()\u202c \u2066\u200f\u200b\u00ad", "); } body { background: url(http://127.0.0.1:9/css) } \" } @import '", '=HYPERLINK("http://127.0.0.1:9/x")', "+1+cmd|' /C calc'!A0",
    "-1+1", "@SUM(1+1)", 'BEGIN:VALARM ACTION:PROCEDURE END:VALARM \\n\\, ;x="', "%0d%0aSet-Cookie: x=1 ../../x %2e%2e%2f", "*[x]: y [^1]: z ^1^ ~~x~~ ==x== ++x++ :smile: $$x$$",
)  # fmt: skip
SHORT = ("<b>", '"><i>', "'onx='", "{{7*7}}", "&lt;b&gt;", "</td>", "=1+1", "<!--", "](x:)", "*x* `y`", "{: #x }", '\\"', "@x", "</script>", "-->", "${7*7}")  # fmt: skip
"""For where there is room for no more."""


def references(base: str = BASE, file: str = CANARY) -> dict[str, str]:
    """Markup that makes a browser or WeasyPrint fetch something, each by another way: from a server, or from a file."""

    def http(kind: str) -> str:
        return f"{base}/{kind}"

    return {
        "img": f"<img src='{http('img')}'>",
        "img-file": f"<img src='{file}'>",
        "srcset": f"<img srcset='{http('srcset')} 2x'>",
        "picture": f"<picture><source srcset='{http('picture')}'><img></picture>",
        "link": f"<link rel=stylesheet href='{http('link')}'>",
        "link-file": f"<link rel=stylesheet href='{file}'>",
        "attachment": f"<link rel=attachment href='{http('attachment')}'>",
        "attachment-file": f"<a rel=attachment href='{file}'>x</a>",
        "icon": f"<link rel=icon href='{http('icon')}'>",
        "preload": f"<link rel=preload as=image href='{http('preload')}'>",
        "prefetch": f"<link rel=prefetch href='{http('prefetch')}'>",
        "modulepreload": f"<link rel=modulepreload href='{http('modulepreload')}'>",
        "manifest": f"<link rel=manifest href='{http('manifest')}'>",
        "script": f"<script src='{http('script')}'></script>",
        "module": f"<script type=module>import '{http('module')}'</script>",
        "fetch": f"<script>fetch('{http('fetch')}')</script>",
        "iframe": f"<iframe src='{http('iframe')}'></iframe>",
        "frame-file": f"<iframe src='{file}'></iframe>",
        "object": f"<object data='{http('object')}'></object>",
        "object-file": f"<object data='{file}'></object>",
        "embed": f"<embed src='{http('embed')}'>",
        "video": f"<video src='{http('video')}' autoplay></video>",
        "poster": f"<video poster='{http('poster')}'></video>",
        "audio": f"<audio src='{http('audio')}' autoplay></audio>",
        "source": f"<video autoplay><source src='{http('source')}'></video>",
        "track": f"<video src='data:video/mp4,'><track default src='{http('track')}'></video>",
        "input": f"<input type=image src='{http('input')}'>",
        "background": f"<body background='{http('background')}'>",
        "table": f"<table background='{http('table')}'><tr><td>x</table>",
        "style": f"<p style='background: url({http('style')})'>x</p>",
        "list": f"<ul style='list-style-image: url({http('list')})'><li>x</ul>",
        "content": f"<style>p::before {{ content: url({http('content')}) }}</style><p>x",
        "border": f"<p style='border-image: url({http('border')}) 1'>x</p>",
        "import": f"<style>@import url({http('import')});</style>",
        "import-file": f"<style>@import url({file});</style>",
        "font": f"<style>@font-face {{ font-family: f; src: url({http('font')}) }} p {{ font-family: f }}</style><p>x",
        "svg-image": f"<svg width=9 height=9><image href='{http('svg-image')}' width=9 height=9 /></svg>",
        "svg-use": f"<svg><use href='{http('svg-use')}#a' /></svg>",
        "svg-filter": f"<svg><filter id=f><feImage href='{http('svg-filter')}' /></filter><rect filter='url(#f)' width=9 height=9 /></svg>",
        "refresh": f"<meta http-equiv=refresh content='0; url={http('refresh')}'>",
        "base": f"<base href='{base}/base/'><img src=x>",
        "form": f"<form action='{http('form')}' id=f></form><script>f.submit()</script>",
        "ping": f"<a ping='{http('ping')}' href='#' id=p>x</a><script>p.click()</script>",
        "xinclude": f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{file}' />",
        "entity": f"<!DOCTYPE x [<!ENTITY e SYSTEM '{file}'>]>&e;",
    }  # fmt: skip


# --- Which text stands where


def packed(texts: tuple[str, ...], room: int) -> list[str]:
    """The texts behind each other, in as few pieces of at most so many characters as there may be."""
    found = [""]
    for text in texts:
        together = f"{found[-1]} {text}".strip()
        found = [*found[:-1], together] if len(together) <= room else [*found, text]
    return found


NUMBERED = 6
"""Characters of the number that each text begins with, so that no two are alike."""
PIECES = packed((*ATTACKS, *references().values()), LINE_LIMIT - NUMBERED)
TURNS = len(PIECES)


class Texts:
    """Hands out an attack for each field, one after another; or the same shape of it with nothing but x."""

    def __init__(self, turn: int, *, tame: bool, pieces: list[str] | None = None) -> None:
        self.turn, self.tame, self.pieces = turn, tame, pieces or PIECES
        self.numbers = count(1)

    def next(self, limit: int = LINE_LIMIT) -> str:
        number = next(self.numbers)
        if limit < LINE_LIMIT:
            fitting = [short for short in SHORT if len(short) + NUMBERED <= limit]
            return f"{number:03} {self.as_asked(fitting[(number + self.turn) % len(fitting)])}"
        return f"{number:03} {self.as_asked(self.pieces[(number + self.turn) % len(self.pieces)])}"

    def as_asked(self, text: str) -> str:
        return re.sub(r"\S", "x", text) if self.tame else text


# --- Where a text can stand, by the schemas

Schema = Mapping[str, Any]

MEANT = {"id", "versie", "rubric", "kijkwijzer", "ib_er", "waarde", "voldoende_vanaf", "taal", "url", "hier", "daar", "bij"}  # fmt: skip
"""Texts that have to equal something or to be of a certain form; what is wrong in them is refused."""


def merged(schema: Schema) -> dict[str, Any]:
    """A schema with all that its alternatives and conditions say of the same keys."""
    found: dict[str, Any] = {
        key: value for key, value in schema.items() if key not in ("anyOf", "allOf", "oneOf", "then")
    }
    for other in (*schema.get("anyOf", ()), *schema.get("allOf", ()), *([schema["then"]] if "then" in schema else ())):
        found = _joined(found, merged(other))
    return found


def _joined(one: Any, other: Any) -> Any:  # noqa: ANN401
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {key: _joined(one.get(key), other.get(key)) for key in {**one, **other}}
    return one if other is None else other if one is None else one


def is_free(schema: Schema) -> bool:
    """Whether anything may be written there."""
    return "maxLength" in schema and schema.get("pattern") in (ONE_LINE, LINES)


def filled(schema: Schema, value: Any, texts: Texts) -> Any:  # noqa: ANN401
    """The value with an attack in each text that the schema leaves free; what a mapping lacks of those, it gets."""
    unfit = [
        key
        for key, said in schema.get("then", {}).get("properties", {}).items()
        if said is False and "vaardigheden" in value
    ]
    schema = merged(schema)
    if is_free(schema):
        return texts.next(schema["maxLength"])
    if isinstance(value, list):
        return [filled(schema.get("items", {}), one, texts) for one in value]
    if not isinstance(value, dict):
        return value
    known, others = schema.get("properties") or {}, schema.get("additionalProperties") or {}
    found = {key: one if key in MEANT else filled(known.get(key, others), one, texts) for key, one in value.items()}
    for key, about in known.items():
        about = {} if key in unfit else merged(about or {})  # noqa: PLW2901
        if key not in found and key not in MEANT and is_free(about):
            found[key] = texts.next(about["maxLength"])
        elif key not in found and is_free(merged(about.get("items", {}))):
            found[key] = [texts.next(about["items"]["maxLength"])]
    return found


def called(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401
    """The same with other names for some things, wherever they stand."""
    if isinstance(value, dict):
        return {called(key, names): called(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [called(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


# --- The project

TAME = {"<b>'\"": "xxxxx", "&amp;": "yyyyy", "{{1}}": "zzzzz"}
"""The points of the schaal, which have to be the same wherever they stand."""

ROWS: tuple[dict[str, Any], ...] = (
    {"id": "1.1", "kijkwijzer": "k1", "waarneembaar": ["observatie"], "beschrijvingen": {"<b>'\"": "", "&amp;": ""}},
    {"id": "1.2", "kijkwijzer": "k1", "waarneembaar": ["gesprek", "bewijsstuk"]},
    {"id": "1.3", "kijkwijzer": "k2"},
)
RUBRIC: dict[str, Any] = {
    "id": "r",
    "versie": "1",
    "taal": "en",
    "bron": {"url": "https://example.org/"},
    "niveaus": {},
    "schaal": [{"waarde": "<b>'\""}, {"waarde": "&amp;"}, {"waarde": "{{1}}"}],
    "voldoende_vanaf": "&amp;",
    "kijkwijzers": [{"id": "k1"}, {"id": "k2"}],
    "taakgebieden": [
        {"id": "t1", "afgeleid": "ja", "indicatoren": [{"id": "1", "vaardigheden": list(ROWS)}, {"id": "2", "kijkwijzer": "k2"}]},
        {"id": "t2", "vaardigheden": [{"id": "3.1", "kijkwijzer": "k2"}, {"id": "3.2", "kijkwijzer": "k2"}]},
    ],
    "sluit_aan_bij": [{"hier": "t1", "daar": "s/t1"}],
}  # fmt: skip
OTHER: dict[str, Any] = {**RUBRIC, "id": "s", "sluit_aan_bij": [{"hier": "t1", "daar": "r/t2"}]}
SCORES = {"1.1": "<b>'\"", "1.2": "&amp;", "1.3": "{{1}}", "2": "<b>'\"", "3.1": "{{1}}", "3.2": "nvt"}
SCORE_FILES = (
    ("p1", "2025-05-12", "adviseur", "vastgesteld", ""),
    ("p1", "2026-05-12", "adviseur", "vastgesteld", ""),
    ("p1", "2026-05-13", "zelf", "vastgesteld", ""),
    ("p1", "2026-05-14", "directeur", "concept", "1.1"),
    ("p2", "2026-05-12", "adviseur", "vastgesteld", "1.2"),
)
"""Of whom, when, by whom, how final, and which row has another score than the others."""


def attacked(root: Path, turn: int = 0, *, tame: bool = False, pieces: list[str] | None = None) -> Path:
    """A whole project in a folder that need not exist yet."""
    texts = Texts(turn, tame=tame, pieces=pieces)
    values = TAME if tame else {}
    put(root, "mkdocs.yml", settings(texts))
    put(root, "content/index.md", f"---\ntitle: {quoted(texts)}\ndescription: {quoted(texts)}\n---\n\n{HOME}")
    for rubric in (RUBRIC, OTHER):
        _write(root, f"rubrics/{rubric['id']}.yml", filled(rubric_schema(), called(rubric, values), texts))
    people = {id: {"aanstelling": "taak", "in_dienst": "2020-01-01"} for id in ("p1", "p2")}
    _write(root, "scores/register.yml", filled(register_schema(), {"ib_ers": people}, texts))
    schema = scores_schema(read_project(root, today=TODAY)[0].rubrics)
    for file in SCORE_FILES:
        _write(root, f"scores/{file[0]}/{file[1]}-{file[2]}.yml", filled(schema, called(_scores(*file), values), texts))
    return root


def _scores(ib_er: str, day: str, rol: str, status: str, other: str) -> dict[str, Any]:
    values = {**SCORES, other: "&amp;" if SCORES.get(other) != "&amp;" else "{{1}}"} if other else SCORES
    if status == "concept":
        values = {id: value for id, value in values.items() if id != "3.2"}
    return {
        "rubric": "r",
        "versie": "1",
        "kijkwijzers": ["k1", "k2"],
        "ib_er": ib_er,
        "waarnemer": {"rol": rol},
        "datum": day,
        "doel": "ontwikkeling",
        "status": status,
        "scores": {id: {"score": value, "bron": "gesprek", "taak": "samen"} for id, value in values.items()},
        "afspraken": [
            {"voor": "2026-12-01", "bij": ["1.1", "2"]},
            {"voor": "2026-06-01", "bij": ["1.2"], "nagekomen": "nee"},
            {"bij": ["3.1"]},
        ],
    }


def settings(texts: Texts) -> str:
    names = [texts.next() for _ in range(4)]
    said = {
        "site_name": texts.next(),
        "site_description": texts.next(),
        "site_author": texts.next(),
        "docs_dir": "content",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "plugins": ["search", "kijkwijzer"],
        "nav": [{names[0]: "index.md"}, {names[1]: [{names[2]: "rubrics/index.md"}, "kruisverwijzing.md"]}, {names[3]: "kijkwijzers/index.md"}],
    }  # fmt: skip
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def quoted(texts: Texts) -> str:
    return json.dumps(texts.next(), ensure_ascii=False)


def _write(root: Path, path: str, said: object) -> None:
    put(root, path, yaml.safe_dump(said, allow_unicode=True, sort_keys=False))


def fields(schema: Schema, path: str = "") -> Iterator[str]:
    """Where the schema leaves a text free."""
    schema = merged(schema)
    if is_free(schema):
        yield path
    for key, value in {
        **(schema.get("properties") or {}),
        "*": schema.get("additionalProperties"),
        "-": schema.get("items"),
    }.items():
        if isinstance(value, Mapping) and key not in MEANT:
            yield from fields(value, f"{path}/{key}")
