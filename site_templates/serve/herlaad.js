// Only in `kijkwijzer serve`: follows the stand of the project, and loads the page again when there is a newer edition.
// A script asks for it and not fetch, because the policy of the pages allows nothing else.
(() => {
  const MOST = 20;
  const { deel: part, editie: edition } = document.currentScript.dataset;
  const OLD = "Deze pagina is nog van voor de laatste wijziging. Verbeter eerst dit:";
  let number = document.currentScript.dataset.stand;
  let bar = null;

  function show(lines) {
    if (!lines.length) {
      bar?.remove();
      bar = null;
      return;
    }
    bar ??= document.body.appendChild(document.createElement("div"));
    bar.setAttribute("role", "alert");
    Object.assign(bar.style, {
      position: "fixed", insetInline: "0", bottom: "0", zIndex: "1000", maxHeight: "40vh", overflow: "auto",
      padding: "0.75rem 1rem", background: "#7a1f1f", color: "#fff", font: "1rem/1.4 sans-serif", whiteSpace: "pre-wrap",
      overflowWrap: "anywhere",
    });
    bar.textContent = lines.slice(0, MOST).join("\n") + (lines.length > MOST ? `\n… en nog ${lines.length - MOST}` : "");
  }

  window.kijkwijzerStand = (stand) => {
    number = stand.stand;
    if (stand.edities[part] !== edition) {
      location.reload();
    } else {
      show(stand.regels.length ? [OLD, ...stand.regels] : []);
    }
  };

  function ask() {
    const script = document.createElement("script");
    script.src = `/-/stand.js?na=${encodeURIComponent(number)}`;
    script.onload = () => { script.remove(); ask(); };
    script.onerror = () => {
      script.remove();
      show(["'kijkwijzer serve' is gestopt, of even niet te bereiken. Dit is wat er het laatst was.\n"
        + "Is het opnieuw gestart? Open dan het nieuwe adres uit de terminal."]);
      number = "";
      setTimeout(ask, 2000);
    };
    document.head.append(script);
  }

  // Not before: a page counts as loading as long as one of its first scripts is on its way.
  addEventListener("load", () => setTimeout(ask));
})();
