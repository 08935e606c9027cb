// The afname that is open now, who wants to know when it changes, and which of the three views is shown.
"use strict";

(() => {
  const { hulp: { appears, byId, today }, instrument: { rubric, page } } = window.kijkwijzer;
  const VIEWS = ["start", "afname", "naast"];
  const listeners = { open: [], changed: [], close: [], view: [] };

  const werk = { draft: null, get afname() { return werk.draft?.afname; }, on, changed, open, close, show, asked, emptyAfname, newDraft };
  let turn = 0;

  function on(name, listener) {
    listeners[name].push(listener);
  }

  function tell(name, what) {
    for (const listener of listeners[name]) listener(what);
  }

  // What a person did: {rij: id}, {veld: name} or {afspraken: true}.
  function changed(what) {
    tell("changed", what);
  }

  function emptyAfname() {
    return {
      fictief: false, rubric: rubric.id, versie: rubric.versie, kijkwijzers: [...page.kijkwijzers], ib_er: "",
      waarnemer: { rol: "", naam: "" }, datum: today(), aanleiding: "", doel: "", status: "concept",
      scores: {}, afspraken: [], samenvatting: "", zienswijze: "",
    };
  }

  function newDraft(afname = emptyAfname(), { previous = null, file = null, ...more } = {}) {
    const id = crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    return { id, revision: 0, changed: new Date().toISOString(), afname: { ...emptyAfname(), ...afname }, previous, file, ...more };
  }

  // `isOnDevice`: it came from the storage of this device and nothing changed since.
  function open(draft, { isOnDevice = false, isBack = false } = {}) {
    werk.draft = draft;
    tell("open", { draft, isOnDevice });
    show("afname", { isBack });
  }

  // For what takes a while before it opens something: gives whether a person did nothing else in the meantime.
  function asked() {
    const mine = (turn += 1);
    return () => turn === mine;
  }

  function close() {
    const draft = werk.draft;
    werk.draft = null;
    if (draft) tell("close", draft);
  }

  function show(view, { isBack = false } = {}) {
    turn += 1;
    appears();
    for (const name of VIEWS) byId(name).hidden = name !== view;
    byId("balk").hidden = view !== "afname";
    const state = { view, draft: view === "afname" ? werk.draft.id : null };
    if (isBack) history.replaceState(state, "");
    else history.pushState(state, "");
    tell("view", view);
    scrollTo(0, 0);
    byId({ start: "start-kop", afname: "gegevens-kop", naast: "naast-kop" }[view]).focus({ preventScroll: true });
  }

  kijkwijzer.werk = werk;
})();
