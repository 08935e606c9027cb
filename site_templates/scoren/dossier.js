// On a person's own machine: what is in the dossier already, to go on with or to begin from. Only with lokaal.js.
"use strict";

(() => {
  const { hulp: { byId, make, button, longDate, clock, counted }, instrument: { rubric, fitsHere }, bestand, invoer, lokaal, start, werk, drafts } = window.kijkwijzer;
  const LIST = "/-/scores/lijst.json";
  const problemsPlace = byId("start-problemen");
  const asked = new URLSearchParams(location.search).get("ib-er") ?? "";
  let people = [];

  // --- Whom it is about

  const chooser = make("select", { id: "dossier-ib-er", on: { change: showFiles } });
  const files = make("ul", { class: "concepten" });
  const fresh = button("", begin, "eerst");
  const remark = make("p", { class: "uitleg" });
  const known = make("datalist", { id: "bekende-ib-ers" });

  byId("verder").before(make("section", { id: "uit-dossier", "aria-labelledby": "uit-dossier-kop" },
    make("h2", { id: "uit-dossier-kop" }, "In het dossier"),
    make("div", { class: "veld" }, make("label", { for: "dossier-ib-er" }, "Over welke ib-er?"), chooser),
    remark, make("p", { class: "bewaar-knoppen" }, fresh), files, known));
  byId("ib_er").setAttribute("list", "bekende-ib-ers");

  const called = ({ id, naam }) => (naam ? `${naam} (${id})` : id);

  async function refresh() {
    const said = await fetch(LIST).then((response) => (response.ok ? response.json() : null)).catch(() => null);
    people = said?.ib_ers ?? [];
    remark.textContent = remarkOn(said);
    known.replaceChildren(...people.map((person) => make("option", { value: person.id, label: called(person) })));
    const before = chooser.value || asked;
    chooser.replaceChildren(make("option", { value: "" }, "kies een ib-er"), ...people.map((person) => make("option", { value: person.id }, called(person))));
    chooser.value = people.some(({ id }) => id === before) ? before : "";
    showFiles();
  }

  function remarkOn(said) {
    if (!said) return "Het dossier is nu niet bereikbaar. Draait kijkwijzer serve nog?";
    if (said.fouten) return `In ${counted(said.fouten, "scorebestand", "scorebestanden")} zit een fout. Wat daarin staat, kun je hier pas kiezen als die verbeterd is. De terminal zegt wat er mis is.`;
    return people.length ? "" : "Er is nog geen ib-er. Zet de ib-ers eerst in het register.";
  }

  const chosen = () => people.find(({ id }) => id === chooser.value);

  function begin() {
    werk.open(werk.newDraft({ ...werk.emptyAfname(), ib_er: chooser.value }));
  }

  // --- Their files with this rubric

  const isHere = (file) => file.rubric === rubric.id && file.versie === rubric.versie && fitsHere(file.kijkwijzers);

  function showFiles() {
    const person = chosen();
    fresh.parentElement.hidden = !person;
    fresh.textContent = person ? `Nieuwe afname voor ${person.naam || person.id}` : "";
    files.replaceChildren(...(person?.bestanden ?? []).filter(isHere).map((file) => line(file)));
  }

  function line(file) {
    const facts = [file.rol, file.naam, file.doel, file.status].filter(Boolean).join(" · ");
    const isDone = file.status === "vastgesteld";
    const actions = isDone
      ? [action("Begin met dit als vorige keer", file, () => beginFrom(file)), action("Open", file, () => lokaal.openPath(file.path))]
      : [action("Ga verder", file, () => lokaal.openPath(file.path), "eerst")];
    return make("li", {}, make("div", {}, make("div", { class: "wie" }, longDate(file.datum)), make("div", {}, facts)), make("div", { class: "knoppen" }, actions));
  }

  function action(label, { datum, rol, naam }, does, kind = "") {
    const made = button(label, does, kind);
    made.append(make("span", { class: "vh" }, `: ${[longDate(datum), rol, naam].filter(Boolean).join(", ")}`));
    return made;
  }

  async function beginFrom({ path }) {
    const isStill = werk.asked();
    const said = await lokaal.fetchFile(path);
    if (!isStill()) return undefined;
    if (said.digest === undefined) return invoer.showProblems(problemsPlace, path, [said]);
    const found = invoer.check(kijkwijzer.read(said.text, kijkwijzer.rubric()));
    return found.problems.length ? invoer.showProblems(problemsPlace, path, found.problems) : start.beginFrom(found, { name: path });
  }

  // --- What stands in the dossier need not stay on the device too

  const isInDossier = (draft) => bestand.stateOf(draft) === "gelijk";

  // On the device is not enough here: who closes the computer now must know what the report does not have yet.
  function standOf(draft) {
    const is = isInDossier(draft);
    return [is ? "bewaard" : "bezig", is ? "In het dossier" : "Nog niet in het dossier", `, ${clock(draft.changed)}`];
  }

  async function tidy(draft) {
    if (!isInDossier(draft)) return;
    await drafts.remove(draft.id);
    await start.showDrafts();
  }

  werk.on("close", tidy);
  werk.on("view", (view) => { if (view === "start") refresh(); });
  refresh();

  kijkwijzer.dossier = { standOf };
})();
