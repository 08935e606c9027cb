// What the pages do besides being read. Without it all of them work as well.

// A permanent link is also put on the clipboard, and that is said, on the screen and to a screen reader.
const melding = document.createElement("div");
melding.className = "melding";
melding.setAttribute("role", "status");
document.body.append(melding);
let weg;

function meld(tekst) {
  melding.textContent = tekst;
  clearTimeout(weg);
  weg = setTimeout(() => { melding.textContent = ""; }, 4000);
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.vaste-link");
  if (!link) return;
  try {
    await navigator.clipboard.writeText(link.href);
    meld("De link is gekopieerd.");
  } catch {
    meld("Kopieer de link uit de adresbalk.");
  }
});

// The theme reacts to single letters (n, p, s, f). Who dictates or trembles would set them off by accident: WCAG 2.1.4.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!typing && event.key.length === 1 && event.key !== " ") event.stopImmediatePropagation();
}, true);
