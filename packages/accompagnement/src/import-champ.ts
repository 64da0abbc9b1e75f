import { LISTES, type ListeId } from './nomenclature-2026-1.ts';

/** How a cell of a field is read. */
type Nature =
  | { readonly nature: 'date' | 'duree' | 'texte' | 'annee' | 'commune' }
  | { readonly nature: 'code'; readonly liste: ListeId; readonly plusieurs?: true };

interface Definition {
  readonly champ: string;
  readonly lecture: Nature;
  /** Folded headers under which the field is found in the wild. */
  readonly entetes: readonly string[];
}

/** Fields that a spreadsheet of past activity can fill. Nothing that names a person is among them. */
export const CHAMPS_IMPORT = [
  {
    champ: 'date',
    lecture: { nature: 'date' },
    entetes: [
      'date',
      'jour',
      'date de l intervention',
      'date du rendez vous',
      'date d accompagnement',
      'date intervention',
      'le',
    ],
  },
  {
    champ: 'lieu',
    lecture: { nature: 'texte' },
    entetes: [
      'lieu',
      'nom du lieu',
      'lieu d accueil',
      'site',
      'permanence',
      'lieu de permanence',
      'lieu d intervention',
    ],
  },
  {
    champ: 'identifiant',
    lecture: { nature: 'texte' },
    entetes: ['id', 'identifiant', 'id cra', 'numero', 'n', 'reference', 'ref', 'id intervention'],
  },
  {
    champ: 'dureeMin',
    lecture: { nature: 'duree' },
    entetes: ['duree', 'duree min', 'duree en minutes', 'temps', 'temps passe', 'minutes', 'duree minutes'],
  },
  {
    champ: 'canal',
    lecture: { nature: 'code', liste: 'canal' },
    entetes: [
      'canal',
      'canaux d accompagnement',
      'canal d accompagnement',
      'type de lieu',
      'mode de contact',
    ],
  },
  {
    champ: 'theme',
    lecture: { nature: 'code', liste: 'theme', plusieurs: true },
    entetes: [
      'theme',
      'themes',
      'thematique',
      'thematiques',
      'thematique s d accompagnement',
      'thematiques d accompagnement',
    ],
  },
  {
    champ: 'demarche',
    lecture: { nature: 'texte' },
    entetes: [
      'demarche',
      'demarches',
      'nom de la demarche',
      'nom de la demarche administrative',
      'objet',
      'objet de la demande',
      'type de demarche',
    ],
  },
  {
    champ: 'perimetre',
    lecture: { nature: 'code', liste: 'perimetre', plusieurs: true },
    entetes: ['perimetre', 'famille', 'famille de demarche', 'domaine'],
  },
  {
    champ: 'mode',
    lecture: { nature: 'code', liste: 'mode' },
    entetes: ['mode', 'mode d accompagnement', 'niveau d autonomie', 'type d aide', 'modalite'],
  },
  {
    champ: 'appui',
    lecture: { nature: 'code', liste: 'appui' },
    entetes: ['appui'],
  },
  {
    champ: 'motifPour',
    lecture: { nature: 'code', liste: 'motifPour' },
    entetes: ['motif du faire a la place', 'motif pour', 'raison du faire a la place'],
  },
  {
    champ: 'motifVenue',
    lecture: { nature: 'code', liste: 'motifVenue', plusieurs: true },
    entetes: ['motif de venue', 'motifs de venue', 'raison de la venue'],
  },
  {
    champ: 'issue',
    lecture: { nature: 'code', liste: 'issue' },
    entetes: ['issue', 'resultat', 'suite', 'etat', 'suite donnee'],
  },
  {
    champ: 'motifAbandon',
    lecture: { nature: 'code', liste: 'motifAbandon' },
    entetes: ['motif d abandon', 'motif abandon', 'raison de l abandon'],
  },
  {
    champ: 'blocage',
    lecture: { nature: 'code', liste: 'blocage' },
    entetes: ['blocage', 'motif de blocage', 'ce qui bloque'],
  },
  {
    champ: 'serviceBloque',
    lecture: { nature: 'texte' },
    entetes: ['service bloque'],
  },
  {
    champ: 'planB',
    lecture: { nature: 'code', liste: 'planB' },
    entetes: ['plan b', 'autre voie'],
  },
  {
    champ: 'trancheAge',
    lecture: { nature: 'code', liste: 'trancheAge' },
    entetes: ['tranche d age', 'tranche age', 'age', 'tranche d age du beneficiaire'],
  },
  {
    champ: 'anneeNaissance',
    lecture: { nature: 'annee' },
    entetes: ['annee de naissance', 'annee naissance', 'ne en'],
  },
  {
    champ: 'genre',
    lecture: { nature: 'code', liste: 'genre' },
    entetes: ['genre', 'sexe', 'genre du beneficiaire', 'civilite'],
  },
  {
    champ: 'statut',
    lecture: { nature: 'code', liste: 'statut' },
    entetes: ['statut', 'situation', 'situation professionnelle', 'statut du beneficiaire', 'activite'],
  },
  {
    champ: 'commune',
    lecture: { nature: 'commune' },
    entetes: [
      'code insee',
      'insee',
      'code commune',
      'code insee du beneficiaire',
      'commune de residence insee',
    ],
  },
  {
    champ: 'langueLecture',
    lecture: { nature: 'code', liste: 'langueLecture' },
    entetes: ['langue lecture', 'besoin de langue ou de lecture', 'lecture'],
  },
  {
    champ: 'equipement',
    lecture: { nature: 'code', liste: 'equipement' },
    entetes: ['equipement', 'materiel', 'equipement de la personne'],
  },
  {
    champ: 'connexion',
    lecture: { nature: 'code', liste: 'connexion' },
    entetes: ['connexion', 'acces internet', 'internet'],
  },
  {
    champ: 'faiblesRevenus',
    lecture: { nature: 'code', liste: 'ouiNon' },
    entetes: ['faibles revenus', 'bas revenus', 'minima sociaux'],
  },
  {
    champ: 'profilNumerique',
    lecture: { nature: 'code', liste: 'profilNumerique' },
    entetes: ['profil numerique', 'niveau numerique', 'profil'],
  },
  {
    champ: 'adressage',
    lecture: { nature: 'code', liste: 'adressage' },
    entetes: ['adressage', 'adresse par', 'oriente par', 'prescripteur', 'origine', 'provenance'],
  },
  {
    champ: 'suiviServiceSocial',
    lecture: { nature: 'code', liste: 'ouiNon' },
    entetes: ['suivi service social', 'suivi social'],
  },
  {
    champ: 'tiers',
    lecture: { nature: 'code', liste: 'tiers' },
    entetes: ['tiers', 'accompagne par', 'tiers present'],
  },
  {
    champ: 'renoncement',
    lecture: { nature: 'code', liste: 'renoncement' },
    entetes: ['renoncement', 'aurait renonce', 'sans aide auriez vous renonce'],
  },
] as const satisfies readonly Definition[];

export type ChampImport = (typeof CHAMPS_IMPORT)[number]['champ'];
export type Lecture = Nature;

const BY_CHAMP: ReadonlyMap<string, (typeof CHAMPS_IMPORT)[number]> = /* @__PURE__ */ new Map(
  CHAMPS_IMPORT.map((d) => [d.champ, d]),
);

export function lectureOf(champ: ChampImport): Lecture {
  return BY_CHAMP.get(champ)?.lecture ?? { nature: 'texte' };
}

export function isChampImport(value: unknown): value is ChampImport {
  return typeof value === 'string' && BY_CHAMP.has(value);
}

/** Text without case, accents, ligatures, punctuation or typographic differences: what headers and labels are compared by. */
export function fold(text: string): string {
  return text
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Other ways in which agents write a code, folded. The label and the code itself always work. */
const SYNONYMES: Readonly<Partial<Record<ListeId, Readonly<Record<string, string>>>>> = {
  genre: {
    f: 'feminin',
    femme: 'feminin',
    mme: 'feminin',
    madame: 'feminin',
    fille: 'feminin',
    h: 'masculin',
    m: 'masculin',
    homme: 'masculin',
    monsieur: 'masculin',
    mr: 'masculin',
    garcon: 'masculin',
  },
  statut: {
    retraitee: 'retraite',
    chomage: 'sans_emploi',
    'demandeur d emploi': 'sans_emploi',
    'en recherche d emploi': 'sans_emploi',
    salarie: 'en_emploi',
    salariee: 'en_emploi',
    actif: 'en_emploi',
    etudiant: 'scolarise',
    etudiante: 'scolarise',
    eleve: 'scolarise',
    scolaire: 'scolarise',
  },
  canal: {
    accueil: 'lieu',
    'lieu d activite': 'lieu',
    'sur place': 'lieu',
    presentiel: 'lieu',
    'autre lieu': 'autre_lieu',
    domicile: 'domicile',
    tel: 'telephone',
    telephone: 'telephone',
    visioconference: 'visio',
    visio: 'visio',
  },
  mode: {
    'faire avec': 'faire_avec',
    ensemble: 'faire_avec',
    'faire a la place': 'faire_a_la_place_present',
    'a la place': 'faire_a_la_place_present',
    'faire faire': 'faire_faire',
    information: 'informer',
  },
  issue: {
    terminee: 'finalisee',
    terminé: 'finalisee',
    termine: 'finalisee',
    fait: 'finalisee',
    finie: 'finalisee',
    reoriente: 'orientee',
    orientation: 'orientee',
  },
  ouiNon: { o: 'oui', n: 'non', vrai: 'oui', faux: 'non', x: 'oui', '1': 'oui', '0': 'non' },
  theme: {
    'maintenance de materiel': 'maintenance_de_materiel',
    'e mail': 'email',
    mail: 'email',
    'navigation sur internet': 'navigation_sur_internet',
    'reseaux sociaux communication': 'reseaux_sociaux',
    'prevention en securite numerique': 'securite_numerique',
    'accompagner un professionnel': 'entrepreneuriat',
    'intelligence artificielle ia': 'intelligence_artificielle',
  },
  perimetre: {
    'papiers elections citoyennete': 'papiers',
    'famille scolarite': 'famille',
    'social sante': 'social',
    'travail formation entreprise': 'travail',
    'transports mobilite': 'transports',
    'argent impots': 'argent',
    'etrangers europe': 'etranger',
    'loisirs sports culture': 'loisirs',
    associations: 'sans_perimetre',
  },
};

const NON_COMMUNIQUE = [
  'non communique',
  'nc',
  'ne souhaite pas repondre',
  'non renseigne',
  'inconnu',
  'nsp',
];
const NON_DEMANDE = ['non demande', 'nd'];

/** Lists of the fields that also take « non communiqué » and « non demandé »: elsewhere such a cell says nothing. */
export const LISTES_CHAMP: readonly ListeId[] = [
  ...(['trancheAge', 'genre', 'statut', 'langueLecture', 'equipement', 'connexion'] as const),
  ...(['ouiNon', 'profilNumerique', 'adressage', 'tiers', 'renoncement'] as const),
];

const tables = new Map<ListeId, ReadonlyMap<string, string>>();

/** Folded label, code or synonym → code of a list, “non communiqué” and “non demandé” included. */
export function codesOf(liste: ListeId): ReadonlyMap<string, string> {
  let table = tables.get(liste);
  if (table === undefined) {
    table = new Map([
      ...NON_COMMUNIQUE.map((t): [string, string] => [t, 'non_communique']),
      ...NON_DEMANDE.map((t): [string, string] => [t, 'non_demande']),
      ...Object.entries(SYNONYMES[liste] ?? {}).map(([t, code]): [string, string] => [fold(t), code]),
      ...LISTES[liste].map((e): [string, string] => [fold(e.libelle), e.code]),
      ...LISTES[liste].map((e): [string, string] => [fold(e.code), e.code]),
    ]);
    tables.set(liste, table);
  }
  return table;
}
