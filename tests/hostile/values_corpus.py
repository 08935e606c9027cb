"""Bad input: values that mean nothing, too much, or something else than they seem to."""

from __future__ import annotations

from tests.hostile.corpus import Hostile, note, register, rubric, score, scores, whole
from tests.projects import REGISTER_FILE, RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, change

NO_POINT = "is geen score van deze rubric. Kies uit: C, B, A, nvt; nog niet gescoord? Laat het dan leeg"
NUMBERS = change(change(RUBRIC, "waarde: C", "waarde: 1"), "waarde: B", "waarde: 2").replace("waarde: A", "waarde: 3")
NUMBERS = change(NUMBERS, "voldoende_vanaf: B", "voldoende_vanaf: 2")
LONG = "x" * 4001
NO_ROW = "bestaat niet in zwemles 3"


def number(text: str) -> Hostile:
    """A score that is not 1, 2 or 3 in a rubric with those points."""
    numbered = SCORES.replace("score: C", "score: 1").replace('"a.1": B', f'"a.1": {text}')
    said = f"10: '{text}' is geen score van deze rubric. Kies uit: 1, 2, 3, nvt"
    return whole(SCORE_FILE, f"{text} among numbers", numbered, said, also={RUBRIC_FILE: NUMBERS})


CORPUS: tuple[Hostile, ...] = (
    # Scores that are none
    *(score(text, f"10: '{text}' {NO_POINT}") for text in ("D", "b", "5", "0", "-1", "3.5", ".nan", "ja", "yes", "NVT", "n.v.t.", "B+")),
    *(number(text) for text in ("5", "0", "-1", "+3", "3.5", "3.0", "03", "0x3", "1_0", "1:30", "1e0", ".nan", "drie", "ja", "yes", "3,5", "٣", "３", "³", "1-2", "2/3")),
    score("'B '", f"10: 'B ' {NO_POINT}"),
    score('"null"', f"10: 'null' {NO_POINT}"),
    score("[B, C]", "10: een score is één waarde, geen lijst. Kies uit: C, B, A, nvt"),
    score("[]", "10: een score is één waarde, geen lijst"),
    score("{}", "10: tussen de haakjes staat niets. Kies uit: C, B, A, nvt, of haal de haakjes weg"),
    score("{score: [B]}", "10: bij 'score' hoort één waarde, geen lijst of groep"),
    score("{scoer: B}", "10: de sleutel 'scoer' kan hier niet. Bedoelde je 'score'?"),
    score("{score: B, bron: Observatie}", "10: 'Observatie' kan niet bij 'bron'. Bedoelde je 'observatie'? Kies uit: observatie, gesprek, bewijsstuk"),
    score("{score: B, taak: ib-er}", "10: 'ib-er' kan niet bij 'taak'. Kies uit: ib, directeur, samen, onduidelijk"),
    score("{score: B, bewijsstukken: verslag}", "10: bij 'bewijsstukken' hoort een lijst"),
    score("{score: B, bewijsstukken: [a, [b]]}", "10: in de lijst 'bewijsstukken' hoort bij elk onderdeel één waarde"),
    score("{score: B, bewijsstukken: [a, ~]}", "10: in de lijst 'bewijsstukken' hoort bij elk onderdeel één waarde"),
    scores("a score for an unknown skill", '"a.1"', '"a.8"', f"10: vaardigheid 'a.8' {NO_ROW}. Bedoelde je 'a.2'?"),
    scores("a score for an indicator that has skills", '"a.1"', '"a"', f"10: vaardigheid 'a' {NO_ROW}"),
    scores("a score for an id in capitals", '"a.1"', '"A.1"', f"10: vaardigheid 'A.1' {NO_ROW}. Bedoelde je 'a.1'?"),
    scores("a score outside the chosen kijkwijzers", "kijkwijzers: [ondiep, diep]", "kijkwijzers: [diep]",
           *(f"{line}: hoort bij kijkwijzer 'ondiep', en die staat niet bij 'kijkwijzers'" for line in (10, 11, 12))),
    whole(SCORE_FILE, "scores as a list", SCORES.replace('  "', '  - "'), "10: bij 'scores' horen regels met 'sleutel: waarde', geen lijst of losse waarde"),
    whole(SCORE_FILE, "scores as an empty list", SCORES[: SCORES.index('  "a.1"')].replace("scores:", "scores: []"), "9: bij 'scores' horen regels met 'sleutel: waarde'"),
    # Which rubric
    scores("an unknown rubric", "rubric: zwemles", "rubric: zwemlessen", "1: de rubric 'zwemlessen' bestaat niet. Bedoelde je 'zwemles'?"),
    scores("a rubric by its title", "rubric: zwemles", "rubric: Kijken naar een zwemles", "1: de rubric 'Kijken naar een zwemles' bestaat niet"),
    scores("an unknown versie", 'versie: "3"', 'versie: "2"', "2: van rubric 'zwemles' bestaat geen versie '2', wel: 3. Is het een oudere versie, bewaar die dan als zwemles@2.yml"),
    scores("a versie that is only a number", 'versie: "3"', "versie: 3.0", "2: van rubric 'zwemles' bestaat geen versie '3.0', wel: 3"),
    scores("no rubric", "rubric: zwemles\n", "", "1: 'rubric' ontbreekt; vul het in"),
    scores("a rubric without a name", "rubric: zwemles", "rubric:", "1: 'rubric' ontbreekt; vul het in"),
    scores("no versie", 'versie: "3"\n', "", "1: 'versie' ontbreekt; vul het in"),
    scores("no kijkwijzers where there are two", "kijkwijzers: [ondiep, diep]\n", "", "1: 'kijkwijzers' ontbreekt; vul het in"),
    scores("an empty list of kijkwijzers", "[ondiep, diep]", "[]", "3: de lijst 'kijkwijzers' is leeg"),
    scores("kijkwijzers as a word", "[ondiep, diep]", "ondiep", "3: bij 'kijkwijzers' hoort een lijst"),
    scores("an unknown kijkwijzer", "[ondiep, diep]", "[ondiep, diep, midden]", "3: 'midden' kan niet bij 'kijkwijzers'. Kies uit: ondiep, diep"),
    scores("a kijkwijzer twice", "[ondiep, diep]", "[ondiep, diep, ondiep]", "3: 'ondiep' staat twee keer in 'kijkwijzers'; haal er een weg"),
    # Who and when
    scores("another ib-er than the folder", "ib_er: jb-7", "ib_er: jb-8", "4: dit gaat over 'jb-8', maar het bestand staat in de map 'jb-7'; kijk na welke van de twee klopt"),
    scores("no ib-er", "ib_er: jb-7\n", "", "1: 'ib_er' ontbreekt; vul het in"),
    scores("a waarnemer by name", "{rol: adviseur, naam: R. Bakker}", "R. Bakker", "5: bij 'waarnemer' hoort een groep van 'sleutel: waarde'"),
    scores("an unknown rol", "rol: adviseur", "rol: adviser", "5: 'adviser' kan niet bij 'rol'. Bedoelde je 'adviseur'? Kies uit: adviseur, directeur, zelf"),
    scores("no rol", "rol: adviseur, ", "", "5: 'rol' ontbreekt; vul het in"),
    scores("a day to come", "2026-05-12", "2126-05-12", "6: de datum 2126-05-12 ligt in de toekomst; kijk het jaar na", "14: let op: deze afspraak is voor 2026-12-01, en dat is vóór de afname zelf"),
    scores("a day that does not exist", "2026-05-12", "2026-02-30", "6: 'datum': de dag '2026-02-30' bestaat niet"),
    scores("the day first", "2026-05-12", "12-05-2026", "6: schrijf 'datum' als jaar-maand-dag, bijvoorbeeld 2026-05-12, niet als '12-05-2026'"),
    scores("a day in words", "2026-05-12", "12 mei 2026", "6: schrijf 'datum' als jaar-maand-dag"),
    scores("a day with a time", "2026-05-12", "2026-05-12 10:00:00", "6: schrijf 'datum' als jaar-maand-dag"),
    scores("a day in Arabic digits", "2026-05-12", "٢٠٢٦-٠٥-١٢", "6: schrijf 'datum' als jaar-maand-dag"),
    scores("a year with a slip", "2026-05-12", "0206-05-12", "6: 'datum': het jaar 0206 kan niet kloppen"),
    scores("no date", "datum: 2026-05-12\n", "", "1: 'datum' ontbreekt; vul het in"),
    scores("an unknown doel", "doel: ontwikkeling", "doel: ontwikkelen", "7: 'ontwikkelen' kan niet bij 'doel'. Bedoelde je 'ontwikkeling'? Kies uit: ontwikkeling, beoordeling"),
    scores("an unknown status", "status: vastgesteld", "status: Vastgesteld", "8: 'Vastgesteld' kan niet bij 'status'. Bedoelde je 'vastgesteld'? Kies uit: concept, vastgesteld"),
    scores("fictief as yes", "rubric: zw", "fictief: yes\nrubric: zw", "1: bij 'fictief' hoort ja of nee, niet 'yes'"),
    # Texts
    note("a note of 4,001 characters", LONG, "12: 'aantekening' is 4001 tekens lang; het mogen er hoogstens 4000 zijn"),
    scores("a summary of 4,001 characters", "Rustige les.", LONG, "15: 'samenvatting' is 4001 tekens lang"),
    scores("an afspraak of 4,001 characters", "Bij elke les hardop tellen", LONG, "14: 'wat' is 4001 tekens lang"),
    scores("a name of 301 characters", "R. Bakker", "x" * 301, "5: 'naam' is 301 tekens lang; het mogen er hoogstens 300 zijn"),
    scores("a name on two lines", "R. Bakker", '"R.\\nBakker"', "5: 'naam' moet één regel zijn"),
    note("a note that is a list", "[druk, lawaai]", "12: bij 'aantekening' hoort één waarde, geen lijst of groep"),
    note("a note that is a group", "{Doel: helder}", "12: bij 'aantekening' hoort één waarde, geen lijst of groep"),
    # Afspraken
    scores("an afspraak about an unknown skill", "bij: [a.2]", "bij: [a.2, a.9]", f"14: vaardigheid 'a.9' {NO_ROW}"),
    scores("an afspraak about one skill that is not a list", "bij: [a.2]", "bij: a.2", "14: bij 'bij' hoort een lijst"),
    scores("an afspraak without words", "wat: Bij elke les hardop tellen, ", "", "14: 'wat' ontbreekt; vul het in"),
    scores("an afspraak of spaces", "wat: Bij elke les hardop tellen", "wat: '  '", "14: 'wat' ontbreekt; vul het in"),
    scores("an afspraak as a text", "- {wat: Bij elke les hardop tellen, wie: lesgever, voor: 2026-12-01, bij: [a.2]}", "- hardop tellen", "14: bij 'afspraken' hoort een groep van 'sleutel: waarde'"),
    scores("afspraken as a text", "afspraken:\n  - {wat: Bij elke les hardop tellen, wie: lesgever, voor: 2026-12-01, bij: [a.2]}", "afspraken: tellen", "13: bij 'afspraken' hoort een lijst"),
    scores("an afspraak that may be kept", "bij: [a.2]", "nagekomen: misschien", "14: bij 'nagekomen' hoort ja of nee, niet 'misschien'"),
    scores("an afspraak for before the afname", "voor: 2026-12-01", "voor: 2025-12-01", "14: let op: deze afspraak is voor 2025-12-01, en dat is vóór de afname zelf"),
    # The schaal of a rubric
    rubric("a schaal of one point", "  - {waarde: B, label: deels gezien}\n  - {waarde: A, label: helemaal gezien}\nvoldoende_vanaf: B", "voldoende_vanaf: C", "4: een schaal heeft minstens 2 punten"),
    rubric("no schaal", RUBRIC[RUBRIC.index("schaal:"): RUBRIC.index("voldoende")], "", "1: 'schaal' ontbreekt; vul het in"),
    rubric("a schaal without a boundary", "voldoende_vanaf: B\n", "", "1: 'voldoende_vanaf' ontbreekt; vul het in"),
    rubric("a boundary that is no point", "voldoende_vanaf: B", "voldoende_vanaf: 3", "8: '3' kan niet bij 'voldoende_vanaf'. Kies uit: C, B, A"),
    rubric("a point twice", "{waarde: B,", "{waarde: C,", "6: de waarde 'C' staat al in de schaal"),
    rubric("a point in capitals and not", "{waarde: A,", "{waarde: b,", "7: de waarde 'b' staat al in de schaal; kies een andere"),
    rubric("nvt as a point", "{waarde: C,", "{waarde: Nvt,", "5: 'nvt' kan geen punt van de schaal zijn"),
    rubric("not scored as a point", "{waarde: C,", '{waarde: "~",', "5: '~' betekent al 'nog niet gescoord'; kies een andere waarde"),
    rubric("a point with a space", "{waarde: C,", '{waarde: "C ",', "5: 'C ' begint of eindigt met een spatie; haal die weg"),
    rubric("a point that cannot be seen", "{waarde: C,", '{waarde: "\u202eC",', "5: in '\\u202eC' staat een teken dat niet te zien is; kies een andere waarde"),
    rubric("a point without a waarde", "{waarde: C,", "{", "5: 'waarde' ontbreekt; vul het in"),
    rubric("a point that is empty", "{waarde: C,", "{waarde: '',", "5: 'waarde' ontbreekt; vul het in"),
    rubric("a point without a meaning", "{waarde: C, label: nog niet gezien}", "{waarde: C}", "5: 'label' ontbreekt; vul het in"),
    rubric("a text for a point that does not exist", "{id: b, titel: Redden}", "{id: b, titel: Redden, beschrijvingen: {D: x}}", "23: punt 'D' bestaat niet in de schaal. Kies uit: C, B, A"),
    rubric("a list of texts for the points", "{id: b, titel: Redden}", "{id: b, titel: Redden, beschrijvingen: [a, b]}", "23: bij 'beschrijvingen' horen regels met 'sleutel: waarde'"),
    # The tree of a rubric
    rubric("a skill twice", "{id: a.2,", "{id: a.1,", "22: vaardigheid 'a.1' bestaat al op regel 21; geef een van de twee een andere id"),
    rubric("a skill twice on one line", "{id: c.1, tekst: De lesgever doet de slag voor.}", "{id: c.1, tekst: Ja., id: c.1}", "28: 'id' staat hier voor de tweede keer"),
    whole(RUBRIC_FILE, "two skills on one line", change(RUBRIC, "vaardigheden:\n      - {id: c.1, tekst: De lesgever doet de slag voor.}", "vaardigheden: [{id: c, tekst: Een.}, {id: C, tekst: Twee.}]"), "27: vaardigheid 'C' bestaat al op regel 27"),
    rubric("an indicator that is a row and has the id of a skill", "{id: b, titel", "{id: a.1, titel", "23: vaardigheid 'a.1' bestaat al op regel 21"),
    rubric("an indicator twice", "{id: b, titel", "{id: a, titel", "23: indicator 'a' bestaat al op regel 17"),
    rubric("an indicator twice that is a row", "{id: b, titel: Redden}", "{id: b, titel: Redden}\n      - {id: B, titel: Bergen}", "24: indicator 'B' bestaat al op regel 23"),
    rubric("a taakgebied twice", "id: lesgeven", "id: Veilig", "24: taakgebied 'Veilig' bestaat al op regel 13"),
    whole(RUBRIC_FILE, "a taakgebied without anything", RUBRIC[: RUBRIC.index("    vaardigheden:\n      - {id: c.1")], "24: taakgebied 'lesgeven' is leeg; geef het indicatoren of vaardigheden"),
    rubric("a taakgebied with both", "    kijkwijzer: diep\n", "    kijkwijzer: diep\n    indicatoren: [{id: d, titel: Doen}]\n", "28: taakgebied 'lesgeven' heeft al indicatoren; zet de vaardigheden daaronder"),
    rubric("no taakgebieden", RUBRIC[RUBRIC.index("taakgebieden:"):], "taakgebieden: []\n", "12: de lijst 'taakgebieden' is leeg"),
    rubric("a skill without a text", "{id: a.1, tekst: De lesgever ziet alle kinderen.}", "{id: a.1}", "21: 'tekst' ontbreekt; vul het in"),
    rubric("a skill in a word", "{id: a.1, tekst: De lesgever ziet alle kinderen.}", "toezicht", "21: bij 'vaardigheden' hoort een groep van 'sleutel: waarde'"),
    rubric("a row without a kijkwijzer", "    titel: Lesgeven\n    kijkwijzer: diep\n", "    titel: Lesgeven\n", "27: van 'c.1' is niet gezegd bij welke kijkwijzer het hoort"),
    rubric("an unknown kijkwijzer at a taakgebied", "kijkwijzer: diep", "kijkwijzer: diepe", "26: 'diepe' kan niet bij 'kijkwijzer'. Bedoelde je 'diep'? Kies uit: ondiep, diep"),
    rubric("a kijkwijzer without rows", "kijkwijzer: diep", "kijkwijzer: ondiep", "11: bij kijkwijzer 'diep' hoort geen enkele rij"),
    rubric("a kijkwijzer that exists", "{id: diep,", "{id: Ondiep,", "11: kijkwijzer 'Ondiep' bestaat al in deze rubric", "26: 'diep' kan niet bij 'kijkwijzer'"),
    rubric("no kijkwijzers", RUBRIC[RUBRIC.index("kijkwijzers:"): RUBRIC.index("taakgebieden:")], "", "1: 'kijkwijzers' ontbreekt; vul het in"),
    rubric("a way of seeing that does not exist", "{id: b, titel: Redden}", "{id: b, titel: Redden, waarneembaar: [zien]}", "23: 'zien' kan niet bij 'waarneembaar'. Kies uit: observatie, gesprek, bewijsstuk"),
    rubric("a misspelt key that had to be there", "titel: Kijken", "tietel: Kijken", "3: de sleutel 'tietel' kan hier niet. Bedoelde je 'titel'?"),
    rubric("a key with a capital", "titel: Kijken", "Titel: Kijken", "3: de sleutel 'Titel' kan hier niet. Bedoelde je 'titel'?"),
    rubric("no title", "titel: Kijken naar een zwemles\n", "", "1: 'titel' ontbreekt; vul het in"),
    rubric("a language in words", "titel: Kijken", "taal: Nederlands, denk ik\ntitel: Kijken", "3: 'Nederlands, denk ik' is geen taalcode"),
    # Links
    *(
        rubric(f"the link {url}", "titel: Kijken", f"bron: {{url: '{url}'}}\ntitel: Kijken", f"3: '{url}' is geen link naar een website; begin met https://")
        for url in ("javascript:alert(1)", "file:///etc/passwd", "//x.nl", "www.x.nl", "https://", "https:///x", "http://[x", "ftp://x.nl", "https://x.nl/a b", " https://x.nl", "data:text/html,x")
    ),
    # The crosswalk
    rubric("a crosswalk to no rubric", "voldoende_vanaf: B", "voldoende_vanaf: B\nsluit_aan_bij: [{hier: veilig, daar: turnen/veilig}]", "9: 'daar' wijst naar de rubric 'turnen', en die is er niet"),
    rubric("a crosswalk from nowhere", "voldoende_vanaf: B", "voldoende_vanaf: B\nsluit_aan_bij: [{hier: vielig, daar: turnen/veilig}]", "9: 'vielig' kan niet bij 'hier'. Bedoelde je 'veilig'? Kies uit: veilig, lesgeven"),
    rubric("a crosswalk to a word", "voldoende_vanaf: B", "voldoende_vanaf: B\nsluit_aan_bij: [{hier: veilig, daar: turnen}]", "9: schrijf bij 'daar' RUBRIC/TAAKGEBIED, niet 'turnen'"),
    rubric("a crosswalk to itself", "voldoende_vanaf: B", "voldoende_vanaf: B\nsluit_aan_bij: [{hier: veilig, daar: zwemles/lesgeven}]", "9: 'zwemles/lesgeven' is van deze rubric zelf"),
    # The register
    register("an unknown aanstelling", "aanstelling: taak", "aanstelling: vast", "3: 'vast' kan niet bij 'aanstelling'. Kies uit: taak, functie"),
    register("out of work before in it", "in_dienst: 2021-08-01", "in_dienst: 2021-08-01, uit_dienst: 2020-07-31", "3: 'jb-7' zou uit dienst gaan voor de eerste werkdag"),
    register("a name for a person", "{naam: Jo Blaak, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}", "Jo Blaak", "3: bij 'jb-7' hoort een groep van 'sleutel: waarde'"),
    whole(REGISTER_FILE, "nobody of these scores in the register", "ib_ers:\n  jb-6: {naam: Jo}\n",
          f"{SCORE_FILE}:4: let op: 'jb-7' staat niet in het register; het verslag komt onder dit pseudoniem. Bedoelde je 'jb-6'?"),
)  # fmt: skip
