// What the points mean, over the page: closing it leads back to where one was.
"use strict";

(() => {
  const { hulp: { appears, byId } } = window.kijkwijzer;
  const venster = byId("schaal");

  byId("toon-schaal").addEventListener("click", () => {
    venster.showModal();
    appears();
    venster.scrollTop = 0;
    byId("schaal-kop").focus();
  });
  byId("sluit-schaal").addEventListener("click", () => venster.close());
  // A tap beside the window closes it too.
  venster.addEventListener("click", ({ target }) => { if (target === venster) venster.close(); });
})();
