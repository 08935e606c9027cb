"""A server for this computer alone, for who has the key: both sites from memory, and the forms that save into scores/."""

from __future__ import annotations

import hashlib
import secrets
import sys
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from generator.build import template_problem, templates_of
from generator.problems import Problem
from generator.rendering.templates import TemplateFault, Templates
from generator.serving.answers import TYPES, address_of
from generator.serving.forms import Forms
from generator.serving.key import Key
from generator.serving.saving import Saving, file_data
from generator.serving.scores import Scores
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from generator.live import Live

HOST = "127.0.0.1"
PATIENCE = 20.0
"""Seconds after which a page that waits for news hears that there is none."""
PUBLIC = "site/"
OWN = "-/"
FORMS = "scoren/"
SOURCES = ("serve.css",)


class Server(ThreadingHTTPServer):
    """Bound to the address of the loop, and only asked by its own names."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, live: Live, port: int) -> None:
        super().__init__((HOST, port), Handler)
        self.live = live
        self.templates = Templates()
        self.key = Key(self.server_port)
        self.token = secrets.token_urlsafe(32)
        self.scores = Scores(live.root, live.memory)
        self.names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  (as its parent has it)
        """A page that was closed while it waited for news is no error; a bug shows its traceback."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(Saving):
    """Shows what is in memory. No path reaches the disk but those of score files, as the folder of the scores finds them."""

    server: Server

    @property
    def templates(self) -> Templates:
        return self.server.templates

    @property
    def scores(self) -> Scores:
        return self.server.scores

    @property
    def token(self) -> str:
        return self.server.token

    def do_GET(self) -> None:  # noqa: N802  (as its parent calls it)
        if not self.is_from_here():
            self.refuse("Dit kan niet", "Deze pagina's zijn alleen op deze computer te zien.")
            return
        typed, _, query = self.path.partition("?")
        path = unquote(typed).removeprefix("/")
        if self.server.key.is_asked(query):
            self.let_in(path, query)
        elif not self.has_key():
            self.refuse("Open het adres uit de terminal", NO_KEY)
        elif self.headers.get("Sec-Fetch-Dest") == "serviceworker":
            self.page(path, None)  # it would go on showing this project at the address of the next
        elif path.startswith(OWN):
            self.own(path.removeprefix(OWN), parse_qs(query))
        elif f"{path}/" == PUBLIC:
            self.redirect(PUBLIC)
        elif (found := self.found(path)) is None and path and isinstance(self.found(f"{path}/"), bytes):
            self.redirect(f"{path}/")
        else:
            self.page(path, found)

    do_HEAD = do_GET  # noqa: N815  (as its parent calls it)

    # --- Who asks

    def is_from_here(self) -> bool:
        """Neither a name that somebody else lets point to this computer, nor a page of another site that asks behind one's back."""
        if self.headers.get("Host") not in self.server.names:
            return False
        is_link = self.headers.get("Sec-Fetch-Dest") == "document"
        return is_link or self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def has_key(self) -> bool:
        return self.server.key.is_among("; ".join(self.headers.get_all("Cookie", [])))

    def let_in(self, path: str, query: str) -> None:
        """On to the same page without the key in its address.

        A browser that comes from elsewhere (a link, a file) does not send a strict cookie along a redirect: it goes on from a
        page of ours.
        """
        key = self.server.key
        if not key.opens(query):
            self.refuse("Open het adres uit de terminal", NO_KEY)
        elif self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
            self.redirect(path, HTTPStatus.SEE_OTHER, {"Set-Cookie": key.cookie})
        else:
            page = self.melding("Het dossier openen", "Het dossier gaat nu open.", to=address_of(path))
            self.show(HTTPStatus.OK, page, headers={"Set-Cookie": key.cookie})

    def refuse(self, title: str, text: str) -> None:
        self.show(HTTPStatus.FORBIDDEN, self.melding(title, text))

    # --- What they get

    def found(self, path: str) -> bytes | Problem | None:
        """What stands at a path of either site."""
        if path.startswith(PUBLIC):
            return self.server.live.public_file(_file(path.removeprefix(PUBLIC)))
        return self.server.live.file(_file(path))

    def page(self, path: str, found: bytes | Problem | None) -> None:
        kind = _file(path).rpartition(".")[2]
        if isinstance(found, bytes):
            if kind != "html":
                self.answer(HTTPStatus.OK, found, TYPES.get(kind, "application/octet-stream"))
            elif path.startswith(f"{PUBLIC}{FORMS}"):
                self.show(HTTPStatus.OK, found)
            else:
                self.follow(HTTPStatus.OK, self.with_links(path, found))
        elif isinstance(found, Problem):
            what = "PDF" if kind == "pdf" else "pagina"
            self.message(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                f"Deze {what} lukt niet",
                str(found) if what == "pagina" else found.message,
            )
        elif problems := self.server.live.stand.problems:
            text = "Verbeter dit, dan komt de pagina vanzelf."
            self.message(HTTPStatus.NOT_FOUND, "Er zit nog een fout in", text, [str(problem) for problem in problems])
        else:
            text = "Klopt het adres? Ga anders terug naar het begin: /"
            self.message(HTTPStatus.NOT_FOUND, "Deze pagina is er niet", text)

    def own(self, path: str, query: dict[str, list[str]]) -> None:
        """What makes an open page follow along, and the forms."""
        if path in SOURCES:
            self.answer(HTTPStatus.OK, self.templates.source(f"serve/{path}").encode(), TYPES[path.rpartition(".")[2]])
        elif path == "stand.json":
            self.tell_stand(*(query.get(name, [""])[0] for name in ("na", "pad", "editie")))
        elif path == "scores/lijst.json":
            self.say(HTTPStatus.OK, self.scores.listed())
        elif path == "scores/bestand.json":
            self.tell_file(query.get("pad", [""])[0])
        elif path.startswith(FORMS):
            self.form(path.removeprefix(FORMS), query.get("ib-er", [""])[0])
        else:
            self.page(path, None)

    def form(self, path: str, ib_er: str) -> None:
        """As the project now is. A form is not followed: what somebody is filling in must not be loaded anew."""
        project = self.scores.project()
        forms = Forms(project, templates_of(self.scores.root, project))
        try:
            found = forms.page(path, self.scores.root, self.token) if path else forms.start(ib_er)
        except TemplateFault as fault:
            self.message(HTTPStatus.INTERNAL_SERVER_ERROR, "Deze pagina lukt niet", str(template_problem(fault)))
        else:
            if found is None:
                self.page(path, None)
            elif path:
                self.show(HTTPStatus.OK, found)
            else:
                self.follow(HTTPStatus.OK, found)

    def tell_stand(self, known: str, address: str, shown: str) -> None:
        """What a page wants to know that has this edition of what stands at this address."""
        path, live = address.removeprefix("/"), self.server.live
        if shown and self.edition(path) != shown:
            known = ""
        stand = live.wait(known, PATIENCE, "" if path.startswith((PUBLIC, OWN)) else _file(path))
        said = {
            "stand": stand.number,
            "editie": self.edition(path),
            "regels": [str(problem) for problem in stand.problems],
        }
        self.say(HTTPStatus.OK, said)

    def edition(self, path: str) -> str:
        """Another one when a page is to be loaded again: it looks different, or where there is none, there may be one now."""
        found = None if path.startswith(OWN) else self.found(path)
        if isinstance(found, bytes) and _file(path).endswith(".html"):
            return _digest(self.with_links(path, found))
        return self.server.live.stand.editions["site" if path.startswith(PUBLIC) else "dossier"]

    def tell_file(self, path: str) -> None:
        try:
            file = self.scores.open(path)
        except SurroundingsError as error:
            self.say(HTTPStatus.INTERNAL_SERVER_ERROR, {"message": f"Openen is niet gelukt: {error}."})
            return
        said = file_data(file) if file else {"message": f"{path} is er niet."}
        self.say(HTTPStatus.OK if file else HTTPStatus.NOT_FOUND, said)

    def with_links(self, path: str, html: bytes) -> bytes:
        """A page of the dossier with the way to the forms; never as it is built."""
        shown = self.server.live.shown
        is_public = path.startswith(PUBLIC)
        links = "" if is_public or shown is None else Forms(shown.project, self.templates).links(_file(path))
        if not links:
            return html
        style = f'<link rel="stylesheet" href="/{OWN}serve.css"></head>'
        return html.replace(b"</head>", style.encode(), 1).replace(b"<main ", f"{links}<main ".encode(), 1)

    def follow(self, status: HTTPStatus, html: bytes) -> None:
        """A page that asks for news; only as it is shown here, never as it is built."""
        stand, script = self.server.live.stand, self.templates.source("serve/herlaad.js")
        path = unquote(self.path.partition("?")[0]).removeprefix("/")
        edition = _digest(html) if status == HTTPStatus.OK and not path.startswith(OWN) else self.edition(path)
        said = f'data-stand="{stand.number}" data-editie="{edition}"'
        before, body, after = html.rpartition(b"</body>")
        self.show(status, before + f"<script {said}>{script}</script>".encode() + body + after, script)

    def message(self, status: HTTPStatus, title: str, text: str, lines: list[str] | None = None) -> None:
        self.follow(status, self.melding(title, text, lines))


NO_KEY = (
    "Dit dossier is alleen te zien voor wie 'kijkwijzer serve' heeft gestart. "
    "In de terminal staat het adres, met een sleutel erin. Open dat adres in deze browser."
)


def _digest(html: bytes) -> str:
    return hashlib.sha256(html).hexdigest()[:16]


def _file(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
