"""A style for paper that says the same in fewer words."""

from __future__ import annotations

import pytest

from generator.lean_style import lean, named_in


@pytest.mark.parametrize(
    ("style", "leaner"),
    [
        ("p { color: red }", "p { color: red }"),
        (":root { --a: 1pt; } p { margin: var(--a) }", ":root { --a: 1pt; } p { margin: 1pt }"),
        (":root { --a: var(--b); --b: 2pt } p { margin: var( --a ) }", ":root { --a: 2pt; --b: 2pt } p { margin: 2pt }"),
        (":root { --a: 1pt } h1 { --a: 2pt } p { margin: var(--a) }", None),
        (":root { --a: var(--a) } p { margin: var(--a) }", None),
        ("p { margin: var(--a, 3pt) }", None),
        ("p { --a: 1pt } b { margin: var(--a) }", None),
        ("a /* x */ { top: 0 }", "a   { top: 0 }"),
        ('a { content: "/* x */" }', None),
        ("a { background: url(data:image/svg,/*x*/) }", None),
        ("@media screen { a { b: c } @supports (x) { d { e: '}' } } } p { top: 0 }", " p { top: 0 }"),
        ("@media screen and (x) { a { b: c } }", None),
        ("@media screen { a { b: c }", ""),
        (":root { --a: red } @media screen { :root { --a: blue } } p { color: var(--a) }", ":root { --a: red }  p { color: red }"),
    ],
)  # fmt: skip
def test_what_has_one_value_gets_it_in_its_place(style: str, leaner: str | None) -> None:
    assert lean(style) == (style if leaner is None else leaner)


def test_what_the_document_itself_names_is_left() -> None:
    style = ":root { --hok: 1mm; --inkt: red } i { width: var(--hok); color: var(--inkt) }"
    named = named_in('<table style="--hok: 2mm; width: 3mm"><p>geen -- naam')

    assert named == {"--hok"}
    assert lean(style, named) == style.replace("color: var(--inkt)", "color: red")
