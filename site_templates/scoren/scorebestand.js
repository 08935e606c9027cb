// An afname as the text of its score file: the twin of generator/rendering/scorebestand.py, byte for byte; a test compares the two.
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});

  // What Python takes for white space; \s of JavaScript is another list.
  const WHITE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

  // What reads as the same text without quotes, on a line and between brackets, also for other readers of YAML.
  const LETTER = "A-Za-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\xff";
  const PLAIN = new RegExp(`^[${LETTER}](?:[${LETTER}0-9 ./()_-]*[${LETTER}0-9.)])?$`);
  const WHOLE_NUMBER = /^(?:0|[1-9][0-9]{0,8})$/;
  // Words that YAML or one of its readers takes for something else.
  const NOT_TEXT = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
  const ESCAPED = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t" };
  // The start of a line that may stand in a block: without a tab before it, and no mark of a merge conflict.
  const IN_BLOCK = new RegExp(`^(?! *\\t)(?!${WHITE}*[<>]{7}(?:${WHITE}|$))`);

  // The same list as UNSEEN in generator/reading/text.py: no reader takes these. With the flag u a surrogate is only a lone one.
  const LAST_OF_PLANES = Array.from({ length: 17 }, (_, plane) => String.fromCodePoint((plane << 16) | 0xfffe, (plane << 16) | 0xffff));
  const UNSEEN = new RegExp(
    `[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff${LAST_OF_PLANES.join("")}]`, "gu");
  const LINE_BREAK = /[\x0b\x0c\x85\u2028\u2029]/;
  const ALL_WHITE = new RegExp(`^${WHITE}*$`);

  // --- The file

  // Reading it gives the same afname. Of an afname with a row that the rubric does not have nothing is written:
  // without this that row would be lost in silence.
  function write(afname, rubric = kijkwijzer.rubric()) {
    return [
      ...head(afname),
      ...scoreLines(afname.scores, rubric),
      ...afspraakLines(afname.afspraken),
      ...block("samenvatting", afname.samenvatting),
      ...block("zienswijze", afname.zienswijze),
    ].map((line) => `${line}\n`).join("");
  }

  function head(afname) {
    return [
      ...(afname.fictief ? ["fictief: ja"] : []),
      `rubric: ${inline(afname.rubric)}`,
      `versie: ${quoted(afname.versie)}`,
      `kijkwijzers: ${listed(afname.kijkwijzers.map(inline))}`,
      `ib_er: ${inline(afname.ib_er)}`,
      `waarnemer: ${waarnemer(afname.waarnemer)}`,
      `datum: ${afname.datum}`,
      ...(afname.aanleiding ? [`aanleiding: ${inline(afname.aanleiding)}`] : []),
      `doel: ${afname.doel}`,
      `status: ${afname.status}`,
    ];
  }

  function waarnemer({ rol, naam }) {
    return `{rol: ${rol}${naam ? `, naam: ${inline(naam)}` : ""}}`;
  }

  // In the order of the rubric; a row of which nothing was said does not stand here.
  function scoreLines(scores = {}, rubric) {
    const ids = rubric.taakgebieden.flatMap((taakgebied) => taakgebied.rijen.map((rij) => rij.id));
    const unknown = Object.keys(scores).filter((id) => !ids.includes(id));
    if (unknown.length) throw new Error(`rows that are not in the rubric: ${unknown.join(", ")}`);
    const said = ids.filter((id) => Object.hasOwn(scores, id) && isSaid(scores[id]));
    return said.length ? ["scores:", ...said.flatMap((id) => scoreOf(quoted(id), scores[id]))] : [];
  }

  function isSaid({ score, bron, taak, bewijsstukken, aantekening }) {
    return hasValue(score) || Boolean(bron || taak || aantekening || bewijsstukken?.length);
  }

  function scoreOf(key, { score, bron, taak, bewijsstukken = [], aantekening }) {
    const value = hasValue(score) ? valueOf(score) : "null";
    const chosen = [["bron", bron], ["taak", taak]].filter(([, said]) => said).map(([name, said]) => `${name}: ${said}`);
    if (!aantekening && !bewijsstukken.length) {
      return [`  ${key}: ${chosen.length ? `{${[`score: ${value}`, ...chosen].join(", ")}}` : value}`];
    }
    return [
      `  ${key}:`,
      `    score: ${value}`,
      ...chosen.map((line) => `    ${line}`),
      ...(bewijsstukken.length ? ["    bewijsstukken:"] : []),
      ...bewijsstukken.map((bewijsstuk) => `      - ${inline(bewijsstuk)}`),
      ...block("aantekening", aantekening, "    "),
    ];
  }

  function afspraakLines(afspraken = []) {
    const lines = afspraken.flatMap((afspraak) => {
      const [first, ...rest] = afspraakOf(afspraak);
      return [`  - ${first.trimStart()}`, ...rest];
    });
    return lines.length ? ["afspraken:", ...lines] : [];
  }

  function afspraakOf({ wat, wie, voor, bij = [], nagekomen = null, opmerking }) {
    return [
      ...(wat.includes("\n") ? block("wat", wat, "    ") : [`    wat: ${inline(wat)}`]),
      ...(wie ? [`    wie: ${inline(wie)}`] : []),
      ...(voor ? [`    voor: ${voor}`] : []),
      ...(bij.length ? [`    bij: ${listed(bij.map(quoted))}`] : []),
      ...(nagekomen === null ? [] : [`    nagekomen: ${nagekomen ? "ja" : "nee"}`]),
      ...block("opmerking", opmerking, "    "),
    ];
  }

  // --- Values

  function hasValue(score) {
    return score !== null && score !== undefined && score !== "";
  }

  // A point of the schaal; a number is written as one.
  function valueOf(score) {
    return WHOLE_NUMBER.test(score) ? score : inline(score);
  }

  function inline(text) {
    return PLAIN.test(text) && !NOT_TEXT.has(text.toLowerCase()) ? text : quoted(text);
  }

  function quoted(text) {
    return `"${text.replace(/[\\"\n\t]/g, (char) => ESCAPED[char])}"`;
  }

  function listed(items) {
    return `[${items.join(", ")}]`;
  }

  // A text with its own lines, below its key; one that cannot stand so is put between quotes.
  function block(key, text, indent = "") {
    if (!text) return [];
    const lines = text.split("\n");
    if (!lines.every((line) => IN_BLOCK.test(line))) return [`${indent}${key}: ${quoted(text)}`];
    const startsBlank = !lines[0] || lines[0].startsWith(" ");
    return [`${indent}${key}: |${startsBlank ? "2" : ""}`, ...lines.map((line) => (line ? `${indent}  ${line}` : ""))];
  }

  // --- What was typed or pasted

  // The text as a score file can hold it, and how many characters had to be changed for that, so that a person is told.
  // For a field of one line the line ends become spaces.
  function clean(typed, { oneLine = false } = {}) {
    let changed = 0;
    const seen = typed.replace(/\r\n?/g, "\n").replace(UNSEEN, (char) => {
      changed += 1;
      return LINE_BREAK.test(char) ? "\n" : "";
    });
    const whole = seen.replace(/\n+$/, "");
    const text = oneLine ? whole.replace(/\n+/g, " ") : whole;
    return { text: ALL_WHITE.test(text) ? "" : text, changed };
  }

  // As a score file counts: an emoji is one character, not two.
  function length(text) {
    let count = 0;
    for (const _ of text) count += 1;
    return count;
  }

  // A name that says whose it is when several stand together in a folder with downloads.
  function fileName({ ib_er, datum, waarnemer: { rol } = {}, rubric }) {
    const name = [ib_er, datum, rol, rubric].filter(Boolean).join("-").replace(/[^A-Za-z0-9._-]+/g, "-");
    return `${name || "scorebestand"}.yml`;
  }

  let read = null;

  // The rubric of this page.
  function rubric() {
    return (read ??= JSON.parse(document.getElementById("rubric").textContent));
  }

  Object.assign(kijkwijzer, { write, clean, length, fileName, rubric, UNSEEN, WHITE, ALL_WHITE });
})();
