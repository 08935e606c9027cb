"""The forms in the browser as this server gives them: with the means to save, and with what is in scores/ to begin from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.dossier import Dossier, dossiers
from generator.model.formulier import selections
from generator.rendering.dossier.words import MAIN_PAGES, folder, page_path
from generator.rendering.formulier import heading_of
from generator.rendering.policy import dossier_policy
from generator.rendering.scoren import pages_of, scoren_page
from generator.rendering.site import in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.rubric import Rubric
    from generator.rendering.templates import Templates

FOLDER = "-/scoren/"
"""Where the forms stand; an older versie has a folder of its own there."""


@dataclass(frozen=True)
class Forms:
    """The forms of one project as it was read."""

    project: Project
    templates: Templates

    @property
    def paths(self) -> Mapping[str, tuple[Rubric, Rubric]]:
        """By path below FOLDER: the part that a form shows, and the whole rubric."""
        return {
            f"{_folder(rubric, self.project)}{name}.html": (selection, rubric)
            for rubric in (*self.project.rubrics, *self.project.older_rubrics)
            for name, selection in selections(rubric).items()
        }

    def path_for(self, afname: Afname) -> str:
        """The smallest form that has all the kijkwijzers of an afname."""
        wanted = set(afname.kijkwijzers)
        fitting = [
            (len(selection.kijkwijzers), path)
            for path, (selection, whole) in self.paths.items()
            if whole == afname.rubric and wanted <= {kijkwijzer.id for kijkwijzer in selection.kijkwijzers}
        ]
        return f"{FOLDER}{min(fitting)[1]}"

    def page(self, path: str, root: Path, token: str) -> bytes | None:
        """The form at a path below FOLDER."""
        if path not in self.paths:
            return None
        means = {"token": token, "opslag": _store(root), "terug": f"/{FOLDER}"}
        others = pages_of(self.project, "../" * path.count("/"))
        return scoren_page(*self.paths[path], self.templates, others=others, bewaren=means).encode()

    def start(self, ib_er: str) -> bytes:
        """Which form somebody wants; `ib_er` when it is known about whom."""
        mine = [dossier for dossier in dossiers(self.project) if dossier.ib_er.id == ib_er]
        html = self.templates.render(
            "serve/scoren.html",
            project=self.project,
            alone="",
            policy=dossier_policy(),
            script="",
            words={"MAIN_PAGES": MAIN_PAGES},
            root="/",
            here=FOLDER,
            is_fictional=False,
            ib_er=mine[0].ib_er if mine else None,
            page=f"/{page_path(mine[0])}" if mine and mine[0].afnamen else "",
            rubrics=[(rubric, [*self._choices(rubric)]) for rubric in in_reading_order(self.project.rubrics)],
            concepten=self.concepten(mine or dossiers(self.project)),
        )
        return html.encode()

    def _choices(self, rubric: Rubric) -> Iterator[tuple[str, object]]:
        """The form of all kijkwijzers together, and of each; of a single one just that."""
        for name, selection in [*selections(rubric).items()][-1 if len(rubric.kijkwijzers) == 1 else 0 :]:
            yield f"/{FOLDER}{name}.html", heading_of(selection, rubric)

    def concepten(self, found: tuple[Dossier, ...] | list[Dossier]) -> list[tuple[Dossier, Afname, str]]:
        """What is not vastgesteld yet, with the form to go on with it: the latest first."""
        open_ones = [(dossier, afname) for dossier in found for afname in dossier.afnamen if afname.status == "concept"]
        open_ones.sort(key=lambda each: (each[1].date, each[1].path), reverse=True)
        return [(dossier, afname, f"/{self.path_for(afname)}") for dossier, afname in open_ones]

    def links(self, path: str) -> str:
        """What a page of the dossier gets on top when it is shown here; nothing on most of them."""
        mine = [dossier for dossier in dossiers(self.project) if path.startswith(f"{folder(dossier)}/")]
        if path not in ("", "index.html") and not mine:
            return ""
        return self.templates.render(
            "serve/invullen.html", start=f"/{FOLDER}", dossier=mine[0] if mine else None, concepten=self.concepten(mine)
        )


def listed(project: Project) -> dict[str, object]:
    """Everybody and their score files, as a form asks for them: the latest first."""
    return {
        "ib_ers": [
            {
                "id": dossier.ib_er.id,
                "naam": dossier.ib_er.name,
                "school": dossier.ib_er.school,
                "bestanden": [_file(afname) for afname in sorted(dossier.afnamen, key=_day, reverse=True)],
            }
            for dossier in dossiers(project)
        ]
    }


def _file(afname: Afname) -> dict[str, object]:
    return {
        "path": afname.path,
        "datum": afname.date.isoformat(),
        "rol": afname.waarnemer.rol,
        "naam": afname.waarnemer.name,
        "rubric": afname.rubric.id,
        "versie": afname.rubric.version,
        "kijkwijzers": list(afname.kijkwijzers),
        "doel": afname.doel,
        "status": afname.status,
    }


def _day(afname: Afname) -> tuple[str, str]:
    return afname.date.isoformat(), afname.path


def _folder(rubric: Rubric, project: Project) -> str:
    return "" if rubric in project.rubrics else f"{rubric.id}@{rubric.version}/"


def _store(root: Path) -> str:
    """Two projects that are shown at the same address one after the other must not find each other's drafts."""
    return hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
