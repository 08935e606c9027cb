// Whether an afname stands, as it is now, where it goes on from: in a score file, or on one's own machine in the dossier.
//   draft.bestand is {time, isChanged}, or absent as long as there is no such file.
"use strict";

(() => {
  const { hulp: { byId, moment }, werk } = window.kijkwijzer;
  const isServed = Boolean(byId("bewaren"));

  // "nooit", "gelijk" or "veranderd".
  function stateOf({ bestand }) {
    if (!bestand) return "nooit";
    return bestand.isChanged ? "veranderd" : "gelijk";
  }

  function words(draft) {
    const state = stateOf(draft);
    if (isServed) return state === "gelijk" ? "in het dossier" : "nog niet in het dossier";
    return {
      nooit: "nog niet als scorebestand bewaard",
      gelijk: `scorebestand bewaard${draft.bestand?.time ? ` ${moment(draft.bestand.time)}` : ""}`,
      veranderd: "veranderd na het laatste scorebestand",
    }[state];
  }

  // What wiping it costs.
  function loss(draft) {
    if (isServed) return stateOf(draft) === "gelijk" ? "In het dossier blijft hij staan." : "Wat nog niet in het dossier staat, ben je dan kwijt.";
    return {
      nooit: "Er is nog geen scorebestand van: je bent hem dan kwijt.",
      gelijk: "Het scorebestand blijft bestaan.",
      veranderd: "Het scorebestand blijft bestaan, maar wat je daarna veranderde, ben je dan kwijt.",
    }[stateOf(draft)];
  }

  // A file that was opened has no time: it was not made here.
  const same = (time = null) => ({ time, isChanged: false });

  function written() {
    werk.draft.bestand = same(new Date().toISOString());
  }

  function isChanged() {
    if (werk.draft.bestand) werk.draft.bestand = { ...werk.draft.bestand, isChanged: true };
  }

  werk.on("changed", isChanged);

  kijkwijzer.bestand = { isServed, stateOf, words, loss, same, written, isChanged };
})();
