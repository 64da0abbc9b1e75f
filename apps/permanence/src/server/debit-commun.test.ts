/** Two processes, one line: what one lets through counts for the other. */
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debit } from '../db/schema-debit.ts';
import { createApp } from './app.ts';
import { createDebit } from './debit-commun.ts';
import { createDebitLocal, type Debit, type Regle } from './debit.ts';
import { networkOf, REGLES } from './mw/debit.ts';
import { openEssai, ORIGINE, type Essai } from './essai.fixture.ts';

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide', aPart: true });
}, 60_000);
afterAll(() => essai.close());

const regle = (nom: string): Regle => ({ nom, max: 5, fenetre: 60_000, commune: true });
const processes = (combien: number): Debit[] =>
  Array.from({ length: combien }, () => createDebit(essai.services));

/** How many of these requests, sent together to each process in turn, go on. */
async function send(debits: readonly Debit[], une: Regle, cle: string, combien: number): Promise<number> {
  const reponses = await Promise.all(
    Array.from({ length: combien }, async (_, rang) => debits[rang % debits.length]?.take(une, cle)),
  );
  return reponses.filter((attente) => attente === null).length;
}

describe('two processes', () => {
  it('let through together what one would, even all at once, then say how long to wait', async () => {
    const deux = processes(2);
    expect(await send(deux, regle('ensemble'), 'a', 40)).toBe(5);
    expect(await send(deux, regle('ensemble'), 'b', 4), 'another key').toBe(4);
    const [, second] = deux;
    const attente = (await second?.take(regle('ensemble'), 'a')) ?? 0;
    expect(attente).toBeGreaterThan(0);
    expect(attente).toBeLessThanOrEqual(60_000);
    essai.avance(60_000);
    expect(await send(deux, regle('ensemble'), 'a', 40)).toBe(5);
  });

  it('are not shut for a day by a clock that jumped forward and back', async () => {
    const deux = processes(2);
    essai.avance(86_400_000);
    expect(await send(deux, regle('saut'), 'a', 40)).toBe(5);
    essai.avance(-86_400_000);
    expect(await send(deux, regle('saut'), 'a', 40), 'open again, and still a limit').toBe(5);
  });

  it('keep neither an address nor an identifier, and sweep what says nothing more', async () => {
    const deux = processes(2);
    await send(deux, regle('balai'), '203.0.113.77', 4);
    const lignes = await essai.services.client.db.select().from(debit);
    expect(lignes.length).toBeGreaterThan(0);
    expect(JSON.stringify(lignes)).not.toContain('203.0.113');
    essai.avance(3_600_000);
    await send(deux, regle('balai'), 'autre', 1);
    expect(await essai.services.client.db.select().from(debit)).toHaveLength(1);
  });

  it.each([
    ['/connexion/code', REGLES.connexion.max, { identifiant: 'personne', code: '123456' }],
    ['/v', REGLES.codes.max, { code: 'T-0000' }],
    ['/arreter', REGLES.codes.max, { code: 'R-0000' }],
    ['/connexion/passkey/options', REGLES.defis.max, {}],
    ['/connexion/demo', REGLES.demo.max, { compte: 'personne@demo' }],
  ])('hold the line of %s for one address (%i for both)', async (chemin, max, corps) => {
    const deux = [createApp(essai.services), createApp(essai.services)];
    const adresse = `2001:db8:${String(max)}:${String(chemin.length)}`;
    const statuts: number[] = [];
    // One household, as many addresses as requests.
    for (let rang = 0; rang <= max; rang += 1) {
      const app = deux[rang % 2];
      const reponse = await app?.request(
        `${ORIGINE}${chemin}`,
        {
          method: 'POST',
          body: new URLSearchParams(corps).toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: ORIGINE,
            'sec-fetch-site': 'same-origin',
          },
        },
        { incoming: { socket: { remoteAddress: `${adresse}::${rang.toString(16)}` } } },
      );
      statuts.push(reponse?.status ?? 0);
      if (reponse?.status === 429) {
        expect(Number(reponse.headers.get('retry-after'))).toBeGreaterThan(0);
        break;
      }
    }
    expect(statuts.at(-1)).toBe(429);
    const passees = statuts.filter((statut) => statut !== 429).length;
    // An account has its own limit, met first.
    expect(passees).toBe(chemin === '/connexion/code' ? REGLES.compte.max : max);
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['inconnue', 'inconnue'],
  ])('%s is of %s', (adresse, reseau) => {
    expect(networkOf(adresse)).toBe(reseau);
  });
});

describe('what a common count costs', () => {
  it('is one query: dear for each request of a session, nothing beside a proof of who one is', async () => {
    const [commun] = processes(1);
    const local = createDebitLocal(essai.services.clock);
    const large: Regle = { nom: 'cout', max: 1e6, fenetre: 60_000, commune: true };
    const time = async (travail: (rang: number) => unknown): Promise<number> => {
      const debut = performance.now();
      for (let rang = 0; rang < 200; rang += 1) await travail(rang);
      return (performance.now() - debut) / 200;
    };
    const enBase = await time((rang) => commun?.take(large, `a${rang}`));
    const enMemoire = await time((rang) => local.take(large, `a${rang}`));
    expect(enBase / enMemoire, 'why the API of a session stays local').toBeGreaterThan(5);
  });
});

describe('the database away', () => {
  it('leaves each process to hold the line alone, neither open nor shut, and says it once', async () => {
    const deux = processes(2);
    expect(await send(deux, regle('coupure'), 'a', 3)).toBe(3);
    const avant = essai.lignes.length;
    essai.tueBase();
    await expect
      .poll(() =>
        essai.services.client.pool.query('select 1').then(
          () => 'alive',
          () => 'dead',
        ),
      )
      .toBe('dead');
    expect(await send(deux, regle('coupure'), 'a', 40)).toBe(7);
    await essai.relanceBase();
    const dites = essai.lignes.slice(avant).filter((ligne) => ligne.includes('debit.local'));
    expect(dites.length).toBeGreaterThan(0);
    expect(dites.length).toBeLessThanOrEqual(14);
    const neufs = processes(2);
    expect(await send(neufs, regle('retour'), 'a', 40), 'common again').toBe(5);
  }, 30_000);
});
