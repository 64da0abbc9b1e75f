/* global self, caches, Request */
/* Keeps the one file of the kiosk, so that it opens with the network cut. Fetches only while it installs. */
const CACHE = 'kiosque-__VERSION__';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(new Request('./', { cache: 'reload' }))));
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
  const answer = async () => (await caches.match('./', { ignoreSearch: true })) ?? fetch(event.request);
  event.respondWith(answer());
});
