// Keeps the site for the next visit: a file whose name has its hash for ever, a page until there is a newer one.
const KEPT = 'cnn-unfolded';
const CURRENT = new Set(FILES); // all that this build has, by their addresses below the site's
const root = new URL('./', self.location);
const below = (url) => (url.startsWith(root.href) ? url.slice(root.href.length).split(/[?#]/)[0] : null);

self.addEventListener('install', () => self.skipWaiting());

// What another build had goes.
self.addEventListener('activate', (event) => event.waitUntil(clear().then(() => self.clients.claim())));

async function clear() {
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) if (!CURRENT.has(below(request.url))) await cache.delete(request);
}

self.addEventListener('message', ({ data }) => {
  for (const url of new Set(data.keep)) keep(url);
});

async function keep(url) {
  if (!CURRENT.has(below(url))) return;
  const cache = await caches.open(KEPT);
  if (await cache.match(url)) return;
  const got = await fetch(url, { cache: 'force-cache' }).catch(() => null);
  if (got?.ok) await cache.put(url, got);
}

self.addEventListener('fetch', (event) => {
  const name = below(event.request.url);
  if (name === null || event.request.method !== 'GET') return;
  if (event.request.mode === 'navigate') event.respondWith(page(event.request, name));
  else if (CURRENT.has(name)) event.respondWith(file(event.request));
});

async function file(request) {
  const cache = await caches.open(KEPT);
  const found = await cache.match(request, { ignoreSearch: true });
  if (found) return found;
  const got = await fetch(request);
  if (got.status === 200) cache.put(request, got.clone());
  return got;
}

// The newest page where there is a network: it names the newest files.
async function page(request, name) {
  const cache = await caches.open(KEPT);
  const address = new URL(name && !name.endsWith('/') ? `${name}/` : name, root).href;
  try {
    const got = await fetch(request);
    if (got.status === 200 && !got.redirected) cache.put(address, got.clone());
    return got;
  } catch {
    const found = await cache.match(address);
    if (!found) return Response.error();
    // A page is read at its folder's address, as from any host.
    return name && !name.endsWith('/') ? Response.redirect(address + new URL(request.url).search) : found;
  }
}
