"""Thirty faults over five files come out as thirty problems in one run, each with its line.

A fault stands on a line that ends in FOUT, so that the files say themselves what is expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.projects import problems, put

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": """\
site_name: Proefproject
docs_dir: content
site_dir: ../site                                           # FOUT
extra:
  kijkwijzer:
    score: scores                                           # FOUT
    dossier: .git                                           # FOUT
""",
    "rubrics/duiken.yml": """\
id: duikles                                                 # FOUT
versie: 1/2                                                 # FOUT
tietel: Kijken naar een duikles                             # FOUT
taal: 'Nederlands, denk ik'                                 # FOUT
bron: {url: 'javascript:alert(1)'}                          # FOUT
schaal:
  - {waarde: 1, label: nee}
  - {waarde: nvt, label: soms}                              # FOUT
  - {waarde: 3, lable: ja}                                  # FOUT
voldoende_vanaf: 3
kijkwijzers:
  - {id: alles, titel: Alles}
taakgebieden:
  - id: onder
    titel: Onder water
    vaardigheden:
      - {id: '1', tekst: Ademt rustig.}
      - {id: '1', tekst: Blijft bij de groep.}              # FOUT
      - {id: ../2, tekst: Ziet alles.}                      # FOUT
      - {id: '3', tekst: Stijgt langzaam., kaders: wet}     # FOUT
  - id: boven                                               # FOUT
    titel: Boven water
""",
    "scores/jb-7/2026-05-12-adviseur.yml": """\
rubric: zwemles
versie: '3'
kijkwijzers: [ondiep, midden]                               # FOUT
ib_er: jb-8                                                 # FOUT
waarnemer: {rol: coach}                                     # FOUT
datum: 2026-02-30                                           # FOUT
doel: ontwikkeling
status: vastgesteld
scores:
  a.1: 3.0                                                  # FOUT
  a.8: B                                                    # FOUT
  a.2:
    score: A
    aantekening: groep #7 telde niet                        # FOUT
    bron: gezien                                            # FOUT
  b: B
  "b": A                                                    # FOUT
afspraken:
  - {wie: lesgever, bij: [a.2], voor: 1 december 2026}      # FOUT FOUT
""",
    "scores/jb-9/2026-05-12-zelf.yml": """\
rubric: zwemlessen                                          # FOUT
versie: '3'
ib_er: jb-9
waarnemer: {rol: zelf}
datum: 2027-05-12                                           # FOUT
doel: ontwikkeling
status: concept
scores: [A, B]                                              # FOUT
""",
    "scores/register.yml": """\
ib_ers:
  jb-7: {naam: Jo Blaak, aanstelling: vast}                 # FOUT
  jb-9: {naam: [Ka, Dam]}                                   # FOUT
""",
}


def test_thirty_faults_over_five_files_are_thirty_problems_each_at_its_line(project: Path) -> None:
    expected = []
    for path, text in FILES.items():
        put(project, path, text)
        for line, content in enumerate(text.splitlines(), start=1):
            expected += [f"{path}:{line}"] * content.count("FOUT")

    said = problems(project)

    assert len(expected) == 30
    assert [line.split(": ")[0] for line in said] == expected, "\n".join(said)
