import { poste, TROUSSE } from './courrier.ts';
import { RAPPEL_MS, VERROU_MS, type Etat } from './modele.ts';

const VEILLE_MS = 20_000;
const PLUS_TARD_MS = 1500;
const REESSAI_MS = [2000, 5000, 15_000, 60_000];

/** Under Trusted Types the address of a worker passes through a policy: this one lets a single script through. */
function register(): Promise<ServiceWorkerRegistration> {
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: {
      createPolicy(
        nom: string,
        regles: { createScriptURL(adresse: string): string },
      ): {
        createScriptURL(adresse: string): string;
      };
    };
  };
  const politique = trustedTypes?.createPolicy('sw', {
    createScriptURL: (adresse) => {
      if (adresse !== '/sw.js') throw new TypeError('sw');
      return adresse;
    },
  });
  return navigator.serviceWorker.register(politique?.createScriptURL('/sw.js') ?? '/sw.js', { scope: '/' });
}

/**
 * On every page of an account: the worker, a quiet word when something waits or the network is cut, and no way out that
 * would lose what waits. Nothing happens where service workers do not exist.
 */
export function startPresence(): void {
  const sortie = document.querySelector<HTMLFormElement>('form[action="/deconnexion"]:not([data-quitter])');
  const coquille = document.querySelector('[data-coquille]') !== null;
  if (!('serviceWorker' in navigator) || (sortie === null && !coquille)) return;
  // The page first: what the worker fetches can wait until the network is quiet.
  const refuse = (): void => void dispatchEvent(new Event('sans-poste'));
  setTimeout(() => void register().catch(refuse), coquille ? 0 : PLUS_TARD_MS);
  const pastille = makePastille();
  const say = async (): Promise<Etat> => {
    const etat = await poste.etat();
    tell(pastille, etat, coquille);
    return etat;
  };
  const again = (): void => void say().catch(() => undefined);
  addEventListener('online', () => void synchronise(say));
  addEventListener('offline', again);
  addEventListener('attente', again);
  stayAwake();
  if (sortie) guard(sortie);
  void synchronise(say);
}

/** While somebody works, the worker keeps the key; five minutes without a gesture, and it is left to sleep. */
function stayAwake(): void {
  let geste = Date.now();
  const note = (): void => void (geste = Date.now());
  for (const nom of ['pointerdown', 'keydown'] as const) addEventListener(nom, note, { passive: true });
  setInterval(() => {
    if (Date.now() - geste < VERROU_MS) void poste.geste().catch(() => undefined);
  }, VEILLE_MS);
}

/** Sends what waits and takes the kit of the day, when the network and the key are there. */
async function synchronise(say: () => Promise<Etat>, essai = 0): Promise<void> {
  const etat = await say().catch(() => null);
  if (etat?.ouvert !== true) return;
  if (etat.nombre > 0) {
    const fin = await poste.envoyer();
    dispatchEvent(new Event('attente'));
    if (fin === 'reseau')
      setTimeout(() => void synchronise(say, essai + 1), REESSAI_MS[Math.min(essai, REESSAI_MS.length - 1)]);
    if (fin !== 'fini') return;
  }
  await takeTrousse();
  // Without network, the pages of yesterday will do.
  await poste.rafraichir().catch(() => undefined);
}

async function takeTrousse(): Promise<void> {
  const reponse = await fetch('/hors-connexion/trousse', { headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  if (reponse?.ok === true && !reponse.redirected)
    await poste.ranger(TROUSSE, await reponse.json()).catch(() => undefined);
}

function makePastille(): HTMLAnchorElement {
  const lien = document.createElement('a');
  lien.className = 'pastille';
  lien.href = '/hors-connexion';
  lien.hidden = true;
  const region = document.createElement('div');
  region.setAttribute('aria-live', 'polite');
  region.append(lien);
  document.body.append(region);
  return lien;
}

function tell(lien: HTMLAnchorElement, { nombre, plusAncien, ouvert }: Etat, coquille: boolean): void {
  const coupe = !navigator.onLine;
  const vieux = plusAncien !== null && Date.now() - Date.parse(plusAncien) > RAPPEL_MS;
  const attend = nombre === 1 ? 'Une saisie attend' : `${nombre} saisies attendent`;
  const mots = [
    coupe ? 'Réseau coupé' : '',
    nombre === 0 ? '' : attend,
    nombre > 0 && vieux
      ? 'envoyez-la aujourd’hui, ou imprimez-la'
      : nombre > 0 && !ouvert
        ? 'à déverrouiller'
        : '',
  ].filter((mot) => mot !== '');
  lien.textContent = mots.join(' · ');
  lien.classList.toggle('pastille-vieille', vieux);
  lien.hidden = mots.length === 0 || (coquille && nombre === 0);
}

/** What waits, or null at once when no worker runs here: then nothing can wait. */
async function stateNow(): Promise<Etat | null> {
  const active = (await navigator.serviceWorker.getRegistration())?.active;
  if (active == null) return null;
  const silence = new Promise<null>((resolve) => setTimeout(resolve, 3000, null));
  return Promise.race([poste.etat().catch(() => null), silence]);
}

/** Leaving erases the device. While something waits, the screen asks first what to do with it. */
function guard(sortie: HTMLFormElement): void {
  let sur = false;
  sortie.addEventListener('submit', (event) => {
    if (sur) return;
    event.preventDefault();
    event.stopPropagation();
    void stateNow().then((etat) => {
      if (etat !== null && etat.nombre + etat.enCours.fiches + etat.enCours.lignes > 0) {
        location.assign('/hors-connexion?sortie');
        return;
      }
      const vide = document.createElement('input');
      vide.type = 'hidden';
      vide.name = 'vide';
      vide.value = 'oui';
      sortie.append(vide);
      sur = true;
      sortie.requestSubmit();
    });
  });
}
