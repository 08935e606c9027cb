"""Where a plain `mkdocs build` writes: beside the old site, which it takes the place of when all went well."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from generator import output
from generator.alone import alone


class SitePlace:
    """The place of one site, held by this process from the first step of a build to its last."""

    def __init__(self) -> None:
        self.held = ExitStack()
        self.target: Path | None = None
        self.folder: Path | None = None
        self.is_whole = False

    def take(self, root: Path, target: Path) -> Path:
        """The folder to build in. Where something of somebody else may be, that is the target itself, as MkDocs has it."""
        self.held.enter_context(alone(root))
        if not _is_all_ours(target):
            return target
        self.target, self.folder = target, self.held.enter_context(output.beside(target))
        return self.folder

    def leave(self) -> None:
        """Whatever happened; the new site takes its place when it is whole."""
        with self.held:
            if self.is_whole and self.target and self.folder:
                output.swap(self.folder, self.target)


def _is_all_ours(target: Path) -> bool:
    """Whether nothing is lost when this folder goes. MkDocs keeps what begins with a dot, such as .git."""
    if target.is_symlink() or target.exists():
        hidden = {path.name for path in target.glob(".*")}
        return target.resolve() == target and output.is_ours(target) and hidden <= {output.MARKER, output.MADE}
    return True
