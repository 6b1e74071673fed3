// The shell and the items read last work without a network. Everything else comes from it: news must not be stale.
const SHELL = "shell-3";
const READ = "read-1";
const MOST = 30;

self.addEventListener("install", (event) => {
  const scripts = ["site", "menu", "reading", "keys", "selecting", "days", "map", "app"].map((name) => `/static/${name}.js`);
  const parts = ["/offline", "/static/site.css", "/static/icon.svg", ...scripts];
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(parts)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== READ).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

async function keep(request, answer) {
  const cache = await caches.open(READ);
  await cache.delete(request);
  await cache.put(request, answer);
  const held = await cache.keys();
  for (const old of held.slice(0, Math.max(0, held.length - MOST))) await cache.delete(old);
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && new URL(event.request.url).pathname.startsWith("/item/")) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch {
    return (await caches.match(event.request)) ?? (await caches.match("/offline"));
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event));
  else if (address.pathname.startsWith("/static/")) event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
});
