// Two score files of one meeting beside each other, row by row. They are only shown: nothing of them is kept or mixed.
"use strict";

(() => {
  const { hulp: { byId, make, longDate, say }, instrument: { rowsOf, kindOf, words, own, lang }, invoer, werk } = window.kijkwijzer;
  const files = { a: null, b: null };
  const SIDES = ["a", "b"];
  const FAR = 2;

  // --- Choosing

  async function choose(side, file) {
    const chosen = { name: file.name, afname: null };
    files[side] = chosen;
    byId(`naast-naam-${side}`).textContent = file.name;
    const read = await invoer.read(file);
    if (files[side] !== chosen) return undefined;      // by now another one was chosen, or none
    if (read.problems.length) {
      byId("naast-uit").hidden = true;
      return invoer.showProblems(byId("naast-problemen"), file.name, read.problems);
    }
    chosen.afname = { scores: {}, afspraken: [], ...read.afname };
    return show();
  }

  // What makes that these two cannot be laid side by side.
  function mismatch(a, b) {
    if (a.ib_er !== b.ib_er) return `Het eerste bestand gaat over ${a.ib_er} en het tweede over ${b.ib_er}. Kies twee bestanden over dezelfde ib-er.`;
    if (a.doel !== b.doel) return `Het eerste bestand is voor ${a.doel} en het tweede voor ${b.doel}. Die leggen we niet naast elkaar.`;
    if (kijkwijzer.write(a) === kijkwijzer.write(b)) return "Dit is twee keer dezelfde afname. Kies het bestand van de andere waarnemer.";
    return "";
  }

  // --- Comparing

  function scoreOf(afname, id) {
    return Object.hasOwn(afname.scores, id) ? afname.scores[id] : { score: null };
  }

  // Higher comes first: points apart, then nvt beside a point, then open on one side, then the same.
  function apart(one, other) {
    const [left, right] = [kindOf(one.score), kindOf(other.score)];
    if (left === right) return { order: left === "open" ? -3 : 0, text: { open: "beiden open", nvt: "beiden nvt" }[left] ?? "gelijk" };
    if (typeof left === "number" && typeof right === "number") {
      const steps = Math.abs(left - right);
      return { order: steps, text: steps === 1 ? "1 punt" : `${steps} punten`, isFar: steps >= FAR };
    }
    if (left === "open" || right === "open") return { order: -1, text: "één open" };
    return { order: 0.5, text: "één nvt" };
  }

  function pairs() {
    const [a, b] = SIDES.map((side) => files[side].afname);
    const shared = rowsOf(a.kijkwijzers.filter((id) => b.kijkwijzers.includes(id)));
    return shared.map((row) => {
      const said = [scoreOf(a, row.id), scoreOf(b, row.id)];
      return { row, said, difference: apart(...said) };
    });
  }

  // --- Showing

  function show() {
    if (!files.a?.afname || !files.b?.afname) {
      byId("naast-problemen").hidden = true;
      return;
    }
    const [a, b] = SIDES.map((side) => files[side].afname);
    const wrong = mismatch(a, b);
    byId("naast-uit").hidden = Boolean(wrong);
    if (wrong) {
      invoer.showProblems(byId("naast-problemen"), "", [{ message: wrong }]);
      return;
    }
    byId("naast-problemen").hidden = true;
    draw();
    say("De twee bestanden staan naast elkaar");
  }

  function draw() {
    const byDifference = document.querySelector("input[name=volgorde]:checked").value === "verschil";
    const found = pairs();
    const ordered = byDifference ? [...found].sort((one, other) => other.difference.order - one.difference.order) : found;
    byId("naast-tabel").replaceChildren(summary(found), table(ordered));
  }

  function summary(found) {
    const [a, b] = SIDES.map((side) => files[side].afname);
    const both = found.filter(({ difference: { order }, said }) => said.every(({ score }) => typeof kindOf(score) === "number") && order >= 0);
    const same = both.filter(({ difference }) => difference.order === 0).length;
    return make("div", {},
      make("p", {}, `${a.ib_er} · ${a.datum === b.datum ? longDate(a.datum) : `${longDate(a.datum)} en ${longDate(b.datum)}: niet op dezelfde dag`} · ${a.doel}`),
      make("p", {}, both.length ? `Rijen die beiden scoorden: ${both.length}. Gelijk: ${same}.` : "Er is nog geen rij die beiden scoorden."));
  }

  function who(side) {
    const { waarnemer } = files[side].afname;
    const rol = waarnemer.rol === "zelf" ? "de ib-er zelf" : waarnemer.rol;
    return waarnemer.naam ? `${waarnemer.naam} (${rol})` : rol;
  }

  // Two of one rol without names are still told apart, by their files.
  function names() {
    const [one, other] = SIDES.map(who);
    return one === other ? SIDES.map((side, index) => `${[one, other][index]}, ${files[side].name}`) : [one, other];
  }

  function table(found) {
    const titles = names();
    return make("table", { class: "tabel paar" },
      make("caption", { class: "vh" }, "De scores van twee waarnemers, rij voor rij"),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Rij"), titles.map((title) => make("th", { scope: "col" }, title)), make("th", { scope: "col" }, "Verschil"))),
      make("tbody", {}, found.map((pair) => line(pair, titles))));
  }

  function line({ row, said, difference }, titles) {
    return make("tr", { class: difference.isFar ? "ver" : null },
      make("th", { scope: "row" }, make("span", { class: "nr" }, row.id), " ", own(row.tekst)),
      said.map((one, index) => cell(one, titles[index])),
      make("td", {}, make("span", { class: "anders-woord" }, difference.text)));
  }

  function cell({ score, bron, aantekening, bewijsstukken = [] }, title) {
    const facts = [bron, ...bewijsstukken].filter(Boolean);
    return make("td", {},
      make("span", { class: "op-smal", "aria-hidden": "true" }, `${title}: `),
      make("span", { class: "punt-woord", lang }, words(score)),
      facts.length ? make("p", { class: "feit" }, facts.join(" · ")) : "",
      aantekening ? make("p", { class: "aantekening vrij" }, aantekening) : "");
  }

  // --- Beginning and end

  function clear() {
    for (const side of SIDES) {
      files[side] = null;
      byId(`naast-naam-${side}`).textContent = "Nog niet gekozen";
    }
    byId("naast-tabel").replaceChildren();
    byId("naast-uit").hidden = true;
    byId("naast-problemen").hidden = true;
  }

  for (const side of SIDES) {
    byId(`naast-kies-${side}`).addEventListener("click", () => byId(`naast-${side}`).click());
    byId(`naast-${side}`).addEventListener("change", ({ target }) => {
      const [file] = target.files;
      target.value = "";
      if (file) choose(side, file);
    });
  }
  for (const radio of document.querySelectorAll("input[name=volgorde]")) radio.addEventListener("change", draw);
  byId("naast-print").addEventListener("click", () => print());
  byId("naast-terug").addEventListener("click", () => werk.show("start"));
  byId("leg-naast").addEventListener("click", () => werk.show("naast"));
  werk.on("view", (view) => { if (view !== "naast") clear(); });
})();
