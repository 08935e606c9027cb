"""The comments of an older text in a new one: each with its own thing, none lost, and none where it would be taken for text."""

from __future__ import annotations

import pytest

from generator.reading.kept_comments import comments_of, with_comments

TYPED = """\
# Verslag van het bezoek

# over wie het gaat
ib_er: ib-01   # pseudoniem
rubric: vhm
versie: "2015"
waarnemer: {naam: "A. de Wit", # met komma
  rol: directeur}
kijkwijzers: # allebei
  - basis
  - functie
datum: 2026-05-12   # een dinsdag
aanleiding: "groep 5" # na de vakantie
status: concept
doel: ontwikkeling
scores: # nog niet af
  # eerst 1.2
  "1.2": {aantekening: "Vroeg door.", score: 2} # kort
  "1.1": 3 # mooi
  "1.4": null # navragen
  "1.3":
    # waarom nvt
    score: nvt
    # er is geen groep 3
  # tot zover
samenvatting: "Goed." # aanvullen
afspraken:
  - # in juni
    wie: ib-er
    wat: Meekijken
    # nog een datum afspreken
  # deze is van vorig jaar
  - wat: Meelezen
    bij: ["1.1", # begin
          "1.2"] # einde
# klaar
"""

WRITTEN = """\
rubric: vhm
versie: "2015"
kijkwijzers: [basis, functie]
ib_er: ib-01
waarnemer: {rol: directeur, naam: A. de Wit}
datum: 2026-05-12
aanleiding: groep 5
doel: ontwikkeling
status: concept
scores:
  "1.1": 3
  "1.2":
    score: 2
    aantekening: |
      Vroeg door.
  "1.3": nvt
afspraken:
  - wat: Meekijken
    wie: ib-er
  - wat: Meelezen
    bij: ["1.1", "1.2"]
samenvatting: |
  Goed.
"""

KEPT = """\
# Verslag van het bezoek
rubric: vhm
versie: "2015"
kijkwijzers: [basis, functie] # allebei
# over wie het gaat
ib_er: ib-01 # pseudoniem
waarnemer: {rol: directeur, naam: A. de Wit} # met komma
datum: 2026-05-12 # een dinsdag
# na de vakantie
aanleiding: groep 5
doel: ontwikkeling
status: concept
scores: # nog niet af
  "1.1": 3 # mooi
  # eerst 1.2
  # kort
  "1.2":
    score: 2
    aantekening: |
      Vroeg door.
  # navragen
  # waarom nvt
  "1.3": nvt
  # er is geen groep 3
  # tot zover
afspraken:
  # in juni
  - wat: Meekijken
    wie: ib-er
    # nog een datum afspreken
  # deze is van vorig jaar
  - wat: Meelezen
    # begin
    bij: ["1.1", "1.2"] # einde
# aanvullen
samenvatting: |
  Goed.
# klaar
"""


def test_every_comment_stays_with_its_own_thing() -> None:
    assert with_comments(WRITTEN, TYPED) == KEPT


def test_what_has_its_comments_already_stays_as_it_is() -> None:
    assert with_comments(WRITTEN, KEPT) == KEPT


def test_without_comments_the_new_text_is_all() -> None:
    assert with_comments(WRITTEN, WRITTEN.replace("Goed.", "Groep #7.")) == WRITTEN


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_mark_before_the_text_make_no_difference(end: str) -> None:
    assert with_comments(WRITTEN, "\ufeff" + TYPED.replace("\n", end)) == KEPT
    assert comments_of("\ufeff" + TYPED.replace("\n", end)) == comments_of(TYPED)


HEAD = "rubric: vhm\n"


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ('scores: # x\n  "1.1": 3\n', "status: concept\n", "# x\nstatus: concept\n"),
        ("# x\nscores: {}\nstatus: concept\n", "status: concept\n", "# x\nstatus: concept\n"),
        ('scores:\n  "1.1": {bron: gesprek, score: 3} # x\n', 'scores:\n  "1.1": 3\n', 'scores:\n  "1.1": 3 # x\n'),
        ('scores:\n  "1.1":\n    score: 3 # x\n', 'scores:\n  "1.1": 3\n', 'scores:\n  "1.1": 3 # x\n'),
        ('scores:\n  "1.1": 3 # x\n', 'scores:\n  "1.1":\n    score: 3\n', 'scores:\n  # x\n  "1.1":\n    score: 3\n'),
        (
            'scores:\n  "1.1": {bron: gesprek, score: 3, taak: null # x\n    }\n',
            'scores:\n  "1.1": {score: 3, bron: gesprek}\n',
            'scores:\n  # x\n  "1.1": {score: 3, bron: gesprek}\n',
        ),
        ('aanleiding: "a" # x\n', 'aanleiding: "a: b"\n', 'aanleiding: "a: b" # x\n'),
    ],
)
def test_a_comment_of_what_fell_away_or_changed_stays_at_its_place(old: str, new: str, kept: str) -> None:
    assert with_comments(HEAD + new, HEAD + old) == HEAD + kept


AFSPRAKEN = "afspraken:\n  - wat: Een # 1\n  # over twee\n  - wat: Twee\n    nagekomen: nee # 2\n  - wat: Drie # 3\n"


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (
            "afspraken:\n  - wat: Twee\n    nagekomen: ja\n",
            "afspraken:\n  # 1\n  # over twee\n  - wat: Twee\n    nagekomen: ja # 2\n  # 3\n",
        ),
        (
            "afspraken:\n  - wat: Nieuw\n  - wat: Een\n  - wat: Twee\n  - wat: Drie\n",
            "afspraken:\n  - wat: Nieuw\n  # 1\n  - wat: Een\n  # over twee\n  - wat: Twee\n    # 2\n  # 3\n  - wat: Drie\n",
        ),
        (
            "afspraken:\n  - wat: Een\n  - wat: Anders\n    nagekomen: ja\n  - wat: Drie\n",
            "afspraken:\n  # 1\n  - wat: Een\n  # over twee\n  - wat: Anders\n    nagekomen: ja # 2\n  # 3\n  - wat: Drie\n",
        ),
    ],
    ids=["removed", "added", "put otherwise"],
)
def test_a_comment_stays_with_its_own_afspraak_when_there_are_more_or_less_of_them(new: str, kept: str) -> None:
    assert with_comments(new, AFSPRAKEN) == kept
