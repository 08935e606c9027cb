// Saved on this device as one types, and said when that does not work; two tabs never overwrite each other.
"use strict";

(() => {
  const { hulp: { byId, make, button, clock, ask }, instrument: { rows }, bestand, werk, drafts } = window.kijkwijzer;
  const stand = byId("stand");
  const melding = byId("melding");
  let saver = null;
  // What is not on the device: "" when all is.
  let unsaved = "";
  // Whether all that was done is on the device.
  let isKept = true;
  // Whether all that was done is in a file or on the clipboard.
  let isOut = false;
  // When the first of it was done that is not.
  let since = 0;

  const FULL = "het geheugen van dit apparaat is vol";
  const CLOSED = "deze browser bewaart hier niets";
  const SLOW = "het bewaren duurt te lang";
  const SECOND = 1000;

  // Written only when it changes: after a tap nothing else on the page should have to move.
  function tell(kind, ...text) {
    const said = text.map((part) => part.textContent ?? part).join("");
    if (stand.textContent !== said) stand.replaceChildren(...text);
    stand.dataset.stand = kind;
  }

  function warn(title, text, ...buttons) {
    melding.replaceChildren(make("strong", {}, title), " ", text, buttons.length ? make("span", {}, make("br"), buttons) : "");
  }

  function calm() {
    unsaved = "";
    if (melding.hasChildNodes()) melding.replaceChildren();
    if (kijkwijzer.dossier) return tell(...kijkwijzer.dossier.standOf(werk.draft));
    return tell("bewaard", "Bewaard", make("span", { class: "op-breed" }, " op dit apparaat"), `, ${clock(werk.draft.changed)}`,
      bestand.stateOf(werk.draft) === "veranderd" ? make("span", { class: "op-breed" }, ", nog niet in het scorebestand") : "");
  }

  // --- What came of a save

  function told(result, { isBehind }) {
    if (result.saved && isBehind) return;
    isKept = Boolean(result.saved);
    if (result.saved) calm();
    else if (result.conflict) elsewhere(result.conflict);
    else if (result.gone) gone();
    else notSaved(result.full ? FULL : CLOSED);
  }

  function notSaved(reason) {
    unsaved = reason;
    tell("mis", "Niet bewaard");
    warn("Niet bewaard:", `${reason}. Bewaar nu een scorebestand.`,
      button("Naar bewaren", () => kijkwijzer.hulp.goTo("bewaar")), button("Probeer het opnieuw", again));
  }

  function again() {
    saver.changed();
    saver.flush();
  }

  // Another tab went on with it. Nothing of either is thrown away: a person says which one goes on here.
  function elsewhere(newer) {
    unsaved = "een ander tabblad is verder";
    saver.stop();
    tell("mis", "Niet bewaard");
    hold(true);
    warn("In een ander tabblad is deze afname verder ingevuld.", "Kies waar je mee verder gaat; tot dan kun je hier niets invullen.",
      button("Ga verder met het nieuwste", () => reopen(newer)),
      button("Bewaar wat hier staat als een tweede afname", keepBoth));
  }

  // While nothing is saved nothing can be filled in, so that nothing is lost.
  function hold(isHeld) {
    for (const place of document.querySelectorAll("#gegevens > .velden, #rijen, #balans, #afspraken, #bewaar, #balk")) place.inert = isHeld;
  }

  async function reopen(newer) {
    const stored = (await drafts.load(newer.id)) ?? newer;
    if (!stored.afname) return gone();
    if (!isKept && !isOut && !(await mayDrop(stored.afname))) return undefined;
    unsaved = "";
    return werk.open(stored, { isOnDevice: true, isBack: true });
  }

  // What was done here just before the other tab was heard of.
  async function mayDrop(afname) {
    const different = [...rows.keys()].filter((id) => JSON.stringify(werk.afname.scores[id]) !== JSON.stringify(afname.scores[id]));
    const which = different.length ? ` Anders dan daar: ${different.join(", ")}.` : "";
    return (await ask("Hier staat iets wat nergens is bewaard", `Ga je verder met het nieuwste, dan ben je kwijt wat je hier als laatste deed.${which}`, [
      { value: "", label: "Terug", kind: "eerst" }, { value: "nieuwste", label: "Neem toch het nieuwste", kind: "gevaar" },
    ])) === "nieuwste";
  }

  function keepBoth() {
    unsaved = "";
    werk.open({ ...werk.newDraft(werk.afname, { previous: werk.draft.previous, herkomst: "naast die van een ander tabblad" }), file: null }, { isBack: true });
  }

  function gone() {
    unsaved = "de afname is van dit apparaat gewist";
    saver.stop();
    tell("mis", "Gewist van dit apparaat");
    hold(true);
    warn("Deze afname is in een ander tabblad van dit apparaat gewist.", "Wat hier nog staat, is niet bewaard.",
      button("Bewaar wat hier staat opnieuw", keepBoth));
  }

  // --- While it is open

  function onOpen({ draft, isOnDevice }) {
    letGo();
    hold(false);
    saver = saverOf(draft);
    unsaved = "";
    isOut = false;
    isKept = isOnDevice || isUntouched(draft);
    since = Date.now();
    melding.replaceChildren();
    if (isOnDevice) calm();
    else tell("bezig", "Nog niets ingevuld");
    if (!isKept) saver.changed();
  }

  // Also when another afname is open by now, each saves its own.
  function saverOf(draft) {
    return drafts.autosave(() => draft, (result, more) => {
      if (result.saved) Object.assign(draft, { revision: result.saved.revision, changed: result.saved.changed });
      if (werk.draft === draft) told(result, more);
    });
  }

  // What was typed last still goes to the device.
  function letGo() {
    const old = saver;
    old?.flush().finally(old.stop);
  }

  function isUntouched({ afname, previous }) {
    return !previous && JSON.stringify(afname) === JSON.stringify(werk.emptyAfname());
  }

  // What is tapped is saved at once; what is typed as soon as one stops for a moment.
  function onChanged({ isTap }) {
    if (isKept) since = Date.now();
    isKept = isOut = false;
    if (unsaved !== "" && unsaved !== FULL && unsaved !== CLOSED) return;
    if (!unsaved && werk.draft.revision) stand.dataset.stand = "bezig";
    else if (!unsaved) tell("bezig", "Bezig met bewaren");
    saver.changed();
    if (isTap) setTimeout(saver.flush);
  }

  // Whether the afname that is open may make place: always, unless it stands nowhere else.
  async function mayLeave() {
    if (!werk.draft) return true;
    await Promise.race([saver.flush(), new Promise((resolve) => { setTimeout(resolve, 5 * SECOND); })]);
    if (isKept || isOut) return true;
    return (await ask("Dit staat nergens bewaard", `Wat je hebt ingevuld, is niet bewaard: ${unsaved || SLOW}. Bewaar eerst een scorebestand, anders ben je het kwijt.`, [
      { value: "", label: "Terug, dan bewaar ik eerst", kind: "eerst" }, { value: "weg", label: "Ga toch verder", kind: "gevaar" },
    ])) === "weg";
  }

  function onOther(change) {
    if (!werk.draft) return;
    if (change.wiped || (change.removed && change.id === werk.draft.id)) gone();
    else if (change.id === werk.draft.id && change.revision > werk.draft.revision) elsewhere({ id: change.id });
  }

  // A page that the browser woke up again may have missed what another tab did.
  async function onShow() {
    if (document.visibilityState !== "visible" || !werk.draft || unsaved || !werk.draft.revision) return;
    const id = werk.draft.id;
    const stored = await drafts.load(id);
    if (stored && werk.draft?.id === id && stored.revision > werk.draft.revision) elsewhere(stored);
  }

  werk.on("open", onOpen);
  werk.on("changed", onChanged);
  werk.on("close", () => {
    letGo();
    unsaved = "";
    hold(false);
    melding.replaceChildren();
    tell("");
  });
  drafts.onChange(onOther);
  document.addEventListener("visibilitychange", onShow);
  // Also when a save takes so long that more than the last second would be lost.
  addEventListener("beforeunload", (event) => {
    if (werk.draft && !isKept && !isOut && (unsaved || Date.now() - since > SECOND)) event.preventDefault();
  });

  kijkwijzer.bewaren = { mayLeave, keep: () => saver.changed(), exported: () => { isOut = true; } };
})();
