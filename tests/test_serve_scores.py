"""Saving from the browser: straight into scores/, by a page of this server alone, and never over what somebody else wrote."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from generator.live import Live
from generator.score_folder import ScoreFolder, opened
from generator.serving import saving, scores
from generator.serving.server import HOST, Server
from tests.projects import REGISTER_FILE, SCORE_FILE, change, edit, problems, put
from tests.servers import CONCEPT, PLACE, ask, cookie_of, shown


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    """Of which no page was made yet: what is saved does not depend on what is shown."""
    with shown(Live(project)) as server:
        yield server


@pytest.fixture
def root(server: Server) -> Path:
    return server.live.root


class Post:
    """What the server said to a page of its own, or to something that differs from one in what is given."""

    def __init__(self, server: Server, said: object = None, *, path: str = "/-/scores", **headers: str | None) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        own = own_headers(server) | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = ask(server, path, "POST", {"Content-Length": str(len(body)), **own}, body)
        self.status, self.json = answer.status, json.loads(answer.body)

    @property
    def kind(self) -> str:
        return str(self.json["kind"])


def own_headers(server: Server) -> dict[str, str | None]:
    return {
        "Host": f"{HOST}:{server.server_port}",
        "Origin": f"http://{HOST}:{server.server_port}",
        "Cookie": cookie_of(server),
        "Content-Type": "application/json",
        "Sec-Fetch-Site": "same-origin",
        "X-Kijkwijzer": server.token,
    }


def get(server: Server, path: str) -> Any:  # noqa: ANN401
    return json.loads(ask(server, path, headers={"Cookie": cookie_of(server)}).body)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def further(text: str, *, on: str, path: str = PLACE, **more: object) -> dict[str, object]:
    """Going on with a file that was this when it was opened."""
    return {"text": text, "path": path, "digest": digest(on), **more}


def at_once(server: Server, wanted: list[dict[str, object]]) -> list[Post]:
    answers: list[Post] = []
    threads = [threading.Thread(target=lambda said=said: answers.append(Post(server, said))) for said in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- What it does


def test_a_new_afname_becomes_a_file_in_its_place(server: Server, root: Path) -> None:
    answer = Post(server, {"text": CONCEPT, "path": None, "digest": None})

    assert answer.status == 200, answer.json
    assert answer.json["path"] == PLACE
    assert answer.json["digest"] == digest((root / PLACE).read_text())
    assert answer.json["text"] == (root / PLACE).read_text() == CONCEPT
    assert answer.json["page"] == "/ib-ers/jb-7/index.html"
    assert problems(root) == []


def test_what_may_be_an_afname_that_is_there_already_is_remarked_once_it_is_saved(server: Server) -> None:
    other = change(CONCEPT, "M. Dijk", "T. Dijk")

    assert [Post(server, {"text": CONCEPT}).json["remarks"] for _ in range(2)] == [[], []]
    (remark,) = Post(server, {"text": other}).json["remarks"]
    assert remark == (
        f"in {PLACE} staat van die dag ook een afname in de rol directeur, met de naam 'M. Dijk' erbij; "
        "is het dezelfde persoon, kijk dan na welke van de twee klopt"
    )


def test_a_name_of_the_register_in_a_note_is_remarked_once_it_is_saved(server: Server) -> None:
    named = change(CONCEPT, '  "a.1": A\n', '  "a.1": {score: A, aantekening: Blaak telde.}\n')

    (remark,) = Post(server, {"text": named}).json["remarks"]
    assert remark == (
        "regel 10 van het scorebestand: hier staat een achternaam uit het register (jb-7); "
        "schrijf het pseudoniem of 'de ib-er'"
    )


def test_what_is_written_has_the_one_spelling(server: Server, root: Path) -> None:
    loose = change(CONCEPT, '  "a.1": A\n', "  a.1:   {score: 'A'}\n  a.2:\n")
    Post(server, {"text": loose})

    assert (root / PLACE).read_text() == CONCEPT


def test_a_file_is_gone_on_with(server: Server, root: Path) -> None:
    put(root, PLACE, CONCEPT)
    opened = get(server, f"/-/scores/bestand.json?pad={PLACE}")
    assert opened == {"path": PLACE, "text": CONCEPT, "digest": digest(CONCEPT)}

    new = change(CONCEPT, '"a.1": A', '"a.1": B')
    answer = Post(server, {**opened, "text": new})

    assert answer.status == 200
    assert (root / PLACE).read_text() == new
    assert answer.json["digest"] == digest(new)


def test_comments_in_the_file_stay_also_when_the_browser_does_not_know_them(server: Server, root: Path) -> None:
    there = change(CONCEPT, '  "a.1": A\n', '  # nog eens kijken\n  "a.1": A   # na de pauze\n')
    put(root, PLACE, f"# van M. Dijk\n{there}")
    opened = get(server, f"/-/scores/bestand.json?pad={PLACE}")
    answer = Post(server, {**opened, "text": change(CONCEPT, '"a.1": A', '"a.1": B')})
    now = (root / PLACE).read_text()

    assert answer.status == 200, answer.json
    assert answer.json["text"] == now
    assert '"a.1": B' in now
    assert [comment for comment in ("# van M. Dijk", "# nog eens kijken", "# na de pauze") if comment not in now] == []
    assert problems(root) == []


def test_a_file_with_windows_line_ends_and_a_mark_at_its_start_is_gone_on_with(server: Server, root: Path) -> None:
    put(root, PLACE, b"\xef\xbb\xbf" + CONCEPT.replace("\n", "\r\n").encode())
    opened = get(server, f"/-/scores/bestand.json?pad={PLACE}")
    answer = Post(server, {**opened, "text": change(CONCEPT, '"a.1": A', '"a.1": B')})

    assert answer.status == 200, answer.json
    assert (root / PLACE).read_bytes() == change(CONCEPT, '"a.1": A', '"a.1": B').encode()


def test_a_file_that_got_broken_is_not_written_over(server: Server, root: Path) -> None:
    broken = change(CONCEPT, '"a.1": A', '"a.1": D')
    put(root, PLACE, broken)
    answer = Post(server, further(CONCEPT, on=broken))

    assert (answer.status, answer.kind) == (422, "fout")
    assert PLACE in answer.json["message"]
    assert (root / PLACE).read_text() == broken


def test_a_file_that_is_as_it_was_is_not_written_again(server: Server, root: Path) -> None:
    file = put(root, PLACE, CONCEPT)
    before = file.stat()

    assert Post(server, further(CONCEPT, on=CONCEPT)).status == 200
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_handing_the_same_new_afname_in_twice_does_no_harm(server: Server, root: Path) -> None:
    first, second = Post(server, {"text": CONCEPT}), Post(server, {"text": CONCEPT})

    assert (first.status, second.status) == (200, 200)
    assert first.json["path"] == second.json["path"]
    assert len(list((root / "scores/jb-7").iterdir())) == 2


def test_the_report_follows(server: Server) -> None:
    server.live.refresh()
    before = server.live.stand
    Post(server, {"text": CONCEPT})
    server.live.refresh()
    page = server.live.file("ib-ers/jb-7/index.html")

    assert server.live.stand.editions["dossier"] != before.editions["dossier"]
    assert isinstance(page, bytes)
    assert b"M. Dijk" in page


def test_what_is_wrong_is_told_with_its_lines_and_nothing_is_written(server: Server, root: Path) -> None:
    before = files(root)
    answer = Post(server, {"text": change(CONCEPT, '"a.1": A', '"a.1": D\n  "a.9": A')})

    assert (answer.status, answer.kind) == (422, "fout")
    assert [problem["line"] for problem in answer.json["problems"]] == [10, 11]
    assert "Kies uit: C, B, A, nvt" in answer.json["problems"][0]["message"]
    assert files(root) == before


def test_a_note_of_4001_characters_is_refused_with_the_count(server: Server, root: Path) -> None:
    before = files(root)
    note = "x" * 4001
    answer = Post(server, {"text": change(CONCEPT, '"a.1": A', f'"a.1": {{score: A, aantekening: {note}}}')})

    assert (answer.status, answer.kind) == (422, "fout")
    assert "is 4001 tekens lang; het mogen er hoogstens 4000 zijn" in answer.json["problems"][0]["message"]
    assert files(root) == before


@pytest.mark.parametrize(
    "text", ["", "x", "- x", "a: &b c", "\ud800", "rubric: \x00", "rubric: zwemles", "{" * 5000, "fictief: perhaps"]
)
def test_what_is_no_score_file_is_refused_as_a_file_would_be(server: Server, root: Path, text: str) -> None:
    before = files(root)
    answer = Post(server, {"text": text})

    assert (answer.status, answer.kind) == (422, "fout")
    assert answer.json["problems"]
    assert files(root) == before


def test_the_fault_in_a_rubric_is_told_as_such(server: Server, root: Path) -> None:
    edit(root, "rubrics/zwemles.yml", "voldoende_vanaf: B", "voldoende_vanaf: X")
    answer = Post(server, {"text": CONCEPT})

    assert answer.status == 422
    assert "in deze rubric zit zelf een fout" in answer.json["problems"][0]["message"]


def test_the_list_holds_everybody_and_their_files_the_latest_first(server: Server, root: Path) -> None:
    put(root, PLACE, CONCEPT)
    edit(root, REGISTER_FILE, "  jb-7:", "  ab-1: {naam: Kim}\n  jb-7:")
    listed = get(server, "/-/scores/lijst.json")

    assert {person["id"]: [file["path"] for file in person["bestanden"]] for person in listed["ib_ers"]} == {
        "ab-1": [],
        "jb-7": [PLACE, SCORE_FILE],
    }
    assert listed["fouten"] == 0
    (file, _) = next(person for person in listed["ib_ers"] if person["id"] == "jb-7")["bestanden"]
    assert file == {
        "path": PLACE,
        "datum": "2026-06-01",
        "rol": "directeur",
        "naam": "M. Dijk",
        "rubric": "zwemles",
        "versie": "3",
        "kijkwijzers": ["ondiep", "diep"],
        "doel": "ontwikkeling",
        "status": "concept",
    }


def test_a_file_with_a_fault_is_missed_in_the_list_and_that_is_said(server: Server, root: Path) -> None:
    edit(root, SCORE_FILE, '"a.1": B\n', '"a.1": D\n  "a.9": B\n')

    assert get(server, "/-/scores/lijst.json")["fouten"] == 1


@pytest.mark.parametrize(
    ("path", "old", "new"), [("mkdocs.yml", "docs_dir: content", "docs_dir: ["), (REGISTER_FILE, "jb-7:", "jb-7: x #")]
)
def test_where_scores_belong_and_who_there_is_must_be_known(
    server: Server, root: Path, path: str, old: str, new: str
) -> None:
    edit(root, path, old, new)
    before = files(root)
    answer = Post(server, {"text": CONCEPT})

    assert (answer.status, answer.kind) == (409, "project")
    assert f"{path}:" in answer.json["message"]
    assert files(root) == before


def test_a_fault_in_another_score_file_keeps_nobody_from_saving(server: Server, root: Path) -> None:
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": D')

    assert Post(server, {"text": CONCEPT}).status == 200


# --- For whom


def test_somebody_in_the_register_gets_a_folder_and_somebody_unknown_does_not(server: Server, root: Path) -> None:
    text = change(CONCEPT, "ib_er: jb-7", "ib_er: jb-8")
    answer = Post(server, {"text": text})

    assert (answer.status, answer.kind) == (422, "onbekend")
    assert "scores/register.yml" in answer.json["message"]
    assert not (root / "scores/jb-8").exists()

    edit(root, REGISTER_FILE, "  jb-7:", "  jb-8: {naam: Kim}\n  jb-7:")
    assert Post(server, {"text": text}).json["path"] == "scores/jb-8/2026-06-01-directeur.yml"


def test_somebody_with_a_folder_needs_no_register(server: Server, root: Path) -> None:
    (root / "scores/los").mkdir()

    assert Post(server, {"text": change(CONCEPT, "ib_er: jb-7", "ib_er: los")}).status == 200


def test_a_folder_that_differs_in_capitals_alone_is_not_made(server: Server, root: Path) -> None:
    edit(root, REGISTER_FILE, "  jb-7:", "  JB-7:")
    answer = Post(server, {"text": change(CONCEPT, "ib_er: jb-7", "ib_er: JB-7")})

    assert answer.status == 422
    assert "scores/jb-7" in answer.json["message"]
    assert not (root / "scores/JB-7").exists()


@pytest.mark.parametrize("ib_er", ["../x", "..", ".git", "/etc", "a/b", "a\\\\b", "CON", "-rf", "", "x" * 65])
def test_no_pseudonym_leads_out_of_the_folder(server: Server, root: Path, ib_er: str) -> None:
    before = files(root.parent)
    answer = Post(server, {"text": change(CONCEPT, "ib_er: jb-7", f'ib_er: "{ib_er}"')})

    assert (answer.status, answer.kind) == (422, "fout")
    assert files(root.parent) == before


def test_a_folder_that_is_a_link_is_not_written_in(server: Server, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "scores/los").symlink_to(outside)
    text = change(CONCEPT, "ib_er: jb-7", "ib_er: los")
    assert Post(server, {"text": text}).kind == "onbekend"
    edit(root, REGISTER_FILE, "  jb-7:", "  los: {naam: Kim}\n  jb-7:")

    assert Post(server, {"text": text}).kind == "schijf"
    assert list(outside.iterdir()) == []


# --- Never over what somebody else wrote


def test_a_file_that_changed_since_is_left_and_shown(server: Server, root: Path) -> None:
    newer = change(CONCEPT, '"a.1": A', '"a.1": C\n  "b": nvt')
    put(root, PLACE, newer)
    answer = Post(server, further(change(CONCEPT, '"a.1": A', '"a.1": B'), on=CONCEPT))

    assert (answer.status, answer.kind) == (409, "nieuwer")
    assert answer.json["message"].endswith("Anders dan hier: 2 rijen (a.1, b).")
    assert answer.json["now"] == {"path": PLACE, "text": newer, "digest": digest(newer)}
    assert (root / PLACE).read_text() == newer


def test_who_missed_the_answer_and_saves_again_is_not_told_of_another(server: Server, root: Path) -> None:
    put(root, PLACE, CONCEPT)
    new = change(CONCEPT, '"a.1": A', '"a.1": B')
    first, again = Post(server, further(new, on=CONCEPT)), Post(server, further(new, on=CONCEPT))

    assert (first.status, again.status) == (200, 200)
    assert again.json["digest"] == first.json["digest"] == digest((root / PLACE).read_text())


def test_a_new_afname_never_takes_the_place_of_another(server: Server, root: Path) -> None:
    there = change(CONCEPT, '"a.1": A', '"a.1": C')
    put(root, PLACE, there)
    answer = Post(server, {"text": CONCEPT})

    assert (answer.status, answer.kind) == (409, "bestaat")
    assert PLACE in answer.json["message"]
    assert answer.json["now"] == {"path": PLACE, "text": there, "digest": digest(there)}
    assert (root / PLACE).read_text() == there


def test_a_file_that_was_removed_meanwhile_is_not_made_again(server: Server, root: Path) -> None:
    answer = Post(server, further(CONCEPT, on=CONCEPT))

    assert (answer.status, answer.kind) == (409, "verdwenen")
    assert not (root / PLACE).exists()


def test_what_is_vastgesteld_is_changed_only_after_a_yes(server: Server, root: Path) -> None:
    was = change(CONCEPT, "status: concept", "status: vastgesteld")
    put(root, PLACE, was)
    new = change(was, '"a.1": A', '"a.1": B')
    answer = Post(server, further(new, on=was))

    assert (answer.status, answer.kind) == (409, "vastgesteld")
    assert (root / PLACE).read_text() == was
    for wrong in ("ja", 1, None):
        assert Post(server, further(new, on=was, bevestigd=wrong)).status == 409
    assert Post(server, further(new, on=was, bevestigd=True)).status == 200
    assert (root / PLACE).read_text() == new


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ib_er: jb-7", "ib_er: los", "ib-er"),
        ("2026-06-01", "2026-06-02", "dag"),
        ("rol: directeur", "rol: adviseur", "rol"),
    ],
)
def test_a_file_does_not_move_while_one_goes_on_with_it(
    server: Server, root: Path, old: str, new: str, told: str
) -> None:
    (root / "scores/los").mkdir()
    put(root, PLACE, CONCEPT)
    before = files(root)
    answer = Post(server, further(change(CONCEPT, old, new), on=CONCEPT))

    assert (answer.status, answer.kind) == (409, "elders")
    assert f"een andere {told}" in answer.json["message"]
    assert files(root) == before


@pytest.mark.parametrize(
    "path",
    [
        "scores/../mkdocs.yml",
        "scores/jb-7/../../mkdocs.yml",
        "../project/scores/jb-7/2026-06-01-directeur.yml",
        "/etc/passwd",
        "mkdocs.yml",
        "scores/register.yml",
        "scores/jb-7/.verborgen.yml",
        "scores/jb-7/2026-06-01-directeur.yml/",
        "scores/jb-7/x.txt",
        "scores//x.yml",
        "scores/jb-7/\x00.yml",
        "scores/jb-7/\n.yml",
        "scores/.git/x.yml",
        "SCORES/jb-7/2026-06-01-directeur.yml",
        "scores/jb-9/x.yml",
    ],
)
def test_no_path_leads_to_anything_but_a_score_file(server: Server, root: Path, path: str) -> None:
    put(root, PLACE, CONCEPT)
    put(root, "scores/jb-7/.verborgen.yml", CONCEPT)
    put(root, "scores/.git/x.yml", CONCEPT)
    before = files(root)
    read = ask(
        server,
        f"/-/scores/bestand.json?pad={path.encode().hex(' ').replace(' ', '%').join(['%', ''])}",
        headers=own_headers(server),
    )

    assert read.status == 404
    assert Post(server, further(CONCEPT, on=CONCEPT, path=path)).kind == "verdwenen"
    assert files(root) == before


def test_a_score_file_that_is_a_link_is_neither_opened_nor_written(server: Server, root: Path, tmp_path: Path) -> None:
    target = put(tmp_path, "buiten.yml", CONCEPT)
    (root / PLACE).symlink_to(target)

    assert "text" not in get(server, f"/-/scores/bestand.json?pad={PLACE}")
    assert Post(server, further(change(CONCEPT, '"a.1": A', '"a.1": B'), on=CONCEPT)).kind == "verdwenen"
    assert target.read_text() == CONCEPT


def test_a_file_that_may_not_be_read_is_told_as_such(
    server: Server, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, PLACE, CONCEPT)
    plain = os.open

    def refuse(path: str, *rest: int, **named: int) -> int:
        if path == Path(PLACE).name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return plain(path, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    why = f"{root / PLACE} kan niet gelezen worden: je hebt er geen rechten voor."

    assert get(server, f"/-/scores/bestand.json?pad={PLACE}") == {"message": f"Openen is niet gelukt: {why}"}
    answer = Post(server, further(change(CONCEPT, '"a.1": A', '"a.1": B'), on=CONCEPT))
    assert (answer.kind, answer.json["message"]) == ("schijf", f"Bewaren is niet gelukt: {why}")


def test_of_two_who_save_at_once_one_is_told(server: Server, root: Path) -> None:
    put(root, PLACE, CONCEPT)
    texts = [change(CONCEPT, '"a.1": A', f'"a.1": {{score: A, aantekening: keer {number}}}') for number in range(6)]
    answers = at_once(server, [further(text, on=CONCEPT) for text in texts])

    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409, 409, 409]
    (won,) = (answer for answer in answers if answer.status == 200)
    assert (root / PLACE).read_text() == won.json["text"]
    assert problems(root) == []


def test_of_two_who_begin_the_same_afname_at_once_one_is_told(server: Server, root: Path) -> None:
    texts = [change(CONCEPT, '"a.1": A', f'"a.1": {{score: A, aantekening: keer {number}}}') for number in range(6)]
    answers = at_once(server, [{"text": text} for text in texts])

    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert {answer.kind for answer in answers if answer.status == 409} == {"bestaat"}
    assert sorted(path.name for path in (root / "scores/jb-7").iterdir()) == [
        "2026-05-12-adviseur.yml",
        "2026-06-01-directeur.yml",
    ]


def test_what_would_lose_a_comment_is_not_written(server: Server, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = f"# van M. Dijk\n{CONCEPT}"
    put(root, PLACE, there)
    monkeypatch.setattr(scores, "with_comments", lambda new, _old: new)
    answer = Post(server, further(change(CONCEPT, '"a.1": A', '"a.1": B'), on=there))

    assert (answer.kind, answer.json["now"]["text"]) == ("fout", there)
    assert "niet zonder verlies" in answer.json["message"]
    assert (root / PLACE).read_text() == there


def test_a_damaged_file_in_the_place_of_a_new_one_is_named_as_it_is_called(server: Server, root: Path) -> None:
    put(root, PLACE, "rubric: [")
    answer = Post(server, {"text": CONCEPT})

    assert (answer.kind, answer.json["now"]) == ("bestaat", None)
    assert answer.json["message"].startswith(f"Het bestand {PLACE} staat er al ")


def test_a_file_that_an_import_writes_meanwhile_is_known_for_what_it_is(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def and_import(root: Path, folder: str) -> AbstractContextManager[ScoreFolder]:
        put(root, PLACE, CONCEPT)
        return opened(root, folder)

    monkeypatch.setattr(scores, "opened", and_import)
    answer = Post(server, {"text": change(CONCEPT, '"a.1": A', '"a.1": B')})

    assert answer.kind == "bestaat"
    assert answer.json["message"].startswith(f"In {PLACE} staat deze afname al ")
    assert answer.json["now"]["text"] == CONCEPT


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "de schijf is vol"), (errno.EROFS, "alleen-lezen")])
def test_a_disk_that_refuses_is_told_and_the_old_file_stays(
    server: Server, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, "no")

    put(root, PLACE, CONCEPT)
    before = files(root)
    monkeypatch.setattr(os, "fsync", refuse)
    answer = Post(server, further(change(CONCEPT, '"a.1": A', '"a.1": B'), on=CONCEPT))

    assert (answer.status, answer.kind) == (500, "schijf")
    assert told in answer.json["message"]
    assert files(root) == before


def test_a_name_or_a_file_that_attacks_is_text_on_the_way_to_the_form(server: Server, root: Path) -> None:
    attack = "<script>alert(1)</script>"
    edit(root, REGISTER_FILE, "Jo Blaak", f'"{attack}"')
    name = '2026-06-01-directeur-"><img src=x onerror=alert(1)>.yml'
    put(root, f"scores/jb-7/{name}", CONCEPT)
    server.live.refresh()
    paths = ("/", "/ib-ers/jb-7/index.html", "/-/scoren/", "/-/scoren/?ib-er=jb-7", "/-/scoren/zwemles.html")
    pages = {path: ask(server, path, headers=own_headers(server)).text for path in paths}

    assert [path for path, html in pages.items() if attack in html or "<img" in html] == []
    assert "&lt;script&gt;" in pages["/-/scoren/"]
    assert "onerror%3Dalert" in pages["/-/scoren/"]
    listed = get(server, "/-/scores/lijst.json")["ib_ers"][0]
    assert listed["naam"] == attack
    assert f"scores/jb-7/{name}" in [file["path"] for file in listed["bestanden"]]


# --- By a page of this server alone


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:{port}/"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://localhost:{port}"},
        {"Host": None},
        {"Host": "evil.example:{port}"},
        {"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"},
        {"Cookie": None},
        {"Cookie": "kijkwijzer-{port}=x"},
        {"X-Kijkwijzer": None},
        {"X-Kijkwijzer": ""},
        {"X-Kijkwijzer": "x"},
        {"X-Kijkwijzer": "{key}"},
        {"X-Kijkwijzer": "{token}x"},
        {"X-Kijkwijzer": "\xe9"},
    ],
    ids=str,
)
def test_a_request_from_elsewhere_is_refused(server: Server, root: Path, headers: dict[str, str | None]) -> None:
    values = {"port": server.server_port, "key": server.key.secret, "token": server.token}
    given = {name: value.format(**values) if value else value for name, value in headers.items()}
    before = files(root)
    body = json.dumps({"text": CONCEPT}).encode()
    headers = {"Content-Length": str(len(body))} | own_headers(server) | given
    answer = ask(server, "/-/scores", "POST", headers, body)

    assert answer.status == 403
    assert server.token not in answer.text
    assert files(root) == before


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"]
)
def test_what_a_plain_form_can_send_is_refused(server: Server, root: Path, kind: str | None) -> None:
    """A form on another site can send these without being asked; JSON it cannot."""
    before = files(root)
    answer = Post(server, {"text": CONCEPT}, Content_Type=kind)

    assert answer.status == 415
    assert files(root) == before


def test_json_with_its_charset_is_json(server: Server) -> None:
    assert Post(server, {"text": CONCEPT}, Content_Type="Application/JSON; charset=utf-8").status == 200


def test_looking_changes_nothing(server: Server, root: Path) -> None:
    shutil.rmtree(root / "scores")
    before = sorted(root.rglob("*"))
    for path in ("", "?text=x", "/bestand.json", f"/bestand.json?pad={PLACE}", "/lijst.json"):
        for method in ("GET", "HEAD"):
            ask(server, f"/-/scores{path}", method, own_headers(server))

    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("path", ["/", "/-/scores/", "/-/scores?x", "/-/stand.json", "/ib-ers/jb-7/index.html"])
def test_nothing_is_taken_in_anywhere_else(server: Server, root: Path, path: str) -> None:
    before = files(root)

    assert Post(server, {"text": CONCEPT}, path=path).status == 405
    assert files(root) == before


@pytest.mark.parametrize("length", [None, "", "x", "-1", "1e3", "+5", "٣", "0x10", " "])
def test_without_its_length_nothing_is_read(server: Server, length: str | None) -> None:
    said = length.encode().decode("latin-1") if length else length
    headers = own_headers(server) | {"Content-Length": said}

    assert ask(server, "/-/scores", "POST", headers).status == 411


def test_pieces_without_a_length_are_refused(server: Server) -> None:
    headers = own_headers(server) | {"Transfer-Encoding": "chunked"}

    assert ask(server, "/-/scores", "POST", headers).status == 411
    assert ask(server, "/-/scores", "POST", headers | {"Content-Length": "5"}).status == 411


@pytest.mark.parametrize("length", ["1200001", "9" * 400])
def test_a_huge_body_is_refused_before_a_byte_of_it_is_read(server: Server, length: str) -> None:
    assert ask(server, "/-/scores", "POST", own_headers(server) | {"Content-Length": length}).status == 413


def test_a_body_that_does_not_come_or_breaks_off_holds_nobody_up(
    server: Server, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "SLOWEST_BODY", 1.0)
    head = "".join(f"{name}: {value}\r\n" for name, value in own_headers(server).items())
    ask = f"POST /-/scores HTTP/1.1\r\n{head}Content-Length: 500\r\n\r\n".encode()
    with socket.create_connection((HOST, server.server_port), timeout=120) as slow:
        slow.sendall(ask + b'{"text": ')
        assert Post(server, {"text": CONCEPT}).status == 200
        slow.sendall(b'"')

        assert b" 408 " in slow.recv(100)
    with socket.create_connection((HOST, server.server_port), timeout=120) as broken:
        broken.sendall(ask + b'{"text": "x"}')
        broken.shutdown(socket.SHUT_WR)

        assert b" 408 " in broken.recv(100)
    assert len(list((root / "scores/jb-7").iterdir())) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"\xff",
        b"null",
        b"[]",
        b"{}",
        b'{"text": 1}',
        b'{"text": null}',
        b'{"text": "x", "path": 1, "digest": "x"}',
        b'{"text": "x", "path": "scores/jb-7/x.yml"}',
        b'{"text": "x", "digest": "x"}',
        b"[" * 100_000,
    ],
)
def test_a_body_of_another_shape_is_refused(server: Server, root: Path, body: bytes) -> None:
    before = files(root)

    assert Post(server, body).status == 400
    assert files(root) == before
