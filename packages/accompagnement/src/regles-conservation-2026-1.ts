import type { RegleConservation } from './regle-conservation.ts';

/** Edition of the default rules. Changing a length makes a new edition. */
const VERSION = 'conservation-2026.1';
/** The limitation of storage (RGPD, art. 5-1-e) applies since that day. */
const DU = '2018-05-25';
const PROJET = 'Durée proposée par le projet, à confirmer par le délégué à la protection des données.';

const regle = (r: Omit<RegleConservation, 'version' | 'du' | 'aConfirmer'>): RegleConservation => ({
  ...r,
  version: VERSION,
  aConfirmer: true,
  du: DU,
});

/**
 * The default rules (accompagnement §10), each `aConfirmer`: the lengths need the data protection officer. A deployment may
 * give its own through `parseRegles`.
 */
export const REGLES_CONSERVATION: readonly RegleConservation[] = [
  regle({
    id: 'dossier',
    libelle: 'Dossier\u00a0: deux ans après le dernier contact',
    duree: { mois: 24 },
    action: 'desidentifier',
    source: 'CNIL, délibération 2023-095 (à confirmer par le délégué à la protection des données).',
  }),
  regle({
    id: 'passage_anonyme',
    libelle: 'Passage anonyme\u00a0: deux ans, comme un dossier',
    duree: { mois: 24 },
    action: 'desidentifier',
    source: PROJET,
  }),
  regle({
    id: 'diagnostic',
    libelle: 'Résultat d’un diagnostic\u00a0: deux ans',
    duree: { mois: 24 },
    action: 'supprimer',
    source: PROJET,
  }),
  regle({
    id: 'orientation',
    libelle: 'Orientation\u00a0: six mois après la proposition',
    duree: { mois: 6 },
    action: 'supprimer',
    source: PROJET,
  }),
  regle({
    id: 'adressage',
    libelle: 'Adressage sans suite\u00a0: 90 jours',
    duree: { jours: 90 },
    action: 'supprimer',
    source: PROJET,
  }),
  regle({
    id: 'retour',
    libelle: 'Adressage et son retour\u00a0: 90 jours après le retour',
    duree: { jours: 90 },
    action: 'supprimer',
    source: PROJET,
  }),
  regle({
    id: 'note',
    libelle: 'Note d’un dossier\u00a0: 30 jours, ou le jour choisi',
    duree: { jours: 30 },
    action: 'supprimer',
    source: PROJET,
  }),
  regle({
    id: 'file_attente',
    libelle: 'File d’attente\u00a0: 30 jours après la séance',
    duree: { jours: 30 },
    action: 'supprimer',
    source: PROJET,
  }),
  regle({
    id: 'mandat_archive',
    libelle: 'Mandat\u00a0: archivé au jour que donne le mandat',
    duree: 'dates_du_mandat',
    action: 'archiver',
    source: 'CNIL, délibérations 2021-028 et 2023-095\u00a0; dates de `retention` de @porte-plume/mandat.',
  }),
  regle({
    id: 'mandat_purge',
    libelle: 'Mandat\u00a0: purgé au jour que donne le mandat',
    duree: 'dates_du_mandat',
    action: 'purger',
    source:
      'Aidants Connect recommande six ans\u00a0; à justifier par écrit\u00a0; dates de `retention` de @porte-plume/mandat.',
  }),
];
