// Keeps our own files and two public pages for when there is no network: the warning signs and
// a page that offers them. Everything is fetched at install, without cookies; nothing is ever
// added later, so a page of hers cannot come to lie here.
const PREFIX = "easeback-";
const CACHE = PREFIX + "{{ version|escapejs }}";
const OFFLINE = "{{ offline|escapejs }}";
const SIGNS = "{{ signs|escapejs }}";
const PAGES = [OFFLINE, SIGNS];
const FILES = [
{% for file in files %}  "{{ file|escapejs }}",
{% endfor %}];
const PATIENCE = 4000; // the signs do not wait for a network that only pretends to be there

// no-cache asks whether a file has changed: a name without a hash may hold an older one.
const nameless = (url) => new Request(url, { credentials: "omit", cache: "no-cache" });

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...PAGES, ...FILES].map(nameless));
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Only from this release: another one is on its way out.
const kept = async (url) => (await caches.open(CACHE)).match(url, { ignoreVary: true });

async function page(request, path) {
  const signal = path === SIGNS ? AbortSignal.timeout(PATIENCE) : undefined;
  try {
    return await fetch(request, { signal });
  } catch {
    return (await kept(PAGES.includes(path) ? path : OFFLINE)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (FILES.includes(pathname)) {
    event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
  }
});
