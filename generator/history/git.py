"""What git says of the folder of a project. The only module that runs git.

Git is asked without anything that a repository may have set to run: no hooks, pager, filters, textconv, signatures or fetches.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from generator.history.log import History, as_text, parsed
from generator.reading.files import is_absent
from generator.reading.room import FOR_REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SECONDS = 300
ALL_SECONDS = 3_600
"""For one question, and for the answers about every file of a large project together."""
GIT = (
    "git",
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),
)
PLACE = ("rev-parse", "--is-shallow-repository", "--show-prefix", "--git-path", "shallow")
LOG = (
    *("log", "--date-order", "--full-history", "--parents"),
    *("--format=%x00%H%x00%P%x00%an%x00%ad", "--date=raw", "--encoding=UTF-8"),
    *("--raw", "-z", "--no-abbrev", "--no-relative", "--diff-merges=first-parent"),
    *(
        "-O/dev/null",
        "--no-ext-diff",
        "--no-textconv",
        "--no-notes",
        "--no-color",
        "--no-decorate",
        "--no-show-signature",
    ),
)
"""Merges against their first parent: which of the others a file came from follows from what it became."""
EVERYWHERE = ("--all", "--reflog")
YAML_FILES = ("--", ":(top,icase)*.yml", ":(top,icase)*.yaml")
"""Wherever in the repository, so that a folder that got another name is followed too."""
RENAMES = ("-M", "-l1000")
SAME_BYTES_ONLY = ("-M100%",)
"""For a clone without all its blobs: what would have to be fetched is not compared."""
UNFILTERED = ("unspecified", "unset")


class Git:
    """The repository that a project folder is in, if any. What was asked once is kept."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def _place(self) -> list[str]:
        said = self._run(*PLACE)
        return [] if said is None else said.decode("utf-8", "surrogateescape").split("\n")

    @property
    def is_there(self) -> bool:
        return bool(self._place)

    @property
    def is_hidden(self) -> bool:
        """Whether a repository stands here that git does not speak of: there is no git, or it is of somebody else."""
        here = Path(os.path.realpath(self.root))
        return not self.is_there and any(not is_absent(folder / ".git") for folder in (here, *here.parents))

    @property
    def prefix(self) -> str:
        """The project folder as seen from the top of the repository: empty, or with a / behind it."""
        return self._place[1] if self.is_there else ""

    @cached_property
    def boundary(self) -> frozenset[str]:
        """The commits whose past was left behind when a shallow clone was made."""
        if not self.is_there or self._place[0] != "true":
            return frozenset()
        try:
            return frozenset((self.root / self._place[2]).read_text(encoding="ascii", errors="replace").split())
        except OSError:
            return frozenset()

    @property
    def is_shallow(self) -> bool:
        return self.is_there and self._place[0] == "true"

    @cached_property
    def history(self) -> History | None:
        """Every commit that touched a YAML file, the newest first; None when git cannot tell, empty without a commit."""
        return self._logged("HEAD")

    @cached_property
    def everything(self) -> History | None:
        """The same with what stands on other branches, was put aside, or was left behind and is not thrown away yet."""
        return self._logged(*EVERYWHERE, "HEAD")

    def _logged(self, *begin: str) -> History | None:
        if not self.is_there:
            return None
        for renames in (RENAMES, SAME_BYTES_ONLY):
            said = self._run(*LOG, *renames, *begin, *YAML_FILES)
            if said is not None:
                return parsed(said, self.boundary)
        return History() if self._run("rev-parse", "--verify", "--quiet", "HEAD") is None else None

    def blobs_at(self, names: list[str]) -> Mapping[str, str]:
        """The ids of files at commits, by 'COMMIT:PATH'; what was not there is left out."""
        given = "".join(f"{name}\n" for name in names)
        said = self._run("cat-file", "--batch-check=%(objecttype) %(objectname)", given=given) if names else b""
        lines = (said or b"").decode("ascii", "replace").split("\n")
        return {name: line[5:] for name, line in zip(names, lines, strict=False) if line.startswith("blob ")}

    def filtered(self, paths: list[str]) -> frozenset[str]:
        """Which of these files git keeps in another form than they have on disk: encrypted, or elsewhere. No filter is run."""
        given = "".join(f"{path}\0" for path in paths)
        said = self._run("check-attr", "-z", "--stdin", "filter", given=given) if paths else b""
        words = (said or b"").decode("utf-8", "surrogateescape").split("\0")
        return frozenset(path for path, value in zip(words[::3], words[2::3], strict=False) if value not in UNFILTERED)

    @contextmanager
    def blobs(self) -> Iterator[Blobs]:
        """What stood in files; one process answers all questions."""
        with subprocess.Popen(
            _command(self.root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            timer = Timer(ALL_SECONDS, process.kill)
            timer.start()
            try:
                yield Blobs(process)
            finally:
                timer.cancel()
                process.kill()
                with suppress(OSError):  # it may have gone with a question unread
                    process.stdin and process.stdin.close()

    def ask(self, *arguments: str, given: str = "") -> bytes | None:
        """What git says to one question that changes nothing; None when it has no answer."""
        return self._run(*arguments, given=given)

    def _run(self, *arguments: str, given: str = "") -> bytes | None:
        """None when there is no git, no repository, no commit yet or no answer."""
        try:
            done = subprocess.run(
                _command(self.root, *arguments),
                input=given.encode("utf-8", "surrogateescape"),
                capture_output=True,
                check=True,
                timeout=SECONDS,
                env=_environment(),
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout


class Blobs:
    """Files as they were, by the id of their content."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def read(self, id: str, most: int = FOR_REGISTER.bytes) -> bytes | None:
        """None for what is not here, is no file or is larger than that; a file of ours may not be."""
        asked, said = self.process.stdin, self.process.stdout
        if asked is None or said is None:
            return None
        try:
            asked.write(f"{id}\n".encode())
            asked.flush()
        except OSError:
            return None
        kind, size = self._head(said.readline())
        data = said.read(min(size, most)) if kind else b""
        _pass_over(said, size - len(data) + 1 if kind else 0)
        return data if kind == "blob" and len(data) == size else None

    @staticmethod
    def _head(line: bytes) -> tuple[str, int]:
        """Kind and size, out of 'ID KIND SIZE'; no kind for 'ID missing'."""
        words = as_text(line).split()
        return (words[1], int(words[2])) if len(words) == 3 and words[2].isdigit() else ("", 0)  # noqa: PLR2004


def _pass_over(stream: Iterable[bytes], size: int) -> None:
    read = stream.read  # type: ignore[attr-defined]
    while size > 0 and (chunk := read(min(size, FOR_REGISTER.bytes))):
        size -= len(chunk)


def _command(root: Path, *arguments: str) -> list[str]:
    return [GIT[0], "-C", str(root), *GIT[1:], *arguments]


def _environment() -> dict[str, str]:
    """Without what a hook or a shell set for another repository."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    ours = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
    return {**clean, **ours}
