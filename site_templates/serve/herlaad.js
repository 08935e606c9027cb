// Only in `kijkwijzer serve`: follows the stand of the project, and loads the page again when there is a newer edition.
(() => {
  const MOST = 20;
  const { editie: edition } = document.currentScript.dataset;
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

  function take(stand) {
    number = stand.stand;
    if (stand.editie !== edition) {
      location.reload();
    } else {
      show(stand.regels.length ? [OLD, ...stand.regels] : []);
    }
  }

  async function ask() {
    try {
      const known = new URLSearchParams({ na: number, pad: decodeURIComponent(location.pathname), editie: edition });
      const answer = await fetch(`/-/stand.json?${known}`);
      take(await answer.json());
    } catch {
      show(["'kijkwijzer serve' is gestopt, of even niet te bereiken. Dit is wat er het laatst was.\n"
        + "Is het opnieuw gestart? Open dan het nieuwe adres uit de terminal."]);
      number = "";
      await new Promise((done) => setTimeout(done, 2000));
    }
    ask();
  }

  addEventListener("load", () => setTimeout(ask));
})();
