// How far it is: per taakgebied and in all, and the way to the next row that is open.
"use strict";

(() => {
  const { hulp: { byId, setText, say, goTo }, instrument: { rowsOf, scoreOf, rubric }, rijen, werk } = window.kijkwijzer;
  // The same count stands at the side and below the heading.
  const counters = new Map();
  for (const place of document.querySelectorAll("[data-teller]")) counters.set(place.dataset.teller, [...(counters.get(place.dataset.teller) ?? []), place]);
  let lastTouched = "";

  function rowsNow() {
    return rowsOf(werk.afname.kijkwijzers);
  }

  const isOpen = (row) => scoreOf(werk.afname, row.id) === null;

  function show() {
    const all = rowsNow();
    for (const { id } of rubric.taakgebieden) if (counters.has(id)) count(counters.get(id), all.filter((row) => row.gebied === id));
    count(counters.get("*"), all);
    const open = all.filter(isOpen).length;
    setText(byId("balk-teller"), open ? `${all.length - open} van ${all.length} ingevuld` : "Niets meer open");
    byId("volgende").disabled = !open;
  }

  function count(places, rows) {
    const done = rows.filter((row) => !isOpen(row)).length;
    for (const place of places) {
      setText(place, `${done} van ${rows.length}${place.matches("p") ? " ingevuld" : ""}`);
      place.classList.toggle("klaar", done === rows.length && rows.length > 0);
    }
  }

  // From where one is, and round to the beginning.
  function next() {
    const all = rowsNow();
    const here = all.findIndex((row) => row.id === lastTouched);
    const found = [...all.slice(here + 1), ...all.slice(0, here + 1)].find(isOpen);
    if (!found) return say("Er is geen rij meer open");
    lastTouched = found.id;
    const { place, radios } = rijen.parts.get(found.id);
    place.scrollIntoView({ block: "center" });
    return radios[0].focus({ preventScroll: true });
  }

  byId("volgende").addEventListener("click", next);
  byId("rijen").addEventListener("focusin", ({ target }) => { lastTouched = target.closest("[data-rij]")?.dataset.rij ?? lastTouched; });
  for (const link of document.querySelectorAll(".zijkant a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(link.getAttribute("href").slice(1));
      if (matchMedia("(max-width: 67.99rem)").matches) byId("wegwijzer").open = false;
    });
  }
  werk.on("open", () => {
    lastTouched = "";
    byId("wegwijzer").open = matchMedia("(min-width: 68rem)").matches;
    show();
  });
  werk.on("changed", show);
})();
