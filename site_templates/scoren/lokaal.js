// On a person's own machine: the score file goes straight into the folder with scores, and never over a newer one.
"use strict";

(() => {
  const { hulp: { byId, make, ask }, uitvoer, invoer, bestand, werk, bewaren, drafts } = window.kijkwijzer;
  const { token } = JSON.parse(byId("bewaren").textContent);
  const SAVE = "/-/scores";
  const OPEN = "/-/scores/bestand.json";
  const place = byId("bewaar-problemen");
  const UNREACHABLE = "Het dossier is niet bereikbaar. Draait kijkwijzer serve nog? Wat je hebt ingevuld, staat nog hier.";

  // --- Handing in

  async function hand(text, isConfirmed) {
    const headers = { "Content-Type": "application/json", "X-Kijkwijzer": token };
    const body = JSON.stringify({ text, ...(werk.draft.file ?? {}), ...(isConfirmed ? { bevestigd: true } : {}) });
    try {
      const response = await fetch(SAVE, { method: "POST", headers, body });
      return { ...(await response.json()), isSaved: response.ok };
    } catch {
      return { kind: "schijf", message: UNREACHABLE, problems: [] };
    }
  }

  async function save({ isConfirmed = false } = {}) {
    const text = uitvoer.file();
    if (!text || !(isConfirmed || await uitvoer.maySettle())) return;
    const { id } = werk.draft;
    byId("bewaar-lokaal").disabled = true;
    const answer = await hand(text, isConfirmed);
    byId("bewaar-lokaal").disabled = false;
    if (werk.draft?.id !== id) return;
    if (answer.isSaved) saved(answer, text);
    else await refused(answer);
  }

  function saved({ path, digest, page, remarks = [] }, text) {
    werk.draft.file = { path, digest };
    bestand.written();
    const isAll = uitvoer.textNow() === text;
    if (isAll) bewaren.exported();
    else bestand.isChanged();
    bewaren.keep();
    uitvoer.done(`Bewaard in ${path}. `, make("a", { href: page }, "Bekijk het verslag"), isAll ? "" : " Wat je daarna nog veranderde, staat er nog niet in.", ...remarks.map((remark) => make("span", {}, make("br"), remark)));
  }

  // --- What was in the way

  const LATER = { value: "", label: "Terug", kind: "eerst" };
  const CHOICES = {
    vastgesteld: [{ value: "toch", label: "Verander het toch", kind: "gevaar" }],
    nieuwer: [{ value: "open", label: "Open wat er nu in het dossier staat", kind: "" }],
    bestaat: [{ value: "open", label: "Open wat er nu in het dossier staat", kind: "" }],
    verdwenen: [{ value: "nieuw", label: "Bewaar als nieuwe afname", kind: "" }],
    elders: [{ value: "nieuw", label: "Bewaar als nieuwe afname", kind: "" }],
  };

  async function refused({ kind, message, problems = [], now }) {
    const choices = (CHOICES[kind] ?? []).filter(({ value }) => value !== "open" || now);
    if (!choices.length) return invoer.showProblems(place, "", problems.length ? problems : [{ message }]);
    const answer = await ask("Nog niet bewaard", message, [LATER, ...choices]);
    if (answer === "toch") return save({ isConfirmed: true });
    if (answer === "open") return openText(now);
    if (answer === "nieuw") {
      werk.draft.file = null;
      return save();
    }
    return undefined;
  }

  // --- A file of the dossier

  // Beside what is open: that stays among the afnamen on this device.
  async function openText({ path, digest, text }) {
    const found = invoer.check(kijkwijzer.read(text, kijkwijzer.rubric()));
    if (found.problems.length) return invoer.showProblems(werk.draft ? place : byId("start-problemen"), path, found.problems);
    if (!(await bewaren.mayLeave())) return undefined;
    return werk.open(werk.newDraft(found.afname, { file: { path, digest }, bestand: bestand.same() }));
  }

  // The text of a file with its digest, or what is wrong.
  async function fetchFile(path) {
    const response = await fetch(`${OPEN}?pad=${encodeURIComponent(path)}`).catch(() => null);
    return (await response?.json().catch(() => null)) ?? { message: UNREACHABLE };
  }

  // One that is on this device already goes on there, as long as the dossier still holds what it began with.
  async function openPath(path) {
    const isStill = werk.asked();
    const [said, all] = [await fetchFile(path), await drafts.list()];
    if (!isStill()) return undefined;
    if (said.digest === undefined) return invoer.showProblems(byId("start-problemen"), path, [said]);
    const here = all.find(({ file }) => file?.path === path && file.digest === said.digest);
    return here ? kijkwijzer.start.reopen(here.id) : openText(said);
  }

  byId("bewaar-lokaal").addEventListener("click", () => save());

  kijkwijzer.lokaal = { openPath, fetchFile };
})();
