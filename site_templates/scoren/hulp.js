// Small things that every part of the form uses: elements, words, files, and a question that waits for its answer.
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

  const byId = (id) => document.getElementById(id);

  // An element with attributes and children; a child that is text stays text. `on` holds its listeners.
  function make(tag, { on = {}, ...attributes } = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    for (const [name, listener] of Object.entries(on)) made.addEventListener(name, listener);
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  function button(text, action, kind = "") {
    return make("button", { type: "button", class: `knop ${kind}`.trim(), on: { click: action } }, text);
  }

  // Only what changed is written, so that a tap costs no more than it must.
  function setText(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  // --- Words

  const two = (number) => String(number).padStart(2, "0");

  function longDate(iso) {
    const [year, month, day] = (iso || "").split("-").map(Number);
    return year && MONTHS[month - 1] ? `${day} ${MONTHS[month - 1]} ${year}` : iso || "";
  }

  function today(now = new Date()) {
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function clock(time) {
    const moment = new Date(time);
    const hours = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
    return today(moment) === today() ? hours : `${longDate(today(moment))}, ${hours}`;
  }

  function moment(time) {
    const [last, day] = clock(time).split(", ").reverse();
    return `${day ? `op ${day} ` : ""}om ${last}`;
  }

  function counted(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
  }

  // Read aloud, and seen nowhere.
  function say(text) {
    byId("gezegd").textContent = text;
  }

  // --- What comes in the place of something else

  // Milliseconds in which a second press still belongs to the first.
  const DOUBLE = 500;
  let appeared = 0;

  function appears() {
    appeared = performance.now();
  }

  // The second half of a double click is for what stood there before.
  addEventListener("click", (event) => {
    if (event.detail < 2 || event.timeStamp - appeared > DOUBLE) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });

  // --- A question

  // The value of the button that was pressed; nothing when the window was closed.
  function ask(title, text, choices) {
    const venster = byId("vraag");
    byId("vraag-kop").textContent = title;
    byId("vraag-tekst").textContent = text;
    return new Promise((resolve) => {
      const buttons = choices.map(({ value, label, kind }) => button(label, () => venster.close(value), kind));
      byId("vraag-knoppen").replaceChildren(...buttons);
      venster.returnValue = "";
      // Not when it closed for the question before this one.
      venster.onclose = () => { if (!venster.open) resolve(venster.returnValue); };
      venster.showModal();
      appears();
      byId("vraag-kop").focus();
    });
  }

  // Who goes elsewhere has answered nothing.
  function stopAsking() {
    for (const venster of document.querySelectorAll("dialog[open]")) venster.close("");
  }

  // --- Files

  // One byte more than a score file may have is enough to refuse it; nothing when it cannot be read.
  async function bytesOf(file) {
    return file.slice(0, kijkwijzer.regels.LARGEST + 1).arrayBuffer().catch(() => null);
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  // To a place in the page, with the focus on it, so that the next Tab goes on from there.
  function goTo(place, block = "start") {
    const target = typeof place === "string" ? byId(place) : place;
    if (!target) return;
    target.closest("details:not([open])")?.setAttribute("open", "");
    target.scrollIntoView({ block });
    (target.matches("input, select, textarea, button, [tabindex]") ? target : target.querySelector("[tabindex], input, textarea, button") ?? target)
      .focus({ preventScroll: true });
  }

  kijkwijzer.hulp = { appears, byId, make, button, setText, longDate, today, clock, moment, counted, say, ask, stopAsking, bytesOf, download, goTo };
})();
