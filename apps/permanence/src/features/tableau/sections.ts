import {
  computeIndicateurs,
  getIndicateurs,
  type Faits,
  type Indicateur,
  type IndicateurValue,
} from '@porte-plume/accompagnement/indicateurs';
import { maskSmall, maySayShare } from './garde.ts';

export const SECTIONS = ['activite', 'public', 'pratiques', 'resultats'] as const;
export type Section = (typeof SECTIONS)[number];

/** One indicator of a section: everything in it may be shown. */
export interface Lu {
  code: string;
  libelle: string;
  definition: string;
  nature: 'nombre' | 'part' | 'mesure';
  /** A count, a share from 0 to 1, or a measure; null = not published, or nothing to measure. */
  valeur: number | null;
  n: number | null;
  nonCommunique: number | null;
  /** Nobody asked. */
  nonDemande: number | null;
  /** Answers by code of `champ`; absent when it has none, or when they are told elsewhere. */
  parts?: { champ: string; lignes: readonly { code: string; valeur: number | null }[] };
  /** Facts that the structure does not keep. */
  absent: boolean;
  /** A share that counts answers rather than one of them: the share of known answers, or nothing but its answers. */
  sens?: 'connues' | 'reponses';
}

const SET = 'indicateurs@2026.1';
/** Codes of each section, in the order of the set; those of the first figures of the page are not told twice. */
const CODES: Readonly<Record<Section, readonly string[]>> = {
  activite: ['A3', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11'],
  public: ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9'],
  pratiques: ['Q1', 'Q2', 'Q3', 'Q4'],
  resultats: ['O1', 'O2', 'O3', 'O4', 'O5', 'R1', 'R2', 'R3', 'R4', 'R5'],
};
/** Counts that are told by the answers given, as the set crosses them. */
const REPARTITIONS: Readonly<Record<string, string>> = { O2: 'reponse', A9: 'motif' };
/** About opening hours, not about persons. */
const SANS_PERSONNE: readonly string[] = ['A7', 'A8'];
/** Ages of 70 and more would be told twice, as a share and band by band. */
const SANS_PARTS: readonly string[] = ['P1'];
/** Told from the protected table of the page. */
const AILLEURS = 'Q1';
const A_LA_PLACE = ['faire_a_la_place_present', 'faire_a_la_place_absent'];

/** What the page has published already: nothing here may give away what it masked. */
export interface Deja {
  /** Followed persons of the period, protected. */
  personnes: number | null;
  /** Démarches by mode, from the protected table; null = not published. */
  modes: Readonly<Record<string, number | null>>;
  demarches: number | null;
  seuil: number;
}

const ACTES: readonly string[] = ['Q3', 'Q4', 'R3'];

const isAnswer = (code: string): boolean => !['', 'non_demande', 'non_communique'].includes(code);

/** The indicators of some sections over a period, each with what may be said of it. The facts are read once for all. */
export function computeSections<S extends Section>(
  sections: readonly S[],
  faits: Faits,
  periode: { du: string; au: string },
  deja: Deja,
): Record<S, Lu[]> {
  const demandes = sections.flatMap((section) => CODES[section]);
  const definitions = getIndicateurs(SET)
    .filter(({ code }) => demandes.includes(code))
    .map(toDefinitions);
  const resultats = computeIndicateurs(
    definitions.flatMap(({ avec, haut, bas }) => [avec, haut, bas]),
    faits,
    periode,
  );
  const compte = ({ code }: Indicateur): number => {
    const lu = resultats[code];
    return lu?.ok === true ? (lu.value.value ?? 0) : 0;
  };
  const readOne = ({ avec, haut, bas }: Definitions): Lu => {
    const resultat = resultats[avec.code];
    const vide = describe(avec);
    if (avec.code === AILLEURS) return fromDeja(vide, deja);
    if (resultat?.ok !== true) return { ...vide, absent: true };
    return read(avec, vide, resultat.value, [compte(haut), compte(bas)], deja);
  };
  const readSection = (section: Section): Lu[] => {
    const lus = new Map(
      definitions
        .filter(({ avec }) => CODES[section].includes(avec.code))
        .map((une) => [une.avec.code, readOne(une)]),
    );
    return [...lus.values()].map((lu) => veil(lu, lus, deja));
  };
  return Object.fromEntries(sections.map((section) => [section, readSection(section)])) as Record<S, Lu[]>;
}

/** What is computed of one indicator: its answer, and what stands over and under the bar, for the guards to look at. */
type Definitions = Record<'avec' | 'haut' | 'bas', Indicateur>;

function toDefinitions(def: Indicateur): Definitions {
  const nu: Indicateur = { ...def, dimensions: [], complements: {} };
  const repartition = def.repartition ?? REPARTITIONS[def.code];
  return {
    avec: repartition === undefined ? nu : { ...nu, repartition },
    haut: { ...toCompte(nu), code: `${def.code} haut` },
    bas: { ...toCompte({ ...nu, numerator: def.denominator ?? def.numerator }), code: `${def.code} bas` },
  };
}

/** What a definition counts, alone. */
const toCompte = (def: Indicateur): Indicateur => {
  const nu: Indicateur = { ...def, denominator: null, facteur: 1 };
  delete nu.repartition;
  return nu;
};

const isKnown = ({ where }: Indicateur['numerator']): boolean =>
  where !== undefined && 'known' in where && where.known;

function describe(def: Indicateur): Lu {
  const { code, libelle, definition, denominator, numerator } = def;
  const counts = numerator.op === 'count' || numerator.op === 'distinct';
  const nature = !counts ? 'mesure' : denominator === null ? 'nombre' : code === 'A4' ? 'mesure' : 'part';
  return {
    ...{ code, libelle, definition, nature },
    ...{ valeur: null, n: null, nonCommunique: null, nonDemande: null, absent: false },
    ...(nature === 'part' && isKnown(numerator) && def.repartition !== undefined
      ? { sens: denominator !== null && isKnown(denominator) ? 'reponses' : 'connues' }
      : {}),
  };
}

/** Acting in somebody's place is a sum of published columns of the table: nothing else counts it. */
function fromDeja(vide: Lu, { modes, demarches, seuil }: Deja): Lu {
  const parts = A_LA_PLACE.map((mode) => modes[mode] ?? null);
  const compte = parts.reduce<number | null>((a, b) => (a === null || b === null ? null : a + b), 0);
  const sur = demarches ?? 0;
  const dit = compte !== null && sur >= seuil;
  return {
    ...vide,
    valeur: dit ? compte / sur : null,
    n: demarches,
    ...(demarches === null ? {} : { nonCommunique: 0, nonDemande: 0 }),
    parts: { champ: 'mode', lignes: Object.entries(modes).map(([code, valeur]) => ({ code, valeur })) },
  };
}

function read(
  def: Indicateur,
  vide: Lu,
  { value, n, unknown, notAsked, parts }: IndicateurValue,
  [haut, bas]: readonly [number, number],
  { seuil }: Deja,
): Lu {
  if (SANS_PERSONNE.includes(def.code))
    return { ...vide, valeur: value, n, nonCommunique: unknown, nonDemande: notAsked };
  const [connus = null, nonCommunique = null, nonDemande = null] = maskSmall([n, unknown, notAsked], seuil);
  const lu: Lu = { ...vide, n: connus, nonCommunique, nonDemande };
  if (vide.nature === 'mesure') return { ...lu, valeur: n >= 2 * seuil ? value : null };
  const { repartition } = def;
  const lignes =
    repartition === undefined || SANS_PARTS.includes(def.code)
      ? null
      : readParts(parts ?? [], repartition, seuil, def.denominator !== null || haut === 0 || haut >= seuil);
  const dites = lignes === null || repartition === undefined ? {} : { parts: { champ: repartition, lignes } };
  if (vide.nature === 'nombre') return { ...lu, ...dites, valeur: haut > 0 && haut < seuil ? null : haut };
  const where = def.numerator.where;
  // A share that is one answer among those shown is silent whenever that answer is.
  const reponses = where !== undefined && 'in' in where && where.field === repartition ? where.in : [];
  const tue =
    lignes?.some(({ code, valeur }) => valeur === null && reponses.includes(code)) === true ||
    connus === null ||
    (where !== undefined && 'known' in where && nonCommunique === null);
  return {
    ...lu,
    ...dites,
    valeur: tue || !maySayShare(haut, bas, seuil) || value === null ? null : value / (def.facteur ?? 1),
  };
}

function readParts(
  parts: NonNullable<IndicateurValue['parts']>,
  champ: string,
  seuil: number,
  totalDit: boolean,
): { code: string; valeur: number | null }[] {
  const siennes = parts.flatMap(({ key, value }) => {
    const code = key[champ];
    const seule = Object.keys(key).length === 1;
    return code !== undefined && seule && isAnswer(code) ? [{ code, compte: value ?? 0 }] : [];
  });
  const dits = maskSmall(
    siennes.map(({ compte }) => compte),
    seuil,
  );
  return siennes.map(({ code, compte }, rang) => ({
    code,
    valeur: totalDit || compte === 0 ? (dits[rang] ?? null) : null,
  }));
}

/** What another figure masked stays masked here. */
function veil(lu: Lu, lus: ReadonlyMap<string, Lu>, { personnes, demarches, seuil }: Deja): Lu {
  const muet: Lu = { ...lu, valeur: null, n: null, nonCommunique: null, nonDemande: null };
  // New persons and those who had come before make all of them.
  if (lu.code === 'A3') {
    if (personnes === null || lu.valeur === null || !maySayShare(lu.valeur, personnes, seuil)) return muet;
  }
  // Who acted in somebody's place is counted by the reasons too.
  if (lu.code === 'Q2' && lus.get('Q1')?.valeur === null) {
    delete muet.parts;
    return muet;
  }
  // Acts that are no démarche would be told by a subtraction.
  if (ACTES.includes(lu.code) && lu.n !== null && lu.nonCommunique !== null && lu.nonDemande !== null) {
    const ecart = lu.n + lu.nonCommunique + lu.nonDemande - (demarches ?? 0);
    if (demarches === null || (ecart > 0 && ecart < seuil)) return { ...lu, n: null };
  }
  // Accepted orientations are those of which one knows, or not, what followed.
  const acceptees = lus.get('O2')?.parts?.lignes.find(({ code }) => code === 'acceptee');
  if (lu.code === 'O3' && acceptees?.valeur == null) return muet;
  return lu;
}
