import type { Champs, Etat, Fin, ModeClef, Operation, Resolution, TypeOperation } from './modele.ts';
import type { Ouverture } from './garde.ts';

/** Asks the worker one thing. Rejects with « verrou » when the key is needed and away. */
async function ask<T>(quoi: string, ...args: unknown[]): Promise<T> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const reponse = new Promise<T>((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<{ valeur: T; erreur?: string }>) => {
      port1.close();
      if (data.erreur === undefined) resolve(data.valeur);
      else reject(new Error(data.erreur));
    };
  });
  active?.postMessage({ quoi, args }, [port2]);
  return reponse;
}

/** The worker, as the pages speak to it. */
export const poste = {
  etat: () => ask<Etat>('etat'),
  creer: (mode: ModeClef, secret: string | ArrayBuffer, sel?: Uint8Array) =>
    ask<{ ok: boolean }>('creer', mode, secret, sel),
  ouvrir: (secret: string | ArrayBuffer) => ask<Ouverture>('ouvrir', secret),
  verrouiller: () => ask<undefined>('verrouiller'),
  geste: () => ask<undefined>('geste'),
  deposer: (une: Omit<Operation, 'seq'>) => ask<undefined>('deposer', une),
  lister: () => ask<Operation[]>('lister'),
  envoyer: () => ask<Fin>('envoyer'),
  resoudre: (op: string, resolution: Resolution | null) => ask<undefined>('resoudre', op, resolution),
  retirer: (op: string) => ask<undefined>('retirer', op),
  effacer: () => ask<undefined>('effacer'),
  ranger: (nom: string, contenu: unknown) => ask<undefined>('ranger', nom, contenu),
  relire: (nom: string) => ask('relire', nom),
  relireTous: (prefixe: string) => ask<unknown[]>('relireTous', prefixe),
  oublier: (nom: string) => ask<undefined>('oublier', nom),
  /** Body of the form whose sending failed and that this page replaces, once. */
  reprendre: () => ask<string | null>('reprendre', location.pathname),
  rafraichir: () => ask<undefined>('rafraichir'),
};

/** The kit of the day, as the server makes it: no name of anyone helped. */
export interface Trousse {
  faiteLe: string;
  compte: { id: string; nom: string };
  structure: { id: string; libelle: string; zone: string };
  roles: string[];
  charteSigneeLe: string | null;
  seance: { id: string; lieuId: string; lieu: string; commune: string; date: string; depuis: string } | null;
  prevues: { lieu: string; commune: string; debut: string; fin: string; accueil: string }[];
  lignes: { heure: string; demarches: string[]; mode: string; issue: string }[];
  favoris: string[];
}

export const TROUSSE = 'trousse';

/** UUID version 7: the time first, so that operations sort by when they were made. */
export function newOp(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  let temps = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    octets[index] = temps % 256;
    temps = Math.floor(temps / 256);
  }
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x70;
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The fields of a form, as the server reads those of a page. */
export function champsOf(form: HTMLFormElement): Champs {
  const champs: Champs = {};
  for (const [nom, valeur] of new FormData(form)) {
    if (typeof valeur !== 'string' || nom === 'op' || nom === 'etape' || valeur === '') continue;
    const deja = champs[nom];
    champs[nom] = deja === undefined ? valeur : [...(Array.isArray(deja) ? deja : [deja]), valeur];
  }
  return champs;
}

/** Seals one operation of the account of the kit. */
export async function deposit(une: {
  op: string;
  type: TypeOperation;
  libelle: string;
  payload: Champs;
  apres?: string;
  /** When it was done, if that is not now. */
  signeLe?: string;
  /** Whose page it was typed in, when the page said so. */
  compte?: string | undefined;
}): Promise<void> {
  const trousse = (await poste.relire(TROUSSE)) as Trousse | null;
  const { signeLe, compte, ...reste } = une;
  await poste.deposer({
    ...reste,
    at: signeLe ?? new Date().toISOString(),
    compte: compte === undefined || compte === '' ? (trousse?.compte.id ?? '') : compte,
  });
}
