/** Gestures that several journeys share: sign in and open the day, take a mandate. */
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import { compte, intervention, operation } from '../db/schema.ts';
import { cache, Navigateur, openEssai, type Essai } from '../server/essai.fixture.ts';

export { A_LA_PLACE, signe, SIMPLE } from './signe.fixture.ts';

/** A demo with one signed-in writer. */
export interface Monde {
  essai: Essai;
  nav: Navigateur;
  orgId: string;
}

/** @param graine - `vide`: accounts and lieux only, so that whatever is listed comes from the test */
export async function openMonde(graine: 'demo' | 'vide' = 'demo', kek?: Uint8Array): Promise<Monde> {
  const essai = await openEssai({ graine, ...(kek === undefined ? {} : { kek }) });
  const nav = new Navigateur(essai.app);
  await nav.connecte('pia@demo');
  const [row] = await asAnyone(essai.services.client.db, { identifiant: 'pia@demo' }, 'essai', (tx) =>
    tx.select().from(compte),
  );
  return { essai, nav, orgId: row?.orgId ?? '' };
}

export async function ouvre({ nav }: Monde): Promise<void> {
  const journee = await nav.get('/');
  const permanenceId = cache(journee, 'permanenceId');
  const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1];
  if (permanenceId === '' && lieuId === undefined) return;
  const ouverte = await nav.post('/seance', {
    op: journee.op,
    ...(permanenceId === ''
      ? { lieuId: lieuId ?? '', etape: 'ouvrir_lieu' }
      : { permanenceId, etape: 'ouvrir' }),
  });
  expect(ouverte.statut).toBe(303);
}

/** How many rows an operation left. */
export async function count(
  { essai, orgId }: Monde,
  op: string,
): Promise<{ interventions: number; operations: number }> {
  return asOrg(essai.services.client.db, orgId, 'essai', async (tx) => ({
    interventions: (await tx.select().from(intervention).where(eq(intervention.id, op))).length,
    operations: (await tx.select().from(operation).where(eq(operation.op, op))).length,
  }));
}
