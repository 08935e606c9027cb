"""Makes the pictures of the page about scoring: the same three rows on paper, in the browser, in a PDF and in a spreadsheet."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageOps

from tests.engines.pdfium import fill
from tests.sheets import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

FORM = "vhm-ib-basis"
SCORES = {"1.1": "3", "1.2": "2", "1.3": "3"}
NOTE = "De analyse ligt er. De eerste stap in de klas bleef onduidelijk."
SAID = {
    "ib_er": "ib-40",
    "datum": "2026-05-19",
    "rol": "adviseur",
    "aanleiding": "bespreking over groep 6",
    "doel": "ontwikkeling",
    "aantekening:1.2": NOTE,
    "bron:1.2": "gesprek",
    **{f"score:{row}": score for row, score in SCORES.items()},
}
RESOLUTION, LARGEST = 130, (1000, 1000)
INK = (28, 52, 120)
BOX = (16.0, 17.0)
"""How wide the box of a score is, with its edge, in points: from, to."""
ROWS_ON_PAPER, ROWS_IN_PDF = (0.03, 0.475, 0.97, 0.87), (0.03, 0.52, 0.97, 0.86)
"""The part of the first page with the rows: left, top, right and bottom."""
ABOVE_THE_FOOT = (0.0, 0.0, 1.0, 0.85)
TABLET = {"width": 800, "height": 640}


def pictures(site: Path, browser: Browser) -> Iterator[tuple[str, Image.Image]]:
    """Each with its name; from a public site that was built."""
    yield "scoren-papier", on_paper(site / f"kijkwijzers/{FORM}.pdf")
    yield "scoren-browser", in_browser(browser, site / f"scoren/{FORM}.html")
    yield "scoren-pdf", in_pdf(site / f"kijkwijzers/invulbaar/{FORM}.pdf")
    yield "scoren-spreadsheet", in_spreadsheet(site / f"kijkwijzers/spreadsheet/{FORM}.xlsx")


def on_paper(form: Path) -> Image.Image:
    """With crosses of a pen."""
    with pypdfium2.PdfDocument(form) as document:
        page = document[0]
        scale = RESOLUTION / 72
        image = page.render(scale=scale).to_pil().convert("RGB")
        rows = boxes(page)
        for number, score in enumerate(SCORES.values()):
            left, bottom, right, top = rows[number][int(score) - 1]
            height = page.get_height()
            cross(image, [edge * scale for edge in (left, height - top, right, height - bottom)], slant=number + 1)
    return cut(image, ROWS_ON_PAPER)


def boxes(page: pypdfium2.PdfPage) -> list[list[tuple[float, float, float, float]]]:
    """The boxes of each row, from left to right: left, bottom, right and top, in points."""
    found: dict[int, list[tuple[float, float, float, float]]] = {}
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        is_box = all(BOX[0] < side < BOX[1] for side in (right - left, top - bottom))
        if is_box:
            found.setdefault(round(bottom), []).append((left, bottom, right, top))
    return [sorted(set(found[height])) for height in sorted(found, reverse=True)]


def cross(image: Image.Image, box: list[float], *, slant: int) -> None:
    """Not quite straight, as a hand makes it."""
    left, top, right, bottom = box
    draw = ImageDraw.Draw(image)
    draw.line((left - slant, top - 1, right + 1, bottom + slant), INK, width=4, joint="curve")
    draw.line((right + slant, top + slant, left + 2, bottom - 1), INK, width=4, joint="curve")


def in_browser(browser: Browser, form: Path) -> Image.Image:
    """On a tablet, after some tapping."""
    page = browser.new_page(viewport=TABLET, color_scheme="light", device_scale_factor=1.5)  # type: ignore[arg-type]
    page.goto(form.as_uri())
    page.get_by_role("button", name="Nieuwe afname").click()
    page.fill("#ib_er", SAID["ib_er"])
    page.fill("#datum", SAID["datum"])
    for row, score in SCORES.items():
        page.locator(f'[data-rij="{row}"] .punten input[value="{score}"]').check(force=True)
    page.locator('[data-rij="1.1"]').evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 130)")
    page.locator("#stand", has_text="Bewaard").wait_for()
    image = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return image.convert("RGB")


def in_pdf(form: Path) -> Image.Image:
    return cut(rendered(fill(form.read_bytes(), SAID), "pdf"), ROWS_IN_PDF)


def in_spreadsheet(form: Path) -> Image.Image:
    """Only the rows, below the head of the table and with the letters and numbers of the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(typed(form.read_bytes(), SAID)))
    page = book.worksheets[0]
    lines = {cell.value: cell.row for cell in page["A"]}
    first, *_, last = (lines[f"rij:{row}"] for row in SCORES)
    page.print_area = f"B{first - 2}:E{last}"
    page.print_options.headings = True
    made = io.BytesIO()
    book.save(made)
    image = cut(rendered(made.getvalue(), "xlsx"), ABOVE_THE_FOOT)
    return image.crop(ImageOps.invert(image).getbbox())


def rendered(data: bytes, ending: str) -> Image.Image:
    """The first page of a document, as poppler and LibreOffice show it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"form.{ending}").write_bytes(data)
        if ending != "pdf":
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, f"form.{ending}"]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        command = ["pdftoppm", "-png", "-r", str(RESOLUTION), "-singlefile", "form.pdf", "page"]
        subprocess.run(command, check=True, cwd=folder)
        with Image.open(folder / "page.png") as image:
            return image.convert("RGB")


def cut(image: Image.Image, part: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = part
    return image.crop(
        (round(image.width * left), round(image.height * top), round(image.width * right), round(image.height * bottom))
    )
