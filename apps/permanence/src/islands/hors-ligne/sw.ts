/**
 * The service worker: pages without personal data when the network is cut, and the keeper of what waits. It is tiny, it
 * keeps no answer marked `no-store`, and the key that it holds is in its memory alone: when the browser puts it to sleep,
 * the key is gone.
 */
import { createGarde, type Garde, type Reponse } from './garde.ts';
import { createMagasin } from './magasin.ts';
import { createRestes } from './restes.ts';

interface EvenementDuree extends Event {
  waitUntil(travail: Promise<unknown>): void;
}
interface EvenementFetch extends EvenementDuree {
  readonly request: Request;
  readonly resultingClientId: string;
  respondWith(this: EvenementFetch, reponse: Promise<Response>): void;
}
interface EvenementMessage extends EvenementDuree {
  readonly data: { quoi: string; args: unknown[] };
  readonly source: { readonly id: string } | null;
  readonly ports: readonly MessagePort[];
}
interface Portee {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(nom: 'install' | 'activate', ecoute: (event: EvenementDuree) => void): void;
  addEventListener(nom: 'fetch', ecoute: (event: EvenementFetch) => void): void;
  addEventListener(nom: 'message', ecoute: (event: EvenementMessage) => void): void;
}
const portee = globalThis as unknown as Portee;

const MANIFESTE = '/hors-ligne/manifeste.json';
const PREFIXE = 'coquilles-';
/** Pages that are nobody's are asked for by nobody. */
const ANONYME: RequestInit = { credentials: 'omit' };
/** A page that has a copy here is not waited for longer; once the network was silent, less, until it speaks again. */
const PATIENCE_MS = 8000;
const IMPATIENCE_MS = 2500;
let patienceMs = PATIENCE_MS;
const ENVOI_MS = 20_000;

/** The page without personal data that stands for an address. */
function shellOf(chemin: string): string | null {
  if (chemin.startsWith('/hors-ligne/')) return chemin;
  const demarche = /^\/demarches\/([\w-]+)$/.exec(chemin)?.[1];
  if (demarche !== undefined) return `/hors-ligne/demarches/${demarche}`;
  if (chemin === '/') return '/hors-ligne/journee';
  if (chemin === '/accueil') return '/hors-ligne/accueil';
  if (chemin === '/feuille') return '/hors-ligne/feuille';
  if (chemin === '/demarches') return '/hors-ligne/demarches';
  if (chemin === '/hors-connexion') return '/hors-ligne/attente';
  if (/^\/diagnostic(?:\/|$)/.test(chemin)) return '/hors-ligne/diagnostic';
  if (chemin === '/mandat/nouveau') return '/hors-ligne/mandat';
  return null;
}

interface Manifeste {
  empreinte: string;
  adresses: string[];
}

/** Fills the cache of this build, all or nothing; an answer that forbids it is not kept. */
async function refresh(): Promise<void> {
  const reponse = await fetch(MANIFESTE, { ...ANONYME, cache: 'no-cache' });
  if (!reponse.ok) throw new Error('manifeste');
  const { empreinte, adresses } = (await reponse.json()) as Manifeste;
  const nom = PREFIXE + empreinte;
  if (await caches.has(nom)) return;
  const lues = await Promise.all(
    adresses.map(async (adresse) => [adresse, await fetch(adresse, ANONYME)] as const),
  );
  for (const [, { ok, headers }] of lues)
    if (!ok || headers.get('cache-control')?.includes('no-store') !== false) throw new Error('coquille');
  const cache = await caches.open(nom);
  await Promise.all(lues.map(([adresse, lue]) => cache.put(adresse, lue)));
  for (const ancien of await caches.keys()) if (ancien !== nom) await caches.delete(ancien);
}

const cached = (adresse: string): Promise<Response | undefined> => caches.match(adresse);

async function fallback(chemin: string): Promise<Response> {
  const trouvee = (await cached(shellOf(chemin) ?? '/hors-ligne')) ?? (await cached('/hors-ligne'));
  return trouvee ?? Response.error();
}

/** The network first; the copy when it is cut, or silent where a copy would do. */
async function visit(request: Request, chemin: string): Promise<Response> {
  const voulue = fetch(request);
  const shell = shellOf(chemin);
  if (shell === null) return voulue.catch(() => fallback(chemin));
  const patience = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
  const premiere = await Promise.race([voulue.catch(() => null), patience]);
  patienceMs = premiere === null ? IMPATIENCE_MS : PATIENCE_MS;
  if (premiere !== null) return premiere;
  return (await cached(shell)) ?? voulue.catch(() => fallback(chemin));
}

const restes = createRestes();
/** Answers to these forms are secrets, or end a session: the browser says itself that they did not leave. */
const SANS_REPRISE = /^\/(?:connexion|deconnexion)(?:\/|$)/;

async function submit({
  request,
  resultingClientId,
}: Pick<EvenementFetch, 'request' | 'resultingClientId'>): Promise<Response> {
  const copie = request.clone();
  try {
    return await fetch(request);
  } catch {
    const { pathname } = new URL(request.url);
    restes.hold(resultingClientId, pathname, await copie.text());
    // Two screens go on without network; any other holds what was typed until it is sent again.
    return fallback(GO_ON.has(pathname) ? pathname : '/hors-ligne');
  }
}

const GO_ON = new Set(['/accueil', '/feuille']);
/** A form of text: a file is not held in memory. */
const isTexte = ({ headers }: Request): boolean =>
  headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true;

portee.addEventListener('install', (event) => {
  event.waitUntil(refresh().then(() => portee.skipWaiting()));
});
portee.addEventListener('activate', (event) => {
  event.waitUntil(portee.clients.claim());
});
portee.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (request.method === 'GET') event.respondWith(visit(request, pathname));
    else if (isTexte(request) && !SANS_REPRISE.test(pathname)) event.respondWith(submit(event));
    return;
  }
  if (request.method === 'GET' && (pathname.startsWith('/assets/') || pathname.startsWith('/hors-ligne/')))
    event.respondWith(
      (pathname === MANIFESTE ? Promise.resolve(undefined) : cached(pathname + search)).then(
        (gardee) => gardee ?? fetch(request),
      ),
    );
});

async function post(operation: unknown): Promise<Reponse> {
  try {
    const reponse = await fetch('/api/operations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(operation),
      signal: AbortSignal.timeout(ENVOI_MS),
    });
    const corps: unknown = await reponse.json().catch(() => null);
    // A page that asks to sign in, or a portal of the network: not an answer of ours.
    if (corps === null && reponse.status !== 401) return null;
    return { statut: reponse.status, corps };
  } catch {
    return null;
  }
}

const garde: Garde = createGarde({
  magasin: createMagasin(),
  maintenant: () => Date.now(),
  post,
  alone: (travail) => navigator.locks.request('porte-plume-envoi', travail),
});

portee.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  const { quoi, args } = event.data;
  event.waitUntil(
    answer(quoi, args, event.source?.id ?? '').then(
      (valeur) => port.postMessage({ valeur }),
      (error: unknown) => port.postMessage({ erreur: error instanceof Error ? error.message : 'erreur' }),
    ),
  );
});

async function answer(quoi: string, args: unknown[], source: string): Promise<unknown> {
  if (quoi === 'rafraichir') return refresh();
  if (quoi === 'reprendre') return restes.take(source, String(args[0]));
  const gestes = new Map<string, (...valeurs: never[]) => unknown>(Object.entries(garde));
  const geste = gestes.get(quoi) as ((...valeurs: unknown[]) => unknown) | undefined;
  if (geste === undefined) throw new Error('inconnu');
  return geste(...args);
}
