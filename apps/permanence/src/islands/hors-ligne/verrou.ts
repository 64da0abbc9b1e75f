import { poste } from './courrier.ts';
import { PIN_MIN } from './modele.ts';
import { fillVerrou } from './vue-verrou.ts';

const section = (): HTMLElement | null => document.querySelector('[data-verrou]');

function say(phrase: string): void {
  const zone = section()?.querySelector('[data-verrou-phrase]');
  if (zone) zone.textContent = phrase;
}

/** Asks a passkey for the secret that it derives from `sel`: the same without network, and only for who holds it. */
async function derive(sel: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer | null> {
  const trouvee = await navigator.credentials
    .get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        userVerification: 'required',
        extensions: { prf: { eval: { first: sel } } },
      },
    })
    .catch(() => null);
  const resultat = (trouvee as PublicKeyCredential | null)?.getClientExtensionResults().prf?.results?.first;
  return resultat === undefined ? null : resultat instanceof ArrayBuffer ? resultat : null;
}

/**
 * The lock of the device, on the pages that need it. `ready` runs once the key is there: at once when it still is.
 * @returns a function that waits for the key, then for `ready`, before something is sealed: a hand is quicker than a worker
 */
export function startVerrou(ready: () => void | Promise<void>): () => Promise<void> {
  const boite = section();
  if (boite) fillVerrou(boite);
  // Its own address opens with the network too: what is begun here is finished here.
  const reseau = document.querySelector('[data-reseau]');
  if (reseau && navigator.onLine && location.pathname.startsWith('/hors-ligne/'))
    reseau.textContent = 'Page de ce poste.';
  let attendus: (() => void)[] = [];
  let prete: void | Promise<void>;
  let ouverte = false;
  const opened = (): void => {
    ouverte = true;
    if (boite) boite.hidden = true;
    prete = ready();
    const suite = attendus;
    attendus = [];
    for (const un of suite) un();
    dispatchEvent(new Event('attente'));
  };
  const show = async (): Promise<void> => {
    const etat = await poste.etat();
    if (!boite) return;
    boite.hidden = false;
    const aucune = etat.mode === null;
    for (const partie of boite.querySelectorAll<HTMLElement>('[data-verrou-etat]')) {
      const voulu = aucune ? 'creer' : etat.mode === 'pin' ? 'pin' : 'prf';
      partie.hidden = partie.dataset.verrouEtat !== voulu;
    }
  };

  boite?.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    const form = event.target as HTMLFormElement;
    const champ = form.querySelector<HTMLInputElement>('input[data-pin]');
    const secret = champ?.value ?? '';
    if (champ) champ.value = '';
    void (form.dataset.geste === 'creer' ? create(secret) : openWith(secret));
  });
  boite?.addEventListener('click', (event) => {
    const bouton = (event.target as Element).closest<HTMLElement>('[data-clef]');
    if (bouton) void (bouton.dataset.clef === 'creer' ? createWithKey() : openWithKey());
  });

  async function create(secret: string): Promise<void> {
    if (secret.length < PIN_MIN) {
      say(`Choisissez au moins ${PIN_MIN} signes.`);
      return;
    }
    say('Un instant…');
    const { ok } = await poste.creer('pin', secret);
    if (ok) opened();
    else await show();
  }
  async function openWith(secret: string | ArrayBuffer): Promise<void> {
    say('Un instant…');
    const reponse = await poste.ouvrir(secret);
    if (reponse.ok) {
      say('');
      opened();
      return;
    }
    say(
      reponse.reste === 0
        ? 'Trop d’essais. Tout ce qui attendait sur ce poste est effacé.'
        : `Ce n’est pas ce code. Encore ${reponse.reste} essai${reponse.reste > 1 ? 's' : ''} avant l’effacement.`,
    );
    if (reponse.reste === 0) {
      await show();
      dispatchEvent(new Event('attente'));
    }
  }
  async function createWithKey(): Promise<void> {
    const sel = crypto.getRandomValues(new Uint8Array(32));
    const secret = await derive(sel);
    if (secret === null) say('Cette clé ne sait pas garder de secret ici. Choisissez un code.');
    else if ((await poste.creer('prf', secret, sel)).ok) opened();
  }
  async function openWithKey(): Promise<void> {
    const { sel } = await poste.etat();
    const secret = sel === null ? null : await derive(sel);
    if (secret === null) say('La clé n’a pas répondu. Réessayez.');
    else await openWith(secret);
  }

  const lue = poste.etat().then(({ ouvert }) => (ouvert ? opened() : show()));
  return async () => {
    await lue;
    if ((await poste.etat()).ouvert) {
      // Another page of this browser has unlocked it.
      if (!ouverte) opened();
      await prete;
      return;
    }
    const attente = new Promise<void>((resolve) => attendus.push(resolve));
    await show();
    boite?.scrollIntoView({ block: 'center' });
    boite
      ?.querySelector<HTMLElement>(
        '[data-verrou-etat]:not([hidden]) input, [data-verrou-etat]:not([hidden]) button',
      )
      ?.focus();
    await attente;
    await prete;
  };
}
