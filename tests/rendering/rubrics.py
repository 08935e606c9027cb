"""Rubrics unlike the shipped ones, as plain objects, small enough to print in a test."""

from __future__ import annotations

from generator.model.rubric import Indicator, Kijkwijzer, Punt, Rubric, Schaal, Taakgebied, Vaardigheid

SENTENCE = "De begeleider bereidt het gesprek voor en legt de afspraken vast. "
NEE_JA = ("nee", "ja")
FOUR = ("1", "2", "3", "4")


def schaal(*values: str, label: str = "zo te zien in het werk") -> Schaal:
    return Schaal(tuple(Punt(value, value, f"{label} {value}") for value in values), values[-1])


def row(id: str, text: str = SENTENCE, **more: object) -> Vaardigheid:
    return Vaardigheid(id, text.strip(), "alles", **more)  # type: ignore[arg-type]


def direct(id: str, *rows: Vaardigheid) -> Taakgebied:
    """A taakgebied without a middle level."""
    return Taakgebied(id, f"Taakgebied {id}", (Indicator(id, "", rows),))


def rubric(id: str, schaal: Schaal, *taakgebieden: Taakgebied, language: str = "nl") -> Rubric:
    return Rubric(
        id, "1", f"Rubric {id}", schaal, (Kijkwijzer("alles", f"Kijkwijzer {id}", ""),), taakgebieden, language=language
    )


def sixty_rows() -> Rubric:
    return rubric("zestig", schaal(*NEE_JA), direct("een", *(row(str(number)) for number in range(1, 61))))


def twenty_taakgebieden() -> Rubric:
    """Two heading rows after each other, and rows of one line up to 600 characters: pages end at every kind of place."""
    return rubric(
        "twintig",
        schaal(*(str(value) for value in range(1, 8))),
        *(
            Taakgebied(
                f"t{number}",
                f"Taakgebied {number}",
                (Indicator(f"i{number}", "Indicator", (row(f"{number}.1", SENTENCE * (1 + number % 9)),)),),
                description=SENTENCE * (number % 3),
            )
            for number in range(1, 21)
        ),
    )


def descriptions() -> Rubric:
    """Five points, each with its own text at each row, in English."""
    texts = {str(value): "The coach listens and asks, and waits for an answer. " * value for value in range(1, 6)}
    return rubric(
        "coach",
        schaal("1", "2", "3", "4", "5", label="seen"),
        direct("talk", *(row(f"a.{number}", "The coach listens well.", descriptions=texts) for number in range(1, 6))),
        language="en",
    )


def long_values() -> Rubric:
    values = ("zeer onvoldoende", "onvoldoende", "matig", "net voldoende", "ruim voldoende", "goed", "zeer goed")
    return rubric("waarden", schaal(*values), direct("een", *(row(str(number)) for number in range(1, 8))))


def taller_than_a_page() -> Rubric:
    return rubric(
        "hoog",
        schaal(*FOUR),
        direct("een", row("1"), row("2", (SENTENCE * 80)[:4000]), row("3", "x" * 400), row("4", afgeleid=True)),
    )


UNLIKE_OURS = {
    made.id: made for made in (sixty_rows(), twenty_taakgebieden(), descriptions(), long_values(), taller_than_a_page())
}
