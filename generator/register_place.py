"""Where the register stands: whether git would take it along, and to another place, whole."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import one_file, print_files
from generator.history.git import Git
from generator.output import opened
from generator.problems import Location, Problem, quoted
from generator.reading.nodes import Mapping
from generator.reading.parsing import parse
from generator.reading.room import FOR_REGISTER
from generator.reading.settings import FILE
from generator.register_file import PRIVATE
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from generator.model.project import Settings
    from generator.model.register import Register
    from generator.reading.nodes import Tree

NAME = "register.yml"
TRACKED = "het register zit in git: wie de repository heeft, heeft de namen. Haal het eruit met 'kijkwijzer register verplaats PAD', naar een plek buiten het project"
LOOSE = "het register ligt in een map van git en komt bij de volgende 'git add' mee. Zet het ergens anders met 'kijkwijzer register verplaats PAD', of zet het in .gitignore"


@dataclass(frozen=True)
class InGit:
    """What git has to do with one file."""

    is_tracked: bool = False
    path: str = ""
    """As seen from the top of the repository."""
    commits: int = 0
    """How many hold it, on whatever branch."""
    remotes: tuple[str, ...] = ()
    has_stash: bool = False


def in_git(file: Path) -> InGit:
    git = _git_of(file)
    if not git.is_there:
        return InGit()
    commits = (git.ask("log", "--all", "--reflog", "--format=%H", "--", _itself(file)) or b"").split()
    remotes = (git.ask("remote") or b"").decode("utf-8", "replace").split()
    has_stash = git.ask("rev-parse", "--verify", "--quiet", "refs/stash") is not None
    return InGit(_is_tracked(git, file), f"{git.prefix}{file.name}", len(commits), tuple(remotes), has_stash)


def in_the_open(root: Path, settings: Settings, register: Register) -> list[Problem]:
    """That git has the names, or would take them along. Of made-up ones nothing is said."""
    file = root / settings.register
    if register.is_fictional or not os.access(file, os.F_OK):  # also in a folder that may not be looked into
        return []
    git = _git_of(file)
    if not git.is_there:
        return []
    if _is_tracked(git, file):
        return [Problem(Location(settings.register), TRACKED, "let op")]
    is_left_out = git.ask("check-ignore", "--quiet", "--", file.name) is not None
    return [] if is_left_out else [Problem(Location(settings.register), LOOSE, "let op")]


def _git_of(file: Path) -> Git:
    """The repository that a file is in, which need not be that of the project."""
    return Git(Path(os.path.realpath(file.parent)))


def _is_tracked(git: Git, file: Path) -> bool:
    return bool(git.ask("ls-files", "--", _itself(file)))


def _itself(file: Path) -> str:
    """Whatever signs are in its name."""
    return f":(literal){file.name}"


def is_for_others(file: Path) -> bool:
    """Whether others on this computer may read it."""
    return file.is_file() and bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


# --- To another place


def line_in_settings(root: Path) -> int:
    """The line of mkdocs.yml that says where the register is; 0 when none does."""
    node: Tree | None = parse(FILE, (root / FILE).read_bytes(), foreign=True)[0]
    line = 0
    for key in ("extra", "kijkwijzer", "register"):
        place, node = node.entries.get(key, (None, None)) if isinstance(node, Mapping) else (None, None)
        line = place.line if place else 0
    return line


def target_of(root: Path, typed: Path) -> Path:
    """What a person typed, from the project root; a folder, or what has no ending, gets a register in it."""
    path = Path(os.path.normpath(root / os.path.expanduser(typed)))  # noqa: PTH111 - Path raises where nobody has a home
    return path if path.suffix.lower() in (".yml", ".yaml") and not path.is_dir() else path / NAME


def refusal(root: Path, settings: Settings, target: Path) -> str:
    """Why the register may not go there, or nothing. What a killed move left there is finished."""
    public = print_files.refusal(root, settings, print_files.Target(target.parent), "de namen")
    if public:
        return public
    if Path(os.path.realpath(target)).is_relative_to(os.path.realpath(root)):
        return "dat is in de projectmap; kies een plek daarbuiten, waar alleen jij bij kunt."
    if print_files.is_open_to_git(print_files.Target(target.parent)):
        return "daar zou git de namen meenemen; kies een plek die in geen enkele repository zit."
    if os.path.lexists(target) and not _is_copy(root / settings.register, target):
        return f"{quoted(str(target))} is er al; er wordt niets overschreven."
    return ""


def _is_copy(source: Path, target: Path) -> bool:
    """Another file with the same bytes; one file under two names is no copy, and would be gone with either."""
    is_plain = source.is_file() and target.is_file() and not target.is_symlink()
    return is_plain and not source.samefile(target) and source.read_bytes() == target.read_bytes()


def move(source: Path, target: Path) -> None:
    """Writes, reads back, and only then removes. Killed half-way there are two, and doing it again finishes it."""
    with writing(target):
        print_files.make_private(target.parent)
    with writing(source), opened(source.parent) as here, writing(target), opened(target.parent) as there:
        data = one_file.content(here, source.name)
        if data is None or len(data) > FOR_REGISTER.bytes:
            raise SurroundingsError(
                f"{source} is een snelkoppeling, te groot of geen gewoon bestand; verplaats het zelf"
            )
        one_file.tidy(there, target.name)
        one_file.create(there, target.name, data, PRIVATE)
        if one_file.content(there, target.name) != data or one_file.content(here, source.name) != data:
            raise SurroundingsError(f"{source} is intussen veranderd en blijft staan; kijk ook in {target}")
        if source.samefile(target):
            raise SurroundingsError(f"{target} is hetzelfde bestand als {source}; er is niets veranderd")
        os.chmod(target.name, PRIVATE, dir_fd=there)
        os.unlink(source.name, dir_fd=here)
        one_file.tidy(here, source.name)
        one_file.settle(here)
