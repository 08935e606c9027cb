// Last round beside this one: its scores in words at each row, and what was agreed.
"use strict";

(() => {
  const { hulp: { byId, make, setText, longDate }, instrument: { rows, knows, scoreOf, words, lang }, rijen, werk } = window.kijkwijzer;
  const KEPT = new Map([[true, "nagekomen"], [false, "niet nagekomen"], [null, "niet bekend of het is nagekomen"]]);

  // What was for one doel never stands beside what is for the other.
  function shown() {
    const { previous, afname } = werk.draft;
    return previous && knows(previous) && (!afname.doel || afname.doel === previous.doel) ? previous : null;
  }

  function show() {
    const previous = shown();
    for (const part of rijen.parts.values()) {
      const place = part.place.querySelector(".vorige");
      const has = previous && previous.kijkwijzers.includes(rows.get(part.id).kijkwijzer);
      place.hidden = !has;
      if (has) place.replaceChildren("Vorige keer: ", make("b", { lang }, words(scoreOf(previous, part.id))));
      else setText(place, "");
    }
    showAfspraken(previous);
  }

  function showAfspraken(previous) {
    const place = byId("vorige-keer");
    place.hidden = !werk.draft.previous;
    if (!werk.draft.previous) return place.replaceChildren();
    const { datum, doel, waarnemer, afspraken } = werk.draft.previous;
    const heading = make("h3", {}, `Vorige keer: ${longDate(datum)}, ${waarnemer.rol}`);
    if (!previous) {
      const reason = knows(werk.draft.previous) ? `Toen was het doel ${doel}.` : "De rubric is sindsdien veranderd.";
      return place.replaceChildren(heading, make("p", {}, `${reason} Daarom staan de scores en afspraken van toen er nu niet bij.`));
    }
    return place.replaceChildren(
      heading,
      make("p", {}, afspraken?.length ? "Dit spraken jullie toen af. Bespreek eerst of het gelukt is." : "Toen zijn er geen afspraken gemaakt."),
      make("ul", {}, (afspraken ?? []).map(afspraakLine)),
    );
  }

  function afspraakLine({ wat, wie, voor, bij = [], nagekomen = null, opmerking }) {
    const facts = [wie, voor && `voor ${longDate(voor)}`, bij.length && `bij ${bij.join(", ")}`, KEPT.get(nagekomen)].filter(Boolean);
    return make("li", {},
      make("span", { class: "vrij" }, wat),
      make("span", { class: "feiten" }, facts.join(" · ")),
      opmerking ? make("span", { class: "feiten vrij" }, opmerking) : "");
  }

  werk.on("open", show);
  werk.on("changed", ({ veld }) => { if (veld === "doel") show(); });
})();
