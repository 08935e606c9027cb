"""Every private page that we make, and what its content security policy allows."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator.inzage import gatherer
from generator.reading.project import read_project
from generator.rendering.scoren import scoren_files
from generator.rendering.templates import Templates
from generator.serving.forms import FOLDER, Forms
from generator.serving.opening import page_for
from generator.terminal import Progress
from tests.dossiers import dossier_files
from tests.projects import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def built(root: Path) -> dict[str, bytes]:
    """All that is opened from disk, by path; what the forms in the browser hold does not leave the browser, but it is about people."""
    project, _ = read_project(root, today=TODAY)
    templates = Templates()
    inzage = gatherer(root, "jb-7", TODAY, Progress(quiet=True)).bundle().files
    folders: Mapping[str, Mapping[str, bytes]] = {
        "dossier": dossier_files(project, templates),
        "inzage": inzage,
        "site": scoren_files(project, templates),
        "openen": {"open.html": page_for("http://127.0.0.1:8000/?sleutel=x").encode()},
    }
    return {f"{folder}/{path}": data for folder, files in folders.items() for path, data in files.items()}


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in files.items() if path.endswith(".html")}


def forms(root: Path) -> dict[str, str]:
    """The forms as `kijkwijzer serve` gives them, by address."""
    project, _ = read_project(root, today=TODAY)
    found = Forms(project, Templates())
    made = {path: found.page(path, root, "token") or b"" for path in found.paths}
    return {f"/{FOLDER}{path}": data.decode() for path, data in {**made, "": found.start("jb-7")}.items()}


class Policy(HTMLParser):
    """What a page says that it may do, and what it wants to do."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: list[str] = []
        self.before: list[str] = []
        """What stands before its policy, to which that does not yet apply."""
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self._is_in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("http-equiv") == "Content-Security-Policy":
            self.metas.append(values["content"] or "")
        if not self.metas:
            self.before.append(tag)
        self.handlers += [name for name in values if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "data")]
        self._is_in_script = tag == "script" and values.get("type") != "application/json"
        if tag == "script" and "src" in values:
            self.scripts.append(f"a file: {values['src']}")

    def handle_endtag(self, tag: str) -> None:
        self._is_in_script = self._is_in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._is_in_script:
            self.scripts.append(data)


SAFE = re.compile(r"'none'|'sha256-[\w+/]{43}='( 'sha256-[\w+/]{43}=')*")
STYLES = re.compile(SAFE.pattern + r"|'self'( file:)?")
EXPECTED = {
    "default-src": re.compile("'none'"),
    "script-src": SAFE,
    "style-src": STYLES,
    "font-src": re.compile("data:"),
    "img-src": re.compile("data:"),
    "connect-src": re.compile("'none'|'self'"),
    "worker-src": re.compile("'self'"),
    "base-uri": re.compile("'none'"),
    "form-action": re.compile("'none'"),
    "frame-ancestors": re.compile("'none'"),
    "require-trusted-types-for": re.compile("'script'"),
    "trusted-types": re.compile("'none'"),
}
NEEDED = {"default-src", "script-src", "style-src", "base-uri", "form-action"}


def wrong_with(policy: str) -> list[str]:
    """What a policy allows that no private page needs."""
    rules = [rule.partition(" ")[::2] for rule in policy.split("; ")]
    names = [name for name, _ in rules]
    found = [f"{name} {value}" for name, value in rules if name not in EXPECTED or not EXPECTED[name].fullmatch(value)]
    return [*found, *sorted(NEEDED - set(names)), *(name for name in set(names) if names.count(name) > 1)]


def wrong_in(html: str, header: str = "") -> list[str]:
    """What a page does or allows that it should not; `header` is the policy that comes with it, when it has none of its own."""
    page = Policy(html)
    policies = [header] if header else page.metas
    if len(policies) != 1 or (header and page.metas):
        return [f"{len(policies)} policies"]
    policy = policies[0]
    early = set(page.before) - {"html", "head", "meta"} if not header else set()
    return [
        *wrong_with(policy),
        *(f"<{tag}> before the policy" for tag in early),
        *(f"a handler: {name}" for name in page.handlers),
        *(f"a link: {link}" for link in page.links if re.match(r"\s*(javascript|vbscript|data:text)", link, re.IGNORECASE)),
        *(f"a script that may not run: {script[:60]}" for script in page.scripts if digest(script) not in policy),
    ]  # fmt: skip


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
