import communesData from '../data/communes.json' with { type: 'json' };
import quotasData from '../data/scenario.json' with { type: 'json' };
import type { Code } from './nomenclature-2026-1.ts';

export const QUOTAS = quotasData;

export type Groupe = keyof (typeof quotasData)['quotasInterventions']['groupeDemarche']['parts'];
export type Bande = keyof (typeof quotasData)['profils']['seed']['ageParts'];

export interface Commune {
  codeInsee: string;
  nom: string;
  codePostal: string;
  population: number;
}

/** Communes of Loire (42) and Marne (51): npm `@etalab/decoupage-administratif` (MIT), see `data/communes.json`. */
export const COMMUNES: readonly Commune[] = communesData.communes.map((row) => {
  const [codeInsee, nom, codePostal, population] = row as [string, string, string, number];
  return { codeInsee, nom, codePostal, population };
});

/** Under 2,000 inhabitants: the former INSEE definition. A hypothesis of the scenario, never a statistic. */
const RURAL_MAX = 2000;
export const isRural = (commune: Commune): boolean => commune.population < RURAL_MAX;

export interface Territoire {
  id: string;
  nom: string;
  /** Communes of its sites, the busiest first, then communes of residence, by name. */
  sites: readonly string[];
  residences: readonly string[];
}

/** Six areas of the Loire scenario, in real communes. */
const LOIRE: readonly Territoire[] = [
  {
    id: 'saint-etienne',
    nom: 'Saint-Étienne',
    sites: ['Saint-Étienne', 'Saint-Étienne', 'Villars', 'La Talaudière', 'Saint-Priest-en-Jarez'],
    residences: [
      'Saint-Étienne',
      'Villars',
      'La Talaudière',
      'Sorbiers',
      'La Fouillouse',
      'Planfoy',
      'Le Bessat',
      'La Tour-en-Jarez',
      'Saint-Christo-en-Jarez',
      'Fontanès',
    ],
  },
  {
    id: 'gier-pilat',
    nom: 'Gier-Pilat',
    sites: ['Saint-Chamond', 'Rive-de-Gier', 'La Grand-Croix', 'Pélussin', 'Bourg-Argental'],
    residences: [
      'Saint-Chamond',
      'Rive-de-Gier',
      "L'Horme",
      'Lorette',
      'Pélussin',
      'Doizieux',
      'La Valla-en-Gier',
      'Maclas',
      'Farnay',
      'Véranne',
    ],
  },
  {
    id: 'forez',
    nom: 'Forez',
    sites: ['Montbrison', 'Feurs', 'Boën-sur-Lignon', 'Saint-Just-Saint-Rambert', 'Noirétable'],
    residences: [
      'Montbrison',
      'Feurs',
      'Savigneux',
      'Panissières',
      'Saint-Bonnet-le-Château',
      'Noirétable',
      'Chalmazel-Jeansagnière',
      'Usson-en-Forez',
      'Sail-sous-Couzan',
      'Néronde',
    ],
  },
  {
    id: 'roannais',
    nom: 'Roannais',
    sites: ['Roanne', 'Riorges', 'Mably', 'Le Coteau', 'Charlieu'],
    residences: [
      'Roanne',
      'Riorges',
      'Mably',
      'Le Coteau',
      'Renaison',
      'Ambierle',
      'La Pacaudière',
      'Saint-Symphorien-de-Lay',
      'Saint-Haon-le-Châtel',
      'Saint-Germain-Lespinasse',
    ],
  },
  {
    id: 'ondaine',
    nom: 'Ondaine',
    sites: ['Firminy', 'Le Chambon-Feugerolles', 'La Ricamarie', 'Unieux', 'Roche-la-Molière'],
    residences: [
      'Firminy',
      'Le Chambon-Feugerolles',
      'La Ricamarie',
      'Unieux',
      'Fraisses',
      'Caloire',
      'Saint-Paul-en-Cornillon',
      'Saint-Maurice-en-Gourgois',
      "Rozier-Côtes-d'Aurec",
      'Chambles',
    ],
  },
  {
    id: 'loire-sud',
    nom: 'Loire Sud',
    sites: ['Andrézieux-Bouthéon', 'Veauche', 'Saint-Galmier', 'Sury-le-Comtal', 'Bonson'],
    residences: [
      'Andrézieux-Bouthéon',
      'Veauche',
      'Sury-le-Comtal',
      'Bonson',
      'Montrond-les-Bains',
      'Chambœuf',
      'Rivas',
      'Cuzieu',
      'Craintilleux',
      'Veauchette',
    ],
  },
];

const REIMS: readonly Territoire[] = [
  {
    id: 'reims',
    nom: 'Reims',
    sites: Array.from({ length: 14 }, () => 'Reims'),
    residences: ['Reims', 'Tinqueux', 'Bétheny', 'Champigny', 'Prunay', 'Sillery', 'Berru', 'Caurel'],
  },
];

/** Invented qualifiers: a colour or a number beside a thing of the desk. No real site is called so. */
export const NOMS_LIEUX = [
  'de l’Encrier-Vert',
  'du Buvard-Bleu',
  'des Sept-Virgules',
  'de la Cédille-Rouge',
  'du Parchemin-Plié',
  'des Deux-Calames',
  'du Vélin-Gris',
  'de la Plume-Tordue',
  'du Signet-Jaune',
  'des Trois-Alinéas',
  'de l’Esperluette-Rose',
  'du Tréma-Blanc',
  'des Quatre-Tirets',
  'de la Lettrine-Dorée',
  'du Carnet-Ouvert',
  'de la Gomme-Usée',
  'du Crayon-Long',
  'des Cinq-Marges',
  'de l’Ardoise-Mauve',
  'du Sous-Main-Brun',
  'de la Craie-Bleue',
  'du Cachet-Rond',
  'des Six-Agrafes',
  'du Classeur-Rouge',
  'de l’Enveloppe-Verte',
  'du Timbre-Ocre',
  'des Huit-Pliures',
  'du Porte-Mine-Noir',
  'de la Règle-Courbe',
  'du Trombone-Doré',
  'de l’Encre-Lilas',
  'du Folio-Gris',
  'des Neuf-Ratures',
  'de la Page-Cornée',
];
export const PRENOMS = [
  'Adèle',
  'Amina',
  'Anselme',
  'Bakary',
  'Blandine',
  'Célestin',
  'Danièle',
  'Edmond',
  'Fatou',
  'Firmin',
  'Ginette',
  'Hamid',
  'Huguette',
  'Irène',
  'Joaquim',
  'Josiane',
  'Kadija',
  'Lucette',
  'Marcel',
  'Mehmet',
  'Nadia',
  'Odile',
  'Olena',
  'Paulette',
  'Raymonde',
  'Roland',
  'Samira',
  'Simone',
  'Tarek',
  'Yvon',
];

/** Closed list of invented family names. */
export const NOMS = [
  'Valmérou',
  'Treizecarnet',
  'Boiscantel',
  'Ferblandoux',
  'Chaudrenot',
  'Lavirgulaine',
  'Montarceau',
  'Picardenne',
  'Roquevertin',
  'Saubrillac',
  'Tournemeuil',
  'Villebrunel',
  'Aubépinard',
  'Brindavoisne',
  'Clairvaudin',
  'Doucemarche',
  'Échalotier',
  'Fontperlin',
  'Grangevelle',
  'Haltebruyne',
  'Islavoine',
  'Jonquerolle',
  'Kerplumadec',
  'Luzerondat',
  'Merisoleil',
  'Noisevaux',
  'Orgevallon',
  'Prunelard',
  'Quintefeuil',
  'Rivelaune',
  'Sorbemont',
  'Trèflenoir',
  'Ursevaux',
  'Vignepierre',
];

export interface Site {
  structure: { nom: string; nature: Code<'natureStructure'> };
  territoires: readonly Territoire[];
  natures: readonly Code<'natureLieu'>[];
  departement: string;
}

/** `mairie_ccas` of the quotas = mairie and CCAS in turn. */
function naturesOf(counts: Readonly<Record<string, number>>): Code<'natureLieu'>[] {
  return Object.entries(counts).flatMap(([nature, n]) =>
    Array.from({ length: n }, (_, i): Code<'natureLieu'> =>
      nature === 'mairie_ccas' ? (i % 2 === 0 ? 'mairie' : 'ccas') : (nature as Code<'natureLieu'>),
    ),
  );
}

export const SITES = {
  'loire-seed': {
    structure: { nom: 'Département de démonstration (Loire)', nature: 'departement' },
    territoires: LOIRE,
    natures: naturesOf(quotasData.permanences.lieux.natures),
    departement: '42',
  },
  'departement-annee': {
    structure: { nom: 'Département de démonstration (Loire, une année)', nature: 'departement' },
    territoires: LOIRE,
    natures: naturesOf(quotasData.permanences.lieux.natures),
    departement: '42',
  },
  'marne-seed': {
    structure: { nom: 'Réseau de démonstration (Reims)', nature: 'association' },
    territoires: REIMS,
    natures: Array.from({ length: 14 }, () => 'maison_quartier' as const),
    departement: '51',
  },
} as const satisfies Record<string, Site>;

/** Démarches of each group, ids of the catalogue, the commonest first; all of the group's périmètre. */
export const DEMARCHES: Readonly<Record<Groupe, readonly string[]>> = {
  social_sante: [
    'caf-compte',
    'c2s',
    'prime-activite',
    'ameli-compte',
    'caf-attestation',
    'apa',
    'carte-vitale',
    'rsa',
    'ameli-attestation',
    'mdph',
    'aide-sociale-hebergement',
    'aspa',
    'aah',
    'cmi',
    'ceam',
    'domiciliation',
  ],
  famille_caf: [
    'allocations-familiales',
    'grossesse-naissance',
    'bourse-college',
    'ars',
    'inscription-ecole',
    'asf',
    'pension-alimentaire',
    'bourse-lycee',
    'creche',
  ],
  logement: [
    'logement-social',
    'aide-logement',
    'logement-social-renouvellement',
    'cheque-energie',
    'fsl',
    'dalo',
  ],
  travail: [
    'france-travail-actualisation',
    'france-travail-inscription',
    'are',
    'france-travail-attestation',
    'cpf',
    'rqth',
    'service-civique',
    'cesu',
  ],
  argent_impots: [
    'impots-declaration',
    'impots-avis',
    'impots-espace',
    'timbre-fiscal',
    'impots-delai',
    'surendettement',
  ],
  etrangers: [
    'titre-sejour-renouvellement',
    'titre-sejour-premiere',
    'naturalisation',
    'regroupement-familial',
  ],
  retraite: ['retraite-demande', 'retraite-releve', 'pension-reversion', 'retraite-attestation'],
  papiers: [
    'carte-identite',
    'acte-naissance',
    'listes-electorales',
    'passeport',
    'changement-adresse',
    'jdc',
  ],
  courriel_compte: [],
};

/** The démarches that the founding press texts name → ids of the catalogue, with the group in which each is drawn. */
export const FONDATRICES: Readonly<Record<string, readonly [id: string, groupe: Groupe]>> = {
  'logement-social': ['logement-social', 'logement'],
  retraite: ['retraite-demande', 'retraite'],
  'titre-sejour-renouvellement': ['titre-sejour-renouvellement', 'etrangers'],
  'courriel-creation': ['adresse-mail', 'courriel_compte'],
  'caf-compte': ['caf-compte', 'social_sante'],
  'avis-imposition': ['impots-avis', 'argent_impots'],
  attestation: ['caf-attestation', 'social_sante'],
  'actualisation-france-travail': ['france-travail-actualisation', 'travail'],
  'declaration-revenus': ['impots-declaration', 'argent_impots'],
  'aide-sociale': ['aide-sociale-hebergement', 'social_sante'],
  'prime-activite': ['prime-activite', 'social_sante'],
};

/** `courriel_compte` of the quotas is digital mediation: a theme, not a démarche. */
export const THEMES_COURRIEL = ['email', 'prendre_en_main_du_materiel', 'securite_numerique'] as const;
