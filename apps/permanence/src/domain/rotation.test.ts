/** A new key file: everything opens during the change, and nothing needs the former key once it is done. */
import { randomBytes } from 'node:crypto';
import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { cleRetiree } from '../db/schema-cles.ts';
import { atelier } from '../db/schema-orientations.ts';
import { clePersonne, lieu, mandat, organisation } from '../db/schema.ts';
import { civilDate } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { codesOf, nouveau } from '../features/mandat/apres.fixture.ts';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import type { Services } from '../server/contexte.ts';
import { signTetes } from './audit.ts';
import { createJeton, withJeton } from './ateliers.ts';
import { readCleStable } from './cle-stable.ts';
import { createCodeTiers, findCode, publishCodeTiers } from './codes.ts';
import { createCoffre, open, seal, type Coffre } from './coffre.ts';
import { createId } from './identifiant.ts';
import { findInIndex, parseRecherche } from './index-personnes.ts';
import { addPassage, readPrenoms } from './passages.ts';
import { readIdentite } from './personnes.ts';
import { rotate } from './rotation.ts';

const former = new Uint8Array(randomBytes(32));
/** In how many days the workshop is. */
const LOIN = 90;

const fresh = new Uint8Array(randomBytes(32));
let monde: Monde;
let codes: { mandat: string; revocation: string };
let personneId: string;
let passageId: string;
let tete: string;
let codeTiers: string;
let lienAtelier: string;
let protection: string;

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
const under = (coffre: Coffre): Services => ({ ...monde.essai.services, coffre });
const both = () => under(createCoffre(fresh, former));
const read = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

beforeAll(async () => {
  monde = await openMonde('demo', former);
  const mandatId = await nouveau(monde);
  await monde.nav.get(`/mandat/${mandatId}/document`);
  codes = await codesOf(monde, mandatId);
  const { services, orgId } = { services: monde.essai.services, orgId: monde.orgId };
  await read(async (tx) => {
    const [row] = await tx.select().from(mandat).where(eq(mandat.id, mandatId));
    personneId = row?.personneId ?? '';
    const [ou] = await tx.select().from(lieu).limit(1);
    passageId = await addPassage(
      tx,
      services,
      { orgId },
      {
        lieuId: ou?.id ?? '',
        date: '2026-11-23',
        prenom: 'Zénobie',
      },
    );
    tete = (await signTetes(tx, services, { orgId, zone: 'Europe/Paris' })).cle.x;
    const porteur = { mandatId, personneId };
    const tiers = await createCodeTiers(tx, services, { orgId }, porteur, 'essai');
    codeTiers = tiers?.canonical ?? '';
    await publishCodeTiers(tx, services, { orgId }, porteur, codeTiers);
    const id = createId(services.clock().getTime(), services.alea);
    await tx.insert(atelier).values({
      ...{ orgId, id, lieuId: ou?.id ?? '', debut: '14:00', dureeMin: 90, lien: 1 },
      date: addDays(civilDate(services.clock(), 'Europe/Paris'), LOIN),
      theme: 'ordinateur',
      niveau: 'debutant',
      creeLe: services.clock().toISOString(),
    });
    lienAtelier = createJeton(services, { orgId, id, lien: 1 });
    protection = hex(await readCleStable(tx, services, { orgId }, 'protection'));
    expect(protection, 'what was published before any rotation').toBe(
      hex(services.coffre.derive(`protection:${orgId}`)),
    );
  });
}, 60_000);
afterAll(() => monde.essai.close());

/** Everything that was there is still there, under these keys. */
async function expectOpen(services: Services): Promise<void> {
  const lecteur = { orgId: monde.orgId, compteId: 'essai' };
  await read(async (tx) => {
    expect((await readIdentite(tx, services, lecteur, personneId, 'essai'))?.nom).toBe('Canarinette');
    expect(await findInIndex(tx, services, lecteur, parseRecherche('canarinette'), 10)).toContain(personneId);
    expect((await readPrenoms(tx, services, lecteur, [passageId])).get(passageId)).toBe('Zénobie');
    expect((await signTetes(tx, services, { ...lecteur, zone: 'Europe/Paris' })).cle.x).toBe(tete);
    expect(hex(await readCleStable(tx, services, lecteur, 'protection'))).toBe(protection);
  });
  expect((await findCode(services, codes.revocation, ['R']))?.orgId).toBe(monde.orgId);
  expect((await findCode(services, codes.mandat, ['M']))?.orgId).toBe(monde.orgId);
  expect((await findCode(services, codeTiers, ['T']))?.orgId).toBe(monde.orgId);
  expect(await openAtelier(services)).toBe(true);
}

const openAtelier = async (services: Services) =>
  (await withJeton(services, lienAtelier, 'essai', async () => Promise.resolve(true))) ?? false;

describe('a box', () => {
  it('opens under the former key as long as it is given, and is sealed under the one in force', () => {
    const [avant, pendant, apres] = [createCoffre(former), createCoffre(fresh, former), createCoffre(fresh)];
    const boite = seal(avant.derive('brouillon'), Buffer.from('a'), 'aad', monde.essai.services.alea);
    expect(open(pendant.derive('brouillon'), boite, 'aad').toString()).toBe('a');
    expect(() => open(apres.derive('brouillon'), boite, 'aad')).toThrow();
    expect(() => open(pendant.derive('brouillon'), boite, 'autre')).toThrow();
    const neuve = seal(pendant.derive('brouillon'), Buffer.from('b'), 'aad', monde.essai.services.alea);
    expect(open(apres.derive('brouillon'), neuve, 'aad').toString()).toBe('b');
    expect(() => open(avant.derive('brouillon'), neuve, 'aad')).toThrow();
  });
});

describe('a rotation', () => {
  it('opens everything before, and after each of many kills', async () => {
    await expectOpen(under(createCoffre(former)));
    await expectOpen(both());
    let morts = 0;
    for (let survie = 1; ; survie += 1) {
      let lots = 0;
      try {
        await rotate(both(), monde.orgId, {
          lot: 40,
          surLot: () => {
            lots += 1;
            if (lots > survie % 4) throw new Error('killed');
          },
        });
        break;
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'killed') throw error;
        morts += 1;
        await expectOpen(both());
        if (morts >= 12) break;
      }
    }
    expect(morts).toBeGreaterThan(8);
    await rotate(both(), monde.orgId);
    await expectOpen(both());
  });

  it('needs the former key no more, finds nothing left, and leaves the other organisation where it was', async () => {
    await expectOpen(under(createCoffre(fresh)));
    const { kid } = createCoffre(fresh);
    await read(async (tx) => {
      expect(await tx.select().from(clePersonne).where(ne(clePersonne.kid, kid))).toEqual([]);
      expect((await tx.select().from(organisation)).map((une) => une.kid)).toEqual([kid]);
    });
    expect(await rotate(under(createCoffre(fresh)), monde.orgId)).toMatchObject({ personnes: 0, codes: 0 });
    await expect(expectOpen(under(createCoffre(former)))).rejects.toThrow();
  });

  it('is followed by another: what was given under the first key of all is still checked, the figures do not move', async () => {
    const third = new Uint8Array(randomBytes(32));
    const derniere = createCoffre(third);
    await rotate(under(createCoffre(third, fresh)), monde.orgId);
    await expectOpen(under(createCoffre(third, fresh)));
    await expectOpen(under(derniere));
    const rows = await read((tx) => tx.select().from(cleRetiree));
    expect(new Set(rows.map(({ kid }) => kid)).size, 'two keys retired').toBe(2);
    for (const { boite } of rows) expect(boite.includes(Buffer.from(protection, 'hex'))).toBe(false);

    // A month later the code of a third party is over anyway; the link of the workshop lives until its day.
    const jour = 86_400_000;
    monde.essai.avance((LOIN - 1) * jour);
    expect(await openAtelier(under(derniere))).toBe(true);
    expect(
      await findCode(under(derniere), codes.mandat, ['M']),
      'found again under the new key',
    ).not.toBeNull();
    monde.essai.avance(5 * jour);
    expect(await openAtelier(under(derniere))).toBe(false);
    expect(await findCode(under(derniere), codeTiers, ['T']), 'its key is over').toBeNull();
    const fourth = new Uint8Array(randomBytes(32));
    await rotate(under(createCoffre(fourth, third)), monde.orgId);
    const restent = await read((tx) => tx.select().from(cleRetiree));
    expect(restent.map(({ kid }) => kid)).toEqual([derniere.kid, derniere.kid]);
  });
});
