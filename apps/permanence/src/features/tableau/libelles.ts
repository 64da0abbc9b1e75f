import { computeCouverture, toPourcentage } from '@porte-plume/accompagnement/indicateurs';
import { getLibelle, type ListeId } from '@porte-plume/accompagnement/nomenclatures';
import type { Lu, SectionTableau } from '@porte-plume/accompagnement/tableau-de-bord';
import { nombreOuMasque } from '../../ui/table.tsx';

export const LIBELLES_SECTIONS: Readonly<Record<SectionTableau, string>> = {
  activite: 'Activité',
  public: 'Public',
  pratiques: 'Pratiques',
  resultats: 'Résultats',
};

/** The list that names the answers of a field. */
const LISTES_DES_CHAMPS: Readonly<Record<string, ListeId>> = {
  equipement: 'equipement',
  profil_numerique: 'profilNumerique',
  langue_lecture: 'langueLecture',
  statut: 'statut',
  adressage: 'adressage',
  motif_venue: 'motifVenue',
  mode: 'mode',
  motif_pour: 'motifPour',
  aboutissement: 'aboutissement',
  renoncement: 'renoncement',
  blocage: 'blocage',
  motif: 'motifRefus',
};

const MOTS: Readonly<Record<string, string>> = {
  acceptee: 'Acceptée',
  refusee: 'Refusée',
  sans_reponse: 'Sans réponse',
  mieux: 'Mieux',
  egal: 'Pareil',
  moins: 'Moins bien',
  monte: 'En fait plus elle-même',
  stable: 'Pareil',
  descend: 'En fait moins elle-même',
  moins_30: 'Moins de 30 minutes',
  '30_59': 'De 30 à 59 minutes',
  '60_119': 'D’une heure à 1 h 59',
  '120_plus': 'Deux heures ou plus',
  oui: 'Oui',
  non: 'Non',
};

export function reponseEnMots(champ: string, code: string): string {
  const liste = LISTES_DES_CHAMPS[champ];
  return (liste === undefined ? undefined : getLibelle(liste, code)) ?? MOTS[code] ?? code;
}

const decimale = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const enPourcent = (part: number | null): string => (part === null ? '—' : `${decimale.format(part)}\u00a0%`);

/** What a measure is measured in. */
const UNITES: Readonly<Record<string, string>> = { A6: '\u00a0min', A8: '\u00a0h', A10: '\u00a0j' };

/** The figure in words; what was never asked, or is nothing, is not a zero. */
export function valeurEnMots({ code, nature, valeur, n, absent, sens }: Lu): string {
  if (absent) return 'pas recueilli';
  if (valeur === null) return n === 0 ? '—' : nombreOuMasque(null);
  if (sens === 'reponses') return 'voir les réponses';
  if (code === 'A7' || nature === 'part')
    return `${enPourcent(toPourcentage(valeur, 1))}${sens === 'connues' ? ' de réponses connues' : ''}`;
  // Half up, to one decimal.
  const dite = decimale.format(Math.floor(valeur * 10 + 0.5) / 10);
  return `${dite}${UNITES[code] ?? ''}`;
}

/** Of all, how many were asked. */
export function couvertureEnMots({ n, nonCommunique, nonDemande }: Lu): string {
  return n === null || nonCommunique === null || nonDemande === null
    ? '—'
    : enPourcent(computeCouverture({ n, unknown: nonCommunique, notAsked: nonDemande }));
}

/** Share of an answer among those given. */
export function partEnMots(valeur: number | null, n: number | null): string {
  return valeur === null || n === null ? '—' : enPourcent(toPourcentage(valeur, n));
}

export const nombreEnMots = (valeur: number | null): string =>
  valeur === null ? '—' : nombreOuMasque(valeur);
