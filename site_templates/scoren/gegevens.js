// The head and the texts at the end: who, when, why, and what is left when a kijkwijzer is put aside.
"use strict";

(() => {
  const { hulp: { byId, setText, counted, ask }, instrument: { rows }, rijen, werk } = window.kijkwijzer;
  const LINES = ["ib_er", "naam", "aanleiding"];
  const TEXTS = ["samenvatting", "zienswijze"];
  const CHOICES = ["rol", "doel", "status"];

  // Where each field stands in the afname.
  const places = {
    rol: [(afname) => afname.waarnemer, "rol"],
    naam: [(afname) => afname.waarnemer, "naam"],
  };

  function set(name, value) {
    const [part, key] = places[name] ?? [(afname) => afname, name];
    part(werk.afname)[key] = value;
    werk.changed({ veld: name });
  }

  function get(name) {
    const [part, key] = places[name] ?? [(afname) => afname, name];
    return part(werk.afname)[key] ?? "";
  }

  const radios = (name) => [...document.querySelectorAll(`input[type=radio][name=${name}]`)];
  const boxes = [...document.querySelectorAll("input[name=kijkwijzers]")];

  function fill() {
    for (const name of [...LINES, ...TEXTS, "datum"]) byId(name).value = get(name);
    for (const name of LINES) rijen.judge(byId(name), fault(name), { oneLine: true });
    for (const name of TEXTS) rijen.judge(byId(name), fault(name));
    for (const name of CHOICES) for (const radio of radios(name)) radio.checked = radio.value === get(name);
    for (const box of boxes) box.checked = werk.afname.kijkwijzers.includes(box.value);
    lookAtIbEr();
    byId("verzonnen").hidden = !werk.afname.fictief;
    const view = byId("veld:zienswijze");
    view.hidden = view.hasAttribute("data-alleen-gevuld") && !werk.afname.zienswijze;
  }

  function fault(name) {
    return byId(`fout:${name}`);
  }

  for (const name of LINES) {
    byId(name).addEventListener("input", ({ target }) => {
      const text = rijen.check(target, fault(name), { oneLine: true });
      set(name, name === "ib_er" ? text.trim() : text);
    });
  }
  for (const name of TEXTS) byId(name).addEventListener("input", ({ target }) => set(name, rijen.check(target, fault(name))));
  for (const name of CHOICES) for (const radio of radios(name)) radio.addEventListener("change", () => set(name, radio.value));
  // Said on leaving the field, and never refused: a pseudonym without a digit is one too.
  function lookAtIbEr() {
    const text = werk.afname.ib_er;
    const isKnown = [...byId("ib_er").list?.options ?? []].some(({ value }) => value === text);
    setText(byId("let-op:ib_er"), text && !isKnown && !/\d/.test(text)
      ? "Let op: dit lijkt een naam, en die komt dan in het bestand en in de bestandsnaam. Vul het pseudoniem in, zoals ib-40." : "");
  }

  byId("ib_er").addEventListener("change", lookAtIbEr);
  byId("datum").addEventListener("input", ({ target }) => set("datum", target.value));

  // --- Kijkwijzers

  function said(kijkwijzer) {
    return Object.keys(werk.afname.scores).filter((id) => rows.get(id).kijkwijzer === kijkwijzer);
  }

  async function choose(box) {
    const filled = box.checked ? [] : said(box.value);
    if (filled.length && !(await mayGo(filled))) {
      box.checked = true;
      return;
    }
    for (const id of filled) {
      delete werk.afname.scores[id];
      rijen.fill(rijen.parts.get(id));
    }
    const chosen = boxes.filter((each) => each.checked).map((each) => each.value);
    rijen.showChosen(chosen);
    set("kijkwijzers", chosen);
  }

  async function mayGo(filled) {
    const answer = await ask(
      "Deze kijkwijzer weghalen?",
      `Er ${filled.length === 1 ? "is" : "zijn"} al ${counted(filled.length, "rij", "rijen")} van ingevuld: ${filled.join(", ")}. Wat daar staat, gaat dan weg.`,
      [{ value: "", label: "Laat staan", kind: "eerst" }, { value: "weg", label: "Haal weg", kind: "gevaar" }],
    );
    return answer === "weg";
  }

  for (const box of boxes) box.addEventListener("change", () => choose(box));
  werk.on("open", fill);
})();
