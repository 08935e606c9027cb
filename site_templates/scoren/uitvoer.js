// Out: the score file, what it still needs, and where it goes next.
"use strict";

(() => {
  const { hulp: { byId, make, setText, today, download, goTo, ask, say, counted }, instrument: { rubric, rowsOf, scoreOf }, afspraken, bestand, werk, bewaren, invoer, drafts, isSafeId } = window.kijkwijzer;
  const FIRST_YEAR = "1900";
  const LAST_YEAR = "2199";
  const problemsPlace = byId("bewaar-problemen");

  // --- What is still needed

  function ibEr({ ib_er }) {
    if (!ib_er) return "Vul het pseudoniem van de ib-er in.";
    return isSafeId(ib_er) ? "" : "Dit kan geen pseudoniem zijn. Gebruik letters zonder accent, cijfers, punten en streepjes, zonder spaties, zoals ib-40. Geen naam.";
  }

  function datum({ datum: day }) {
    if (!day) return "Vul de datum van de afname in.";
    if (day.slice(0, 4) < FIRST_YEAR || day.slice(0, 4) > LAST_YEAR || day.length !== 10) return "Kijk het jaar van de datum na.";
    return day > today() ? "De datum ligt in de toekomst. Kijk hem na." : "";
  }

  const CHECKS = [
    ["ib_er", ibEr],
    ["datum", datum],
    ["rol", ({ waarnemer }) => (waarnemer.rol ? "" : "Kies wie de kijkwijzer invult.")],
    ["doel", ({ doel }) => (doel ? "" : "Kies het doel.")],
    ["kijkwijzers", ({ kijkwijzers }) => (kijkwijzers.length ? "" : "Kies minstens één kijkwijzer.")],
  ];

  function headProblems() {
    return CHECKS.map(([name, check]) => ({ name, place: `veld:${name}`, text: check(werk.afname) })).filter(({ text }) => text);
  }

  function afspraakProblems() {
    const cards = [...byId("afspraken-lijst").children];
    return werk.afname.afspraken
      .map((afspraak, index) => ({ afspraak, index }))
      .filter(({ afspraak }) => afspraken.isSaid(afspraak) && !afspraak.wat)
      .map(({ index }) => ({ place: cards[index].querySelector("textarea"), text: `Afspraak ${index + 1}: schrijf op wat jullie afspreken.` }));
  }

  function tooLong() {
    return [...document.querySelectorAll("#afname [aria-invalid=true]:not([data-hoofd])")]
      .map((field) => ({ place: field, text: `${nameOf(field)}: deze tekst is te lang. Kort hem in.` }));
  }

  function nameOf(field) {
    const row = field.closest("[data-rij]")?.dataset.rij;
    const label = field.getAttribute("aria-label") ?? field.labels[0]?.textContent ?? "";
    return row && !label.includes(row) ? `${label} bij ${row}` : label;
  }

  // --- Saying so

  function showProblems(problems) {
    problemsPlace.hidden = !problems.length;
    problemsPlace.replaceChildren(
      make("h3", {}, "Dit is nog nodig voor een scorebestand"),
      make("ul", {}, problems.map(({ place, text }) => make("li", {},
        place ? make("a", { href: "#bewaar", on: { click: (event) => { event.preventDefault(); goTo(place, "center"); } } }, text) : text))),
      make("p", { class: "uitleg" }, "Wat je hebt ingevuld, blijft staan. Rijen mogen open blijven."));
  }

  // At the field itself too, and gone again as soon as it is right.
  function markHead(problems) {
    for (const [name] of CHECKS) {
      const text = problems.find((problem) => problem.name === name)?.text ?? "";
      const place = byId(`veld:${name}`);
      if (!place) continue;
      byId(`fout:${name}`).textContent = text;
      place.classList.toggle("mis", Boolean(text));
      const field = byId(name);
      if (field && text) {
        field.setAttribute("aria-invalid", "true");
        field.dataset.hoofd = "";
      } else if (field && "hoofd" in field.dataset) {
        field.removeAttribute("aria-invalid");
        delete field.dataset.hoofd;
      }
    }
  }

  // --- The file

  // As it is written: without afspraken of which nothing was said.
  function complete() {
    return { ...werk.afname, afspraken: werk.afname.afspraken.filter(afspraken.isSaid) };
  }

  // The text, or nothing after saying what is in the way. It is read back first: what cannot be read may not be handed over.
  const textNow = () => kijkwijzer.write(complete());

  function file() {
    byId("gelukt").hidden = true;
    const head = headProblems();
    markHead(head);
    const problems = [...head, ...tooLong(), ...afspraakProblems()];
    const text = problems.length ? "" : textNow();
    const misread = text ? kijkwijzer.read(text, rubric).problems : [];
    const all = [...problems, ...misread.map(({ line, message }) => ({ text: `regel ${line}: ${message}` }))];
    showProblems(all);
    if (!all.length) return text;
    problemsPlace.scrollIntoView({ block: "center" });
    problemsPlace.focus({ preventScroll: true });
    return "";
  }

  function done(...said) {
    const place = byId("gelukt");
    place.replaceChildren(...said);
    place.hidden = false;
    say(place.textContent);
  }

  // What was said of a save holds no longer.
  function outdate() {
    const place = byId("gelukt");
    if (place.hidden) return;
    if (bestand.isServed) place.hidden = true;
    else setText(place, "Je hebt daarna nog iets veranderd. Bewaar het scorebestand opnieuw.");
  }

  function countOpen() {
    return rowsOf(werk.afname.kijkwijzers).filter((row) => scoreOf(werk.afname, row.id) === null).length;
  }

  function openRows() {
    const open = countOpen();
    return open ? ` ${counted(open, "rij is", "rijen zijn")} nog open${werk.afname.status === "concept" ? "; dat mag" : ""}.` : "";
  }

  // What nothing changes in any more, and yet is not all there.
  async function maySettle() {
    const open = countOpen();
    if (werk.afname.status === "concept" || !open) return true;
    return (await ask("Vastgesteld, en nog rijen open?", `${counted(open, "rij is", "rijen zijn")} nog open, en vastgesteld betekent dat er niets meer verandert. Weet je het zeker?`, [
      { value: "", label: "Terug", kind: "eerst" }, { value: "ja", label: "Ja, bewaar het zo", kind: "" },
    ])) === "ja";
  }

  async function save() {
    const text = file();
    if (!text || !(await maySettle())) return;
    const name = kijkwijzer.fileName(werk.afname);
    download(name, text);
    bewaren.exported();
    if (!bestand.isServed) bestand.written();
    bewaren.keep();
    done(`${name} staat bij je downloads.${openRows()}`);
  }

  function showText() {
    if (!byId("tekst-zelf").open || !werk.afname) return;
    const text = file();
    byId("bestandstekst").value = text;
    byId("bestandsnaam").textContent = text ? kijkwijzer.fileName(werk.afname) : "ib-40-datum-rol.yml";
  }

  async function copy() {
    showText();
    const place = byId("bestandstekst");
    if (!place.value) return;
    place.select();
    try {
      await navigator.clipboard.writeText(place.value);
      bewaren.exported();
      done("De tekst is gekopieerd.");
    } catch {
      done("De tekst is geselecteerd. Kopieer hem met Ctrl+C of met het menu van je apparaat.");
    }
  }

  // --- Putting it away

  // It stays on the device, but who closes it now may think that all of it is where it goes.
  async function isReady() {
    const state = bestand.stateOf(werk.draft);
    const isIn = bestand.isServed ? state === "gelijk" || !werk.draft.revision : state !== "veranderd";
    if (isIn) return true;
    const [title, text] = bestand.isServed
      ? ["Dit staat nog niet in het dossier", "Bewaar het eerst in het dossier? Sluit je het nu, dan blijft het op dit apparaat staan en mist het verslag wat je hebt ingevuld."]
      : ["Dit staat nog niet in het scorebestand", "Je hebt na het laatste scorebestand nog iets veranderd. Bewaar het eerst opnieuw? Sluit je het nu, dan blijft het op dit apparaat staan."];
    return (await ask(title, text, [
      { value: "", label: "Terug, dan bewaar ik eerst", kind: "eerst" }, { value: "sluit", label: "Sluit toch", kind: "" },
    ])) === "sluit";
  }

  async function toStart() {
    if (!(await bewaren.mayLeave()) || !(await isReady())) return;
    werk.close();
    werk.show("start");
  }

  async function remove() {
    const { id } = werk.draft;
    const answer = await ask("Deze afname wissen?", `Hij verdwijnt van dit apparaat. ${bestand.loss(werk.draft)}`, [
      { value: "", label: "Laat staan", kind: "eerst" }, { value: "weg", label: "Wis deze afname", kind: "gevaar" },
    ]);
    if (answer !== "weg") return;
    werk.close();
    const removing = drafts.remove(id);
    werk.show("start");
    const { removed } = await removing;
    if (removed) say("De afname is van dit apparaat gewist");
    else invoer.showProblems(byId("start-problemen"), "", [{ message: "De afname is niet gewist en staat nog op dit apparaat. Probeer het nog eens." }]);
  }

  byId("bewaar-bestand").addEventListener("click", save);
  byId("tekst-zelf").addEventListener("toggle", showText);
  byId("kopieer").addEventListener("click", copy);
  byId("naar-start").addEventListener("click", toStart);
  byId("verwijder").addEventListener("click", remove);
  werk.on("changed", () => {
    if (!problemsPlace.hidden) markHead(headProblems().filter(({ name }) => byId(`veld:${name}`)?.classList.contains("mis")));
    byId("tekst-zelf").open = false;
    outdate();
  });
  werk.on("open", () => {
    markHead([]);
    problemsPlace.hidden = true;
    byId("gelukt").hidden = true;
    byId("tekst-zelf").open = false;
  });

  kijkwijzer.uitvoer = { file, maySettle, textNow, done };
})();
