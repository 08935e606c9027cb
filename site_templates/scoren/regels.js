// The bytes of a file as lines, as strict as generator/reading/text.py: UTF-8, with nothing unseen in it that would change what it says.
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});
  const { WHITE } = kijkwijzer;

  const LARGEST = 1_000_000;
  const MOST_LINES = 50_000;
  const NOT_UTF8 = "het bestand is niet in UTF-8 opgeslagen; open het in je tekstprogramma en bewaar als UTF-8";

  const CONFLICT_START = new RegExp(`^${WHITE}*<{7}(${WHITE}|$)`);
  const CONFLICT_END = new RegExp(`^${WHITE}*>{7}(${WHITE}|$)`);
  const TAB_INDENT = /^ *\t/;

  // This file cannot be read any further.
  class Refusal extends Error {
    constructor(line, message) {
      super(message);
      this.line = line;
    }
  }

  function decoded(input) {
    const bytes = typeof input === "string" ? new TextEncoder().encode(input) : new Uint8Array(input);
    if (bytes.length > LARGEST) throw new Refusal(0, `het bestand is groter dan ${LARGEST / 1000} kB; kort het in`);
    const text = (typeof input === "string" ? input.replace(/^\ufeff/, "") : utf8(bytes)).replace(/\r\n?/g, "\n");
    const nul = text.indexOf("\0");
    if (nul >= 0) throw new Refusal(text.slice(0, nul).split("\n").length, NOT_UTF8);
    const lines = (text.match(/\n/g) ?? []).length + 1;
    if (lines > MOST_LINES) throw new Refusal(0, `het bestand heeft meer dan ${MOST_LINES} regels; kort het in`);
    return text;
  }

  // A mark at the very beginning (BOM) is dropped.
  function utf8(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      const before = new TextDecoder().decode(bytes).split("\ufffd")[0];
      throw new Refusal(before.split(/\r\n?|\n/).length, NOT_UTF8);
    }
  }

  function oddities(lines) {
    return [...conflicts(lines), ...unseenLines(lines), ...tabs(lines)];
  }

  function* conflicts(lines) {
    let isOpen = false;
    for (const [index, line] of lines.entries()) {
      const [starts, ends] = [CONFLICT_START.test(line), CONFLICT_END.test(line)];
      if (starts || (ends && !isOpen)) {
        yield { line: index + 1, message: "hier staat een samenvoegconflict van git; kies een van de twee versies en haal de tekens weg" };
      }
      isOpen = starts || (isOpen && !ends);
    }
  }

  function* unseenLines(lines) {
    for (const [index, line] of lines.entries()) {
      const char = line.match(kijkwijzer.UNSEEN)?.[0];
      if (char) yield { line: index + 1, message: `hier staat ${unseen(char)}` };
    }
  }

  function unseen(char) {
    const code = char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `een onzichtbaar teken (U+${code}); haal het weg`;
  }

  function tabs(lines) {
    const index = lines.findIndex((line) => TAB_INDENT.test(line));
    return index < 0 ? [] : [{ line: index + 1, message: "deze regel is met een tab ingesprongen; gebruik alleen spaties" }];
  }

  kijkwijzer.regels = { Refusal, LARGEST, decoded, oddities, unseen };
})();
