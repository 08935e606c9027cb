// From the bytes of a score file to nodes, as strict as generator/reading/text.py and parsing.py: everything stays text as it was
// written, and nothing is cut, merged or dropped in silence. The parser itself is the library in yaml.js.
//   kijkwijzer.parse(text or bytes) -> {top: mapping or null, problems: [{line, message}], hasComments}
// Nodes: {kind: "scalar", text, line, plain, cut}, {kind: "list", line, items}, {kind: "mapping", line, entries: Map of [key, node]}.
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});
  const { Composer, Parser, isMap, isScalar, isSeq } = kijkwijzerYaml;
  const { WHITE, ALL_WHITE, regels: { Refusal, decoded, oddities, unseen } } = kijkwijzer;
  const { everything, first, machinery, isBroken, startOf, endOf, DEEPEST, TOO_DEEP, QUOTES } = kijkwijzer.tokens;

  const ENOUGH = 100;
  const NULLS = new Set(["", "~", "null", "Null", "NULL"]);

  const UNDER_BAR = "zet de tekst op een nieuwe regel onder |";

  const REST = new RegExp(`^${WHITE}*(#|$)`);
  const COMMENT = new RegExp(`^[|>][0-9+-]*${WHITE}+#`);
  const COMMENT_LINE = new RegExp(`^(${WHITE}*)#`);
  // A key and its value without a space between them.
  const GLUED = /^\s*(- )?("[^"]*"|'[^']*'|[^\s:#"']+):[^\s:/]/;
  const MARK = /^(---|\.\.\.)(\s|$)/;
  const SPACES = /(?: *\n)*(?: *$)?/y;
  const BLANK = /(?:\s|#[^\n]*)*/y;
  // More than any line is set in by hand, and how many characters may be read over again to set lines in.
  const FAR = " ".repeat(100);
  const PATIENCE = 3_000_000;
  // Half of a pair, or all that follows a backslash; the first counts also when two halves would make a whole.
  const ESCAPE = /\\(u[dD][89a-fA-F][0-9a-fA-F]{2}|U0000[dD][89a-fA-F][0-9a-fA-F]{2}|[^])/g;

  function parse(input) {
    const problems = [];
    try {
      const text = decoded(input);
      problems.push(...oddities(text.split("\n")).slice(0, ENOUGH));
      if (problems.length) return { top: null, problems, hasComments: false };
      return new Reading(text, problems).result();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ line: error.line, message: error.message });
      return { top: null, problems, hasComments: false };
    }
  }

  // --- The file as a whole

  class Reading {
    constructor(text, problems) {
      this.problems = problems;
      this.hasComments = false;
      this.commented = new Set();
      this.shifted = new Set();
      this.take(text);
    }

    take(text) {
      this.text = text;
      this.lines = text.split("\n");
      this.starts = [0];
      for (let place = text.indexOf("\n"); place >= 0; place = text.indexOf("\n", place + 1)) this.starts.push(place + 1);
      this.tokens = [...this.parsed()];
      this.all = everything(this.tokens);
      for (const { token } of this.all) if (token.type === "block-scalar" && token.source) this.takeWhole(token);
    }

    // Stops at once where it goes too deep: the library grows slow there.
    *parsed() {
      const parser = new Parser();
      for (const lexeme of parser.lexer.lex(this.text)) {
        yield* parser.next(lexeme);
        if (parser.stack.length > DEEPEST + 3) throw new Refusal(this.line(parser.stack[DEEPEST + 1].offset), TOO_DEEP);
      }
      yield* parser.end();
    }

    // Under a bar lines at the end with spaces only belong to the text. The library drops some of them when its first line is
    // set in further than the others (|2).
    takeWhole(token) {
      const { offset, source } = token.props.at(-1);
      const start = offset + source.length;
      SPACES.lastIndex = start + token.source.length;
      SPACES.test(this.text);
      token.source = this.text.slice(start, SPACES.lastIndex);
    }

    result() {
      this.setInWhatGoesOn();
      this.refuseDirectives();
      this.refuseMachinery();
      const top = this.node(this.document(), null);
      if (isNull(top)) throw new Refusal(0, "het bestand is leeg; vul het in of haal het weg");
      if (top.kind !== "mapping") {
        throw new Refusal(top.line, "hier horen regels met 'sleutel: waarde' te staan, geen losse tekst of lijst");
      }
      return { top, problems: this.problems, hasComments: this.hasComments };
    }

    // Between quotes and between brackets Python lets a next line begin anywhere, and the library wants it set in. So it is:
    // that changes nothing of what the line says.
    setInWhatGoesOn() {
      for (let read = 0; read <= PATIENCE; read += this.text.length) {
        const broken = this.all.filter(({ token }) => isBroken(token)).map(({ token }) => this.whereItGoesOn(token));
        if (!broken.length) return;
        const { opened, message, line } = broken.reduce((one, other) => (one.line <= other.line ? one : other));
        if (line > this.lines.length || this.shifted.has(line) || MARK.test(this.lines[line - 1])) throw new Refusal(opened, message);
        this.shifted.add(line);
        this.take(this.lines.map((text, index) => (index === line - 1 ? FAR + text : text)).join("\n"));
      }
    }

    whereItGoesOn(token) {
      const opened = this.line(token.offset);
      if (token.type !== "flow-collection") {
        const message = `het aanhalingsteken dat hier opent, wordt niet gesloten; sluit het, of ${UNDER_BAR}`;
        return { opened, message, line: this.line(token.offset + token.source.length) + 1 };
      }
      const message = `het haakje ${token.start.source} wordt niet goed gesloten, of er ontbreekt een komma`;
      const inside = everything([token]).map(({ token: { offset, source } }) => (source ? offset + source.length : 0));
      BLANK.lastIndex = inside.reduce((one, other) => Math.max(one, other), token.offset + 1);
      BLANK.test(this.text);
      return { opened, message, line: BLANK.lastIndex < this.text.length ? this.line(BLANK.lastIndex) : Infinity };
    }

    // The one document in the file, without any complaint of the parser.
    document() {
      const documents = [...new Composer({ schema: "failsafe", keepSourceTokens: true, uniqueKeys: false, merge: false, prettyErrors: false })
        .compose(this.tokens, true, this.text.length)];
      const errors = documents.flatMap((document) => document.errors).filter((error) => !this.isHarmless(error));
      if (errors.length) throw this.explained(errors.find(({ code }) => code === "MULTILINE_IMPLICIT_KEY") ?? errors[0]);
      if (documents.length > 1) {
        throw new Refusal(this.line(documents[1].range[0]), "hier begint een tweede document ('---'); maak er twee bestanden van");
      }
      return documents[0].contents;
    }

    // Of the lines before the beginning only one that says which YAML this is, as that changes nothing.
    refuseDirectives() {
      const [first, ...more] = this.tokens.filter(({ type }) => type === "directive");
      const isHarmless = !first || (!more.length && /^%(?!YAML +(?!1\.))[\w-]+/.test(first.source));
      if (!isHarmless) throw this.directive(first);
    }

    directive({ offset }) {
      return new Refusal(this.line(offset), "een regel kan niet met % beginnen; haal deze regel weg");
    }

    // What no score file needs and what would make it mean something else.
    refuseMachinery() {
      for (const { token } of this.all) if (token.type === "comment") this.noteComment(token);
      const found = first(this.all.filter(({ token, depth }) => machinery(token, depth)));
      if (found) throw new Refusal(this.line(found.token.offset), machinery(found.token, found.depth));
    }

    noteComment({ offset }) {
      this.hasComments = true;
      const line = this.line(offset);
      if (!ALL_WHITE.test(this.lines[line - 1].slice(0, this.column(offset)))) this.commented.add(line);
    }

    // --- Places

    // From 1, as people count.
    line(offset) {
      let [low, high] = [0, this.starts.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= offset) low = middle;
        else high = middle;
      }
      return low + 1;
    }

    column(offset) {
      return offset - this.starts[this.line(offset) - 1];
    }

    // --- Nodes

    // `around` is the innermost list or mapping: its column, and whether it stands between brackets.
    node(found, around, place = 0) {
      if (isMap(found)) return this.mapping(found);
      if (isSeq(found)) return this.list(found);
      return this.scalar(found, around, place);
    }

    list(found) {
      const inside = this.inside(found);
      const places = found.srcToken.items.map((item) => endOf(item.start, "seq-item-ind")).filter(Boolean);
      const items = found.items.map((item, index) => this.node(item, inside, places[index]));
      return { kind: "list", line: this.line(startOf(found)), items };
    }

    mapping(found) {
      const inside = this.inside(found);
      const entries = new Map();
      for (const pair of found.items) {
        const key = this.key(pair, inside);
        const value = this.node(pair.value, inside, endOf(pair.srcToken.sep ?? [], "map-value-ind"));
        this.enter(entries, key, isNothing(value) ? { ...value, line: key.line } : value);
      }
      return { kind: "mapping", line: this.line(startOf(found)), entries };
    }

    inside(found) {
      const start = startOf(found);
      const added = this.shifted.has(this.line(start)) ? FAR.length : 0;
      return { column: this.column(start) - added, inBrackets: Boolean(found.flow) };
    }

    key(pair, around) {
      const offset = pair.key.range[0];
      if (!isScalar(pair.key)) {
        throw new Refusal(this.line(offset), "een sleutel moet één woord zijn; zet tekst die met [ of { begint tussen aanhalingstekens");
      }
      const key = this.scalar(pair.key, around, offset);
      if (endOf(pair.srcToken.start, "explicit-key-ind")) return key;
      if (isNothing(key)) throw new Refusal(key.line, "voor de dubbele punt ontbreekt de sleutel; vul die in");
      if (this.isOnSeveralLines(pair)) throw new Refusal(key.line, "een sleutel en zijn dubbele punt horen op één regel");
      return key;
    }

    isOnSeveralLines(pair) {
      const colon = endOf(pair.srcToken.sep ?? [], "map-value-ind");
      return colon > 0 && this.line(pair.key.range[0]) !== this.line(colon - 1);
    }

    enter(entries, key, node) {
      const first = entries.get(key.text);
      if (!first) entries.set(key.text, [key, node]);
      else if (this.problems.length < ENOUGH) {
        const message = `'${key.text}' staat hier voor de tweede keer; de eerste keer is op regel ${first[0].line}. Haal er een weg`;
        this.problems.push({ line: key.line, message });
      }
    }

    // `place` is where a value would stand of which nothing was written.
    scalar(found, around, place) {
      if (!found || found.range[0] === found.range[1]) {
        return { kind: "scalar", text: "", line: this.line(place), plain: true, cut: this.isCut("PLAIN", place, place, around) };
      }
      const [start, end] = found.range;
      const [line, plain] = [this.line(start), found.type === "PLAIN"];
      if (found.type === "QUOTE_DOUBLE") this.refuseOddEscapes(found.value, found.srcToken.source, line);
      if (plain && around?.inBrackets && /^[?:]/.test(found.value)) {
        throw new Refusal(line, `een waarde kan hier niet met ${found.value[0]} beginnen; ${QUOTES}`);
      }
      return { kind: "scalar", text: found.value, line, plain, cut: this.isCut(found.type, start, end, around) };
    }

    // A character that no text may hold can stand here as an escape. A \ at the end of a line with an empty one below it is
    // read in two ways, by the library and by Python.
    refuseOddEscapes(text, source, line) {
      const escapes = [...source.matchAll(ESCAPE)];
      if (escapes.some(({ 0: escape, index }) => escape === "\\\n" && /^[ \t]*\n/.test(source.slice(index + 2)))) {
        throw new Refusal(line, `een regel kan hier niet met \\ eindigen; ${UNDER_BAR}`);
      }
      const half = escapes.find(([escape]) => escape.length > 2);
      const char = half ? String.fromCharCode(parseInt(half[1].slice(1), 16)) : text.match(kijkwijzer.UNSEEN)?.[0];
      if (char) this.problems.push({ line, message: `in deze tekst staat ${unseen(char)}` });
    }

    // Whether a text is next to a comment that may have been meant as more of it: on the same line as plain text or as the
    // sign | or >, or on a next line that is set in as the text is. One below the key itself is what comments are for.
    isCut(type, start, end, around) {
      if (!this.hasComments || type.startsWith("QUOTE")) return false;
      const index = this.line(end) - 1;
      if (type.startsWith("BLOCK")) {
        const isHeader = COMMENT.test(this.lines[this.line(start) - 1].slice(this.column(start)));
        return isHeader || this.isSetIn(index + (this.column(end) > 0 ? 1 : 0), around);
      }
      const rest = this.lines[index].slice(this.column(end)).match(REST);
      return rest !== null && (rest[1] === "#" || this.isSetIn(index + 1, around));
    }

    isSetIn(index, around) {
      let next = index;
      while (next < this.lines.length && ALL_WHITE.test(this.lines[next])) next += 1;
      const comment = (this.lines[next] ?? "").match(COMMENT_LINE);
      return comment !== null && around !== null && comment[1].length > around.column;
    }

    // --- What the parser complains of

    // A comment right behind a quote, a bracket or a comma is one for Python too.
    isHarmless({ message, pos }) {
      return message.startsWith("Comments must be separated") && /["'[\]{},]/.test(this.text[pos[0] - 1]);
    }

    explained({ code, message, pos }) {
      const directive = this.tokens.find(({ type }) => type === "directive");
      if (directive) return this.directive(directive);
      const [start, end] = pos.map((place) => this.line(Math.min(place, this.text.length - 1)));
      const isKey = code === "MULTILINE_IMPLICIT_KEY";
      return this.closedTooLate(isKey ? end : start) ?? this.cutOff(start) ?? (isKey ? this.noKey(start, end) : null)
        ?? new Refusal(start, EXPLANATIONS.find(([sign]) => sign === code || message.includes(sign))?.[1] ?? OTHERWISE);
    }

    closedTooLate(line) {
      const late = this.all.find(({ token: { type, offset, source } }) => type?.endsWith("quoted-scalar")
        && this.line(offset) < line && this.line(offset + source.length) === line);
      if (!late) return null;
      return new Refusal(this.line(late.token.offset), `het aanhalingsteken dat hier opent, sluit pas op regel ${line}; sluit het eerder, of ${UNDER_BAR}`);
    }

    cutOff(line) {
      const cut = [line, line - 1].find((near) => this.commented.has(near));
      return cut ? new Refusal(cut, `na ' #' is het een opmerking, en dan hoort de rest er niet meer bij; ${UNDER_BAR}`) : null;
    }

    // A line was taken for more of the line above it, or the one above for a key.
    noKey(start, end) {
      const line = this.lines[start - 1];
      if (GLUED.test(line)) return new Refusal(start, "na de dubbele punt hoort een spatie");
      if (/:( |$)/.test(line)) return new Refusal(end, `deze regel springt te ver in voor een nieuwe sleutel; is het meer tekst, ${UNDER_BAR}`);
      return new Refusal(start, `op deze regel ontbreekt 'sleutel:'; hoort hij bij de tekst erboven, ${UNDER_BAR} en spring alle regels in`);
    }
  }

  const OTHERWISE = "hier staat iets dat niet past; controleer de aanhalingstekens, de haakjes en het inspringen";
  const EXPLANATIONS = [
    // By the code of the complaint or a piece of it; the first that fits counts.
    ["BAD_SCALAR_START", `een waarde kan niet met dit teken beginnen; ${QUOTES}`],
    ["BAD_DQ_ESCAPE", "een \\ tussen dubbele aanhalingstekens heeft een eigen betekenis; gebruik enkele aanhalingstekens"],
    ["closing", `het aanhalingsteken wordt niet gesloten; sluit het, of ${UNDER_BAR}`],
    ["compact mappings", `er staat een dubbele punt midden in de tekst; ${QUOTES}, of ${UNDER_BAR}`],
    ["followed by map values", `op deze regel ontbreekt 'sleutel:' (met een spatie na de dubbele punt); is het meer tekst, ${UNDER_BAR}`],
    ["BAD_INDENT", "het inspringen of een haakje klopt niet; controleer deze regel en die ervoor"],
    ["must end with", "een haakje wordt niet goed gesloten, of er ontbreekt een komma"],
    ["Missing , ", "een haakje wordt niet goed gesloten, of er ontbreekt een komma"],
    ["Block scalar header", "na | of > hoort niets te staan; begin de tekst op de volgende regel"],
  ];

  function isNull(node) {
    return node.kind === "scalar" && node.plain && NULLS.has(node.text);
  }

  function isNothing(node) {
    return node.kind === "scalar" && node.plain && !node.text;
  }

  Object.assign(kijkwijzer, { parse, isNull });
})();
