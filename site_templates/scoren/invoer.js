// In: a score file that a person opens, and what is wrong with it, line by line.
"use strict";

(() => {
  const { hulp: { make, bytesOf }, instrument: { rubric, page, own, pageFor, fitsHere } } = window.kijkwijzer;

  function showProblems(place, name, problems) {
    place.hidden = false;
    place.replaceChildren(
      make("h2", {}, name ? `${name} kan niet worden geopend` : "Dit kan niet"),
      make("ul", {}, problems.map(({ line, message }) => make("li", {}, line ? make("span", { class: "regel" }, `regel ${line}: `) : "", message))),
      name ? make("p", { class: "uitleg" }, "Het bestand zelf is niet veranderd.") : "");
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  }

  // A file with kijkwijzers that this page does not have: another page has them.
  function elsewhere({ kijkwijzers }) {
    const { naam, titel } = pageFor(kijkwijzers);
    return belongs(titel, `${naam}.html`);
  }

  function belongs(title, address) {
    return { message: make("span", {}, "Dit scorebestand hoort bij ", make("a", { href: address }, own(title)), ". Open het daar.") };
  }

  // --- What is no score file of this form at all: then that is all there is to say

  const HOW = document.getElementById("bewaren") ? "Neem hem over met kijkwijzer import." : "Geef hem aan wie het dossier bijhoudt.";
  const KINDS = [["%PDF", "Dit is een pdf."], ["PK\u0003\u0004", "Dit is een spreadsheet of een ander kantoorbestand."]];

  function otherKind(bytes) {
    const start = String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)));
    const kind = KINDS.find(([mark]) => mark === start);
    return kind && { message: `${kind[1]} Die open je niet hier. ${HOW}` };
  }

  function otherForm(bytes) {
    const text = new TextDecoder().decode(bytes);
    const [id, versie] = ["rubric", "versie"].map((key) => text.match(new RegExp(`^${key} *: *["']?([^"'\\s#]+)`, "m"))?.[1]);
    if (id && id !== rubric.id) return page.andere.some((other) => other.id === id) ? belongs(...placeOf(id)) : { message: `Dit scorebestand hoort bij de rubric '${id}', en die staat hier niet.` };
    return versie && versie !== rubric.versie ? { message: `Dit scorebestand hoort bij versie ${versie}, en dit formulier is van versie ${rubric.versie}. Geef het aan wie het dossier bijhoudt.` } : null;
  }

  function placeOf(id) {
    const { titel, pagina } = page.andere.find((other) => other.id === id);
    return [titel, pagina];
  }

  // As the reader says it, or that the file itself cannot be had.
  async function read(file) {
    const bytes = await bytesOf(file);
    const wrong = bytes ? otherKind(bytes) : { message: "het bestand kon niet worden gelezen. Staat het nog op dezelfde plek, en is het een scorebestand?" };
    if (wrong) return { afname: null, problems: [wrong] };
    const found = kijkwijzer.read(bytes, rubric);
    const other = found.problems.length ? otherForm(bytes) : null;
    return other ? { afname: null, problems: [other] } : found;
  }

  // The afname in a file, or what is wrong with it.
  async function afnameOf(file) {
    return check(await read(file));
  }

  function check({ afname, problems, hasComments }) {
    if (!afname || problems.length) return { problems };
    if (!fitsHere(afname.kijkwijzers)) return { problems: [elsewhere(afname)] };
    return { afname, hasComments, problems: [] };
  }

  kijkwijzer.invoer = { showProblems, read, check, afnameOf };
})();
