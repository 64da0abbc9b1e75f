/** Entries, and a mandate from its entry to its signature: for any runner of tests. The name is a canary. */
import { cache, type Navigateur, type Reponse } from '../server/essai.fixture.ts';

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
  { nav }: { nav: Navigateur },
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
  if (!explique.lisible.includes('Ce mandat, en clair')) throw new Error(explique.lisible.slice(0, 400));
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
