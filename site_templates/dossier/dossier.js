// Search in the index, and opening an older round when a link leads into it. The pages work without this too.
"use strict";

(() => {
  const MOST_HITS = 5;
  const AROUND = 60;

  function openTarget() {
    let place = null;
    try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    const folded = place && place.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      place.scrollIntoView();
    }
  }

  // Compared without capitals and accents, letter for letter, so that places in the plain text are places in the text.
  function plain(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    return Array.from(text, (char) => {
      const bare = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return bare.length === char.length ? bare : char;
    }).join("");
  }

  function person(item, index) {
    const id = item.dataset.ibEr;
    const school = item.closest("section").querySelector("h2").textContent;
    const known = index[id] || { page: "", texts: [] };
    return {
      item,
      page: known.page,
      who: plain(`${item.querySelector(".mens-naam").textContent} ${school}`),
      texts: known.texts.map(([place, kind, text]) => ({ place, kind, text, plain: plain(text) })),
    };
  }

  // Every word must stand in the name, the pseudonym, the school or the text; a hit needs one in the text itself.
  function hitsOf(person, words) {
    return person.texts.filter((hit) =>
      words.some((word) => hit.plain.includes(word)) &&
      words.every((word) => hit.plain.includes(word) || person.who.includes(word)));
  }

  function marked(hit, words) {
    const found = words.filter((word) => hit.plain.includes(word));
    const first = Math.min(...found.map((word) => hit.plain.indexOf(word)));
    const start = Math.max(0, first - AROUND);
    const end = Math.min(hit.text.length, first + 2 * AROUND);
    const shown = document.createElement("bdi");
    shown.append(start ? "…" : "");
    for (let at = start; at < end;) {
      const word = found.find((candidate) => hit.plain.startsWith(candidate, at));
      const size = word ? word.length : 1;
      const piece = hit.text.slice(at, at + size);
      if (word) {
        const mark = document.createElement("mark");
        mark.textContent = piece;
        shown.append(mark);
      } else {
        shown.append(piece);
      }
      at += size;
    }
    shown.append(end < hit.text.length ? "…" : "");
    shown.normalize();
    return shown;
  }

  function hitItem(person, hit, words) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${person.page}#${encodeURIComponent(hit.place)}`;
    link.textContent = hit.kind;
    item.append(link, ": ", marked(hit, words));
    return item;
  }

  function showHits(person, hits, words) {
    person.item.querySelector(".hits")?.remove();
    if (!hits.length) return;
    const list = document.createElement("ul");
    list.className = "hits";
    list.append(...hits.slice(0, MOST_HITS).map((hit) => hitItem(person, hit, words)));
    if (hits.length > MOST_HITS) {
      const more = document.createElement("li");
      more.textContent = `en nog ${hits.length - MOST_HITS}, in het dossier zelf`;
      list.append(more);
    }
    person.item.append(list);
  }

  function counted(number, one, many) {
    return `${number || "geen"} ${number === 1 ? one : many}`;
  }

  function search(people, query, status) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    let shown = 0;
    let places = 0;
    for (const person of people) {
      const named = words.every((word) => person.who.includes(word));
      const hits = words.length && !named ? hitsOf(person, words) : [];
      showHits(person, hits, words);
      person.item.hidden = !named && !hits.length;
      shown += person.item.hidden ? 0 : 1;
      places += hits.length;
    }
    for (const section of document.querySelectorAll(".school")) {
      section.hidden = !section.querySelector("li[data-ib-er]:not([hidden])");
    }
    const nav = document.querySelector(".scholen");
    if (nav) nav.hidden = words.length > 0;
    status.textContent = words.length
      ? `${counted(shown, "ib-er", "ib-ers")}${places ? `, ${counted(places, "plaats", "plaatsen")} in de verslagen` : ""}`
      : "";
  }

  // Arrow keys walk from the box through what was found, and back.
  function walk(event, box) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape" && event.target !== box) return box.focus();
    if (!(event.key in steps)) return;
    const links = [...document.querySelectorAll(".mensen a")].filter((link) => link.offsetParent);
    const stops = [box, ...links];
    const next = stops[stops.indexOf(event.target) + steps[event.key]];
    if (stops.includes(event.target) && next) {
      event.preventDefault();
      next.focus();
    }
  }

  function startSearch() {
    const form = document.querySelector(".zoek");
    if (!form) return;
    const box = form.querySelector("input");
    const status = form.querySelector(".stand");
    const index = JSON.parse(document.getElementById("zoekindex").textContent);
    let people = null;
    const run = () => {
      people ??= [...document.querySelectorAll("li[data-ib-er]")].map((item) => person(item, index));
      search(people, box.value, status);
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    box.addEventListener("input", run);
    document.addEventListener("keydown", (event) => walk(event, box));
    if (box.value) run();
  }

  addEventListener("hashchange", openTarget);
  openTarget();
  startSearch();
})();
