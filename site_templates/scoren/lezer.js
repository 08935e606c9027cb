// From the nodes of a score file to an afname, held against the rubric of this page: the same rules as generator/reading/afname.py.
//   kijkwijzer.read(text or bytes, rubric, {today}) -> {afname or null, problems: [{line, message}], hasComments}
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});
  const { parse, isNull, ALL_WHITE } = kijkwijzer;

  const ROLLEN = ["adviseur", "directeur", "zelf"];
  const BRONNEN = ["observatie", "gesprek", "bewijsstuk"];
  const TAKEN = ["ib", "directeur", "samen", "onduidelijk"];
  const DOELEN = ["ontwikkeling", "beoordeling"];
  const STATUSSEN = ["concept", "vastgesteld"];
  const LINE_LIMIT = 300;
  const TEXT_LIMIT = 4000;
  const ENOUGH = 100;

  const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
  const RESERVED = /^(?:index|con|prn|aux|nul|(?:com|lpt)[0-9])$/;
  const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

  function read(input, rubric = kijkwijzer.rubric(), { today = dayOf(new Date()) } = {}) {
    const { top, problems, hasComments } = parse(input);
    const afname = top && afnameOf(new Part(top, problems), rubric, today);
    problems.sort((one, other) => one.line - other.line);
    return { afname: problems.length ? null : afname, problems: problems.slice(0, ENOUGH), hasComments };
  }

  function dayOf(moment) {
    const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((number) => String(number).padStart(2, "0"));
    return `${moment.getFullYear()}-${month}-${day}`;
  }

  // --- One mapping in the hands of its reader: each key is asked for by name, and what is never asked for is unknown

  class Part {
    constructor(mapping, problems) {
      this.mapping = mapping;
      this.problems = problems;
      this.asked = new Set();
    }

    fault(node, message) {
      this.problems.push({ line: node.line, message });
    }

    faultAt(key, message) {
      this.fault(this.mapping.entries.get(key)?.[0] ?? this.mapping, message);
    }

    // The node at a key, or null when it is absent or nothing was written.
    take(key, { required = false } = {}) {
      this.asked.add(key);
      const node = this.mapping.entries.get(key)?.[1];
      if (node && !isNull(node)) return node;
      if (required) this.missing(key);
      return null;
    }

    missing(key) {
      this.faultAt(key, `'${key}' ontbreekt; vul het in`);
    }

    done() {
      for (const [text, [key]] of this.mapping.entries) {
        if (!this.asked.has(text)) this.fault(key, `de sleutel '${text}' kan hier niet. Kies uit: ${[...this.asked].join(", ")}`);
      }
    }

    scalar(key, options) {
      const node = this.take(key, options);
      if (!node || node.kind === "scalar") return node;
      this.fault(node, `bij '${key}' hoort één waarde, geen lijst of groep`);
      return null;
    }

    // What has to equal something elsewhere; a comment behind it is just that.
    word(key) {
      const node = this.scalar(key, { required: true });
      if (node && ALL_WHITE.test(node.text)) this.missing(key);
      return node?.text ?? "";
    }

    text(key, { limit = LINE_LIMIT, oneLine = true, required = false } = {}) {
      const nothing = this.mapping.entries.get(key)?.[1];
      if (nothing && isNull(nothing) && this.isCut(nothing, key)) {
        this.asked.add(key);
        return "";
      }
      const node = this.scalar(key, { required });
      if (!node) return "";
      if (required && ALL_WHITE.test(node.text)) this.missing(key);
      return this.checkedText(node, key, limit, oneLine);
    }

    longText(key, options) {
      return this.text(key, { limit: TEXT_LIMIT, oneLine: false, ...options });
    }

    // As it was written, without the line ends at its end.
    checkedText(node, key, limit, oneLine) {
      const text = node.text.replace(/\n+$/, "");
      if (this.isCut(node, key) || ALL_WHITE.test(text)) return "";
      const length = kijkwijzer.length(text);
      if (length > limit) this.fault(node, `'${key}' is ${length} tekens lang; het mogen er hoogstens ${limit} zijn`);
      else if (oneLine && text.includes("\n")) this.fault(node, `'${key}' moet één regel zijn; haal de regeleinden weg`);
      return text;
    }

    isCut(node, key) {
      if (node.cut) {
        const instead = "zet de tekst tussen aanhalingstekens of op een nieuwe regel onder |";
        this.fault(node, `bij '${key}' is de tekst vanaf # een opmerking, en die telt niet mee; ${instead}`);
      }
      return node.cut;
    }

    choice(key, options, { required = false } = {}) {
      const node = this.scalar(key, { required });
      return node ? this.chosen(node, key, options) : "";
    }

    chosen(node, key, options) {
      if (options.includes(node.text)) return node.text;
      this.fault(node, `'${node.text}' kan niet bij '${key}'. Kies uit: ${options.join(", ")}`);
      return "";
    }

    // true, false, or null when nothing was said.
    yesNo(key) {
      const node = this.scalar(key);
      if (!node) return null;
      if (["ja", "true"].includes(node.text)) return true;
      if (["nee", "false"].includes(node.text)) return false;
      this.fault(node, `bij '${key}' hoort ja of nee, niet '${node.text}'`);
      return null;
    }

    date(key, options) {
      const node = this.scalar(key, options);
      if (!node) return "";
      const [found, year, month, day] = node.text.match(DATE) ?? [];
      if (!found) this.fault(node, `schrijf '${key}' als jaar-maand-dag, bijvoorbeeld 2026-05-12, niet als '${node.text}'`);
      else if (!isDay(+year, +month, +day)) this.fault(node, `'${key}': de dag '${found}' bestaat niet of het jaar kan niet kloppen; kijk de datum na`);
      return node.text;
    }

    part(key, options) {
      const node = this.take(key, options);
      return node && this.asPart(node, key);
    }

    asPart(node, key) {
      if (node.kind === "mapping") return new Part(node, this.problems);
      this.fault(node, `bij '${key}' hoort een groep van 'sleutel: waarde', geen losse waarde of lijst`);
      return null;
    }

    items(key, { required = false } = {}) {
      const node = this.take(key, { required });
      if (!node) return [];
      if (node.kind !== "list") {
        this.fault(node, `bij '${key}' hoort een lijst: elk onderdeel op een eigen regel met '- ' ervoor, of alles tussen [ en ]`);
        return [];
      }
      if (required && !node.items.length) this.fault(node, `de lijst '${key}' is leeg; zet er minstens één onderdeel in`);
      return node.items;
    }

    parts(key) {
      return this.items(key).map((node) => this.asPart(node, key)).filter(Boolean);
    }

    scalars(key, options) {
      return this.items(key, options).filter((node) => {
        const isGood = node.kind === "scalar" && !isNull(node);
        if (!isGood) this.fault(node, `in de lijst '${key}' hoort bij elk onderdeel één waarde`);
        return isGood;
      });
    }

    texts(key) {
      return this.scalars(key).map((node) => this.checkedText(node, key, LINE_LIMIT, true)).filter(Boolean);
    }

    choices(key, options) {
      const found = [];
      for (const node of this.scalars(key, { required: true })) {
        if (found.includes(node.text)) this.fault(node, `'${node.text}' staat twee keer in '${key}'; haal er een weg`);
        else found.push(this.chosen(node, key, options));
      }
      return options.filter((option) => found.includes(option));
    }

    // The keys and nodes of a mapping whose keys are the author's own.
    entries(key) {
      const node = this.take(key);
      if (!node) return [];
      if (node.kind === "mapping") return [...node.entries.values()];
      this.fault(node, `bij '${key}' horen regels met 'sleutel: waarde', geen lijst of losse waarde`);
      return [];
    }
  }

  function isDay(year, month, day) {
    const date = new Date(Date.UTC(year, month - 1, day));
    return year >= 1900 && year <= 2199 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  function isSafeId(text) {
    return ID.test(text) && !text.includes("..") && !RESERVED.test(text.split(".")[0].toLowerCase());
  }

  // --- The afname

  function afnameOf(part, rubric, today) {
    const fictief = part.yesNo("fictief") === true;
    const [id, versie] = [part.word("rubric"), part.word("versie")];
    checkRubric(part, id, versie, rubric);
    const rows = new Rows(part, rubric);
    const afname = {
      fictief,
      rubric: id,
      versie,
      kijkwijzers: rows.kijkwijzers,
      ib_er: ibEr(part),
      waarnemer: waarnemer(part),
      datum: past(part, today),
      ...said({ aanleiding: part.text("aanleiding") }),
      doel: part.choice("doel", DOELEN, { required: true }),
      status: part.choice("status", STATUSSEN, { required: true }),
      scores: rows.scores(),
      afspraken: part.parts("afspraken").map((child) => afspraak(child, rows)),
      ...said({ samenvatting: part.longText("samenvatting"), zienswijze: part.longText("zienswijze") }),
    };
    part.done();
    return afname;
  }

  // Other texts are never put in the place of those that the file names.
  function checkRubric(part, id, versie, rubric) {
    if (id && id !== rubric.id) part.faultAt("rubric", `dit bestand hoort bij de rubric '${id}', en dit formulier is van '${rubric.id}'`);
    else if (versie && versie !== rubric.versie) part.faultAt("versie", `dit bestand hoort bij versie '${versie}' van de rubric, en dit formulier is van versie '${rubric.versie}'`);
  }

  function ibEr(part) {
    const node = part.scalar("ib_er", { required: true });
    if (node && !isSafeId(node.text)) {
      part.fault(node, `'${node.text}' kan geen ib_er zijn: gebruik hoogstens 64 letters zonder accent, cijfers, punten en streepjes`);
    }
    return node?.text ?? "";
  }

  function waarnemer(part) {
    const child = part.part("waarnemer", { required: true });
    if (!child) return { rol: "" };
    const found = { rol: child.choice("rol", ROLLEN, { required: true }), ...said({ naam: child.text("naam") }) };
    child.done();
    return found;
  }

  function past(part, today) {
    const day = part.date("datum", { required: true });
    if (DATE.test(day) && day > today) part.faultAt("datum", `de datum ${day} ligt in de toekomst; kijk het jaar na`);
    return day;
  }

  function afspraak(part, rows) {
    const found = {
      wat: part.longText("wat", { required: true }),
      ...said({ wie: part.text("wie") }),
      voor: part.date("voor"),
      bij: [...new Set(part.scalars("bij").map((node) => rows.known(node)))],
      nagekomen: part.yesNo("nagekomen"),
      ...said({ opmerking: part.longText("opmerking") }),
    };
    part.done();
    return found;
  }

  // --- The scores

  class Rows {
    constructor(part, rubric) {
      this.part = part;
      this.rubric = rubric;
      this.rijen = new Map(rubric.taakgebieden.flatMap(({ rijen }) => rijen).map((rij) => [rij.id, rij]));
      this.options = [...rubric.schaal.map(({ waarde }) => waarde), "nvt"];
      this.kijkwijzers = this.chosen(rubric.kijkwijzers.map(({ id }) => id));
    }

    chosen(options) {
      if (options.length === 1 && !this.part.take("kijkwijzers")) return options;
      return this.part.choices("kijkwijzers", options);
    }

    known(node) {
      if (!this.rijen.has(node.text)) {
        this.part.fault(node, `vaardigheid '${node.text}' bestaat niet in ${this.rubric.id} ${this.rubric.versie}. Kijk op de kijkwijzer welke het moet zijn`);
      }
      return node.text;
    }

    // A row of which nothing was said is not among them.
    scores() {
      const found = {};
      for (const [key, node] of this.part.entries("scores")) {
        const id = this.known(key);
        this.inSelection(key);
        const score = this.score(node);
        if (score.score !== null || score.bewijsstukken.length || Object.keys(score).length > 2) found[id] = score;
      }
      return found;
    }

    inSelection(key) {
      const rij = this.rijen.get(key.text);
      if (rij && this.kijkwijzers.length && !this.kijkwijzers.includes(rij.kijkwijzer)) {
        this.part.fault(key, `vaardigheid '${key.text}' hoort bij kijkwijzer '${rij.kijkwijzer}', en die staat niet bij 'kijkwijzers'; zet hem erbij of haal de score weg`);
      }
    }

    score(node) {
      if (node.kind === "mapping") return this.noted(new Part(node, this.part.problems));
      if (node.kind === "scalar") return { score: this.value(node), bewijsstukken: [] };
      this.part.fault(node, `een score is één waarde, geen lijst. Kies uit: ${this.options.join(", ")}`);
      return { score: null, bewijsstukken: [] };
    }

    noted(part) {
      if (!part.mapping.entries.size) part.fault(part.mapping, `tussen de haakjes staat niets. Kies uit: ${this.options.join(", ")}, of haal de haakjes weg`);
      const node = part.scalar("score");
      const found = {
        score: node ? this.value(node) : null,
        ...said({ bron: part.choice("bron", BRONNEN), taak: part.choice("taak", TAKEN) }),
        bewijsstukken: part.texts("bewijsstukken"),
        ...said({ aantekening: part.longText("aantekening") }),
      };
      part.done();
      return found;
    }

    // Exactly as the schaal writes it: 3.0, 03 and drie are not 3. Nothing is not scored yet.
    value(node) {
      if (isNull(node)) return null;
      if (this.options.includes(node.text)) return node.text;
      this.part.fault(node, `'${node.text}' is geen score van deze rubric. Kies uit: ${this.options.join(", ")}; nog niet gescoord? Laat het dan leeg`);
      return null;
    }
  }

  // Without what is empty.
  function said(texts) {
    return Object.fromEntries(Object.entries(texts).filter(([, text]) => text));
  }

  Object.assign(kijkwijzer, { read, isSafeId, LINE_LIMIT, TEXT_LIMIT });
})();
