"""What is not the author's doing: git, the disk, rights, a missing library, a strange terminal, the wrong use of a command."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from generator.history import NO_HISTORY, SHALLOW, UNREAD
from generator.output import MARKER, MARKER_TEXT
from tests.hostile.entry import ANYTHING, Entry
from tests.projects import RUBRIC_FILE, SCORE_FILE, SCORES, SETTINGS, change, edit, put
from tests.repository import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.entry import Setup

LOOK = ("-C", ".", "check")
"""Where what is said beside the problems counts."""
DOSSIER = ("build", "--alleen", "dossier")
SITE = ("build", "--alleen", "site")
LATER = "/nergens"

NO_PANGO = """
import cffi


def dlopen(self, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return found(self, name, flags)


found, cffi.FFI.dlopen = cffi.FFI.dlopen, dlopen
"""


def nothing(_: Path) -> None:
    """The small project as it is."""


def site_in(folder: str) -> Setup:
    return lambda root: put(root, "mkdocs.yml", change(SETTINGS, "site_dir: site", f"site_dir: {folder}"))


# --- Git


def shallow(root: Path) -> None:
    repository(root)
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root)
    git(root.parent, "clone", "--quiet", "--depth", "1", root.as_uri(), "kloon")
    shutil.rmtree(root)
    (root.parent / "kloon").rename(root)


def damaged(root: Path) -> None:
    repository(root)
    shutil.rmtree(root / ".git/objects")
    (root / ".git/objects").mkdir()


def that_runs_things(root: Path) -> None:
    """A repository with all the ways in which git can be told to start a program."""
    repository(root)
    run = f"touch {root.parent}/gestart"
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.x.textconv",
        "filter.x.smudge",
        "gpg.program",
        "credential.helper",
        "core.editor",
    ):
        git(root, "config", key, run)
    put(root, ".git/info/attributes", "*.yml diff=x filter=x\n")
    put(root, ".git/hooks/post-checkout", f"#!/bin/sh\n{run}\n").chmod(0o755)


def no_commit(root: Path) -> None:
    git(root, "init", "--quiet")


def broken_head(root: Path) -> None:
    repository(root)
    put(root, ".git/HEAD", "rommel\n")


def rubric_changed(root: Path) -> None:
    repository(root)
    edit(root, RUBRIC_FILE, "De lesgever ziet alle kinderen.", "De lesgever ziet niemand.")
    commit(root)


# --- What was made before


def old_dossier(root: Path) -> None:
    put(root, f"dossier/{MARKER}", MARKER_TEXT)
    put(root, "dossier/index.html", "het oude dossier")


def old_site(root: Path) -> None:
    put(root, f"site/{MARKER}", MARKER_TEXT)
    put(root, "site/index.html", "de oude site")


def faulty(root: Path) -> None:
    old_dossier(root)
    old_site(root)
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": 9')


def not_ours(root: Path) -> None:
    put(root, "dossier/foto.jpg", b"van iemand")


def ours_but_linked(root: Path) -> None:
    put(root.parent, f"elders/{MARKER}", MARKER_TEXT)
    (root / "dossier").symlink_to(root.parent / "elders")


def a_file(root: Path) -> None:
    put(root, "dossier", "van iemand")


def marker_is_a_link(root: Path) -> None:
    put(root, "dossier/foto.jpg", b"van iemand")
    (root / "dossier" / MARKER).symlink_to("foto.jpg")


def read_only(root: Path) -> None:
    old_dossier(root)
    old_site(root)


def template(path: str, text: str) -> Setup:
    def setup(root: Path) -> None:
        old_dossier(root)
        put(root, f"site_templates/{path}", text)

    return setup


def linked_page(root: Path) -> None:
    old_site(root)
    (root / "content/wachtwoorden.md").symlink_to("/etc/passwd")


def without_pango(root: Path) -> None:
    old_dossier(root)
    put(root, "zonder/sitecustomize.py", NO_PANGO)


def taken(root: Path) -> None:
    put(root, "school/brief.txt", "van iemand")


def many_scores(root: Path) -> None:
    for number in range(300):
        name = f"p{number}"
        put(root, f"scores/{name}/2026-05-12-adviseur.yml", change(SCORES, "jb-7", name))


TABLE: tuple[Entry, ...] = (
    # Git
    Entry("no git on this computer", repository, (NO_HISTORY,), LOOK, exit=0, environment={"PATH": "{root}"}),
    Entry("no repository", nothing, (NO_HISTORY,), LOOK, exit=0),
    Entry("a repository without a commit", no_commit, ("Goed gelezen: …",), LOOK, exit=0),
    Entry("a shallow clone", shallow, (SHALLOW,), LOOK, exit=0),
    Entry("a repository without its objects", damaged, (UNREAD,), LOOK, exit=0),
    Entry("a repository with a broken head", broken_head, ("Goed gelezen: …",), LOOK, exit=0),
    Entry("a repository that starts programs", that_runs_things, ("Goed gelezen: …",), LOOK, exit=0),
    Entry("a rubric that changed without a new versie", rubric_changed, (f"{ANYTHING}nieuwe versie{ANYTHING}",), LOOK, exit=0),
    # The folders that we write
    Entry("a build with a fault in a score file", faulty, (f"{SCORE_FILE}:10: '9' is geen score…", "Er is niets gemaakt: 1 fout…"), ("build",)),
    Entry("an output that holds what we did not make", not_ours, ("dossier: deze map is niet leeg en niet door kijkwijzer gemaakt; er is niets veranderd.…",), ("build",)),
    Entry("an output with a mark that is a link", marker_is_a_link, ("dossier: deze map is niet leeg en niet door kijkwijzer gemaakt; er is niets veranderd.…",), ("build",)),
    Entry("an output that is a link", ours_but_linked, ("dossier: deze map loopt via een snelkoppeling;…",), ("build",)),
    Entry("an output that is a file", a_file, ("dossier: hier moet een map komen, maar er staat al een bestand…",), ("build",)),
    *(
        Entry(f"an output in {folder}", site_in(folder), ("mkdocs.yml…",), ("build",))
        for folder in ("content", "scores", "rubrics", "content/site", "scores/jb-7", "dossier", "dossier/site", "..", ".", "/", "/etc", ".git", "../buiten")
    ),
    Entry("an output that may not be written", read_only, ("Dit lukt niet: …daar mag dit programma niet schrijven;…",), DOSSIER, exit=3, is_nobody=True),
    Entry("a site that may not be written", read_only, ("Dit lukt niet: …daar mag dit programma niet schrijven;…",), SITE, exit=3, is_nobody=True),
    Entry("a dossier when the disk is full", old_dossier, ("Dit lukt niet: …de schijf is vol",), DOSSIER, exit=3, disk=50),
    Entry("a site when the disk is full", old_site, ("Dit lukt niet: …de schijf is vol",), SITE, exit=3, disk=50),
    Entry("an export when the disk is full", nothing, ("Dit lukt niet: …de schijf is vol",), ("export",), exit=3, disk=2_000, new=("export", "export/.gitignore")),
    Entry("a new project when the disk is full", nothing, ("Dit lukt niet: …de schijf is vol",), ("new", "school"), exit=3, disk=2_000),
    Entry("schemas when the disk is full", nothing, ("Dit lukt niet: …de schijf is vol",), ("schema",), exit=3, disk=2_000, new=(".vscode",)),
    Entry("formatting of what may not be written", nothing, ("Dit lukt niet: …",), ("format",), exit=3, is_nobody=True),
    # Content and templates of the author
    Entry("a page that is a link to outside", linked_page, ("content/wachtwoorden.md: …",), SITE),
    Entry("a template that is not closed", template("dossier/persoon.html", "{% if x %}"), ("site_templates/dossier/persoon.html:1: dit sjabloon klopt niet: …",), DOSSIER),
    Entry("a template with an unknown name", template("dossier/persoon.html", "{{ nergens }}"), ("site_templates/dossier/persoon.html:1: dit sjabloon klopt niet: …",), DOSSIER),
    Entry("a template that never ends", template("dossier/persoon.html", "{% include 'dossier/persoon.html' %}"), ("site_templates/dossier/persoon.html…",), DOSSIER),
    # This computer
    Entry("no Pango for a form", without_pango, ("Dit lukt niet: …apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",), ("print", "--alle"), exit=3, environment={"PYTHONPATH": "{root}/zonder"}, new=("zonder/__pycache__*", "kijkwijzers-om-te-printen*")),
    Entry("no Pango for a dossier", without_pango, ("Dit lukt niet: …apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",), DOSSIER, exit=3, environment={"PYTHONPATH": "{root}/zonder"}, new=("zonder/__pycache__*",)),
    Entry("no Pango to check with", without_pango, ("Goed gelezen: …",), LOOK, exit=0, environment={"PYTHONPATH": "{root}/zonder"}, new=("zonder/__pycache__*",)),
    Entry("a terminal with few letters", lambda root: edit(root, SCORE_FILE, '"a.1": B', '"a.1": "é🏫"'), (f"{SCORE_FILE}:10: …is geen score…",), LOOK, environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}),
    Entry("no home", nothing, ("Goed gelezen: …",), LOOK, exit=0, environment={"HOME": LATER}),
    Entry("300 people", many_scores, ("Goed gelezen: 1 rubric en 301 afnamen van 301 ib-ers.…",), LOOK, exit=0),
    # Wrong use
    Entry("a command that is not there", nothing, ("…'bulid'…",), ("bulid",), exit=2),
    Entry("an option that is not there", nothing, ("…--alles…",), ("build", "--alles"), exit=2),
    Entry("a folder that is not there", nothing, ("…nergens…",), ("-C", "nergens", "check"), exit=2),
    Entry("a choice that is not there", nothing, ("…'pdf'…",), ("build", "--alleen", "pdf"), exit=2),
    Entry("a new project where something is", taken, ("…er is niets veranderd.…",), ("new", "school"), exit=2),
    Entry("a new project in a file", nothing, ("…",), ("new", "mkdocs.yml/school"), exit=3),
    Entry("a new project of a rubric that is not there", nothing, ("…'vmh-ib' is er niet. Bedoelde je 'vhm-ib'?…",), ("new", "school", "--rubric", "vmh-ib"), exit=2),
    Entry("a form for somebody who is not there", nothing, ("…'jb-8'…jb-7…",), ("print", "--ib-er", "jb-8"), exit=2),
    Entry("a form for a path", nothing, ("…../../x…",), ("print", "--ib-er", "../../x"), exit=2),
    Entry("a port that is none", nothing, ("…een poort ligt tussen 0 en 65535…",), ("serve", "--port", "99999"), exit=2),
    *(
        Entry(f"{command[0]} for {id}", nothing, (f"…'{id}' is geen ib-er van dit project. Kies uit: jb-7.",), (*command, "--", id), exit=2)
        for command in (("inzage",), ("wis",), ("deel", "--toon-wachtzin"))
        for id in ("jb-8", "../../x", "-rf")
    ),
    Entry("wis without somebody to say yes", nothing, ("…is niet veranderd.",), ("wis", "jb-7"), exit=130),
    Entry("wis with another pseudonym to say yes", nothing, ("…",), ("wis", "jb-7", "--bevestig", "jb-8"), exit=2),
    Entry("a leak check of a folder that is not there", nothing, ("…nergens…",), ("leakcheck", "nergens"), exit=2),
    Entry("a leak check without a site", nothing, ("…",), ("leakcheck",), exit=2),
    Entry("a register that goes to where something is", lambda root: put(root.parent, "r.yml", "van iemand"), ("…",), ("register", "verplaats", "../r.yml"), exit=2),
)  # fmt: skip
