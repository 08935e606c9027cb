"""Bad input: ids that would become a path, a command, or the name of another file."""

from __future__ import annotations

from tests.hostile.corpus import Hostile, register, rubric, scores, settings, whole
from tests.projects import RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, change

BAD_IDS = (
    "../../x", "..", ".", "/x", "a/b", "a\\b", "C:x", ".git", "", " ", "-rf", "_x", "x.", "x-", "x ", "a..b", "x" * 65, "y" * 300,
    "CON", "con", "nul.txt", "COM1", "lpt9.yml", "aux", "index", "Index.html", "élan", "a b", "a\u00a0b", "a%2fb", "a?b", "a#b", "a:b", "<b>",
    "a\u202eb", "💥", "a@b", "$HOME", "{{7*7}}", "~",
)  # fmt: skip
BAD_FOLDERS = (
    "../buiten", "/srv/x", "a/../b", "a//b", ".", "..", ".git", "a/.git", "-rf", "C:\\x", "a\\b", "site:x", "CON", "a/nul.txt", "punt.", "spatie ", "x" * 101, "a\u200bb", "wat?",
)  # fmt: skip

CORPUS: tuple[Hostile, ...] = (
    *(rubric(f"the id {bad[:65]!r}", "id: veilig", f"id: '{bad}'", "13: kan geen id zijn: gebruik hoogstens 64 letters") for bad in BAD_IDS),
    rubric("no id", "  - id: veilig\n    titel: V", "  - titel: V", "13: 'id' ontbreekt; vul het in"),
    rubric("an id that means nothing", "id: veilig", "id: null", "13: 'id' ontbreekt; vul het in"),
    rubric("an id that is a list", "id: veilig", "id: [veilig]", "13: bij 'id' hoort één waarde, geen lijst of groep"),
    rubric("another id than the file", "id: zwemles", "id: turnles", "1: de id is 'turnles', maar het bestand heet naar 'zwemles'; maak ze gelijk"),
    rubric("an id of a rubric that is a path", "id: zwemles", "id: ../zwemles", "1: '../zwemles' kan geen id zijn"),
    rubric("a versie that is a path", 'versie: "3"', "versie: ../3", "2: '../3' kan geen versie zijn"),
    rubric("a versie in words", 'versie: "3"', "versie: 3 (concept)", "2: '3 (concept)' kan geen versie zijn"),
    rubric("an id of a kijkwijzer that is a path", "{id: diep,", "{id: ../diep,", "11: '../diep' kan geen id zijn", "26: 'diep' kan niet bij 'kijkwijzer'"),
    rubric("an id of an indicator that is a path", "{id: b, titel", "{id: ../b, titel", "23: '../b' kan geen id zijn"),
    rubric("an id of a skill that is a path", "{id: a.1,", "{id: a/1,", "21: 'a/1' kan geen id zijn"),
    scores("a pseudonym that is a path", "ib_er: jb-7", "ib_er: ../jb-7", "4: '../jb-7' kan geen ib_er zijn"),
    register("a pseudonym in the register that is a path", "  jb-7:", "  ../jb-7: {}\n  jb-7:", "3: '../jb-7' kan geen pseudoniem zijn"),
    register("a pseudonym in the register twice but for case", "  jb-7:", "  JB-7: {}\n  jb-7:", "4: 'jb-7' en het pseudoniem op regel 3 verschillen alleen in hoofdletters"),
    register("a pseudonym in the register twice", "  jb-7:", "  jb-7: {}\n  jb-7:", "4: 'jb-7' staat hier voor de tweede keer"),
    *(whole(path, f"the rubric file {path}", RUBRIC, "noem een rubric ID.yml, en een oude versie ID@VERSIE.yml")
      for path in ("rubrics/zwem les.yml", "rubrics/con.yml", "rubrics/zwemles@.yml", "rubrics/zwemles@1@2.yml", "rubrics/@1.yml", "rubrics/-rf.yml", "rubrics/zwemles..yml")),
    whole("rubrics/zwemles@2.yml", "an old versie under another name", RUBRIC, "2: de versie is '3', maar de bestandsnaam zegt '2'; maak ze gelijk"),
    whole("rubrics/zwemles@3.yml", "a versie that is also the current one", RUBRIC, "2: rubric 'zwemles' versie '3' staat ook in rubrics/zwemles.yml"),
    whole("rubrics/zwemles.yaml", "a rubric with both endings", RUBRIC, "rubrics/zwemles.yml:2: rubric 'zwemles' versie '3' staat ook in rubrics/zwemles.yaml"),
    whole("rubrics/zwemles-diep.yml", "a rubric whose form has the name of another's", change(RUBRIC, "id: zwemles", "id: zwemles-diep").replace('"3"', '"4"'),
          f"{RUBRIC_FILE}:1: de kijkwijzer zwemles-diep.pdf zou ook bij rubrics/zwemles-diep.yml horen"),
    *(settings(f"the folder {bad!r:.20} for scores", f"extra: {{kijkwijzer: {{dossier: '{bad}'}}}}\n", "11: kan geen map binnen het project zijn; schrijf 'naam' of 'map/naam'") for bad in BAD_FOLDERS),
    settings("scores among the templates", "extra: {kijkwijzer: {scores: site_templates/scores}}\n", "11: 'site_templates/scores' ligt in 'site_templates', en alles daarin komt op de openbare site"),
    settings("scores in the public content", "extra: {kijkwijzer: {scores: content/scores}}\n", "11: 'content/scores' ligt in 'content', en alles daarin komt op de openbare site"),
    settings("the register in the public content", "extra: {kijkwijzer: {register: scores/../content/register.yml}}\n",
             "content/register.yml: let op: er is geen register", "11: 'content/register.yml' ligt in 'content', en alles daarin komt op de openbare site; zet het ergens anders",
             "scores/register.yml: een scorebestand hoort in de map van een ib-er"),
    whole(SCORE_FILE.replace("jb-7", "jb-8"), "a score file in the folder of somebody else", SCORES, "4: dit gaat over 'jb-7', maar het bestand staat in de map 'jb-8'"),
)  # fmt: skip
