import { findProtection, toRepresentant } from './capacite.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import type { Capacite, CauseCaducite, ConstituantKind } from '../modele/nomenclatures.ts';
import type { Cadre, Suite } from '../modele/suite.ts';
import { toDateCivile, toDebutDuJour, type DateCivile } from '../modele/temps.ts';

const TOUJOURS = '9999-12-31T23:59:59.999Z';

/** Facts of life reported to the structure, on a mandate in any state: what has ended keeps its first end. */

/** A death: the mandate lapses from the first instant of that civil day (C. civ. 2003). */
export function reportDeces(
  etat: EtatMandat,
  { donnees }: CommandeDe<'SignalerDeces'>,
  { contexte }: Cadre,
): Suite {
  const { zone } = etat.structure;
  const motifs = checkPasFutur(donnees.le, 'le', toDateCivile(contexte.maintenant, zone));
  if (donnees.le < toDateCivile(etat.preparation.faitLe, zone)) {
    const phrase = 'Ce décès précède la préparation du mandat : vérifiez la date et la personne.';
    motifs.push(toMotif('instant_recule', { path: ['donnees', 'le'], phrase }));
  }
  if (motifs.length > 0) return { motifs };
  const faitLe = toDebutDuJour(donnees.le, zone);
  const dejaDit = etat.fins.some((fin) => fin.cause === 'deces' && fin.faitLe === faitLe);
  return { faits: dejaDit ? [] : [{ type: 'DecesSignale', faitLe, donnees }] };
}

/**
 * A measure of protection, from the first instant of the day of the judgment. A judgment older than the mandate is
 * recorded as well: the mandate was never good, and its acts are to be examined. The reason is never recorded.
 */
export function reportProtection(
  etat: EtatMandat,
  { donnees }: CommandeDe<'SignalerProtection'>,
  { contexte }: Cadre,
): Suite {
  const { zone } = etat.structure;
  const motifs = checkPasFutur(donnees.jugementLe, 'jugementLe', toDateCivile(contexte.maintenant, zone));
  if (donnees.capacite === 'inconnue') {
    const phrase = 'Dites quelle mesure le jugement a prise.';
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'capacite'], phrase }));
  }
  if (motifs.length > 0) return { motifs };
  const duJour = {
    ...etat,
    protections: etat.protections.filter((p) => p.jugementLe === donnees.jugementLe),
  };
  const dejaDit = findProtection(duJour, { instant: TOUJOURS })?.capacite === donnees.capacite;
  const faitLe = toDebutDuJour(donnees.jugementLe, zone);
  return { faits: dejaDit ? [] : [{ type: 'ProtectionSignalee', faitLe, donnees }] };
}

/** The structure disappears or merges: its mandates lapse; the one that follows needs new consents. */
export function reportStructure(
  etat: EtatMandat,
  { donnees, faitLe }: CommandeDe<'SignalerStructure'>,
): Suite {
  if (donnees.suivante === etat.structure.id) {
    const phrase = 'La structure qui suit ne peut pas être celle qui disparaît.';
    return { motifs: [toMotif('commande_invalide', { path: ['donnees', 'suivante'], phrase })] };
  }
  const dejaDit = etat.fins.some((fin) => fin.cause === donnees.cause && fin.faitLe <= faitLe);
  return { faits: dejaDit ? [] : [{ type: 'StructureDissoute', donnees }] };
}

/**
 * Why a measure makes a mandate lapse: from then on another person represents her (C. civ. 2003), unless that very
 * representative gave the mandate. Curatelle and sauvegarde restrict it, without ending it.
 */
export function toCauseDeProtection(
  capacite: Capacite,
  constituant: ConstituantKind,
): CauseCaducite | undefined {
  switch (capacite) {
    case 'tutelle':
    case 'habilitation_familiale':
    case 'mandat_protection_future':
      return toRepresentant(capacite) === constituant ? undefined : capacite;
    default:
      return undefined;
  }
}

function checkPasFutur(date: DateCivile, champ: string, aujourdhui: DateCivile): Motif[] {
  return date > aujourdhui ? [toMotif('instant_futur', { path: ['donnees', champ] })] : [];
}
