import { describe, expect, it } from 'vitest';
import { createGarde, type Garde, type Reponse } from './garde.ts';
import type { Magasin } from './magasin.ts';
import {
  ESSAIS_MAX,
  VERROU_MS,
  VIE_MS,
  type Boite,
  type Operation,
  type Scelle,
  type Serrure,
} from './modele.ts';

const CODE = '482915';
const H = 3_600_000;

/** A store in memory: what it holds is what a disk would. */
function createMemoire(): Magasin & { dit(): string } {
  let serrure: Serrure | null = null;
  const boites = new Map<string, Boite>();
  const scelles = new Map<string, Scelle>();
  const p = <T>(valeur: T): Promise<T> => Promise.resolve(valeur);
  return {
    serrure: () => p(serrure),
    keepSerrure: (une) => p(void (serrure = une)),
    boites: () => p([...boites.values()]),
    keepBoite: (boite) => p(void boites.set(boite.op, boite)),
    dropBoite: (op) => p(void boites.delete(op)),
    scelle: (nom) => p(scelles.get(nom) ?? null),
    scelles: () => p([...scelles.values()]),
    keepScelle: (un) => p(void scelles.set(un.nom, un)),
    dropScelle: (nom) => p(void scelles.delete(nom)),
    clear: () => {
      serrure = null;
      boites.clear();
      scelles.clear();
      return p(undefined);
    },
    dit: () =>
      [...boites.values(), ...scelles.values()]
        .map(({ ct, ...reste }) => JSON.stringify(reste) + Buffer.from(ct).toString('latin1'))
        .join('\n'),
  };
}

function openPoste(repondre: (operation: { op: string }) => Reponse = () => ({ statut: 200, corps: {} })) {
  const magasin = createMemoire();
  const etat = { temps: Date.parse('2026-11-22T08:00:00.000Z'), recues: [] as string[], repondre };
  const garde: Garde = createGarde({
    magasin,
    maintenant: () => etat.temps,
    post: (operation) => {
      etat.recues.push(operation.op);
      return Promise.resolve(etat.repondre(operation));
    },
    alone: (travail) => travail(),
  });
  const deposit = (op: string, plus: Partial<Operation> = {}) =>
    garde.deposer({
      op,
      type: 'intervention.enregistrer',
      at: new Date(etat.temps).toISOString(),
      compte: 'pia',
      libelle: 'Carte grise',
      payload: { demarche: 'carte-grise' },
      ...plus,
    });
  return { magasin, etat, garde, deposit };
}

describe('the device', () => {
  it('keeps nothing that can be read without the code', async () => {
    const { magasin, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1', { payload: { nom: 'Quatrevaux' } });
    await garde.ranger('trousse', { lieu: 'Médiathèque' });
    expect(magasin.dit()).not.toMatch(/Quatrevaux|Carte grise|intervention|Médiathèque|pia/);
    expect(magasin.dit()).toContain('op-1');
    expect((await garde.lister())[0]?.payload).toEqual({ nom: 'Quatrevaux' });
  });

  it('ties each box to its operation: one put in the place of another does not open', async () => {
    const { magasin, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    const [boite] = await magasin.boites();
    if (boite === undefined) throw new Error('nothing was kept');
    await magasin.keepBoite({ ...boite, op: 'op-2' });
    await magasin.dropBoite('op-1');
    await expect(garde.lister()).rejects.toThrow();
  });

  it('refuses a code of less than six signs, and a second lock over the first', async () => {
    const { garde } = openPoste();
    expect(await garde.creer('pin', '12345')).toEqual({ ok: false });
    expect(await garde.creer('pin', CODE)).toEqual({ ok: true });
    expect(await garde.creer('pin', '999999')).toEqual({ ok: false });
  });

  it('wipes everything at the tenth wrong code, and not at the ninth', async () => {
    const { garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    garde.verrouiller();
    for (let rang = 1; rang < ESSAIS_MAX; rang += 1)
      expect(await garde.ouvrir('000000')).toEqual({ ok: false, reste: ESSAIS_MAX - rang });
    expect((await garde.etat()).nombre).toBe(1);
    expect(await garde.ouvrir('000000')).toEqual({ ok: false, reste: 0 });
    expect(await garde.etat()).toMatchObject({ mode: null, nombre: 0, ouvert: false });
    expect(await garde.ouvrir(CODE)).toEqual({ ok: false, reste: 0 });
  }, 30_000);

  it('forgets wrong tries once the right code came', async () => {
    const { garde } = openPoste();
    await garde.creer('pin', CODE);
    await garde.ouvrir('000000');
    expect(await garde.ouvrir(CODE)).toEqual({ ok: true });
    expect(await garde.ouvrir('000000')).toEqual({ ok: false, reste: ESSAIS_MAX - 1 });
  });

  it('opens with the secret of a passkey, and with no other', async () => {
    const { garde } = openPoste();
    const secret = new Uint8Array(32).fill(7).buffer;
    await garde.creer('prf', secret, new Uint8Array(32).fill(1));
    expect((await garde.etat()).sel).toEqual(new Uint8Array(32).fill(1));
    garde.verrouiller();
    expect((await garde.ouvrir(new Uint8Array(32).fill(8).buffer)).ok).toBe(false);
    expect(await garde.ouvrir(secret)).toEqual({ ok: true });
  });

  it('puts away, reads and forgets in the order of the asking, however long a seal takes', async () => {
    const { garde } = openPoste();
    await garde.creer('pin', CODE);
    // Asked in one breath, as a page does that keeps a row, then another, then leaves.
    const gestes = [
      garde.ranger('feuille', { long: 'x'.repeat(200_000) }),
      garde.ranger('feuille', { court: true }),
      garde.relire('feuille'),
      garde.oublier('feuille'),
    ];
    expect((await Promise.all(gestes))[2]).toEqual({ court: true });
    expect(await garde.relire('feuille')).toBeNull();
    const enCours = garde.ranger('feuille', { tard: true });
    await garde.effacer();
    await enCours;
    expect((await garde.etat()).mode).toBeNull();
  });

  it('counts without its key what was begun, and gives it back one by one, the latest first', async () => {
    const { etat, garde } = openPoste();
    await garde.creer('pin', CODE);
    for (const op of ['un', 'deux']) {
      await garde.ranger(`fiche:${op}`, { op });
      etat.temps += 1000;
    }
    await garde.ranger('ligne:trois', { op: 'trois' });
    expect(await garde.relireTous('fiche:')).toEqual([{ op: 'deux' }, { op: 'un' }]);
    garde.verrouiller();
    expect((await garde.etat()).enCours).toEqual({ fiches: 2, lignes: 1 });
    await expect(garde.relireTous('fiche:')).rejects.toThrow('verrou');
  });

  it('locks after five minutes of silence, not while somebody works', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    etat.temps += VERROU_MS - 1;
    garde.geste();
    etat.temps += VERROU_MS - 1;
    expect((await garde.etat()).ouvert).toBe(true);
    etat.temps += 2;
    expect((await garde.etat()).ouvert).toBe(false);
    await expect(deposit('op-1')).rejects.toThrow('verrou');
    expect(await garde.envoyer()).toBe('verrou');
  });

  it('keeps an operation a day, no more, even when nobody opens', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    await garde.ranger('trousse', {});
    etat.temps += 23 * H;
    expect((await garde.etat()).nombre).toBe(1);
    etat.temps += VIE_MS - 23 * H;
    expect((await garde.etat()).nombre).toBe(0);
    await garde.ouvrir(CODE);
    expect(await garde.relire('trousse')).toBeNull();
  });

  it('erases nothing that nobody could see going: an hour after a night asleep or a jump of a day, then it goes', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    etat.temps += 25 * H;
    expect((await garde.etat()).nombre, 'found again, and the screen warns').toBe(1);
    expect(Date.parse((await garde.etat()).plusAncien ?? '')).toBe(etat.temps - 25 * H);
    for (let dix = 0; dix < 5; dix += 1) {
      etat.temps += H / 6;
      expect((await garde.etat()).nombre).toBe(1);
    }
    etat.temps += H / 6;
    expect((await garde.etat()).nombre, 'an hour later').toBe(0);
  });

  it('comes back whole from a clock that jumped a day ahead and was put right', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    await garde.etat();
    etat.temps += 24 * H;
    await garde.etat();
    etat.temps -= 24 * H;
    expect((await garde.etat()).nombre).toBe(1);
    await garde.ouvrir(CODE);
    expect(await garde.envoyer()).toBe('fini');
    expect(etat.recues).toEqual(['op-1']);
  });

  it('lives no longer for a clock set back: it keeps its age, and the key goes', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    await garde.ranger('trousse', {});
    const vivre = async (heures: number) => {
      for (let demie = 0; demie < heures * 2; demie += 1) {
        etat.temps += H / 2;
        await garde.etat();
      }
    };
    await vivre(20);
    etat.temps -= 24 * H;
    const { ouvert, nombre } = await garde.etat();
    expect([ouvert, nombre]).toEqual([false, 1]);
    await vivre(3);
    expect((await garde.etat()).nombre).toBe(1);
    await vivre(2);
    expect((await garde.etat()).nombre).toBe(0);
    await garde.ouvrir(CODE);
    expect(await garde.relire('trousse')).toBeNull();
  });
});

describe('the sending', () => {
  it('goes in order, drops on a 2xx and on nothing else', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    for (const op of ['op-1', 'op-2', 'op-3']) await deposit(op);
    for (const [reponse, fin] of [
      [null, 'reseau'],
      [{ statut: 503, corps: null }, 'reseau'],
      [{ statut: 429, corps: null }, 'reseau'],
      [{ statut: 401, corps: { etat: 'connexion' } }, 'connexion'],
    ] as const) {
      etat.repondre = () => reponse;
      expect(await garde.envoyer()).toBe(fin);
      expect((await garde.etat()).nombre).toBe(3);
    }
    etat.recues = [];
    etat.repondre = () => ({ statut: 200, corps: {} });
    expect(await garde.envoyer()).toBe('fini');
    expect(etat.recues).toEqual(['op-1', 'op-2', 'op-3']);
    expect((await garde.etat()).nombre).toBe(0);
  });

  it('keeps and shows what is refused, holds back what follows from it, lets the rest go', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('mandat');
    await deposit('fiche', { apres: 'mandat' });
    await deposit('autre');
    const motifs = [{ code: 'x', phrase: 'Non.' }];
    etat.repondre = ({ op }) =>
      op === 'mandat' ? { statut: 422, corps: { etat: 'refusee', motifs } } : { statut: 200, corps: {} };
    expect(await garde.envoyer()).toBe('fini');
    expect(etat.recues).toEqual(['mandat', 'autre']);
    const [mandat, fiche] = await garde.lister();
    expect(mandat?.suite).toEqual({ etat: 'refusee', motifs });
    expect(fiche?.suite).toBeUndefined();
    // Refused once, it waits for the writer: the next sending does not ask again.
    await garde.envoyer();
    expect(etat.recues).toEqual(['mandat', 'autre']);
    etat.repondre = () => ({ statut: 200, corps: {} });
    await garde.resoudre('mandat', null);
    await garde.envoyer();
    expect((await garde.etat()).nombre).toBe(0);
  });

  it('sends a mandate before the corrected entry that came to need it', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('fiche');
    await deposit('diagnostic', { apres: 'fiche' });
    await deposit('mandat');
    await deposit('fiche', { apres: 'mandat' });
    await garde.envoyer();
    expect(etat.recues).toEqual(['mandat', 'fiche', 'diagnostic']);
    expect((await garde.etat()).nombre).toBe(0);
  });

  it('takes back, before it is sent, an operation and what follows from it, and nothing else', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('mandat');
    await deposit('fiche', { apres: 'mandat' });
    await deposit('diagnostic', { apres: 'fiche' });
    await deposit('autre');
    garde.verrouiller();
    await expect(garde.retirer('mandat')).rejects.toThrow('verrou');
    await garde.ouvrir(CODE);
    await garde.retirer('mandat');
    await garde.envoyer();
    expect(etat.recues).toEqual(['autre']);
  });

  it('sends the choices of a conflict with the operation, and asks again when they are outdated', async () => {
    const conflit = { etat: 'conflit', phrase: 'Deux versions.', version: 1, champs: [] };
    const { etat, garde, deposit } = openPoste(() => ({ statut: 409, corps: conflit }));
    await garde.creer('pin', CODE);
    await deposit('op-1');
    await garde.envoyer();
    expect((await garde.lister())[0]?.suite).toEqual(conflit);
    await garde.resoudre('op-1', { version: 1, choix: { mode: 'ici' } });
    etat.repondre = (operation) => {
      expect(operation).toMatchObject({ resolution: { version: 1, choix: { mode: 'ici' } } });
      return { statut: 409, corps: { ...conflit, version: 2 } };
    };
    await garde.envoyer();
    const [encore] = await garde.lister();
    expect(encore?.suite).toMatchObject({ version: 2 });
    expect(encore?.resolution).toBeUndefined();
  });

  it('does not drop what was changed while the former content was on its way', async () => {
    const { etat, garde, deposit } = openPoste();
    await garde.creer('pin', CODE);
    await deposit('op-1');
    let changed = Promise.resolve();
    etat.repondre = () => {
      changed = deposit('op-1', { payload: { demarche: 'rsa' } });
      return { statut: 200, corps: {} };
    };
    await garde.envoyer();
    await changed;
    const restent = await garde.lister();
    // Whichever came first on the store, the new content is never lost.
    expect(restent.map(({ payload }) => payload)).toEqual([{ demarche: 'rsa' }]);
  });
});
