"""Puts our pages into MkDocs, and adds nothing else to it. The only module that knows mkdocs.

It works the same under ProperDocs, which continues MkDocs 1.6 and answers to its name.
"""

from __future__ import annotations

import logging
import os
import re
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import clean_directory

from generator.kept_pdfs import Keeper
from generator.leaks.public import leaks_in
from generator.mkdocs_messages import remarked, site_problem
from generator.output import MADE, mark
from generator.pdf import page_count
from generator.problems import Location, Problem, has_faults
from generator.published import private
from generator.reading.project import read_public
from generator.refusals import overlaps
from generator.rendering.missing_pdfs import without_links
from generator.rendering.scoren import scoren_files
from generator.rendering.site import in_reading_order, site_pages
from generator.rendering.site_assets import ICON, SCRIPT, STYLE, WORKER, site_assets
from generator.rendering.site_nav import source, with_rubrics
from generator.rendering.templates import Templates
from generator.shipped import shipped
from generator.site_pdfs import site_pdfs
from generator.site_place import SitePlace
from generator.spreadsheet import site_workbooks
from generator.surroundings import SurroundingsError
from generator.terminal import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from generator.rendering.page import Heading, Page

log = logging.getLogger("mkdocs.plugins.kijkwijzer")

SITEMAP = "sitemap.xml"
"""Left out: it holds whole addresses and dates. A crawler follows the links."""
NOT_FOUND = "404.html"
"""Only made when the address of the site is known, as it is shown at any depth."""
ANCHOR = re.compile(r'\sid="([^"]+)"')


class SiteFault(Abort):
    """The public site cannot be made; holds the problems that stand in the way. MkDocs ends with their text and no traceback."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def build_site(root: Path, into: Path, keeper: Keeper | None = None) -> list[Problem]:
    """Makes the public site, strictly and silently, in a folder of the caller's choice; gives the PDFs that failed. Raises SiteFault, SurroundingsError."""
    content = "content"
    with remarked() as remarks:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(into), strict=True)
            content = os.path.relpath(config.docs_dir, root)
            return _build(config, keeper or Keeper())
        except SiteFault:
            raise
        except Abort as abort:
            if isinstance(abort.__cause__, SurroundingsError):
                raise abort.__cause__ from None
            raise SiteFault(site_problem(text, content) for text in remarks or [str(abort)]) from abort
        except UnicodeDecodeError as error:
            if not remarks:
                raise
            raise SiteFault(site_problem(text, content) for text in remarks) from error  # they name the page


def _build(config: MkDocsConfig, keeper: Keeper) -> list[Problem]:
    plugin = config.plugins.get("kijkwijzer")
    if not isinstance(plugin, KijkwijzerPlugin):
        raise SiteFault([_setting("zet 'kijkwijzer' in de lijst bij 'plugins'; die plugin maakt de pagina's")])
    plugin.keeper = keeper
    build(config)
    return plugin.failed


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """Ours are those of the project, under `extra` in mkdocs.yml, for every edge alike."""


class KijkwijzerPlugin(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """What we have MkDocs do, in the order in which it asks."""

    command = ""
    """What MkDocs was asked for; nothing when it was not started itself, but `kijkwijzer build`."""
    place: SitePlace | None = None
    """When it then writes in the project."""
    keeper: Keeper | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being asked this, the plugin lives as long as `mkdocs serve` does."""
        self.command = command
        self.place = None if command == "serve" or dirty else SitePlace()

    @event_priority(100)  # before Material's own `offline`, which else has a script loaded from another site
    def on_config(self, config: MkDocsConfig) -> None:
        self.root = Path(config.config_file_path).parent
        self.project, problems = read_public(self.root)
        if has_faults(problems):
            raise SiteFault(problems)
        if wiped := overlaps(self.root, self.project.settings, "site_dir", Path(config.site_dir)):
            raise SiteFault(wiped)  # MkDocs empties its folder, and a plain `mkdocs build` has not asked for refusals
        if config.theme.name != "material":
            raise SiteFault([_setting("zet bij 'theme' als 'name' material; de pagina's zijn voor dat thema gemaakt")])
        self.templates = Templates(self.root / self.project.settings.templates)
        self.placed: dict[str, Page] = {}
        config.site_name = escape(config.site_name)
        config.site_description = escape(config.site_description or "")
        config.nav = with_rubrics(config.nav, in_reading_order(self.project.rubrics))
        if self.place:
            with _told():
                config.site_dir = str(self.place.take(self.root, Path(config.site_dir)))
        _dress(config, self.root / self.project.settings.templates)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        docs = Path(config.docs_dir)
        written = [file.src_uri for file in files if file.src_dir == config.docs_dir]
        if closed := list(private(written, docs, self.root, self.project.settings)):
            raise SiteFault(closed)
        self.keeper = self.keeper or Keeper()
        with _told():
            forms, self.failed = site_pdfs(self.project, self.templates, self.keeper)
        self.missing = [problem.location.path for problem in self.failed]
        sheets = {path: page_count(form) for path, form in forms.items()}
        for path, content in {
            **site_assets(self.templates),
            **forms,
            **dict.fromkeys(self.missing, b""),
            **site_workbooks(self.project),
            **scoren_files(self.project, self.templates),
        }.items():
            _add(files, File.generated(config, path, content=content))
        if (sitemap := files.get_file_from_path(SITEMAP)) and sitemap.src_dir != config.docs_dir:
            files.remove(sitemap)
        taken = {file.dest_uri for file in files.documentation_pages()}
        for page in site_pages(self.project, self.templates, sheets=sheets, written=taken):
            if _add(files, _page_file(page, config)):
                self.placed[source(page.path)] = page
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        for item in _items(nav):
            if "title" in vars(item):
                item.title = escape(item.title)
        for path, page in self.placed.items():
            placed = files.src_uris[path].page
            if placed is not None and "title" not in vars(placed):
                placed.title = escape(page.title)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """The themes do not escape what stands on top of a page; we do."""
        for key in ("title", "description"):
            if key in page.meta:
                page.meta[key] = escape(page.meta[key])

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        ours = self.placed.get(page.file.src_uri)
        if ours is None:
            return html
        page.meta.update(title=escape(ours.title), description=escape(ours.description))
        page.toc = TableOfContents(_contents(ours.headings))
        page.present_anchor_ids = set(ANCHOR.findall(ours.content))
        return ours.content

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        return without_links(page.file.dest_uri, output, self.missing)

    @event_priority(-1000)  # when all is there, also what the plugins for searching write at the end
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """So that `kijkwijzer build` knows a site of a plain `mkdocs build` for one of ours."""
        site = Path(config.site_dir)
        mark(site)
        (site / MADE).write_bytes((self.keeper or Keeper()).file)
        for path in self.missing:
            (site / path).unlink()
        if self.command:
            for problem in self.failed:
                log.warning(problem)
        if self.command not in ("", "serve"):
            self.refuse_leaks(site)
        if self.place:
            self.place.is_whole = True
            config.site_dir = str(self.place.target or site)

    def refuse_leaks(self, site: Path) -> None:
        """A site that says what only register and scores may say is gone before anybody sees it."""
        target = (self.place and self.place.target) or site
        with _told():
            leaks = leaks_in(self.root, site, os.path.relpath(target, self.root), self.project.settings, Progress())
        if leaks and target == site:
            clean_directory(str(site))
        if leaks:
            raise SiteFault(leaks)

    def on_build_error(self, *, error: Exception) -> None:
        if self.place:
            self.place.is_whole = False

    def on_shutdown(self) -> None:
        if self.place:
            with _told():
                self.place.leave()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        settings = self.project.settings
        for folder in (self.root / settings.rubrics, self.root / settings.templates, shipped("site_templates")):
            if folder.exists():
                server.watch(str(folder))


@contextmanager
def _told() -> Iterator[None]:
    """So that MkDocs ends with what the surroundings refuse, and no traceback."""
    try:
        yield
    except SurroundingsError as error:
        raise Abort(str(error)) from error


def _setting(message: str) -> Problem:
    return Problem(Location("mkdocs.yml"), message)


def _add(files: Files, file: File) -> bool:
    """Whether it was added: a page that a person wrote at this place stays."""
    if is_new := files.get_file_from_path(file.src_uri) is None:
        files.append(file)
    return is_new


def _page_file(page: Page, config: MkDocsConfig) -> File:
    """Empty on purpose: nothing of ours passes through Markdown, and on_page_content gives the HTML."""
    inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, source(page.path), content="", inclusion=inclusion)
    file.dest_uri = page.path
    file.name = PurePosixPath(page.path).stem  # else a taakgebied named README would be taken for an index
    return file


def _contents(headings: Iterable[Heading]) -> list[AnchorLink]:
    """A tree of what is a list with levels."""
    top: list[AnchorLink] = []
    path: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].children if path else top).append(link)
        path.append(link)
    return top


def _items(nav: Iterable[StructureItem]) -> Iterator[StructureItem]:
    for item in nav:
        yield item
        yield from _items(getattr(item, "children", None) or ())


def _dress(config: MkDocsConfig, templates: Path) -> None:
    """Our look, whatever mkdocs.yml says: nothing may come from another site, and links must work from disk."""
    config.use_directory_urls = False
    theme = config.theme
    icons = {"logo": "kijkwijzer/merk"} | (theme["icon"] or {})
    for key, value in {"language": "nl", "font": False, "favicon": ICON, "icon": icons}.items():
        theme[key] = value
    folders = dict.fromkeys(folder / "overrides" for folder in (templates, shipped("site_templates")))
    theme.dirs[0:0] = [str(folder) for folder in folders if folder.is_dir()]
    theme.static_templates -= {SITEMAP} if config.site_url else {SITEMAP, NOT_FOUND}
    config.extra_css.append(STYLE)
    config.extra_javascript.append(SCRIPT)
    config.extra["generator"] = False
    config.extra["polyfills"] = [*config.extra.get("polyfills", ()), WORKER]
