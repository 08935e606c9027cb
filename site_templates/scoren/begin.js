// The first thing that happens: the view that was open when the page was put away, or the start.
"use strict";

(() => {
  const { hulp: { goTo, stopAsking }, instrument: { fitsHere, knows }, bewaren, werk, drafts, start } = window.kijkwijzer;

  async function restore(state, isStill) {
    const draft = state.view === "afname" ? await drafts.load(state.draft) : null;
    if (!isStill()) return undefined;
    if (draft && knows(draft.afname) && fitsHere(draft.afname.kijkwijzers)) {
      return werk.open(draft, { isOnDevice: true, isBack: true });
    }
    werk.close();
    return werk.show(state.view === "naast" ? "naast" : "start", { isBack: true });
  }

  // Back and forward of the browser: what is open is saved first, and stays when it stands nowhere else.
  addEventListener("popstate", async ({ state }) => {
    if (!state) return undefined;
    const [here, isStill] = [werk.draft, werk.asked()];
    stopAsking();
    if (await bewaren.mayLeave()) return restore(state, isStill);
    return history.pushState({ view: "afname", draft: here.id }, "");
  });

  // No step of its own in the history of the browser: there each step is another view.
  document.querySelector(".sprong").addEventListener("click", (event) => {
    event.preventDefault();
    goTo("inhoud");
  });

  async function begin() {
    const isStill = werk.asked();
    if (history.state?.view) return restore(history.state, isStill);
    const asked = new URLSearchParams(location.search).get("bestand");
    history.replaceState({ view: "start", draft: null }, "", ...(asked ? [location.pathname] : []));
    await start.showDrafts();
    return asked && kijkwijzer.lokaal && isStill() ? kijkwijzer.lokaal.openPath(asked) : undefined;
  }

  begin();
})();
