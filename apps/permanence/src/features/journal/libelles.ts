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
  file: 'file du jour',
  adressage: 'ouverture d’un adressage',
  service: 'envoi d’un service',
  creneau: 'proposition d’un créneau',
};
