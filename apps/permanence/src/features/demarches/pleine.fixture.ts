/** An invented entry with every field filled as far as the format lets it: what a page must still hold. */
import { getDemarche, type Demarche } from '@porte-plume/demarches';

const source = {
  type: 'operateur',
  ref: 'organisme.exemple, page d’aide à la démarche',
  url: 'https://www.organisme.exemple/aide/demarche',
} as const;
const verifie = { source, verifieLe: '2026-11-02' };
const aConfirmer = {
  source: { type: 'dila', ref: 'F99999, fiche du 29 octobre 2020' },
  verifieLe: null,
} as const;

/** Repeats a sentence of short words up to `max` characters. */
const long = (debut: string, max: number): string =>
  `${debut} ${'et tout ce qui va avec, de la part de chacun '.repeat(4)}`.slice(0, max - 1).trimEnd() + '.';

function openRsa(): Demarche {
  const rsa = getDemarche('rsa');
  if (rsa === undefined) throw new Error('the catalogue has no « rsa » any more');
  return rsa;
}

export const pleine: Demarche = {
  ...openRsa(),
  id: 'pleine',
  nom: 'Demande d’une aide inventée pour vérifier que la page tient toujours bien',
  langageSimple: 'Vous avez peu de revenus. Vous demandez une aide versée chaque mois. C’est inventé.',
  situations: Array.from(
    { length: 12 },
    (_, rang) => `je n’ai plus rien pour finir le mois, façon ${rang + 1}`,
  ),
  operateur: {
    id: 'organisme',
    nom: 'Organisme exemple',
    type: 'securite-sociale',
    decideur: { id: 'mdph', nom: 'MDPH', type: 'departement' },
    payeur: { id: 'caf', nom: 'CAF', type: 'securite-sociale' },
  },
  canaux: [
    {
      valeur: { id: 'web', type: 'web', url: 'https://teleservice.organisme.exemple/demande' },
      ...verifie,
    },
    {
      valeur: {
        id: 'tel',
        type: 'telephone',
        numero: '3646',
        horaires: 'Du lundi au vendredi, de 8 h 30 à 17 h 30',
        cout: 'Service gratuit + prix de l’appel',
      },
      ...verifie,
    },
    {
      valeur: {
        id: 'tel-msa',
        type: 'telephone',
        numero: '09 69 36 37 38',
        variante: 'msa',
        cout: 'Prix d’un appel local',
      },
      ...aConfirmer,
    },
    {
      valeur: { id: 'guichet', type: 'guichet', pivotLocal: 'caf', horaires: 'Sur rendez-vous' },
      ...verifie,
    },
    { valeur: { id: 'fs', type: 'franceServices' }, ...verifie },
    {
      valeur: {
        id: 'courrier',
        type: 'courrier',
        adresse: 'Organisme exemple, service des demandes, 12345 Ville-Exemple Cedex 9',
      },
      ...verifie,
    },
  ],
  ageSeul: { valeur: 16, ...verifie },
  modes: {
    informer: true,
    faire_faire: true,
    faire_avec: true,
    faire_a_la_place_present: true,
    faire_a_la_place_absent: false,
  },
  actesReserves: [
    { acte: 'signer', qui: 'usager', base: 'art. L.1 du code exemple', source, verifieLe: '2026-11-02' },
    { acte: 'biometrie', qui: 'usager-presence', base: 'art. L.2 du code exemple', source },
  ],
  actesReservesDecide: true,
  auth: {
    valeur: {
      moyens: ['franceconnect', 'compte-operateur'],
      franceConnect: 'oui',
      aidantsConnect: 'oui',
    },
    ...verifie,
  },
  pieces: [
    { piece: 'pièce d’identité ou titre de séjour valable', obligatoire: true, copie: 'original' },
    { piece: 'justificatif de domicile de moins de trois mois', obligatoire: true, copie: 'copie' },
    { piece: 'relevé d’identité bancaire à votre nom', obligatoire: true, copie: 'photo' },
    { piece: 'dernier avis d’impôt', obligatoire: true, copie: 'copie' },
    { piece: 'trois dernières fiches de paie', obligatoire: false, copie: 'copie' },
    { piece: 'attestation de paiement de France Travail', obligatoire: false, copie: 'photo' },
    { piece: 'livret de famille', obligatoire: false, copie: 'original', pourQui: 'les parents' },
    { piece: 'jugement de divorce', obligatoire: false, copie: 'copie', pourQui: 'les personnes séparées' },
  ],
  etapes: Array.from({ length: 8 }, (_, rang) =>
    long(`Étape ${rang + 1}\u00a0: ouvrez le site, puis cliquez`, 120),
  ),
  recurrence: { valeur: { type: 'fenetre-mensuelle', ouvreJour: 28, fermeJour: 15 }, ...verifie },
  champsLimites: [
    {
      valeur: {
        libelle: 'Expliquez votre situation',
        ecran: 'Étape 3, vos ressources',
        max: 500,
        unite: 'caracteres',
        retourLigne: 2,
      },
      ...verifie,
    },
    { valeur: { libelle: 'Motif de la demande', max: 150, unite: 'mots', retourLigne: 1 }, ...verifie },
  ],
  blocages: (['compte-bloque', 'code-non-recu', 'identite-non-reconnue', 'piece-refusee'] as const).map(
    (code) => ({
      code,
      signe: long('L’écran affiche un message rouge', 160),
      queFaire: long('Attendez une heure, puis appelez le numéro du plan B', 160),
    }),
  ),
  delai: { valeur: { recepisse: true, reponseJours: 60, silence: 'rejet', relanceJours: 45 }, ...verifie },
  duree: { mediane: 40, min: 20, max: 60 },
  droitOuvert: {
    droit: 'exemple',
    phrase: 'La personne a peut-être droit à une autre aide, inventée elle aussi.',
    nonRecours: { taux: 0.34, champ: 'par trimestre, France', annee: 2022, source },
  },
  orienterVers: ['assistant-social', 'point-justice', 'conseil-juridique'],
  limitesGenerales: { valeur: { fichierMo: 5, formats: ['PDF', 'JPG', 'PNG'] }, ...verifie },
  sources: {
    pieces: verifie,
    etapes: verifie,
    blocages: aConfirmer,
    duree: verifie,
    droitOuvert: verifie,
    orienterVers: verifie,
  },
};
