// What is agreed: wat, wie, voor wanneer and bij which rows; and later whether it was kept.
"use strict";

(() => {
  const { hulp: { byId, make, button, say, ask }, instrument: { rows, isWeak, scoreOf, lang }, rijen, werk } = window.kijkwijzer;
  const place = byId("afspraken-lijst");
  const LONGEST_OPTION = 70;
  const KEPT = [["", "nog niet bekend"], ["ja", "ja"], ["nee", "nee"]];
  let count = 0;

  // --- One afspraak

  function card(afspraak) {
    const name = `afspraak:${count += 1}`;
    const made = make("li", { class: "afspraak", id: name },
      make("div", { class: "afspraak-kop" }, make("h3", { tabindex: "-1" }), button("Haal weg", () => remove(afspraak, made), "stil")),
      field(afspraak, name, "wat", "Wat spreken jullie af?", { isLong: true }),
      make("div", { class: "velden" },
        field(afspraak, name, "wie", "Wie doet het?"),
        field(afspraak, name, "voor", "Voor wanneer?", { type: "date" })),
      bijField(afspraak, name),
      howItWent(afspraak, name));
    return made;
  }

  function field(afspraak, name, key, question, { isLong = false, type = "text" } = {}) {
    const id = `${name}:${key}`;
    const fault = make("p", { class: "fout", id: `fout:${id}` });
    const input = make(isLong ? "textarea" : "input", { id, autocomplete: "off", type: isLong ? null : type, rows: isLong ? 2 : null, "aria-describedby": `fout:${id}` });
    input.value = afspraak[key] ?? "";
    if (type !== "date") rijen.judge(input, fault, { oneLine: !isLong });
    input.addEventListener("input", () => {
      afspraak[key] = type === "date" ? input.value : rijen.check(input, fault, { oneLine: !isLong });
      werk.changed({ afspraken: true });
    });
    return make("div", { class: isLong ? "veld breed" : "veld" }, make("label", { for: id }, question), fault, input);
  }

  // --- Its rows

  function bijField(afspraak, name) {
    const chosen = make("ul", { class: "bij" });
    const select = make("select", { id: `${name}:bij`, autocomplete: "off" });
    const show = () => {
      chosen.replaceChildren(...afspraak.bij.map((id) => make("li", {}, chip(afspraak, id, () => { show(); select.focus(); }))));
      select.replaceChildren(...options(afspraak));
    };
    const add = () => {
      if (!select.value) return select.focus();
      afspraak.bij = [...afspraak.bij, select.value];
      say(`${select.value} toegevoegd`);
      show();
      return werk.changed({ afspraken: true });
    };
    show();
    select.addEventListener("focus", () => { if (!select.value) select.replaceChildren(...options(afspraak)); });
    const plus = button("Voeg toe", add);
    return make("div", { class: "veld breed" }, make("label", { for: `${name}:bij` }, "Bij welke rijen?"), chosen, make("div", { class: "bij-kiezen" }, select, plus));
  }

  function chip(afspraak, id, done) {
    const made = button(id, () => {
      afspraak.bij = afspraak.bij.filter((each) => each !== id);
      done();
      werk.changed({ afspraken: true });
    }, "stil");
    made.setAttribute("aria-label", `Haal ${id} weg`);
    return made;
  }

  // The ontwikkelpunten first: an afspraak is mostly about one of those.
  function options(afspraak) {
    const free = [...rows.values()].filter((row) => !afspraak.bij.includes(row.id));
    const weak = free.filter((row) => isWeak(scoreOf(werk.afname, row.id)));
    const here = free.filter((row) => !weak.includes(row) && werk.afname.kijkwijzers.includes(row.kijkwijzer));
    const others = free.filter((row) => !weak.includes(row) && !here.includes(row));
    const groups = [["Ontwikkelpunten", weak], ["Andere rijen van dit formulier", here], ["Rijen van andere kijkwijzers", others]];
    return [
      make("option", { value: "" }, "kies een rij"),
      ...groups.filter(([, of]) => of.length).map(([label, of]) => make("optgroup", { label }, of.map(option))),
    ];
  }

  function option({ id, tekst }) {
    return make("option", { value: id, lang }, `${id} ${tekst.length > LONGEST_OPTION ? `${tekst.slice(0, LONGEST_OPTION)}…` : tekst}`);
  }

  // --- Whether it was kept

  function howItWent(afspraak, name) {
    const now = afspraak.nagekomen === true ? "ja" : afspraak.nagekomen === false ? "nee" : "";
    const select = make("select", { id: `${name}:nagekomen`, autocomplete: "off" }, KEPT.map(([value, text]) => make("option", { value }, text)));
    select.value = now;
    select.addEventListener("change", () => {
      afspraak.nagekomen = { ja: true, nee: false }[select.value] ?? null;
      werk.changed({ afspraken: true });
    });
    const made = make("details", { class: "hoe" }, make("summary", {}, "Later: is het gelukt?"),
      make("div", { class: "velden" },
        make("div", { class: "veld" }, make("label", { for: `${name}:nagekomen` }, "Nagekomen"), select),
        field(afspraak, name, "opmerking", "Opmerking", { isLong: true })));
    made.open = Boolean(now || afspraak.opmerking);
    return made;
  }

  // --- All of them

  function add(more = {}) {
    const afspraak = { wat: "", wie: "", voor: "", bij: [], nagekomen: null, opmerking: "", ...more };
    werk.afname.afspraken.push(afspraak);
    place.append(card(afspraak));
    number();
    werk.changed({ afspraken: true });
    place.lastElementChild.scrollIntoView({ block: "center" });
    place.lastElementChild.querySelector("textarea").focus({ preventScroll: true });
  }

  async function remove(afspraak, made) {
    const isEmpty = !isSaid(afspraak);
    if (!isEmpty && (await ask("Afspraak weghalen?", afspraak.wat || "Deze afspraak is al deels ingevuld.", [
      { value: "", label: "Laat staan", kind: "eerst" }, { value: "weg", label: "Haal weg", kind: "gevaar" },
    ])) !== "weg") return;
    werk.afname.afspraken.splice(werk.afname.afspraken.indexOf(afspraak), 1);
    made.remove();
    number();
    byId("nog-een-afspraak").focus();
    say("Afspraak weggehaald");
    werk.changed({ afspraken: true });
  }

  function isSaid({ wat, wie, voor, bij, nagekomen, opmerking }) {
    return Boolean(wat || wie || voor || bij?.length || opmerking) || typeof nagekomen === "boolean";
  }

  function number() {
    place.querySelectorAll("h3").forEach((heading, index) => { heading.textContent = `Afspraak ${index + 1}`; });
  }

  byId("nog-een-afspraak").addEventListener("click", () => add());
  werk.on("open", ({ draft: { afname } }) => {
    afname.afspraken = (afname.afspraken ?? []).map((afspraak) => ({ nagekomen: null, ...afspraak, bij: [...(afspraak.bij ?? [])] }));
    place.replaceChildren(...afname.afspraken.map(card));
    number();
  });

  kijkwijzer.afspraken = { add, isSaid };
})();
