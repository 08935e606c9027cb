// On paper: what was filled in, as text, made at the moment of printing.
"use strict";

(() => {
  const { hulp: { byId, make, longDate }, instrument: { rubric, rowsOf, scoreOf, words, own, lang }, afspraken, balans, werk } = window.kijkwijzer;
  const place = byId("afdruk");
  // Characters of a note that may run on to the next page.
  const LONG = 500;
  const ROLLEN = { adviseur: "adviseur", directeur: "directeur", zelf: "de ib-er zelf" };
  const TAKEN = { ib: "taak van de ib-er", directeur: "taak van de directeur", samen: "taak van beiden samen", onduidelijk: "onduidelijk wiens taak" };

  function head({ ib_er, datum, waarnemer, doel, aanleiding, status, fictief }) {
    const facts = [
      ["Ib-er", ib_er], ["Datum", longDate(datum)], ["Waarnemer", [waarnemer.naam, ROLLEN[waarnemer.rol]].filter(Boolean).join(", ")],
      ["Doel", doel], ["Aanleiding", aanleiding], ["Status", status],
    ];
    return [
      make("p", { class: "over", lang }, `${rubric.naam}, versie ${rubric.versie}`),
      make("h1", {}, fictief ? "Ingevulde kijkwijzer: verzonnen voorbeeld" : "Ingevulde kijkwijzer"),
      make("dl", { class: "gegevens-lijst" }, facts.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text || "niet ingevuld")])),
    ];
  }

  function rows(afname) {
    const chosen = rowsOf(afname.kijkwijzers);
    return rubric.taakgebieden.flatMap((gebied) => {
      const own_ = chosen.filter((row) => row.gebied === gebied.id);
      return own_.length ? titled(own(gebied.titel), own_.map((row) => line(afname, row))) : [];
    });
  }

  // The heading stays with the first line.
  function titled(title, [first, ...others]) {
    return [make("div", { class: "bijeen" }, make("h2", {}, title), first), ...others];
  }

  function line(afname, row) {
    const said = Object.hasOwn(afname.scores, row.id) ? afname.scores[row.id] : {};
    const facts = [said.bron, ...(said.bewijsstukken ?? []), TAKEN[said.taak]].filter(Boolean).join(" · ");
    return make("div", { class: (said.aantekening ?? "").length > LONG ? "score-rij lang" : "score-rij" },
      make("div", {}, make("span", { class: "nr" }, row.id), " ", own(row.tekst)),
      make("div", { class: "punt-woord", lang }, words(scoreOf(afname, row.id))),
      facts ? make("div", { class: "erbij" }, facts) : "",
      said.aantekening ? make("div", { class: "erbij vrij" }, said.aantekening) : "");
  }

  function afspraakLine({ wat, wie, voor, bij }) {
    const facts = [wie, voor && `voor ${longDate(voor)}`, bij.length && `bij ${bij.join(", ")}`].filter(Boolean).join(" · ");
    return make("div", { class: "afspraak-regel" }, make("div", { class: "vrij" }, wat), make("div", { class: "zacht" }, facts));
  }

  function text(title, said) {
    return said ? [make("h2", {}, title), make("p", { class: "vrij" }, said)] : [];
  }

  function draw() {
    if (!werk.draft) return place.replaceChildren();
    const { afname } = werk;
    const agreed = afname.afspraken.filter(afspraken.isSaid);
    return place.replaceChildren(
      ...head(afname), ...rows(afname),
      make("h2", {}, "Balans"), balans.build(afname, { withLinks: false }),
      ...(agreed.length ? titled("Afspraken", agreed.map(afspraakLine)) : []),
      ...text("Samenvatting", afname.samenvatting), ...text("Zienswijze van de ib-er", afname.zienswijze));
  }

  addEventListener("beforeprint", draw);
  addEventListener("afterprint", () => place.replaceChildren());
  byId("print").addEventListener("click", () => print());
})();
