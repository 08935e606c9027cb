// The first thing that happens: the view that was open when the page was put away, or the start.
"use strict";

(() => {
  const { instrument: { fitsHere, knows }, bewaren, werk, drafts, start } = window.kijkwijzer;

  async function restore(state) {
    const draft = state?.view === "afname" ? await drafts.load(state.draft) : null;
    if (draft && knows(draft.afname) && fitsHere(draft.afname.kijkwijzers)) {
      return werk.open(draft, { isOnDevice: true, isBack: true });
    }
    werk.close();
    return werk.show(state?.view === "naast" ? "naast" : "start", { isBack: true });
  }

  // Back and forward of the browser: what is open is saved first, and stays when it stands nowhere else.
  addEventListener("popstate", async ({ state }) => {
    const here = werk.draft;
    if (await bewaren.mayLeave()) return restore(state);
    return history.pushState({ view: "afname", draft: here.id }, "");
  });

  async function begin() {
    if (history.state?.view) return restore(history.state);
    const asked = new URLSearchParams(location.search).get("bestand");
    history.replaceState({ view: "start", draft: null }, "", ...(asked ? [location.pathname] : []));
    await start.showDrafts();
    return asked && kijkwijzer.lokaal ? kijkwijzer.lokaal.openPath(asked) : undefined;
  }

  begin();
})();
