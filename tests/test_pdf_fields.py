"""Reading a filled form that a stranger sent: what was filled in comes back, and what is not sure is refused by field."""

from __future__ import annotations

import io
import random
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from generator.model.velden import Ingevuld
from generator.pdf import pdf_bytes
from generator.pdf_fields import read_pdf
from generator.pdf_names import name_of
from generator.problems import Problem
from generator.rendering.formulier import form_html
from generator.rendering.page import Sheet
from generator.rendering.templates import Templates
from tests.forms import blank, filled, opened, printed, saved, small, values

if TYPE_CHECKING:
    from collections.abc import Callable


def changed(change: Callable[[pikepdf.Pdf, dict[str, Any]], object]) -> bytes:
    """The blank form after something was done to its fields."""
    with opened(blank()) as pdf:
        fields: dict[str, Any] = {name_of(str(field.T)): field for field in list(pdf.Root.AcroForm.Fields)}
        change(pdf, fields)
        return saved(pdf)


def faults(data: bytes) -> list[str]:
    """What is said of it, without its path."""
    found = read_pdf("form.pdf", data)
    assert all(isinstance(each, Problem) for each in found), found
    return [str(each).removeprefix("form.pdf: ") for each in found]


def on(field: Any, *states: str) -> None:  # noqa: ANN401  pikepdf objects answer to any name
    """Ticks boxes, and tells the field of the last one."""
    for box in field.Kids:
        (state,) = [key for key in box.AP.N.keys() if key != "/Off"]  # noqa: SIM118
        box.AS = Name(state) if state in states else Name.Off
    field.V = Name(states[-1]) if states else Name.Off


# What is good


def test_a_blank_form_says_nothing_but_which_form_it_is() -> None:
    said = {name: value for name, value in values(blank()).items() if value}

    assert said.keys() == {"formulier", "status"}


def test_each_field_has_a_place_that_a_person_can_find() -> None:
    fields = filled(blank()).fields

    assert fields["score:1.1"].label == "bladzijde 1, rij 1.1, score"
    assert fields["aantekening:a.b-c"].label == "bladzijde 1, rij a.b-c, aantekening"
    assert fields["ib_er"].label == "bladzijde 1, intern begeleider"
    assert re.fullmatch(r"bladzijde 2, afspraak 3, voor", fields["afspraak:3:voor"].label)


def test_what_was_ticked_of_last_time_is_told_and_is_no_field() -> None:
    with opened(printed()) as pdf:
        (kept,) = [field for field in list(pdf.Root.AcroForm.Fields) if str(field.T) == "vorige:1"]
        on(kept, "/ja")
        form = filled(saved(pdf))

    assert not [name for name in form.fields if name.startswith("vorige")]
    assert [remark for remark in form.remarks if "regel 1" in remark and "'ja'" in remark] == list(form.remarks)


@pytest.mark.parametrize(
    "text", ["één", "👩‍🏫", "a\r\nb\rc\nd", "  x  ", "\u202eomgekeerd", "a" * 5000, "Łódź", "\x00"]
)
def test_a_text_comes_back_as_the_file_has_it(text: str) -> None:
    def write(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        fields["samenvatting"].V = String(text)

    assert values(changed(write))["samenvatting"] == text


def test_a_text_that_a_program_keeps_as_a_stream_is_read_too() -> None:
    def write(pdf: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        fields["samenvatting"].V = pdf.make_stream("één".encode("utf-16"))

    assert values(changed(write))["samenvatting"] == "één"


def test_a_point_that_only_its_box_knows_of_counts() -> None:
    def tick(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        on(fields["score:1.1"], "/3")
        fields["score:1.1"].V = Name.Off
        on(fields["score:1_2"], "/nvt")
        del fields["score:1_2"].V

    assert [values(changed(tick))[name] for name in ("score:1.1", "score:1_2")] == ["3", "nvt"]


def test_a_point_that_only_its_field_knows_of_counts_when_the_boxes_say_nothing() -> None:
    def tell(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        fields["score:1.1"].V = Name("/3")
        for box in fields["score:1.1"].Kids:
            del box.AS

    assert values(changed(tell))["score:1.1"] == "3"


def test_leeg_is_open_again() -> None:
    assert values(changed(lambda _, fields: on(fields["score:1.1"], "/_")))["score:1.1"] == ""


def test_a_character_that_a_viewer_spoilt_is_pointed_out() -> None:
    def write(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        fields["aantekening:1.1"].V = String("goed \uf469")

    (remark,) = filled(changed(write)).remarks

    assert remark.startswith("bladzijde 1, rij 1.1, aantekening: ")
    assert "emoji" in remark


def test_who_signed_it_digitally_may_hand_it_in() -> None:
    def sign(pdf: pikepdf.Pdf, _: dict[str, Any]) -> None:
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Handtekening1"))))

    form = filled(changed(sign))

    assert "Handtekening1" not in form.fields
    assert any("handtekening" in remark for remark in form.remarks)


# What is refused by field


def test_two_boxes_on() -> None:
    (said,) = faults(changed(lambda _, fields: on(fields["score:1.1"], "/3", "/4")))

    assert (
        said
        == "bladzijde 1, rij 1.1, score: hier staan twee vakjes aan; open het bestand, vul dit veld opnieuw in en sla het op"
    )


@pytest.mark.parametrize("told", ["/4", "/nvt", "/_"])
def test_a_field_that_says_something_else_than_its_boxes(told: str) -> None:
    def tell(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        on(fields["score:1.1"], "/3")
        fields["score:1.1"].V = Name(told)

    (said,) = faults(changed(tell))

    assert said.startswith("bladzijde 1, rij 1.1, score: het is niet zeker welk vakje hier aan staat")


def test_a_point_that_the_boxes_deny() -> None:
    def tell(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        fields["score:1.1"].V = Name("/3")

    assert "niet zeker" in faults(changed(tell))[0]


def test_a_field_that_is_there_twice_with_different_answers() -> None:
    def again(pdf: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        other = Dictionary(FT=Name.Tx, T=fields["datum"].T, V=String("1-1-2026"))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(other))

    (said,) = faults(changed(again))

    assert said.startswith("datum: dit veld staat er twee keer in")


def test_a_text_in_two_places_that_differ() -> None:
    def split(pdf: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        kid = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Parent=fields["datum"], V=String("2-2-2026"))
        fields["datum"].V, fields["datum"].Kids = String("1-1-2026"), Array([pdf.make_indirect(kid)])

    assert "twee verschillende antwoorden" in faults(changed(split))[0]


@pytest.mark.parametrize("value", ["7", "[1 2]", "<< /a 1 >>", "true", "[(a) (b)]"])
def test_a_value_that_is_no_text(value: str) -> None:
    def write(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        fields["datum"].V = pikepdf.Object.parse(value.encode())

    assert faults(changed(write))[0].startswith("bladzijde 1, datum: wat hier staat, is geen tekst")


def test_all_that_is_wrong_is_told_at_once() -> None:
    def spoil(_: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        on(fields["score:1.1"], "/1", "/2")
        on(fields["rol"], "/zelf", "/adviseur")
        fields["datum"].V = 7

    assert len(faults(changed(spoil))) == 3


# What is refused as a whole


def test_what_is_no_pdf() -> None:
    assert faults(b"rubric: vhm-ib\n") == ["dit is geen PDF"]
    assert faults(b"") == ["dit is geen PDF"]


def test_a_printed_kijkwijzer_and_a_form_that_was_printed_to_pdf_have_no_fields() -> None:
    paper = pdf_bytes(Sheet("papier.pdf", form_html(small(), Templates())))
    with opened(blank()) as pdf:
        del pdf.Root.AcroForm
        flat = saved(pdf)

    for data in (paper, flat):
        assert "geen enkel veld" in faults(data)[0]
        assert "afdrukken naar PDF" in faults(data)[0]


@pytest.mark.parametrize(("owner", "user"), [("x", ""), ("x", "x")])
def test_a_pdf_that_is_locked(owner: str, user: str) -> None:
    made = io.BytesIO()
    with opened(blank()) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner=owner, user=user))

    assert re.search("wachtwoord|beveilig", faults(made.getvalue())[0])


def test_a_form_of_another_kind() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array([]))

        assert "XFA" in faults(saved(pdf))[0]


def test_a_pdf_that_breaks_off() -> None:
    for share in (0.1, 0.5, 0.9):
        found = read_pdf("form.pdf", blank()[: int(len(blank()) * share)])
        assert found
        assert all(isinstance(each, Problem) for each in found)


def test_a_tree_that_goes_round_in_circles_ends() -> None:
    def bend(pdf: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        top = pdf.make_indirect(Dictionary(T=String("kring"), FT=Name.Tx))
        below = pdf.make_indirect(Dictionary(T=String("dieper"), Parent=top, Kids=Array([top])))
        top.Kids = Array([below, top, fields["datum"]])
        pdf.Root.AcroForm.Fields.append(top)
        pdf.Root.AcroForm.Fields.append(fields["rol"])

    assert set(values(changed(bend))) >= set(values(blank()))


def test_far_too_many_fields_and_far_too_deep_a_tree_are_not_walked_to_the_end() -> None:
    def heap(pdf: pikepdf.Pdf, _: dict[str, Any]) -> None:
        pdf.Root.AcroForm.Fields = Array([Dictionary(FT=Name.Tx, T=String(f"v{number}")) for number in range(7000)])

    def dig(pdf: pikepdf.Pdf, _: dict[str, Any]) -> None:
        below = pdf.make_indirect(Dictionary(T=String("onder"), FT=Name.Tx))
        for number in range(50):
            below = pdf.make_indirect(Dictionary(T=String(f"t{number}"), Kids=Array([below])))
        pdf.Root.AcroForm.Fields = Array([below])

    for spoil in (heap, dig):
        assert "veel meer velden" in faults(changed(spoil))[0]


@pytest.mark.parametrize(
    "value", ["7", "(x)", "[]", "<< >>", "[7 (x) null [] << >>]", "<< /Fields 7 >>", "<< /Fields << >> >>"]
)
@pytest.mark.parametrize("where", ["/AcroForm", "/Fields", "/Kids", "/T", "/FT", "/AS", "/Annots", "/Parent"])
def test_a_wrong_type_anywhere_is_a_fault_or_is_passed_over(where: str, value: str) -> None:
    def spoil(pdf: pikepdf.Pdf, fields: dict[str, Any]) -> None:
        wrong = pikepdf.Object.parse(value.encode())
        holders = {
            "/AcroForm": pdf.Root,
            "/Fields": pdf.Root.AcroForm,
            "/Annots": pdf.pages[0].obj,
            "/AS": fields["score:1.1"].Kids[0],
        }
        holders.get(where, fields["score:1.1"])[where] = wrong

    assert all(isinstance(each, (Ingevuld, Problem)) for each in read_pdf("form.pdf", changed(spoil)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_bytes_that_were_damaged_on_the_way_are_never_a_crash(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(plain())
    for _ in range(chance.choice((1, 5, 50))):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((1, 1, 20))] = chance.choice(
            (b"", b"0", b"<<", b"/Kids", b"(", bytes([chance.randrange(256)]))
        )

    assert all(isinstance(each, (Ingevuld, Problem)) for each in read_pdf("form.pdf", bytes(data)))


def plain() -> bytes:
    """The blank form with nothing packed, so that damage reaches its fields."""
    made = io.BytesIO()
    with opened(blank()) as pdf:
        for number in range(len(pdf.pages)):
            pdf.pages[number].obj.Contents = pdf.make_stream(b"")
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return made.getvalue()


def test_a_pdf_that_had_to_be_mended_is_not_trusted() -> None:
    whole = printed()

    assert "beschadigd" in faults(whole.replace(b"startxref", b"startxraf"))[0]
    assert filled(whole + b"%een regel erachter\n").fields
