"""What looking while working costs: from the moment that a score file is saved until the open page and its PDF have it."""

# ruff: noqa: T201  a table for a person to read

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from generator import terminal
from generator.live import Live
from generator.serve import follow
from generator.watching import Watcher
from tests.bench.people import LAST_YEAR, make_project, score_file
from tests.projects import edit
from tests.servers import ask, cookie_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.serving.server import Server

PERSON = 7
PAGE = "ib-ers/ib-00007/index.html"
PDF = "ib-ers/ib-00007/ib-00007-verslag-2025-2026-vhm-ib@2015-ontwikkeling.pdf"
BEFORE = "samenvatting: "
TIMES = 3


class Waited(NamedTuple):
    """Seconds since the file was saved."""

    page: float
    pdf: float


def tell(people: int) -> None:
    """What serves PDFs is ready by then, as it is a second after the start. Of some edits the middle one counts."""
    print(f"| serve, {people} ib-ers | seconds |")
    print("|---|---:|")
    with TemporaryDirectory(prefix="kijkwijzer-bench-") as folder:
        root = make_project(Path(folder, "project"), people)
        begin = time.perf_counter()
        with _served(root) as server:
            _get(server, "index.html")
            print(f"| starting, with the first page | {time.perf_counter() - begin:.2f} |")
            server.live.warm_up()
            edits = [_edited(server, root, number) for number in range(TIMES)]
    page, pdf = (sorted(column)[TIMES // 2] for column in zip(*edits, strict=True))
    print(f"| from an edit of one score file to the open page | {page:.2f} |")
    print(f"| from the same edit to its PDF | {pdf:.2f} |\n")


@contextmanager
def _served(root: Path) -> Iterator[Server]:
    """As the command does it, without its words."""
    live = Live(root)
    with patch.object(terminal, "say"), Watcher(root, live.memory) as watcher:
        live.refresh()
        assert live.stand.problems == ()
        threading.Thread(target=follow, args=(live, watcher), daemon=True).start()
        with shown(live) as server:
            yield server


def _edited(server: Server, root: Path, number: int) -> Waited:
    """What somebody waits who has the page open."""
    loaded = _get(server, PAGE).decode()
    known, edition = (re.search(rf'data-{name}="([\w-]+)"', loaded) for name in ("stand", "editie"))
    assert known
    assert edition
    asked = f"-/stand.json?na={known[1]}&pad=/{PAGE}&editie={edition[1]}"
    opened: list[dict[str, str]] = []
    page = threading.Thread(target=lambda: opened.append(json.loads(_get(server, asked))))
    page.start()
    while not server.live.watched[PAGE]:
        time.sleep(0.01)
    begin = time.perf_counter()
    words = f"Opgeschreven in ronde {number}."
    was, now = (
        (BEFORE, f"zienswijze: {words}\n{BEFORE}") if not number else (f"ronde {number - 1}.", f"ronde {number}.")
    )
    edit(root, score_file(PERSON, LAST_YEAR), was, now)
    page.join()
    assert opened[0]["editie"] != edition[1]
    assert words.encode() in _get(server, PAGE)
    seen = time.perf_counter() - begin
    assert _get(server, PDF).startswith(b"%PDF")
    return Waited(seen, time.perf_counter() - begin)


def _get(server: Server, path: str) -> bytes:
    answer = ask(server, f"/{path}", headers={"Cookie": cookie_of(server)})
    assert answer.status == 200, answer.text
    return answer.body


if __name__ == "__main__":
    tell(300)
