// Drafts in the browser's own storage. What goes wrong comes back as a value, so that the page can say it before anything is lost:
//   save(draft) -> {saved: draft} | {conflict: newer} | {gone: true} | {full: true} | {unavailable: true}
// Each draft carries a revision; a save goes through only when nobody saved a newer one, so two tabs never overwrite each other.
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});

  // On file:// and on a host with several projects the storage is shared with pages that are not ours, so names are ours alone.
  // A server on one's own machine shows one project after the other at the same address, and gives each a name of its own.
  const OURS = `kijkwijzer-scoren${JSON.parse(document.getElementById("bewaren")?.textContent ?? "{}").opslag ?? ""}`;
  const STORE = "drafts";
  const TOO_SLOW = 5000;

  // --- The database

  let opened = null;

  function database() {
    opened ??= connect().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  function connect() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(OURS, 1);
      // Some browsers neither open nor refuse; then a person must not wait for it.
      const patience = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), TOO_SLOW);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        clearTimeout(patience);
        resolve(watched(request.result));
      };
    });
  }

  // Lets go when another tab wipes everything, and opens anew when the browser itself closed it.
  function watched(db) {
    const forget = () => { opened = null; };
    db.onversionchange = () => {
      db.close();
      forget();
    };
    db.onclose = forget;
    return db;
  }

  // `work` is given the store and a function to answer with; the answer counts only once all of it is on the disk.
  async function transact(mode, work) {
    try {
      return await attempt(await database(), mode, work);
    } catch (error) {
      if (error?.name !== "InvalidStateError") throw error;
      opened = null;      // it was closed between our finding it and our using it
      return attempt(await database(), mode, work);
    }
  }

  function attempt(db, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(STORE, mode, { durability: "strict" });
      let answer;
      transaction.oncomplete = () => resolve(answer);
      transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
      work(transaction.objectStore(STORE), (said) => { answer = said; });
    });
  }

  function failure(error) {
    return error?.name === "QuotaExceededError" ? { full: true } : { unavailable: true };
  }

  // --- Drafts

  // Whatever stands in the storage that is no draft (of a later version, or damaged) is left alone and not shown.
  function isDraft(found) {
    return isGroup(found) && typeof found.id === "string" && Number.isInteger(found.revision)
      && typeof found.changed === "string" && isAfname(found.afname) && (found.previous == null || isAfname(found.previous));
  }

  function isAfname(found) {
    return isGroup(found) && typeof found.rubric === "string" && typeof found.versie === "string"
      && Array.isArray(found.kijkwijzers) && isGroup(found.waarnemer) && Array.isArray(found.afspraken ?? [])
      && isGroup(found.scores ?? {}) && Object.values(found.scores ?? {}).every(isGroup);
  }

  function isGroup(found) {
    return typeof found === "object" && found !== null && !Array.isArray(found);
  }

  async function available() {
    return transact("readonly", (_, answer) => answer(true)).catch(() => false);
  }

  // Everything that can be read, the last changed first.
  async function list() {
    const all = await transact("readonly", (store, answer) => {
      store.getAll().onsuccess = ({ target }) => answer(target.result);
    }).catch(() => []);
    return all.filter(isDraft).sort((one, other) => (one.changed < other.changed ? 1 : -1));
  }

  // All that stands there, also what cannot be shown.
  async function count() {
    return transact("readonly", (store, answer) => {
      store.count().onsuccess = ({ target }) => answer(target.result);
    }).catch(() => 0);
  }

  async function load(id) {
    const found = await transact("readonly", (store, answer) => {
      store.get(id).onsuccess = ({ target }) => answer(target.result);
    }).catch(() => null);
    return isDraft(found) ? found : null;
  }

  // A new draft has revision 0. What comes back in `saved` is the draft to go on with.
  async function save(draft) {
    const next = { ...draft, revision: draft.revision + 1, changed: new Date().toISOString() };
    const said = await transact("readwrite", (store, answer) => {
      store.get(draft.id).onsuccess = ({ target }) => {
        const refused = refusal(draft, target.result);
        if (!refused) store.put(next);
        answer(refused ?? { saved: next });
      };
    }).catch(failure);
    if (said.saved) tell({ id: next.id, revision: next.revision });
    return said;
  }

  // A draft that another tab removed is not put back behind a person's back: `gone`.
  function refusal(draft, stored) {
    if (isDraft(stored)) return stored.revision === draft.revision ? null : { conflict: stored };
    return draft.revision > 0 && stored === undefined ? { gone: true } : null;
  }

  async function remove(id) {
    const said = await transact("readwrite", (store, answer) => {
      store.delete(id);
      answer({ removed: true });
    }).catch(failure);
    if (said.removed) tell({ id, removed: true });
    return said;
  }

  // --- Wiping

  // All that these pages ever put on the device; other pages of the same host keep theirs.
  async function wipe() {
    const done = await Promise.allSettled([wipeDatabase(), wipeCaches(), wipeWorkers(), wipeKeys()]);
    tell({ wiped: true });
    return done.every(({ status }) => status === "fulfilled") ? { wiped: true } : { unavailable: true };
  }

  async function wipeDatabase() {
    if (opened) (await opened.catch(() => null))?.close();
    opened = null;
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(OURS);
      const patience = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), TOO_SLOW);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        clearTimeout(patience);
        resolve();
      };
    });
  }

  async function wipeCaches() {
    if (!("caches" in window)) return;
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  }

  async function wipeWorkers() {
    const registered = (await navigator.serviceWorker?.getRegistrations?.().catch(() => [])) ?? [];
    const folder = new URL("./", location.href).href;
    await Promise.all(registered.filter(({ scope }) => scope === folder).map((registration) => registration.unregister()));
  }

  async function wipeKeys() {
    for (const storage of [localStorage, sessionStorage]) {
      Object.keys(storage).filter((key) => key.startsWith("kijkwijzer")).forEach((key) => storage.removeItem(key));
    }
  }

  // --- Other tabs

  const listeners = new Set();
  const channel = connectedChannel();

  function connectedChannel() {
    try {
      const made = new BroadcastChannel(OURS);
      made.onmessage = ({ data }) => listeners.forEach((listener) => listener(data));
      return made;
    } catch {
      return null;      // then the revision still guards every save
    }
  }

  function tell(change) {
    channel?.postMessage(change);
  }

  // Calls listener({id, revision} | {id, removed} | {wiped}) when another tab changed something; gives what ends that.
  function onChange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  // --- As one types

  const PAUSE = 250;

  // Saves at most PAUSE after a change, one save at a time, and at once when the page is put away.
  //   take() gives the draft as it is now, with the revision that `told` was last handed in `saved`;
  //   told(result, {isBehind}) is called after each save; behind is what was changed while it was being saved.
  //   After anything but `saved` it waits until changed() is called anew.
  function autosave(take, told) {
    let timer = null;
    let running = null;
    let isDirty = false;

    function changed() {
      isDirty = true;
      timer ??= setTimeout(flush, PAUSE);
    }

    async function flush() {
      clearTimeout(timer);
      timer = null;
      while (running) await running;
      if (!isDirty) return;
      isDirty = false;
      running = save(take()).then((result) => told(result, { isBehind: isDirty })).finally(() => { running = null; });
      await running;
    }

    function onHide() {
      if (document.visibilityState === "hidden") flush();
    }

    // What was not yet asked to be saved, is not saved any more.
    function stop() {
      clearTimeout(timer);
      isDirty = false;
      document.removeEventListener("visibilitychange", onHide);
      removeEventListener("pagehide", flush);
    }

    document.addEventListener("visibilitychange", onHide);
    addEventListener("pagehide", flush);
    return { changed, flush, stop };
  }

  // Asks the browser not to throw this away when it needs room; some ask the person.
  async function persist() {
    return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  }

  kijkwijzer.drafts = { available, list, count, load, save, remove, wipe, onChange, autosave, persist };
})();
