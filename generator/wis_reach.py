"""What `kijkwijzer wis` cannot reach, told honestly and with the steps that a person can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.history import forgetting
from generator.history.forgetting import bullet, commands, paragraph, quoted
from generator.history.git import Git
from generator.problems import visible
from generator.reading.files import is_absent
from generator.terminal import plural
from generator.wis_words import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.traces import GitTraces
    from generator.wissen import Plan

MANY = 8

ELSEWHERE = (
    "Het register: een kopie op een andere computer of als reservekopie. Haal de regel van deze ib-er ook daar weg.",
    "Kopieën van deze map: klonen op andere computers, back-ups, een gedeelde of gesynchroniseerde map, de prullenbak.",
    "Papier: ingevulde kijkwijzers, eigen notities van waarnemers en geprinte verslagen.",
    "Wat is doorgegeven: mails, exports, verslagen en inzages, ook die je met --naar buiten deze map zette.",
    "Browsers: wie een kijkwijzer in de browser invulde, kan daar nog een concept hebben. Vraag de waarnemers om in het formulier op 'Wis alles van dit apparaat' te klikken, en om scorebestanden, pdf's en spreadsheets uit de map met downloads te halen. Draait 'kijkwijzer serve' nog, sluit dat dan af.",
    "De schijf zelf: wat is weggehaald, kan een deskundige soms terughalen, tenzij de schijf versleuteld is.",
)


def out_of_reach(plan: Plan) -> Iterator[str]:
    """Everything that is elsewhere; git first, as that is mostly nearest."""
    yield ""
    yield "Dit kan wis niet weghalen:"
    if is_absent(plan.root / plan.project.settings.register):
        yield from bullet(
            f"Het register zelf: hier is er geen ({visible(plan.project.settings.register)} bestaat niet)."
        )
    for text in ELSEWHERE:
        yield from bullet(text)
    if plan.traces.git is None and Git(plan.root).is_hidden:
        yield from bullet(
            "Git: er is een .git, maar git is hier niet te vragen. Ga ervan uit dat alles er nog in staat. "
            "Waarom het niet kan, zegt 'git status' in deze map."
        )
    elif plan.traces.git is None:
        yield from bullet("Git: deze map heeft geen geschiedenis in git.")
    else:
        yield from _git(plan, plan.traces.git)


def _git(plan: Plan, git: GitTraces) -> Iterator[str]:
    is_known = git.is_complete and not git.is_shallow
    yield from _staged(git)
    if not git.commits and is_known:
        yield from bullet("Git: in de geschiedenis is niets over deze ib-er gevonden.")
        return
    yield from bullet(f"Git: {plural(len(git.commits), 'commit gaat', 'commits gaan')} over {plan.id}{_places(git)}.")
    if not git.is_complete:
        yield from paragraph(
            "De geschiedenis kon niet helemaal worden nagekeken. Ga ervan uit dat alles er nog in staat."
        )
    if git.is_shallow:
        yield from paragraph("Van de geschiedenis is hier maar een deel. Waar de rest is, staat waarschijnlijk meer.")
    for text in _link(plan, git, is_known=is_known):
        yield from paragraph(text)
    if git.worktrees:
        yield from paragraph(f"De bestanden staan ook in: {_listed(git.worktrees)}.")
    yield from _steps(git)


def _staged(git: GitTraces) -> Iterator[str]:
    if git.staged:
        yield from bullet(
            f"Klaargezet in git (git add) en nog niet vastgelegd: {_listed(git.staged)}. Dit haalt het eruit:"
        )
        named = " ".join(quoted(f":/{name}") for name in git.staged)
        yield from commands(f"git reset --quiet -- {named}", "git gc --prune=now")


def _places(git: GitTraces) -> str:
    said = [f"takken en labels: {_listed(git.branches)}"] if git.branches else []
    said += [plural(git.stashes, "stash", "stashes")] if git.stashes else []
    said += ["het reflog"] if git.has_reflog else []
    said += [f"op afstand: {_listed(git.remotes)}"] if git.remotes else []
    return f" ({'; '.join(said)})" if said else ""


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(visible(name) for name in names[:MANY])
    return f"{shown} en nog {len(names) - MANY}" if len(names) > MANY else shown


def _link(plan: Plan, git: GitTraces, *, is_known: bool) -> Iterator[str]:
    """Whether a pseudonym in the history still leads to somebody."""
    if git.with_name:
        commits = plural(git.with_name, "commit", "commits")
        yield f"De naam staat ook in de geschiedenis ({commits}). Wie die heeft, weet wie {plan.id} is."
    if git.with_words:
        commits = plural(git.with_words, "commit", "commits")
        yield f"In de tekst van {commits} staat het pseudoniem of de naam, of deze ib-er heeft ze zelf gemaakt."
    if not plan.name:
        yield "De naam is hier niet bekend, dus daar is niet naar gezocht."
    elif not git.with_name and not git.with_words and is_known:
        yield (
            f"De volledige naam staat niet in de geschiedenis. De regel in het register is de schakel tussen {plan.id} en een mens: "
            "is die weg, dan houdt de geschiedenis alleen een pseudoniem over. Dat geldt zolang niemand een kopie van het register "
            "heeft en uit de aantekeningen niet blijkt om wie het gaat."
        )
    if places := tuple(dict.fromkeys(place(plan, trace) for trace in plan.traces.naming)):
        yield (
            f"Let op: de naam, of een deel ervan, stond in {_listed(places)}. "
            "Zat dat bestand in git, dan is in de geschiedenis te lezen over wie het gaat."
        )


def _steps(git: GitTraces) -> Iterator[str]:
    yield from paragraph("Leg eerst vast wat er nu weg is, met een tekst zonder naam of pseudoniem:")
    yield from commands(
        "git add --update", "git add vernietigingen.yml", "git commit -m 'Vernietigd, zie vernietigingen.yml'"
    )
    yield from forgetting.steps(git.places, git.remotes, has_stash=bool(git.stashes), more=_words(git))
    yield from paragraph(
        "Kan dat niet? Begin dan opnieuw: zet de map zonder .git op een nieuwe plek, geef daar 'git init' en vernietig de oude map. Dan is wel "
        "alle geschiedenis weg, ook die van anderen. Of laat de geschiedenis zoals die is, en schrijf op waarom en tot wanneer."
    )


def _words(git: GitTraces) -> Iterator[str]:
    yield from paragraph(
        "Dit maakt de naam en het pseudoniem onleesbaar in de bestanden die blijven (ook het register, als dat in git zat) en in de tekst "
        "van commits. Maak naast de map van de repository een bestand wissen.txt, met op elke regel een naam of pseudoniem en daarachter ==>***. "
        "Haal het daarna weg:"
    )
    yield from commands("git filter-repo --force --replace-text ../wissen.txt --replace-message ../wissen.txt")
    if git.with_words:
        yield from paragraph(
            "De naam van wie een commit maakte, verander je met --mailmap (zie git filter-repo --help)."
        )
