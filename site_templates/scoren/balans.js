// The balans, drawn up while one scores: counted per taakgebied, never averaged, and never a grade.
"use strict";

(() => {
  const { hulp: { byId, make, button, counted, goTo }, instrument: { rubric, NVT, rowsOf, kindOf, isStrong, isWeak, scoreOf, words, own, lang }, rijen, werk } = window.kijkwijzer;
  const PAUSE = 150;
  const LONG_PAUSE = 2000;
  const place = byId("balans-inhoud");
  let isNear = false;
  let isOld = true;
  let timer = null;

  // --- Counting

  function telling(afname, rows) {
    const kinds = rows.map((row) => kindOf(scoreOf(afname, row.id)));
    const count = (kind) => kinds.filter((each) => each === kind).length;
    return { perPunt: rubric.schaal.map((_, rank) => count(rank)), nvt: count(NVT), open: count("open") };
  }

  function table(afname, kijkwijzer) {
    const rows = rowsOf([kijkwijzer.id]);
    const lines = rubric.taakgebieden.map((gebied) => [gebied, rows.filter((row) => row.gebied === gebied.id)]).filter(([, of]) => of.length);
    const body = lines.map(([gebied, of]) => line(own(gebied.titel), telling(afname, of)));
    if (lines.length > 1) body.push(line("Alles", telling(afname, rows), "samen"));
    const caption = `Aantal rijen per punt${afname.kijkwijzers.length > 1 ? `: ${kijkwijzer.titel}` : ""}`;
    return make("div", { class: "schuif", role: "region", tabindex: "0", "aria-label": caption },
      make("table", { class: "tabel telling" }, make("caption", { class: "vh" }, caption), head(), make("tbody", {}, body)));
  }

  function head() {
    const punten = rubric.schaal.map(({ waarde, kort }) => make("th", { scope: "col", lang }, waarde, kort && kort !== waarde ? make("span", { class: "kort" }, ` ${kort}`) : ""));
    return make("thead", {}, make("tr", {}, make("td", {}), punten, make("th", { scope: "col" }, "nvt"), make("th", { scope: "col" }, "open")));
  }

  function line(title, { perPunt, nvt, open }, kind) {
    const cells = [...perPunt, nvt, open].map((number) => make("td", { class: number ? null : "nul" }, String(number)));
    return make("tr", { class: kind }, make("th", { scope: "row" }, title), cells);
  }

  // --- Which rows

  function lists(afname, { withLinks }) {
    const rows = rowsOf(afname.kijkwijzers);
    const those = (is) => rows.filter((row) => is(scoreOf(afname, row.id)));
    const open = those((score) => score === null);
    return [
      make("div", { class: "balans-punten" },
        list("Sterke punten", those(isStrong), "Nog geen rij op het hoogste punt.", { afname, withLinks }),
        list("Ontwikkelpunten", those(isWeak), "Nog geen ontwikkelpunt.", { afname, withLinks, withScore: true, withAfspraak: withLinks })),
      list("Niet van toepassing", those((score) => score === NVT), "", { afname, withLinks, withReason: true }),
      list(`Nog open: ${counted(open.length, "rij", "rijen")}`, open, "", { afname, withLinks }),
    ];
  }

  function list(title, rows, none, options) {
    if (!rows.length && !none) return "";
    const items = rows.length ? make("ul", {}, rows.map((row) => item(row, options))) : make("p", { class: "zacht" }, none);
    return make("div", { class: "balans-lijst" }, make("h3", {}, title), items);
  }

  function item(row, { afname, withLinks, withScore, withAfspraak, withReason }) {
    const text = [make("span", { class: "nr" }, row.id), " ", own(row.tekst)];
    const hasNote = afname.scores[row.id]?.aantekening;
    return make("li", {},
      withLinks ? make("a", { href: `#rij:${row.id}`, on: { click: (event) => toRow(event, row.id) } }, text) : text,
      withScore ? make("div", { class: "punt-woord", lang }, words(scoreOf(afname, row.id))) : "",
      withReason && !hasNote && withLinks ? make("div", { class: "punt-woord" }, "Schrijf er nog bij waarom.") : "",
      withAfspraak ? afspraakButton(row.id) : "");
  }

  function afspraakButton(id) {
    const made = button("Maak een afspraak", () => kijkwijzer.afspraken.add({ bij: [id] }), "stil");
    made.append(make("span", { class: "vh" }, ` bij ${id}`));
    return make("div", {}, made);
  }

  function toRow(event, id) {
    event.preventDefault();
    goTo(rijen.parts.get(id).radios[0], "center");
  }

  function build(afname, options = { withLinks: true }) {
    const kijkwijzers = rubric.kijkwijzers.filter(({ id }) => afname.kijkwijzers.includes(id));
    const tables = kijkwijzers.flatMap((kijkwijzer) => [
      kijkwijzers.length > 1 ? make("h3", { class: "balans-lijst", lang }, kijkwijzer.titel) : "",
      table(afname, kijkwijzer),
    ]);
    return make("div", {}, tables, lists(afname, options));
  }

  // --- Drawn when it is near, and otherwise when nothing is tapped for a while, so that a tap never waits for it

  function draw() {
    clearTimeout(timer);
    timer = null;
    if (!isOld || !werk.draft) return;
    isOld = false;
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(build(werk.afname));
    if (hadFocus) byId("balans-kop").focus({ preventScroll: true });
  }

  function plan() {
    isOld = true;
    clearTimeout(timer);
    timer = setTimeout(draw, isNear ? PAUSE : LONG_PAUSE);
  }

  new IntersectionObserver((entries) => {
    isNear = entries.at(-1).isIntersecting;
    if (isNear) draw();
  }, { rootMargin: "600px" }).observe(byId("balans"));
  werk.on("open", plan);
  werk.on("changed", ({ rij, veld }) => { if (rij || veld === "kijkwijzers") plan(); });

  kijkwijzer.balans = { build };
})();
