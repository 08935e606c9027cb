// Keeps the forms of this folder on the device, so that they open without a network. It holds pages, never what was filled in.
// With a network the page on the server always comes first: what is kept is only for without, and for a network that is too slow.
"use strict";

const OURS = "kijkwijzer-scoren";
// Two copies of the site on one host each keep their own. Another number here throws away what older workers kept.
const CACHE = `${OURS} 1 ${self.registration.scope}`;
const PATIENCE = 3000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => event.waitUntil(answerPage(event)));
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET" && isForm(event.request.url)) {
    event.respondWith(page(event));
  }
});

async function begin() {
  const old = (await caches.keys()).filter((name) => name !== CACHE && name.startsWith(OURS) && name.endsWith(` ${self.registration.scope}`));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// A page of this very folder; some hosts leave out the .html.
function isForm(url) {
  const [path] = url.split(/[?#]/);
  const name = path.startsWith(self.registration.scope) ? path.slice(self.registration.scope.length) : "";
  return name !== "" && !name.includes("/") && (name.endsWith(".html") || !name.includes("."));
}

function keyOf(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

// --- A page that is asked for

async function page(event) {
  const fresh = fromNetwork(event.request);
  event.waitUntil(fresh.then((response) => keep(event.request.url, response.clone())).catch(() => null));
  const kept = await fromCache(event.request.url);
  if (!kept) return fresh;
  return Promise.race([fresh.catch(() => kept), waited(PATIENCE).then(() => kept)]);
}

// Asks the server whether what the browser itself has in store is still the newest.
async function fromNetwork(request) {
  const response = await fetch(request, { cache: "no-cache" });
  if (response.status >= 500) throw new Error(`the server said ${response.status}`);
  return response;
}

async function fromCache(url) {
  return (await caches.open(CACHE)).match(keyOf(url));
}

function waited(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

// Only a form: the page with which a network asks for a password must not come in its place. When the device is full the page
// is shown all the same.
async function keep(url, response) {
  const isGood = response.ok && response.type === "basic" && !response.redirected;
  if (!isGood || !(await response.clone().text()).includes('id="rubric"')) return false;
  return (await caches.open(CACHE)).put(keyOf(url), response).then(() => true, () => false);
}

// --- The page that was open before there was a worker asks to be kept

async function answerPage({ data, ports: [port] }) {
  if (!data?.keep || !isForm(data.keep)) return;
  const isKept = Boolean(await fromCache(data.keep)) || await fromNetwork(data.keep).then((response) => keep(data.keep, response)).catch(() => false);
  port?.postMessage({ kept: isKept });
}
