/* global self, caches, Request */
/* Keeps the pages of the kiosk, so that they open with the network cut. Fetches only while it installs. */
const CACHE = 'kiosque-__VERSION__';
const PAGES = ['__PAGES__'];

self.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(PAGES.map((page) => new Request(page, { cache: 'reload' })));
  };
  event.waitUntil(fill());
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('kiosque-') && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  const answer = async () => {
    const options = { ignoreSearch: true };
    return (
      (await caches.match(event.request, options)) ??
      (await caches.match('./', options)) ??
      fetch(event.request)
    );
  };
  event.respondWith(answer());
});
