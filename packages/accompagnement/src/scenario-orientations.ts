import { addDays, toEpochDay, type DateCivile, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import type { CibleOrientation, Orientation } from './orientation-schema.ts';
import { DELAIS_ORIENTATION } from './orientation-statut.ts';
import { QUOTAS } from './scenario-donnees.ts';
import type { PersonneScenario } from './scenario-personnes.ts';
import { quotas, spread, type Tirage } from './tirage.ts';

export type Etape = 'refusee' | 'venue' | 'non_venue' | 'inconnue';

const BESOINS = [
  'Maîtrise des outils numériques du quotidien',
  'Accès internet et matériel informatique',
  'Utilisation sécurisée du numérique',
] as const satisfies readonly Orientation['besoin'][];

/** Invented bodies: nobody is sent to a real place by a demonstration. */
const ORGANISMES = ['Espace numérique inventé', 'Atelier inventé des Deux-Rives', 'Point d’accès inventé'];

/**
 * Orientations in the shares of the quotas: proposed by digital profile, at the first visit; accepted or refused; came, did
 * not, or nobody knows. Counts are exact in each profile. What is not answered yet on the last day is still open.
 */
export function drawOrientations(
  interventions: readonly Intervention[],
  personnes: readonly PersonneScenario[],
  fin: DateCivile,
  tirage: Tirage,
): Orientation[] {
  const { proposeeParProfil, acceptee, venueParmiAcceptees, inconnueParmiAcceptees } = QUOTAS.orientations;
  const first = new Map<Id, Intervention>();
  for (const i of interventions) {
    if (i.personne.nature === 'suivie' && !first.has(i.personne.id)) first.set(i.personne.id, i);
  }
  return Object.entries(proposeeParProfil).flatMap(([profil, part]) => {
    const able = tirage.shuffle(personnes.filter((p) => p.profil.profilNumerique === profil));
    const chosen = able.slice(0, Math.round(able.length * part));
    const accepted = Math.round(chosen.length * acceptee);
    const etapes = tirage.shuffle(
      spread<Etape>({
        refusee: chosen.length - accepted,
        ...quotas(
          {
            venue: venueParmiAcceptees,
            inconnue: inconnueParmiAcceptees,
            non_venue: 1 - venueParmiAcceptees - inconnueParmiAcceptees,
          },
          accepted,
        ),
      }),
    );
    return chosen.flatMap((personne, rank) => {
      const intervention = first.get(personne.id);
      return intervention === undefined
        ? []
        : [buildOrientation(intervention, etapes[rank] ?? 'inconnue', fin, tirage)];
    });
  });
}

export function buildOrientation(
  i: Intervention,
  etape: Etape,
  fin: DateCivile,
  tirage: Tirage,
): Orientation {
  const proposeeLe = i.date;
  const rdvJour = addDays(proposeeLe, 7 + tirage.int(30));
  const canal = tirage.pick(['remis_papier', 'remis_papier', 'appel', 'rdv_pris'] as const);
  const cible = drawCible(tirage);
  const base = {
    id: tirage.uuid(toEpochDay(proposeeLe) * 86_400_000),
    interventionId: i.id,
    cible,
    besoin: tirage.pick(BESOINS),
    raisons: [],
    canal,
    proposeeLe,
    relanceLe: addDays(proposeeLe, DELAIS_ORIENTATION.relance),
    expireLe: addDays(proposeeLe, DELAIS_ORIENTATION.expiration),
    synthetic: true as const,
  };
  if (etape === 'refusee') {
    const motif = tirage.pick(['distance', 'horaire', 'pas_envie', 'garde_enfant', 'langue'] as const);
    return { ...base, statut: 'refusee', motifRefus: motif };
  }
  const rdvLe = `${rdvJour}T09:00:00.000Z`;
  if (etape !== 'inconnue' && rdvJour <= fin) return { ...base, statut: etape, rdvLe };
  if (etape === 'inconnue' && base.expireLe <= fin) return { ...base, statut: 'expiree', rdvLe };
  return canal === 'rdv_pris' || etape !== 'inconnue'
    ? { ...base, statut: 'rdv_pris', rdvLe }
    : { ...base, statut: 'acceptee' };
}

function drawCible(tirage: Tirage): CibleOrientation {
  return tirage.next() < 0.1
    ? { nature: 'aidant_familial' }
    : { nature: 'organisme', organisme: tirage.pick(ORGANISMES) };
}
