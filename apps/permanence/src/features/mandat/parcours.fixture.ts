/** The mandate flow step by step, with the answers of one test: what is not said is the usual case. */
import type { EtatMandat } from '@porte-plume/mandat';
import { eq } from 'drizzle-orm';
import { asOrg } from '../../db/asOrg.ts';
import { coffre } from '../../db/schema.ts';
import { readMandat } from '../../domain/mandats.ts';
import { readTiers, type Tiers } from '../../domain/tiers.ts';
import { cache, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import { A_LA_PLACE, type Monde } from '../gestes.fixture.ts';

/** An adult without any measure. */
export const ADULTE = {
  prenom: 'Zénobie',
  nom: 'Canarinette',
  anneeNaissance: '1951',
  capacite: 'aucune_mesure',
  signataire: 'personne',
};

/** Answers of each step, beside the usual ones. */
export interface Reponses {
  qui?: Valeurs;
  quoi?: Valeurs;
  duree?: Valeurs;
  explication?: Valeurs;
}

/** A draft of which the first screen is open. */
export interface Brouillon {
  ficheId: string;
  mandat: string;
  ecran: Reponse;
}

export async function ouvreMandat({ nav }: Monde): Promise<Brouillon> {
  const fiche = await nav.get('/accueil');
  const ecran = await nav.suit(await nav.post('/accueil', { op: fiche.op, ...A_LA_PLACE, etape: 'mandat' }));
  return { ficheId: fiche.op, mandat: cache(ecran, 'mandat'), ecran };
}

/** Posts one step of the preparation. */
export async function pose(
  { nav }: Monde,
  { mandat, ecran }: Brouillon,
  etape: string,
  champs: Valeurs,
): Promise<Reponse> {
  return nav.post('/mandat', { op: ecran.op, mandat, etape, ...champs });
}

/** From the entry to the screen where the mandate is explained. */
export async function prepare(monde: Monde, { qui, quoi, duree }: Reponses = {}): Promise<Brouillon> {
  const { nav } = monde;
  let brouillon = await ouvreMandat(monde);
  const avance = async (etape: string, champs: Valeurs) => {
    brouillon = { ...brouillon, ecran: await nav.suit(await pose(monde, brouillon, etape, champs)) };
  };
  await avance('qui', { ...ADULTE, ...qui });
  await avance('quoi', { demarche: 'rsa', 'actes.rsa': ['consulter', 'saisir', 'deposer'], ...quoi });
  await avance('duree', { duree: 'mois:6', ...duree });
  return brouillon;
}

/** From the entry to the screen of the signature. */
export async function explique(monde: Monde, reponses: Reponses = {}): Promise<Brouillon> {
  const brouillon = await prepare(monde, reponses);
  const ecran = await monde.nav.suit(
    await monde.nav.post(`/mandat/${brouillon.mandat}/expliquer`, {
      op: brouillon.ecran.op,
      etape: 'expliquer',
      lecture: 'voix_haute',
      reformulation: 'comprise',
      ...reponses.explication,
    }),
  );
  return { ...brouillon, ecran };
}

/** Posts the signature. */
export async function signeAvec(
  { nav }: Monde,
  { mandat, ecran }: Brouillon,
  champs: Valeurs,
): Promise<Reponse> {
  return nav.post(`/mandat/${mandat}/signer`, { op: ecran.op, etape: 'signer', accepte: 'oui', ...champs });
}

/** What the database holds of a mandate: its state, the names of its vault, and the natures of the pieces there. */
export async function lis(
  { essai, orgId }: Monde,
  mandatId: string,
): Promise<{ etat: EtatMandat; tiers: Tiers[]; natures: string[] }> {
  return asOrg(essai.services.client.db, orgId, 'essai', async (tx) => {
    const lu = await readMandat(tx, orgId, mandatId);
    if (lu === null) throw new Error('mandate lost');
    const tiers = await readTiers(tx, essai.services, { orgId }, lu.personneId, mandatId);
    const rows = await tx
      .select({ nature: coffre.nature })
      .from(coffre)
      .where(eq(coffre.personneId, lu.personneId));
    return { etat: lu.etat, tiers, natures: rows.map(({ nature }) => nature) };
  });
}
