// Lets the worker keep this page on the device, and says whether it opens without a network from now on.
"use strict";

(() => {
  const PATIENCE = 20_000;

  const SAID = {
    kept: "Werkt ook zonder internet: dit formulier staat nu op dit apparaat.",
    disk: "Werkt zonder internet: je hebt dit formulier als bestand op dit apparaat.",
    none: "Zonder internet kun je dit formulier niet opnieuw openen. Laat dit tabblad dan openstaan.",
  };

  // "kept", "disk" (opened as a file) or "none". The page of a server on this computer is not kept: it is nothing without it.
  async function keepOffline() {
    if (location.protocol === "file:") return "disk";
    if (!("serviceWorker" in navigator) || document.getElementById("bewaren")) return "none";
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, false); });
    const isDone = await Promise.race([isKept().catch(() => false), late]);
    return isDone ? "kept" : "none";
  }

  // The page itself may ask nothing of any server, so the worker fetches it.
  async function isKept() {
    await navigator.serviceWorker.register("sw.js");
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data.kept);
      active.postMessage({ keep: location.href }, [port2]);
    });
  }

  async function tell(place) {
    if (!place || document.getElementById("bewaren")) return;
    place.textContent = SAID[await keepOffline()];
    place.hidden = false;
  }

  tell(document.getElementById("zonder-internet"));
})();
