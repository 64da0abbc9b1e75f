import type { Magasin } from './magasin.ts';
import {
  ESSAIS_MAX,
  FICHE,
  following,
  LIGNE,
  PIN_MIN,
  ECART_MS,
  SURSIS_MS,
  VERROU_MS,
  VIE_MS,
  type Boite,
  type Etat,
  type Fin,
  type ModeClef,
  type Operation,
  type Resolution,
  type Suite,
} from './modele.ts';
import { forge, open, seal, unlock, type Secret } from './serrure.ts';

/** Answer of the server to one operation; null when none came. */
export type Reponse = { statut: number; corps: unknown } | null;

export interface Dehors {
  magasin: Magasin;
  /** Milliseconds since 1970. */
  maintenant: () => number;
  /** Posts one operation. */
  post: (operation: Omit<Operation, 'suite' | 'libelle' | 'apres'>) => Promise<Reponse>;
  /** One sender at a time, whatever the tabs. */
  alone: <T>(travail: () => Promise<T>) => Promise<T>;
}

export type Ouverture = { ok: true } | { ok: false; reste: number };

const SCELLE = 'scelle:';
const MINUTE = 60_000;
/** Two instants kept beside what waits, with nothing in them: the last look, and until when nothing is erased. */
const VUE = 'vue';
const SURSIS = 'sursis';
const VIDE = new Uint8Array(0);

/**
 * Keeps what waits: the key in memory alone, everything else sealed. One copy lives in the service worker, so that the
 * pages of a site that has many never hold the key nor ask for it at each page.
 */
export function createGarde({ magasin, maintenant, post, alone }: Dehors) {
  let clef: CryptoKey | null = null;
  let touche = 0;
  let dernier: Fin | null = null;
  /** One look after the other: two at once would shift the same ages twice. */
  let tour: Promise<Boite[]> = Promise.resolve([]);
  /** What is put away, read and forgotten is so in the order of the asking: sealing takes a time that varies. */
  let plume: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(travail: () => Promise<T>): Promise<T> => {
    const fait = plume.then(travail);
    plume = fait.catch(() => undefined);
    return fait;
  };

  /** The key while it is fresh; silence puts it away. */
  const held = (): CryptoKey | null => {
    // A clock set back must not keep the key for longer.
    if (clef !== null && Math.abs(maintenant() - touche) > VERROU_MS) clef = null;
    return clef;
  };
  const needed = (): CryptoKey => {
    const tenue = held();
    if (tenue === null) throw new Error('verrou');
    return tenue;
  };
  const touch = (): void => {
    if (held() !== null) touche = maintenant();
  };

  /**
   * Looks at the clock of the device, which may jump. Set back, what waits keeps its age, else it would live for longer.
   * Found far ahead after a silence, what is a day old gets an hour in which the screen says that it goes.
   * @returns whether what is a day old goes now
   */
  const readClock = async (): Promise<boolean> => {
    const temps = maintenant();
    const [vue, sursis] = [await magasin.scelle(VUE), await magasin.scelle(SURSIS)];
    const ecart = vue === null ? 0 : temps - Date.parse(vue.at);
    const note = (nom: string, at: number): Promise<void> =>
      magasin.keepScelle({ nom, at: new Date(at).toISOString(), iv: VIDE, ct: VIDE.buffer });
    // Once a minute is enough: each look would be a write.
    if (vue === null || Math.abs(ecart) > MINUTE) await note(VUE, temps);
    if (ecart < -ECART_MS) {
      const shift = (at: string): string => new Date(Date.parse(at) + ecart).toISOString();
      for (const boite of await magasin.boites()) await magasin.keepBoite({ ...boite, at: shift(boite.at) });
      for (const un of await magasin.scelles())
        if (un.nom !== VUE) await magasin.keepScelle({ ...un, at: shift(un.at) });
      return readClock();
    }
    if (ecart > SURSIS_MS) {
      await note(SURSIS, temps + SURSIS_MS);
      return false;
    }
    return sursis === null || Date.parse(sursis.at) <= temps;
  };

  /** What is a day old goes, read or not: a device is no archive. */
  const purge = (): Promise<Boite[]> => (tour = tour.then(sweep, sweep));
  const sweep = async (): Promise<Boite[]> => {
    const limite = (await readClock()) ? maintenant() - VIE_MS : -Infinity;
    const vivantes: Boite[] = [];
    for (const boite of await magasin.boites()) {
      if (Date.parse(boite.at) > limite) vivantes.push(boite);
      else await magasin.dropBoite(boite.op);
    }
    for (const { nom, at } of await magasin.scelles())
      if (nom !== VUE && Date.parse(at) <= limite) await magasin.dropScelle(nom);
    return vivantes.sort((a, b) => a.seq - b.seq);
  };

  const keep = async (operation: Operation): Promise<void> => {
    const { op, seq, at } = operation;
    await magasin.keepBoite({ op, seq, at, ...(await seal(needed(), op, operation)) });
  };
  const read = async (boite: Boite): Promise<Operation> =>
    (await open(needed(), boite.op, boite)) as Operation;

  const count = async (prefixe: string): Promise<number> =>
    (await magasin.scelles()).filter(({ nom }) => nom.startsWith(prefixe)).length;

  const etat = async (): Promise<Etat> => {
    const [serrure, boites] = [await magasin.serrure(), await purge()];
    return {
      mode: serrure?.mode ?? null,
      ouvert: held() !== null,
      nombre: boites.length,
      enCours: { fiches: await count(FICHE), lignes: await count(LIGNE) },
      plusAncien: boites.map(({ at }) => at).sort()[0] ?? null,
      sel: serrure?.mode === 'prf' ? serrure.sel : null,
      dernier,
    };
  };

  const create = async (
    mode: ModeClef,
    secret: Secret,
    sel?: Uint8Array<ArrayBuffer>,
  ): Promise<{ ok: boolean }> => {
    if ((await magasin.serrure()) !== null) return { ok: false };
    if (typeof secret === 'string' && secret.length < PIN_MIN) return { ok: false };
    const faite = await forge(mode, secret, sel);
    await magasin.keepSerrure(faite.serrure);
    clef = faite.clef;
    touche = maintenant();
    return { ok: true };
  };

  /** A wrong try is written before it is judged: whoever cuts the power gains nothing. */
  const unlockWith = async (secret: Secret): Promise<Ouverture> => {
    const serrure = await magasin.serrure();
    if (serrure === null) return { ok: false, reste: 0 };
    const echecs = serrure.echecs + 1;
    await magasin.keepSerrure({ ...serrure, echecs });
    const trouvee = await unlock(serrure, secret);
    if (trouvee === null) {
      if (echecs >= ESSAIS_MAX) await inOrder(wipe);
      return { ok: false, reste: Math.max(0, ESSAIS_MAX - echecs) };
    }
    await magasin.keepSerrure({ ...serrure, echecs: 0 });
    clef = trouvee;
    touche = maintenant();
    return { ok: true };
  };

  const wipe = async (): Promise<void> => {
    clef = null;
    dernier = null;
    await magasin.clear();
  };

  const deposit = async (une: Omit<Operation, 'seq'>): Promise<void> => {
    touch();
    const boites = await purge();
    const deja = boites.find(({ op }) => op === une.op);
    const seq = deja?.seq ?? Math.max(0, ...boites.map((boite) => boite.seq)) + 1;
    await keep({ ...une, seq });
  };

  const list = async (): Promise<Operation[]> => {
    touch();
    const operations: Operation[] = [];
    for (const boite of await purge()) operations.push(await read(boite));
    return operations;
  };

  /** What was changed while it was on its way stays, to be sent again. */
  const dropSent = async ({ op, iv }: Boite): Promise<void> => {
    const presente = (await magasin.boites()).find((une) => une.op === op);
    if (presente?.iv.every((octet, rang) => octet === iv[rang]) === true) await magasin.dropBoite(op);
  };

  /** Stops at the first that may not go for a reason common to all; a refused one only holds back what follows from it. */
  const drain = async (): Promise<Fin> => {
    const retenues = new Set<string>();
    const remises = new Set<string>();
    const boites = await purge();
    const restent = new Set(boites.map(({ op }) => op));
    for (const boite of boites) {
      if (held() === null) return 'verrou';
      const operation = await read(boite);
      const { suite, apres, op, type, at, seq, compte, payload, resolution } = operation;
      const envoi = { op, type, at, seq, compte, payload, ...(resolution && { resolution }) };
      if ((suite !== undefined && resolution === undefined) || (apres !== undefined && retenues.has(apres))) {
        retenues.add(operation.op);
        continue;
      }
      // A corrected entry may need a mandate that was signed after it: the mandate goes first.
      if (apres !== undefined && restent.has(apres) && !remises.has(op)) {
        remises.add(op);
        boites.push(boite);
        continue;
      }
      const reponse = await post(envoi);
      if (reponse === null || reponse.statut >= 500 || reponse.statut === 429) return 'reseau';
      if (reponse.statut === 401) return 'connexion';
      if (reponse.statut >= 200 && reponse.statut < 300) {
        await dropSent(boite);
        restent.delete(op);
        continue;
      }
      // Locked meanwhile: it will be refused again.
      if (held() === null) return 'verrou';
      retenues.add(operation.op);
      const sans = { ...operation, suite: toSuite(reponse) };
      delete sans.resolution;
      await keep(sans);
    }
    return 'fini';
  };

  return {
    etat,
    creer: create,
    ouvrir: unlockWith,
    verrouiller(): void {
      clef = null;
    },
    geste: touch,
    deposer: deposit,
    lister: list,
    async envoyer(): Promise<Fin> {
      dernier = held() === null ? 'verrou' : await alone(drain);
      return dernier;
    },
    async resoudre(op: string, resolution: Resolution | null): Promise<void> {
      touch();
      const boite = (await magasin.boites()).find((une) => une.op === op);
      if (boite === undefined) return;
      const { suite, ...operation } = await read(boite);
      await keep(
        resolution === null
          ? operation
          : { ...operation, resolution, ...(suite === undefined ? {} : { suite }) },
      );
    },
    /** What follows from it would mean nothing without it: it goes too. */
    async retirer(op: string): Promise<void> {
      for (const une of following(op, await list())) await magasin.dropBoite(une);
    },
    effacer: () => inOrder(wipe),
    ranger: (nom: string, contenu: unknown): Promise<void> =>
      inOrder(async () => {
        const at = new Date(maintenant()).toISOString();
        await magasin.keepScelle({ nom, at, ...(await seal(needed(), SCELLE + nom, contenu)) });
      }),
    relire: (nom: string): Promise<unknown> =>
      inOrder(async () => {
        const clefTenue = needed();
        const scelle = await magasin.scelle(nom);
        return scelle === null ? null : open(clefTenue, SCELLE + nom, scelle);
      }),
    /** Whatever is sealed under names that begin so, the latest first. */
    relireTous: (prefixe: string): Promise<unknown[]> =>
      inOrder(async () => {
        const clefTenue = needed();
        const trouves = (await magasin.scelles())
          .filter(({ nom }) => nom.startsWith(prefixe))
          .sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at));
        return Promise.all(trouves.map((un) => open(clefTenue, SCELLE + un.nom, un)));
      }),
    oublier: (nom: string) => inOrder(() => magasin.dropScelle(nom)),
  };
}

export type Garde = ReturnType<typeof createGarde>;

function toSuite({ statut, corps }: Exclude<Reponse, null>): Suite {
  const lu = corps as Partial<Suite> | null;
  if (statut === 409 && lu?.etat === 'conflit') return lu as Suite;
  if (statut === 403 && lu?.etat === 'autre_compte') return { etat: 'autre_compte' };
  if (lu?.etat === 'refusee') return lu as Suite;
  return {
    etat: 'refusee',
    motifs: [
      {
        code: 'refus',
        phrase: 'Le serveur n’a pas pris cette saisie. Imprimez-la, puis prévenez l’administration.',
      },
    ],
  };
}
