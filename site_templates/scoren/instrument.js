// What the page knows of the rubric: its rows, its points, and which kijkwijzers stand on this page.
"use strict";

(() => {
  const { hulp: { make } } = window.kijkwijzer;
  const rubric = kijkwijzer.rubric();
  const page = JSON.parse(document.getElementById("formulier").textContent);
  const NVT = "nvt";

  const rows = new Map(rubric.taakgebieden.flatMap((gebied) => gebied.rijen.map((rij) => [rij.id, { ...rij, gebied: gebied.id }])));
  const points = new Map(rubric.schaal.map((punt, rank) => [punt.waarde, { ...punt, rank }]));
  const sufficient = points.get(rubric.voldoende_vanaf).rank;
  const lang = rubric.taal === "nl" ? null : rubric.taal;

  // Rows of these kijkwijzers, in the order of the rubric.
  function rowsOf(kijkwijzers) {
    return [...rows.values()].filter((row) => kijkwijzers.includes(row.kijkwijzer));
  }

  // One of: the rank of a point, "nvt" or "open". The three are never mixed.
  function kindOf(score) {
    if (score === null || score === undefined || score === "") return "open";
    return score === NVT ? NVT : points.get(score).rank;
  }

  const isStrong = (score) => kindOf(score) === rubric.schaal.length - 1;
  const isWeak = (score) => typeof kindOf(score) === "number" && kindOf(score) < sufficient;

  function scoreOf(afname, id) {
    return Object.hasOwn(afname.scores, id) ? afname.scores[id].score ?? null : null;
  }

  // 2 (enigszins), nvt, open.
  function words(score) {
    const kind = kindOf(score);
    if (typeof kind !== "number") return kind;
    const { waarde, kort } = points.get(score);
    return kort && kort !== waarde ? `${waarde} (${kort})` : waarde;
  }

  // A text of the rubric inside a line of ours: its language and its direction of writing stay its own.
  const own = (text) => make("bdi", { lang }, text);

  // The smallest page that holds all of these kijkwijzers; none for kijkwijzers that do not exist.
  function pageFor(kijkwijzers) {
    const fitting = page.formulieren.filter((form) => kijkwijzers.every((id) => form.kijkwijzers.includes(id)));
    return fitting.sort((one, other) => one.kijkwijzers.length - other.kijkwijzers.length).at(0);
  }

  // What the storage of a device holds may be of before a rubric was changed: only what this page can show whole is opened in it.
  function knows(afname) {
    return afname.rubric === rubric.id && afname.versie === rubric.versie
      && afname.kijkwijzers.every((id) => rubric.kijkwijzers.some((kijkwijzer) => kijkwijzer.id === id))
      && Object.entries(afname.scores).every(([id, { score }]) => rows.has(id) && (isNoPoint(score) || points.has(score)));
  }

  const isNoPoint = (score) => score === null || score === undefined || score === NVT;

  const fitsHere = (kijkwijzers) => kijkwijzers.every((id) => page.kijkwijzers.includes(id));

  kijkwijzer.instrument = { rubric, page, knows, rows, points, lang, NVT, rowsOf, kindOf, isStrong, isWeak, scoreOf, words, own, pageFor, fitsHere };
})();
