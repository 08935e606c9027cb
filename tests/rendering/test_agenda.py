from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from generator.model.afname import Afname, Afspraak
from generator.model.opvolging import opvolgingen
from generator.model.ronde import rondes
from generator.rendering.agenda import LONGEST_TITLE, calendar
from tests.model.plain import afname

TODAY = date(2026, 11, 21)
DUE = date(2026, 12, 1)
COUNT = Afspraak("Elke les tellen.", "ib-er", DUE, ("1.1", "1.2"), remark="Hardop.")
HOSTILE = (
    "Eén; twee, drie\nBEGIN:VEVENT\r\nSUMMARY:vals\\n \u202eomgekeerd \U0001f600 \u05e9\u05dc\u05d5\u05dd \u2028regel"
)


def test_an_afspraak_with_a_date_is_a_whole_day_with_all_that_was_agreed() -> None:
    (event,) = events(afname(afspraken=(COUNT,)))

    assert str(event["summary"]) == "Afgesproken: Elke les tellen."
    assert event.decoded("dtstart") == DUE
    assert event.decoded("dtend") == DUE + timedelta(days=1)
    assert str(event["description"]) == (
        "Elke les tellen.\nWie: ib-er\nBij: 1.1, 1.2 (Vaardigheidsmeter)\nOpmerking: Hardop.\n"
        "Genoteerd op 12 mei 2026, doel: ontwikkeling."
    )


def test_it_is_private_and_takes_no_time() -> None:
    (event,) = events(afname(afspraken=(COUNT,)))

    assert (str(event["class"]), str(event["transp"])) == ("PRIVATE", "TRANSPARENT")


def test_the_reminder_comes_a_week_before_at_nine() -> None:
    (alarm,) = events(afname(afspraken=(COUNT,)))[0].walk("VALARM")

    assert str(alarm["description"]) == "Afgesproken, over een week: Elke les tellen."
    assert datetime(2026, 12, 1, tzinfo=UTC) + alarm.decoded("trigger") == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "done",
    [replace(COUNT, due=None), replace(COUNT, kept=True), replace(COUNT, kept=False)],
    ids=["no date", "ja", "nee"],
)
def test_what_has_no_date_or_is_answered_is_in_no_calendar(done: Afspraak) -> None:
    assert made(afname(afspraken=(done,))) == b""
    assert len(events(afname(afspraken=(done, replace(COUNT, what="Nog iets."))))) == 1


def test_what_is_answered_differently_is_in_no_calendar() -> None:
    assert (
        made(afname(afspraken=(replace(COUNT, kept=True),)), afname("zelf", afspraken=(replace(COUNT, kept=False),)))
        == b""
    )


def test_what_is_due_is_still_in_it() -> None:
    assert len(events(afname(afspraken=(replace(COUNT, due=date(2026, 9, 1)),)))) == 1


def test_what_two_afnamen_hold_is_in_it_once() -> None:
    assert len(events(afname(afspraken=(COUNT,)), afname("directeur", afspraken=(COUNT,)))) == 1


def test_the_other_doel_is_not_in_it() -> None:
    both = (
        afname(afspraken=(COUNT,)),
        afname("directeur", doel="beoordeling", afspraken=(replace(COUNT, what="Geheim."),)),
    )

    assert b"Geheim" not in made(*both)
    assert b"Geheim" in made(*both, doel="beoordeling")
    assert b"tellen" not in made(*both, doel="beoordeling")


def test_nobody_is_named_but_by_the_afspraak_itself() -> None:
    data = made(afname(name="Karin de Wit", afspraken=(COUNT,)))

    assert b"Karin" not in data
    assert b"ib-01" not in data


def test_an_example_says_that_it_is_one() -> None:
    assert str(events(afname(afspraken=(COUNT,)), is_fictional=True)[0]["description"]).startswith(
        "Verzonnen voorbeeld.\n"
    )


def test_the_same_afspraak_keeps_its_uid_when_its_date_moves() -> None:
    before = events(afname(afspraken=(COUNT,)))[0]
    after = events(afname(afspraken=(replace(COUNT, due=date(2027, 1, 8)),)))[0]

    assert before["uid"] == after["uid"]
    assert before["uid"] != events(afname(afspraken=(replace(COUNT, what="Iets anders."),)))[0]["uid"]
    assert before["uid"] != events(afname(ib_er="ib-02", afspraken=(COUNT,)))[0]["uid"]
    assert before["uid"] != events(afname(doel="beoordeling", afspraken=(COUNT,)), doel="beoordeling")[0]["uid"]


def test_the_bytes_follow_from_the_afspraken_alone() -> None:
    taken = (afname(afspraken=(COUNT, replace(COUNT, what="Twee."))),)

    assert made(*taken) == made(*taken) == made(*taken, today=date(2027, 6, 1))
    assert b"DTSTAMP:20260512T000000Z" in made(*taken)


def test_a_long_text_is_whole_and_its_title_short() -> None:
    what = ("Heel lang woord " * 250).strip()
    (event,) = events(afname(afspraken=(replace(COUNT, what=what),)))

    assert what in str(event["description"])
    assert len(str(event["summary"])) <= len("Afgesproken: ") + LONGEST_TITLE + 1
    assert str(event["summary"]).endswith(" woord Heel…")


def test_a_long_word_is_cut() -> None:
    (event,) = events(afname(afspraken=(replace(COUNT, what="x" * 4000),)))

    assert str(event["summary"]) == f"Afgesproken: {'x' * LONGEST_TITLE}…"


def test_nothing_in_a_text_can_add_to_the_calendar() -> None:
    found = events(afname(afspraken=(replace(COUNT, what=HOSTILE, who=HOSTILE, remark=HOSTILE),)))

    assert len(found) == 1
    assert "BEGIN:VEVENT\nSUMMARY:vals\\n \u202eomgekeerd \U0001f600" in str(found[0]["description"])
    assert "\n" not in str(found[0]["summary"])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


@given(TEXTS, TEXTS)
def test_every_line_is_short_ends_in_crlf_and_reads_back_as_it_was(what: str, remark: str) -> None:
    data = made(afname(afspraken=(replace(COUNT, what=what, remark=remark),)))
    (event,) = Calendar.from_ical(data).walk("VEVENT")

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert not {byte for byte in data.replace(b"\r\n", b"") if (byte < 0x20 and byte != 0x09) or byte == 0x7F}
    assert event.errors == []
    assert seen(what) in seen(str(event["description"]))
    assert seen(remark) in seen(str(event["description"]))


def seen(text: str) -> str:
    """What is left of a text in a calendar: no control characters, one kind of line end."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in ends if char in "\t\n" or not (ord(char) < 0x20 or ord(char) == 0x7F)).strip()


def made(*afnamen: Afname, doel: str = "ontwikkeling", today: date = TODAY, is_fictional: bool = False) -> bytes:
    return calendar(opvolgingen(rondes(afnamen), doel, today), doel, is_fictional=is_fictional)


def events(*afnamen: Afname, doel: str = "ontwikkeling", is_fictional: bool = False) -> list[Component]:
    return list(Calendar.from_ical(made(*afnamen, doel=doel, is_fictional=is_fictional)).walk("VEVENT"))
