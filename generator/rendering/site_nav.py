"""Where the generated pages come in the navigation that a person wrote in mkdocs.yml."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.rendering.site_links import RUBRICS, rubric_path, taakgebied_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.rubric import Rubric


def source(path: str) -> str:
    """A page as mkdocs.yml and its makers speak of it: by a name that ends in .md."""
    return str(PurePosixPath(path).with_suffix(".md"))


def with_rubrics(nav: Any, rubrics: Sequence[Rubric]) -> Any:  # noqa: ANN401  as free as YAML
    """The same navigation, in which the page of all rubrics is followed by a section for each of them."""
    if isinstance(nav, list):
        return [entry for item in nav for entry in _expanded(item, rubrics)]
    if isinstance(nav, dict):
        return {title: _opened(item, rubrics) for title, item in nav.items()}
    return nav


def _expanded(item: Any, rubrics: Sequence[Rubric]) -> Iterator[Any]:  # noqa: ANN401
    yield with_rubrics(item, rubrics)
    if item == source(RUBRICS):
        yield from _sections(rubrics)


def _opened(item: Any, rubrics: Sequence[Rubric]) -> Any:  # noqa: ANN401
    """`Rubrics: rubrics/index.md` has room for one page; it becomes a section."""
    return with_rubrics([item] if item == source(RUBRICS) else item, rubrics)


def _sections(rubrics: Sequence[Rubric]) -> Iterator[dict[str, list[Any]]]:
    for rubric in rubrics:
        pages = [source(taakgebied_path(rubric, taakgebied)) for taakgebied in rubric.taakgebieden]
        yield {rubric.name: [{"Overzicht": source(rubric_path(rubric))}, *pages]}
