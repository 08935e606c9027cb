// In: a score file that a person opens, and what is wrong with it, line by line.
"use strict";

(() => {
  const { hulp: { make, bytesOf }, instrument: { rubric, pageFor, fitsHere } } = window.kijkwijzer;

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
    const name = pageFor(kijkwijzers);
    return { message: make("span", {}, "dit bestand heeft ook kijkwijzers die niet op deze pagina staan. Open het op ", make("a", { href: `${name}.html` }, "de pagina waar ze wel op staan"), ".") };
  }

  // As the reader says it, or that the file itself cannot be had.
  async function read(file) {
    const bytes = await bytesOf(file);
    return bytes ? kijkwijzer.read(bytes, rubric) : { afname: null, problems: [{ message: "het bestand kon niet worden gelezen. Staat het nog op dezelfde plek, en is het een scorebestand?" }] };
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
