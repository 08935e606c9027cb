"""The form in the browser in the hands of a test: opened from disk, and filled in as a person does, by clicking and typing.

form = Form.opened(chromium, page_of(rubric, tmp_path))
form.begin()
form.fill_in(afname)
assert form.saved() == scorebestand(afname)
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.rendering.scoren import scoren_page
from generator.rendering.templates import Templates
from tests.projects import project_of, small_project
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, Locator, Page

    from generator.model.afname import Afname, Afspraak, Score
    from generator.model.rubric import Rubric

TEMPLATES = Templates()

IS_KEPT = """async () => {
    const { werk: { draft }, drafts, hulp } = kijkwijzer;
    const kept = draft && await drafts.load(draft.id);
    return hulp.byId("stand").dataset.stand === "bewaard" && JSON.stringify(kept) === JSON.stringify(draft);
}"""
"""The line that says so is not enough: it may be of a save of just before."""


@cache
def afname() -> Afname:
    """The one of the small project."""
    with TemporaryDirectory() as folder:
        return project_of(small_project(Path(folder))).afnamen[0]


def page_of(
    rubric: Rubric, folder: Path, *, whole: Rubric | None = None, others: Mapping[str, Rubric] | None = None
) -> Path:
    """The page of a rubric on disk."""
    file = folder / "form.html"
    file.write_text(scoren_page(rubric, whole or rubric, TEMPLATES, others=others), encoding="utf-8")
    return file


class Form:
    """One open page, and all that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: self.requests.append(request.url))

    @classmethod
    def opened(cls, chromium: Browser, file: Path, **context: Any) -> Form:  # noqa: ANN401
        form = cls(chromium.new_context(**context).new_page())
        form.page.goto(file.as_uri())
        return form

    def again(self) -> Form:
        """The same page in another tab of the same browser."""
        other = Form(self.page.context.new_page())
        other.page.goto(self.page.url)
        return other

    def close(self) -> None:
        self.page.context.close()

    # --- Beginning

    def begin(self) -> None:
        self.page.get_by_role("button", name="Nieuwe afname").click()

    def open_file(self, text: str, *, name: str = "scores.yml", place: str = "#bestand") -> None:
        self.page.locator("#afname").wait_for(state="hidden")
        self.page.set_input_files(place, {"name": name, "mimeType": "text/yaml", "buffer": text.encode()})

    # --- Filling in

    def row(self, id: str) -> Locator:
        return self.page.locator(f'[data-rij="{id}"]')

    def type_in(self, field: Locator, text: str) -> None:
        """As an input method does: all of it at once, with its lines, in the field that has the focus."""
        field.wait_for()  # what is not shown yet takes no focus
        field.focus()
        self.page.keyboard.press("ControlOrMeta+a")
        if text:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.press("Delete")

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'input[name="{name}"]').nth(self._place(f'input[name="{name}"]', value)).click()

    def _place(self, selector: str, value: str) -> int:
        self.page.locator(selector).first.wait_for(state="attached")  # the page may just be on its way
        values: list[str] = self.page.eval_on_selector_all(selector, "found => found.map(one => one.value)")
        return values.index(value)

    def fill_head(self, afname: Afname) -> None:
        for name, text in (("ib_er", afname.ib_er), ("naam", afname.waarnemer.name), ("aanleiding", afname.occasion)):
            self.type_in(self.page.locator(f"#{name}"), text)
        self.page.fill("#datum", afname.date.isoformat())
        for name, value in (("rol", afname.waarnemer.rol), ("doel", afname.doel), ("status", afname.status)):
            self.choose(name, value)
        for box in self.page.locator("input[name=kijkwijzers]").all():
            box.set_checked(box.get_attribute("value") in afname.kijkwijzers)

    def score(self, id: str, score: Score) -> None:
        row = self.row(id)
        if score.value is not None:
            row.locator(".punten input").nth(self._place(f'[data-rij="{id}"] .punten input', score.value)).click()
        if not (score.aantekening or score.bron or score.taak or score.bewijsstukken):
            return
        row.locator("summary").click()
        row.locator("[data-soort=bron]").select_option(score.bron)
        row.locator("[data-soort=taak]").select_option(score.taak)
        self.type_in(row.locator("textarea"), score.aantekening)
        for text in score.bewijsstukken:
            row.locator("[data-soort=nog-een]").click()
            self.page.keyboard.insert_text(text)

    def agree(self, afspraak: Afspraak) -> None:
        self.page.locator("#nog-een-afspraak").click()
        card = self.page.locator(".afspraak").last
        self.type_in(card.get_by_label("Wat spreken jullie af?"), afspraak.what)
        self.type_in(card.get_by_label("Wie doet het?"), afspraak.who)
        if afspraak.due:
            card.get_by_label("Voor wanneer?").fill(afspraak.due.isoformat())
        for id in afspraak.vaardigheden:
            card.get_by_label("Bij welke rijen?").select_option(value=id)
            card.get_by_role("button", name="Voeg toe").click()
        if afspraak.kept is not None or afspraak.remark:
            card.locator("summary").click()
            card.get_by_label("Nagekomen").select_option({True: "ja", False: "nee", None: ""}[afspraak.kept])
            self.type_in(card.get_by_label("Opmerking"), afspraak.remark)

    def fill_in(self, afname: Afname) -> None:
        self.fill_head(afname)
        for id, score in afname.scores.items():
            self.score(id, score)
        for afspraak in afname.afspraken:
            self.agree(afspraak)
        for name, text in (("samenvatting", afname.summary), ("zienswijze", afname.zienswijze)):
            if self.page.locator(f"#{name}").is_visible():
                self.type_in(self.page.locator(f"#{name}"), text)

    # --- What came of it

    def saved(self) -> str:
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Bewaar scorebestand").click()
            if self.page.locator("#vraag").is_visible():
                self.page.get_by_role("button", name="Ja, bewaar het zo").click()
        return Path(download.value.path()).read_text(encoding="utf-8")

    def settle(self) -> None:
        """Until what was done is on the device."""
        until(lambda: self.page.evaluate(IS_KEPT))

    @property
    def stand(self) -> str:
        return self.page.locator("#stand").text_content() or ""
