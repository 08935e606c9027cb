"""Makes the pictures of the README and of the page about scoring from site/ and dossier/: `make pictures`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests import pictures_scoren

REPO = Path(__file__).parents[1]
PICTURES, ON_SITE = REPO / ".pictures", REPO / "content" / "beelden"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

SCREENS: dict[str, tuple[str, ViewportSize, Literal["light", "dark"]]] = {
    "voorpagina": ("site/index.html", {"width": 1280, "height": 800}, "light"),
    "verslag-telefoon": ("dossier/ib-ers/ib-01/index.html", {"width": 390, "height": 800}, "dark"),
}
SHEETS = {
    "kijkwijzer": "site/kijkwijzers/vhm-ib-basis.pdf",
    "verslag": "dossier/ib-ers/ib-01/ib-01-verslag-2025-2026-vhm-ib@2015-ontwikkeling.pdf",
}
COLOURS = 128
"""A page of text needs no more, and the files stay small enough for git."""


def screenshot(browser: Browser, name: str) -> None:
    path, viewport, scheme = SCREENS[name]
    page = browser.new_page(viewport=viewport, color_scheme=scheme, device_scale_factor=1.5)
    page.goto((REPO / path).as_uri())
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


def first_page(name: str, path: str) -> None:
    with TemporaryDirectory() as folder:
        command = ["pdftoppm", "-png", "-r", "90", "-singlefile", str(REPO / path), f"{folder}/page"]
        subprocess.run(command, check=True)
        (Path(folder) / "page.png").rename(PICTURES / f"{name}.png")


def make_small(picture: Path) -> None:
    with Image.open(picture) as image:
        image.convert("RGB").quantize(COLOURS).save(picture, optimize=True)


def main() -> None:
    subprocess.run([str(Path(sys.executable).with_name("kijkwijzer")), "-C", str(REPO), "build"], check=True)
    for folder in (PICTURES, ON_SITE):
        folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for name in SCREENS:
            screenshot(browser, name)
        for name, image in pictures_scoren.pictures(REPO / "site", browser):
            image.thumbnail(pictures_scoren.LARGEST)
            image.save(ON_SITE / f"{name}.png")
    for name, path in SHEETS.items():
        first_page(name, path)
    for picture in sorted((*PICTURES.glob("*.png"), *ON_SITE.glob("*.png"))):
        make_small(picture)
        sys.stdout.write(f"{picture.relative_to(REPO)}\n")


if __name__ == "__main__":
    main()
