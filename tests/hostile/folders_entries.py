"""What can stand in a project folder besides good files: links, pipes, devices, odd names. Nothing hangs, nothing outside is read."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from tests.hostile.entry import Entry
from tests.projects import REGISTER_FILE, RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, SETTINGS, change, edit, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.entry import Setup

OTHER = "scores/jb-7/2026-06-01-adviseur.yml"
LINK = "dit is een snelkoppeling naar een map of naar iets buiten het project; zet het zelf hier"
NO_FILE = "dit is geen gewoon bestand; haal het weg of zet er een gewoon bestand neer"
NO_RIGHTS = "je hebt er geen rechten voor"
NO_REGISTER = f"{REGISTER_FILE}: let op: er is geen register; de verslagen komen onder het pseudoniem"


def moved_out(path: str) -> Setup:
    """It is outside, with a link to it in its place."""

    def setup(root: Path) -> None:
        (root / path).rename(root.parent / "buiten")
        (root / path).symlink_to(root.parent / "buiten")

    return setup


def linked(path: str, target: str) -> Setup:
    return lambda root: (root / path).symlink_to(target)


def closed(path: str, mode: int = 0) -> Setup:
    return lambda root: (root / path).chmod(mode)


def pipe(path: str) -> Setup:
    def setup(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return setup


def a_socket(root: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(root / "scores/jb-7")  # its whole path would be too long for a socket
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.yml")
    finally:
        os.fchdir(here)
        os.close(here)


def file_named(name: bytes) -> Setup:
    def setup(root: Path) -> None:
        with open(os.path.join(os.fsencode(root / "scores/jb-7"), name), "wb") as file:  # noqa: PTH118, PTH123  Path knows no such names
            file.write(SCORES.encode())

    return setup


def files(*paths: str, content: str = "") -> Setup:
    def setup(root: Path) -> None:
        for path in paths:
            put(root, path, content)

    return setup


def with_settings(text: str) -> Setup:
    return lambda root: put(root, "mkdocs.yml", SETTINGS + text)


def both(*setups: Setup) -> Setup:
    def setup(root: Path) -> None:
        for each in setups:
            each(root)

    return setup


def no_folder(root: Path) -> None:
    (root / "scores").rename(root.parent / "buiten")
    put(root, "scores", "")


def names_in_capitals(root: Path) -> None:
    put(root, "scores/JB-7/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "JB-7"))


def same_afname_twice(root: Path) -> None:
    put(root, "scores/jb-7/2026-05-12-adviseur-2.yml", SCORES)


def another_rubric(root: Path) -> None:
    (root / RUBRIC_FILE).unlink()
    put(root, "rubrics/duiken.yml", change(RUBRIC, "id: zwemles", "id: duiken"))


def without_register(root: Path) -> None:
    (root / REGISTER_FILE).unlink()


def many_files(root: Path) -> None:
    for number in range(200):
        put(root, f"scores/jb-7/2025-05-{number % 28 + 1:02}-adviseur-{number}.yml", "rubric: [x")


def folder_depth(root: Path) -> None:
    put(root, f"scores/jb-7/{'a/' * 300}x.yml", SCORES)


TABLE: tuple[Entry, ...] = (
    # Links
    Entry("a link to a file outside", both(lambda root: put(root.parent, "geheim.yml", SCORES), linked(OTHER, "../../../geheim.yml")), (f"{OTHER}: {LINK}",)),
    Entry("a link to the passwords of the computer", linked(OTHER, "/etc/passwd"), (f"{OTHER}: {LINK}",)),
    Entry("settings that are a link to outside", moved_out("mkdocs.yml"), ("mkdocs.yml: dit is een snelkoppeling…",)),
    Entry("a rubric that is a link to outside", moved_out(RUBRIC_FILE), (f"{RUBRIC_FILE}: {LINK}",)),
    Entry("a register that is a link to outside", moved_out(REGISTER_FILE), (f"{REGISTER_FILE}: dit is een snelkoppeling…", f"{REGISTER_FILE}: {LINK}")),
    Entry("rubrics that are a link to outside", moved_out("rubrics"), ("rubrics: dit is een snelkoppeling…",)),
    Entry("a folder of an ib-er that is a link to outside", moved_out("scores/jb-7"), (f"scores/jb-7: {LINK}",)),
    Entry("scores that are a link to outside", moved_out("scores"), ("scores: dit is een snelkoppeling…", f"{REGISTER_FILE}: dit is een snelkoppeling…")),
    Entry("a folder of an ib-er that is a link to that of another", linked("scores/jb-8", "jb-7"), (f"scores/jb-8: {LINK}",)),
    Entry("a link to itself", linked(OTHER, OTHER.rpartition("/")[2]), (f"{OTHER}: dit bestand kan niet gelezen worden: het is een snelkoppeling naar zichzelf",)),
    Entry("a link to nothing", linked(OTHER, "nergens.yml"), (f"{OTHER}: dit bestand kan niet gelezen worden: het is er niet",)),
    # What is no file
    Entry("a pipe among the scores", pipe(OTHER), (f"{OTHER}: {NO_FILE}",)),
    Entry("a pipe among the rubrics", pipe("rubrics/pijp.yml"), (f"rubrics/pijp.yml: {NO_FILE}",)),
    Entry("a pipe for a register", pipe(REGISTER_FILE), (f"{REGISTER_FILE}: {NO_FILE}",)),
    Entry("a pipe for settings", pipe("mkdocs.yml"), (f"mkdocs.yml: {NO_FILE}",)),
    Entry("a socket among the scores", a_socket, ("scores/jb-7/socket.yml: dit bestand kan niet gelezen worden: het is geen gewoon bestand",)),
    Entry("a device for a register", both(with_settings("extra: {kijkwijzer: {register: /dev/zero}}\n"), without_register), (f"/dev/zero: {NO_FILE}",)),
    Entry("a folder with the name of a score file", lambda root: (root / OTHER).mkdir(), (f"{OTHER}: let op: deze map wordt niet gelezen",), exit=0),
    Entry("scores that are a file", no_folder, ("scores: deze map kan niet gelezen worden: het is geen map",)),
    # What may not be read
    *(
        Entry(f"{path} that may not be read", closed(path), (f"{path}: …{NO_RIGHTS}…",), is_nobody=True)
        for path in (SCORE_FILE, "scores/jb-7", "rubrics", RUBRIC_FILE, REGISTER_FILE, "mkdocs.yml")
    ),
    Entry("scores that may not be read", closed("scores"), (f"scores: …{NO_RIGHTS}…", f"{REGISTER_FILE}: …{NO_RIGHTS}…"), is_nobody=True),
    # Names
    Entry("folders that differ only in capitals", names_in_capitals, ("scores/JB-7/…:4: let op: 'JB-7' staat niet in het register;…", "scores/jb-7: deze map en scores/JB-7 verschillen alleen in hoofdletters;…")),
    *(
        Entry(f"a folder of scores called {name}", files(f"scores/{name}/2026-05-12-adviseur.yml", content="dit is: geen: yaml"),
              (f"scores/{name}: deze map kan niet naar een ib-er heten: …",))
        for name in ("j b", "con", "-rf", "jb-7 ", "élan", "a\\b", "C:x", "jb.", "x" * 200)
    ),
    *(
        Entry(f"a score file called {shown}", file_named(name), (f"scores/jb-7/{shown}: in deze naam staat een teken dat niet te tonen is;…",))
        for name, shown in ((b"\xff.yml", "�.yml"), (b"a\nb.yml", "a\\u000ab.yml"), (b"\x1b[2J.yml", "\\u001b[2J.yml"), ("a\u202eb.yml".encode(), "a\\u202eb.yml"))
    ),
    # Files that would be lost
    Entry("a score file saved as text", files(f"{OTHER}.txt", content=SCORES), (f"{OTHER}.txt: dit bestand wordt niet gelezen door .txt achter de naam; haal dat weg",)),
    Entry("a score file a folder too deep", files("scores/jb-7/2025/2025-05-12-adviseur.yml", content=SCORES), ("scores/jb-7/2025: bestanden in deze map worden niet gelezen; zet ze een map hoger",)),
    Entry("a score file 300 folders too deep", folder_depth, ("scores/jb-7/a: …map…",), exit=0),
    Entry("a score file beside the folders", files("scores/2026-05-12-adviseur.yml", content=SCORES), ("scores/2026-05-12-adviseur.yml: een scorebestand hoort in de map van een ib-er: scores/IB-ER/DATUM-ROL.yml",)),
    Entry("the same afname twice", same_afname_twice, ("scores/jb-7/…let op:…",), exit=0),
    Entry("200 score files with a fault each", many_files, tuple(f"scores/jb-7/{name}:1: …" for name in sorted(f"2025-05-{number % 28 + 1:02}-adviseur-{number}.yml" for number in range(200)))),
    Entry("no register", without_register, (NO_REGISTER,), exit=0),
    Entry("no project", lambda root: (root / "mkdocs.yml").unlink(), ("mkdocs.yml: dit bestand is er niet, dus dit is geen projectmap;…",)),
    Entry("a rubric that is not there for its scores", another_rubric, (f"{SCORE_FILE}:1: de rubric 'zwemles' bestaat niet. Kies uit: duiken",)),
    Entry("hidden files full of nonsense", files("scores/.git/x.yml", "scores/jb-7/.2026.yml.swp", "rubrics/.DS_Store", ".env", content="geen: [yaml"), (), exit=0),
    Entry("a name of a waarnemer that steers a terminal", lambda root: edit(root, SCORE_FILE, "R. Bakker", '"\\e[2J\\e]0;x\\a"'), (f"{SCORE_FILE}:5: in deze tekst staat een onzichtbaar teken (U+001B); haal het weg",)),
)  # fmt: skip
