/** Why a name was read, as the screens say it. */
export const POURQUOI: Readonly<Record<string, string>> = {
  fiche: 'ouverture de la fiche',
  recherche: 'recherche d’une personne',
  personnes_du_jour: 'liste des personnes du jour',
  homonymes: 'contrôle d’un homonyme',
  doublons: 'recherche de fiches proches',
  mandat: 'mandat',
  copie: 'copie d’un mandat',
  copie_droits: 'copie pour la personne',
  renouvellement: 'renouvellement d’un mandat',
  echeances: 'échéances des mandats',
  code_tiers: 'vérification par un organisme',
  relances: 'relances',
};

/** What happened, one sentence a type of fact. */
export const FAITS_JOURNAL: Readonly<Record<string, string>> = {
  IdentiteLue: 'Nom lu',
  DiagnosticsLus: 'Diagnostics lus',
  PersonneEffacee: 'Personne effacée',
  PersonnesReunies: 'Deux fiches réunies',
  PersonnesSeparees: 'Deux fiches séparées',
  PersonnesDistinguees: 'Deux fiches dites différentes',
  ConservationExecutee: 'Durées appliquées',
  GelPose: 'Gel posé',
  GelLeve: 'Gel levé',
  RotationFaite: 'Clé changée',
  CodesAccesCrees: 'Codes imprimés faits',
  ApplicationCodesLiee: 'Application de codes ajoutée',
  ApplicationCodesOtee: 'Application de codes retirée',
  EntreeParCode: 'Code utilisé',
  IdentiteLiee: 'Identité extérieure liée',
  IdentiteDeliee: 'Identité extérieure retirée',
  CleOtee: 'Clé d’accès retirée',
};
