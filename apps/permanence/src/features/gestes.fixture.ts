/** Gestures that several journeys share: sign in and open the day, take a mandate. The name is a canary. */
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import { compte, intervention, operation } from '../db/schema.ts';
import { cache, Navigateur, openEssai, type Essai, type Reponse } from '../server/essai.fixture.ts';

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

/** An entry that needs nothing more. */
export const SIMPLE = {
  demarche: 'ameli-attestation',
  mode: 'faire_avec',
  issue: 'finalisee',
  trancheAge: '40_59',
  dureeMin: '25',
  etape: 'enregistrer',
};

/** An entry that needs a mandate and a read-back. */
export const A_LA_PLACE = {
  demarche: 'rsa',
  mode: 'faire_a_la_place_present',
  motifPour: 'incapacite',
  issue: 'en_attente_reponse',
  dureeMin: '40',
  trancheAge: '70_74',
};

/** From an entry to the signature of its mandate. */
export async function signe(
  { nav }: Monde,
  fiche: Reponse,
  forme: Record<string, string>,
): Promise<{ mandatId: string; signature: Reponse }> {
  const envoi = { op: fiche.op, ...A_LA_PLACE, etape: 'mandat' };
  const qui = await nav.suit(await nav.post('/accueil', envoi));
  const mandat = cache(qui, 'mandat');
  const quoi = await nav.suit(
    await nav.post('/mandat', {
      op: qui.op,
      mandat,
      etape: 'qui',
      prenom: 'Zénobie',
      nom: 'Canarinette',
      anneeNaissance: '1951',
      capacite: 'aucune_mesure',
    }),
  );
  const duree = await nav.suit(
    await nav.post('/mandat', {
      op: quoi.op,
      mandat,
      etape: 'quoi',
      demarche: 'rsa',
      'actes.rsa': ['consulter', 'saisir', 'deposer'],
    }),
  );
  const explique = await nav.suit(
    await nav.post('/mandat', { op: duree.op, mandat, etape: 'duree', duree: 'mois:6' }),
  );
  expect(explique.lisible).toContain('Ce mandat, en clair');
  const signer = await nav.suit(
    await nav.post(`/mandat/${mandat}/expliquer`, {
      op: explique.op,
      etape: 'expliquer',
      lecture: 'voix_haute',
      reformulation: 'comprise',
    }),
  );
  const signature = await nav.post(`/mandat/${mandat}/signer`, {
    op: signer.op,
    etape: 'signer',
    accepte: 'oui',
    ...forme,
  });
  return { mandatId: mandat, signature };
}
