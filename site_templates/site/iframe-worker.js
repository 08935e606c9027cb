// Search from disk. A browser refuses a Worker at a file: address, so there the theme's search script runs in a hidden frame.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const script = new URL(address, location.href).href;
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Zoeken";
      document.body.append(frame);
      this.scope = frame.contentWindow;
      this.scope.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.scope.importScripts = (...names) => load(this.scope, names.map((name) => new URL(name, script).href));
      this.ready = load(this.scope, [script]);
    }

    async postMessage(data) {
      await this.ready;
      this.scope.dispatchEvent(new MessageEvent("message", { data }));
    }
  };

  async function load(scope, addresses) {
    for (const address of addresses) {
      await new Promise((done, failed) => {
        const script = scope.document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = () => failed(new Error(`${address} is niet geladen`));
        scope.document.head.append(script);
      });
    }
  }
}
