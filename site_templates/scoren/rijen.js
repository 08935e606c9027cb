// The rows: what is tapped and typed at each becomes its score, and the other way round.
"use strict";

(() => {
  const { hulp: { byId, make, setText, counted, say }, instrument: { rowsOf }, werk, clean, length, LINE_LIMIT, TEXT_LIMIT } = window.kijkwijzer;
  const parts = new Map([...document.querySelectorAll("[data-rij]")].map((place) => [place.dataset.rij, partOf(place)]));

  function partOf(place) {
    const id = place.dataset.rij;
    return {
      id,
      place,
      radios: [...place.querySelectorAll(".punten input")],
      leeg: place.querySelector("[data-soort=leeg]"),
      details: place.querySelector(".toelichting"),
      erin: place.querySelector(".erin"),
      aantekening: byId(`aantekening:${id}`),
      bron: byId(`bron:${id}`),
      taak: byId(`taak:${id}`),
      stukken: place.querySelector(".stukken-lijst"),
    };
  }

  // --- From the page to the afname

  function read(part) {
    const said = { score: part.radios.find((radio) => radio.checked)?.value ?? null };
    const texts = {
      bron: part.bron.value,
      taak: part.taak.value,
      aantekening: clean(part.aantekening.value).text,
      bewijsstukken: [...part.stukken.querySelectorAll("input")].map((field) => clean(field.value, { oneLine: true }).text).filter(Boolean),
    };
    for (const [name, value] of Object.entries(texts)) if (value.length) said[name] = value;
    return said;
  }

  function isSaid(said) {
    return said.score !== null || Object.keys(said).length > 1;
  }

  function take(part, isTap = false) {
    const said = read(part);
    if (isSaid(said)) werk.afname.scores[part.id] = said;
    else delete werk.afname.scores[part.id];
    showState(part, said);
    werk.changed({ rij: part.id, isTap });
  }

  // --- From the afname to the page

  function fill(part, said = { score: null }) {
    for (const radio of part.radios) radio.checked = radio.value === said.score;
    part.aantekening.value = said.aantekening ?? "";
    judge(part.aantekening, byId(`fout:aantekening:${part.id}`));
    part.bron.value = said.bron ?? "";
    part.taak.value = said.taak ?? "";
    setText(byId(`fout:bewijsstukken:${part.id}`), "");
    part.stukken.replaceChildren(...(said.bewijsstukken ?? []).map((text, index) => stuk(part, index, text)));
    part.details.open = false;
    showState(part, said);
  }

  function showState(part, said) {
    part.leeg.hidden = said.score === null;
    const inside = [
      said.aantekening && "aantekening",
      said.bron,
      said.bewijsstukken && counted(said.bewijsstukken.length, "bewijsstuk genoemd", "bewijsstukken genoemd"),
      said.taak && "taak",
    ].filter(Boolean);
    setText(part.erin, inside.join(", "));
    part.details.classList.toggle("vol", inside.length > 0);
  }

  function stuk(part, index, text = "") {
    const field = make("input", { type: "text", autocomplete: "off", "aria-label": `Bewijsstuk ${index + 1} bij ${part.id}`, "aria-describedby": `fout:bewijsstukken:${part.id}` });
    field.value = text;
    if (text.length > LINE_LIMIT) judge(field, byId(`fout:bewijsstukken:${part.id}`), { oneLine: true });
    return make("li", {}, field);
  }

  // --- Texts

  // What cannot be seen is taken out of the field itself and said.
  function check(field, fault, { oneLine = false } = {}) {
    const { text, changed } = clean(field.value, { oneLine });
    if (changed) {
      field.value = text;
      say(`${counted(changed, "onzichtbaar teken", "onzichtbare tekens")} weggelaten`);
    }
    judge(field, fault, { oneLine, text });
    return text;
  }

  // What is too long is said, and nothing of it is cut.
  function judge(field, fault, { oneLine = false, text = field.value } = {}) {
    const limit = oneLine ? LINE_LIMIT : TEXT_LIMIT;
    const size = text.length > limit ? length(text) : 0;
    const isTooLong = size > limit;
    if (isTooLong) field.setAttribute("aria-invalid", "true");
    else if (field.hasAttribute("aria-invalid")) field.removeAttribute("aria-invalid");
    setText(fault, isTooLong ? `Dit zijn ${size} tekens; het mogen er hoogstens ${limit} zijn.` : "");
  }

  // --- Who does what

  function partAt(target) {
    return parts.get(target.closest("[data-rij]")?.dataset.rij);
  }

  function onChange({ target }) {
    const part = partAt(target);
    if (part && target.matches("input[type=radio], select")) take(part, true);
  }

  function onInput({ target }) {
    const part = partAt(target);
    if (!part || !target.matches("textarea, input[type=text]")) return;
    const isStuk = target.matches(".stukken-lijst input");
    check(target, byId(`fout:${isStuk ? "bewijsstukken" : "aantekening"}:${part.id}`), { oneLine: isStuk });
    take(part);
  }

  function onClick({ target }) {
    const kind = target.closest("button")?.dataset.soort;
    const part = partAt(target);
    if (kind === "leeg") empty(part);
    if (kind === "nog-een") {
      part.stukken.append(stuk(part, part.stukken.children.length));
      part.stukken.lastElementChild.firstElementChild.focus();
    }
  }

  // Back to open: what was noted stays.
  function empty(part) {
    for (const radio of part.radios) radio.checked = false;
    part.radios[0].focus();
    take(part, true);
    say(`${part.id} is weer open`);
  }

  // Only the rows of the chosen kijkwijzers are on the table; what then has no rows left goes too.
  function showChosen(kijkwijzers) {
    const shown = new Set(rowsOf(kijkwijzers).map((row) => row.id));
    for (const part of parts.values()) part.place.hidden = !shown.has(part.id);
    for (const group of document.querySelectorAll(".indicator, .gebied")) group.hidden = !group.querySelector("[data-rij]:not([hidden])");
    for (const link of document.querySelectorAll(".zijkant [data-gebied]")) link.hidden = byId(`gebied:${link.dataset.gebied}`).hidden;
  }

  const place = byId("rijen");
  place.addEventListener("change", onChange);
  place.addEventListener("input", onInput);
  place.addEventListener("click", onClick);
  werk.on("open", ({ draft: { afname } }) => {
    for (const part of parts.values()) fill(part, Object.hasOwn(afname.scores, part.id) ? afname.scores[part.id] : undefined);
    showChosen(afname.kijkwijzers);
  });

  kijkwijzer.rijen = { parts, fill, check, judge, showChosen };
})();
