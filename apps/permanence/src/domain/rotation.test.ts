/** A new key file: everything opens during the change, and nothing needs the former key once it is done. */
import { randomBytes } from 'node:crypto';
import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { clePersonne, lieu, mandat, organisation } from '../db/schema.ts';
import { codesOf, nouveau } from '../features/mandat/apres.fixture.ts';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import type { Services } from '../server/contexte.ts';
import { signTetes } from './audit.ts';
import { findCode } from './codes.ts';
import { createCoffre, open, seal, type Coffre } from './coffre.ts';
import { findInIndex, parseRecherche } from './index-personnes.ts';
import { addPassage, readPrenoms } from './passages.ts';
import { readIdentite } from './personnes.ts';
import { rotate } from './rotation.ts';

const former = new Uint8Array(randomBytes(32));
const fresh = new Uint8Array(randomBytes(32));
let monde: Monde;
let codes: { mandat: string; revocation: string };
let personneId: string;
let passageId: string;
let tete: string;

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
  });
  expect((await findCode(services, codes.revocation, ['R']))?.orgId).toBe(monde.orgId);
  expect((await findCode(services, codes.mandat, ['M']))?.orgId).toBe(monde.orgId);
}

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
});
