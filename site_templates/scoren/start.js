// Where one begins: the afnamen on this device, a new one, a file, or last round.
"use strict";

(() => {
  const { hulp: { byId, make, button, longDate, moment, counted, ask, say, download }, instrument: { rubric, page, knows, rowsOf, scoreOf, pageFor, fitsHere }, bestand, invoer, werk, drafts } = window.kijkwijzer;
  const problemsPlace = byId("start-problemen");
  const NOTHING_KEPT = "Deze browser bewaart hier niets. Wat je invult, ben je kwijt als je dit tabblad sluit of ververst. Bewaar daarom een scorebestand voordat je weggaat, of gebruik een andere browser. Het kan komen door een privévenster of door een instelling.";

  // --- On this device

  const isHere = ({ afname }) => knows(afname) && fitsHere(afname.kijkwijzers);

  async function showDrafts() {
    show(await drafts.list());
    byId("wis").hidden = !(await drafts.count());
    if (!(await drafts.available())) byId("opslag-uitleg").textContent = NOTHING_KEPT;
  }

  function show(all) {
    const [here, others] = [all.filter(isHere), all.filter((draft) => !isHere(draft))];
    byId("verder").hidden = !all.length;
    byId("verder-kop").hidden = !here.length;
    byId("concepten").replaceChildren(...here.map(draftLine));
    byId("elders").hidden = !others.length;
    byId("elders-lijst").replaceChildren(...others.map(otherLine));
  }

  function nameOf({ afname }) {
    return afname.ib_er || "nog zonder ib-er";
  }

  function facts({ afname }) {
    return [longDate(afname.datum), afname.waarnemer.rol, afname.waarnemer.naam, afname.status === "vastgesteld" ? "vastgesteld" : ""].filter(Boolean).join(" · ");
  }

  function draftLine(draft) {
    const rows = rowsOf(draft.afname.kijkwijzers);
    const done = rows.filter((row) => scoreOf(draft.afname, row.id) !== null).length;
    const go = button("Ga verder", () => reopen(draft.id), "eerst");
    go.append(make("span", { class: "vh" }, ` met ${nameOf(draft)}, ${facts(draft)}`));
    return make("li", {},
      make("div", {}, make("div", { class: "wie" }, nameOf(draft)), make("div", {}, [facts(draft), draft.herkomst].filter(Boolean).join(" · ")),
        make("div", { class: "meer" }, `${done} van ${counted(rows.length, "rij", "rijen")} ingevuld · bewaard ${moment(draft.changed)} · ${bestand.words(draft)}`)),
      go);
  }

  // Of another kijkwijzer, or of a rubric as it was before: that no page shows any more, but its file can always be had.
  function otherLine(draft) {
    const { afname } = draft;
    const text = `${titleOf(afname)}: ${nameOf(draft)}, ${facts(draft)}`;
    const address = addressOf(afname);
    const save = button("Bewaar scorebestand", () => saveOther(draft), "stil");
    save.append(make("span", { class: "vh" }, ` van ${text}`));
    return make("li", {}, address ? make("a", { href: address }, text) : `${text} (versie ${afname.versie})`, " ", save);
  }

  const otherRubric = ({ rubric: id }) => page.andere.find((other) => other.id === id);

  function titleOf(afname) {
    if (knows(afname)) return pageFor(afname.kijkwijzers).titel;
    return afname.rubric === rubric.id ? rubric.naam : otherRubric(afname)?.titel ?? afname.rubric;
  }

  function addressOf(afname) {
    return knows(afname) ? `${pageFor(afname.kijkwijzers).naam}.html` : otherRubric(afname)?.pagina ?? "";
  }

  async function saveOther({ id, afname }) {
    download(kijkwijzer.fileName(afname), kijkwijzer.write(afname, asItWas(afname)));
    const draft = await drafts.load(id);
    if (draft && !bestand.isServed) await drafts.save({ ...draft, bestand: bestand.same(new Date().toISOString()) });
  }

  // Enough of a rubric that is not here to write the rows of this afname in the order in which they were scored.
  function asItWas({ scores }) {
    return { taakgebieden: [{ rijen: Object.keys(scores).map((id) => ({ id })) }] };
  }

  async function reopen(id) {
    const isStill = werk.asked();
    const draft = await drafts.load(id);
    if (!isStill()) return undefined;
    if (draft && isHere(draft)) return werk.open(draft, { isOnDevice: true });
    await showDrafts();
    return say("Deze afname staat niet meer op dit apparaat");
  }

  // --- From a file

  async function chosen(file, use) {
    problemsPlace.hidden = true;
    const isStill = werk.asked();
    const found = await invoer.afnameOf(file);
    if (!isStill()) return undefined;
    if (found.problems.length) return invoer.showProblems(problemsPlace, file.name, found.problems);
    return use(found, file);
  }

  async function openFile({ afname, hasComments }, file) {
    const isStill = werk.asked();
    const same = (await drafts.list()).find((draft) => isHere(draft) && isSameAfname(draft.afname, afname));
    if (!isStill()) return undefined;
    const answer = same ? await choose(same, file) : "bestand";
    if (answer === "apparaat") return reopen(same.id);
    if (answer !== "bestand" || (hasComments && !(await mayDropComments()))) return undefined;
    return werk.open(fromFile(afname, file));
  }

  // Two of one afname are told apart by where they came from.
  function fromFile(afname, { name }) {
    return werk.newDraft(afname, { herkomst: `uit het bestand ${name}`, bestand: bestand.isServed ? undefined : bestand.same() });
  }

  function isSameAfname(one, other) {
    return one.ib_er === other.ib_er && one.datum === other.datum && one.waarnemer.rol === other.waarnemer.rol && (one.waarnemer.naam ?? "") === (other.waarnemer.naam ?? "");
  }

  function choose(same, file) {
    return ask("Deze afname staat al op dit apparaat", `Hij is hier bewaard ${moment(same.changed)}. Het bestand ${file.name} kan iets anders zeggen. Ze worden niet samengevoegd.`, [
      { value: "apparaat", label: "Ga verder met wat op dit apparaat staat", kind: "eerst" },
      { value: "bestand", label: "Open het bestand ernaast", kind: "" },
    ]);
  }

  async function mayDropComments() {
    return (await ask("Er staan opmerkingen in dit bestand", "Regels met een # ervoor zijn opmerkingen voor wie het bestand zelf leest. Die komen niet mee als je het hier opnieuw bewaart. In het bestand zelf blijven ze staan.", [
      { value: "open", label: "Open het toch", kind: "eerst" }, { value: "", label: "Niet openen", kind: "" },
    ])) === "open";
  }

  // Its ib-er, kijkwijzers and doel go on; its scores only stand beside the new ones.
  function beginFrom({ afname }, file) {
    if (afname.status !== "vastgesteld") {
      return invoer.showProblems(problemsPlace, file.name, [{ message: "deze afname is nog een concept. Beginnen met vorige keer kan als hij is vastgesteld." }]);
    }
    const { ib_er, kijkwijzers, doel, fictief } = afname;
    return werk.open(werk.newDraft({ ...werk.emptyAfname(), ib_er, kijkwijzers, doel, fictief }, { previous: afname }));
  }

  function onFile(name, use) {
    const input = byId(name);
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.value = "";
      if (file) chosen(file, use);
    });
    return () => input.click();
  }

  // --- Wiping

  async function wipe() {
    const [all, total] = [await drafts.list(), await drafts.count()];
    const named = all.map((draft) => `${nameOf(draft)}, ${facts(draft)} (${bestand.words(draft)})`);
    if (total > all.length) named.push(`${total - all.length} die deze pagina niet kan laten zien`);
    const answer = await ask(
      "Alles wissen?",
      `Op dit apparaat ${total === 1 ? "staat" : "staan"} ${counted(total, "afname", "afnamen")}: ${named.join("; ")}.\nNa het wissen kan niemand ${total === 1 ? "hem" : "ze"} hier terughalen. ${bestand.isServed ? "Wat in het dossier staat, blijft bestaan." : "Scorebestanden die je hebt bewaard, blijven bestaan."}`,
      [{ value: "", label: "Laat staan", kind: "eerst" }, { value: "wis", label: `Wis ${counted(total, "afname", "afnamen")}`, kind: "gevaar" }],
    );
    if (answer !== "wis") return;
    const { wiped } = await drafts.wipe();
    if (wiped) {
      show([]);
      byId("wis").hidden = true;
    }
    byId("opslag-uitleg").textContent = wiped ? "Alles is van dit apparaat gewist." : "Het wissen is niet gelukt. Sluit de andere tabbladen met een kijkwijzer en probeer het opnieuw.";
    say(byId("opslag-uitleg").textContent);
    byId("start-kop").focus();
  }

  byId("nieuw").addEventListener("click", () => werk.open(werk.newDraft()));
  byId("open-bestand").addEventListener("click", onFile("bestand", openFile));
  byId("met-vorige").addEventListener("click", onFile("bestand-vorige", beginFrom));
  byId("wis").addEventListener("click", wipe);
  werk.on("view", (view) => {
    problemsPlace.hidden = true;
    if (view === "start") showDrafts();
  });
  werk.on("open", () => drafts.persist());

  kijkwijzer.start = { showDrafts, reopen, beginFrom };
})();
