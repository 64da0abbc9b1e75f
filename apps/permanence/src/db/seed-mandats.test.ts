/** The demo shows what a permanence meets: every form of the agreement, and who grants for whom. */
import { etatA, type VueMandat } from '@porte-plume/mandat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import { readMandat } from '../domain/mandats.ts';
import { readTiers } from '../domain/tiers.ts';
import { now } from '../server/contexte.ts';
import { asOrg } from './asOrg.ts';
import { mandat } from './schema.ts';

let monde: Monde;
let vues: VueMandat[] = [];
beforeAll(async () => {
  monde = await openMonde();
  const { services } = monde.essai;
  vues = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
    const lues: VueMandat[] = [];
    for (const { id } of await tx.select({ id: mandat.id }).from(mandat)) {
      const lu = await readMandat(tx, monde.orgId, id);
      const vue = lu === null ? null : etatA(lu.evenements, now(services));
      if (vue !== null) lues.push(vue);
    }
    return lues;
  });
}, 60_000);
afterAll(() => monde.essai.close());

describe('the mandates of the demo', () => {
  it('hold witnesses and letters as they were, no longer told as paper on the spot', () => {
    const formes = new Set(vues.map(({ recueil }) => recueil?.forme));
    for (const forme of ['signature_papier', 'signature_ecran', 'ne_sait_signer'] as const)
      expect(formes).toContain(forme);
    expect(vues.some(({ recueil }) => recueil?.mode === 'courrier')).toBe(true);
    expect(
      vues.every(({ recueil }) => recueil?.forme !== 'ne_sait_signer' || recueil.temoins.length === 2),
    ).toBe(true);
  });

  it('hold an oral agreement to sign, in force and limited', () => {
    const [oral] = vues.filter(({ consentement }) => consentement?.oral !== undefined);
    expect(oral).toMatchObject({ statut: 'actif', recueil: { mode: 'telephone' } });
    expect(oral?.regularisation).toBeUndefined();
    expect(oral?.consentement?.oral?.actes).toEqual(['consulter', 'saisir']);
  });

  it('hold a guardian’s mandate, whose name is in the vault, and a text in Arabic', async () => {
    const tutelle = vues.find(({ mandant }) => mandant.capacite === 'tutelle');
    expect(tutelle).toMatchObject({ statut: 'actif', constituant: { kind: 'tuteur' } });
    const { services } = monde.essai;
    const tiers = await asOrg(services.client.db, monde.orgId, 'essai', (tx) =>
      readTiers(tx, services, monde, tutelle?.mandant.ref ?? '', tutelle?.id ?? ''),
    );
    expect(tiers.map(({ ref, role }) => [ref, role])).toEqual([[tutelle?.constituant.ref, 'constituant']]);
    const arabe = vues.find(({ recueil }) => recueil?.langue === 'ar');
    expect(arabe).toMatchObject({
      statut: 'actif',
      notice: { langue: 'ar' },
      recueil: { noticeBilingue: true },
    });
  });
});
