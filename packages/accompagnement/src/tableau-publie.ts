import type { DateCivile, Id } from './date-civile.ts';
import { prepareFaits, tablesOf } from './faits-prepares.ts';
import type { Faits, Indicateur } from './indicateur.ts';
import { getIndicateurs } from './jeu-indicateurs.ts';
import type { Periode } from './socle.ts';
import { isALaPlace, protectDemarches, type Demarches } from './tableau-demarches.ts';
import { computeEnsemble } from './tableau-ensemble.ts';
import { isEnough } from './tableau-garde.ts';
import { selectLieux } from './tableau-lieux.ts';
import { describeLu, readLu, readMotifs, type Lu } from './tableau-lu.ts';
import { countPersonnes, type Personnes } from './tableau-personnes.ts';
import { protectQuestion, sumOf, toGroupes, type Question } from './tableau-question.ts';
import { CHAMPS, countChamp, protectMotifs } from './tableau-questions.ts';
import {
  createProtecteur,
  SEUIL_TABLEAU,
  type CaseTableau,
  type Protecteur,
  type SecretTableau,
} from './tableau-tables.ts';
import type { Tables } from './tables-source.ts';

export const SECTIONS_TABLEAU = ['activite', 'public', 'pratiques', 'resultats'] as const;
export type SectionTableau = (typeof SECTIONS_TABLEAU)[number];

const SET = 'indicateurs@2026.1';
/** Codes of each section, in the order of the set; the first figures are not told twice. */
const CODES: Readonly<Record<SectionTableau, readonly string[]>> = {
  activite: ['A3', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11'],
  public: ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9'],
  pratiques: ['Q1', 'Q2', 'Q3', 'Q4'],
  resultats: ['O1', 'O2', 'O3', 'O4', 'O5', 'R1', 'R2', 'R3', 'R4', 'R5'],
};
/** About opening hours, not about persons: told of any lieu. */
const HEURES: readonly string[] = ['A7', 'A8'];
const NON_COMMUNIQUE = 'non_communique';
const DEFINITIONS = /* @__PURE__ */ getIndicateurs(SET).filter(({ code }) =>
  Object.values(CODES).flat().includes(code),
);
/** Told by a table, lieu by answer. */
const isByLieu = (code: string): boolean => Object.hasOwn(CHAMPS, code) || ['A9', 'P9', 'Q1'].includes(code);

/** Figures over the whole period, by code of the set; null = not published. */
export type ChiffresTableau = Readonly<Record<'A1' | 'A2' | 'A2b' | 'A4' | 'A5', number | null>>;

/** What may be said of the structure, or of one of its lieux. */
export interface VueTableau {
  chiffres: ChiffresTableau;
  sections: Readonly<Record<SectionTableau, readonly Lu[]>>;
}

/** All that may be said of a period: of the structure, and of its lieux, protected together. */
export interface TableauPublie {
  periode: { du: DateCivile; au: DateCivile };
  seuil: number;
  ensemble: VueTableau;
  /** Lieux that have enough to be told, by their id; the others are in the whole only. */
  lieux: Readonly<Record<Id, VueTableau>>;
  /** Démarches of the whole structure by périmètre and mode; null when nothing may be published. */
  croisement: readonly CaseTableau[] | null;
}

/**
 * The figures of a team's dashboard over a period, of the structure and of each of its lieux. Every question is one table,
 * lieu by answer, protected at once: what is told of the structure less what is told of its lieux names nobody. Lieux with
 * too few interventions are told in the whole only. What no table by lieu carries is told for the structure alone.
 *
 * Protected for one reading: two readings of a living dashboard may be compared. Periods that are told side by side must
 * not overlap.
 * @param periode - both days included
 */
export function publishTableau(
  faits: Faits,
  periode: Periode,
  secret: SecretTableau,
): Promise<TableauPublie> {
  return publishWith(faits, periode, createProtecteur(secret));
}

/** What is told of everything that was counted, before it is laid out lieu by lieu. */
interface Matiere {
  /** By code of the indicator; absent: facts that the structure does not keep. */
  questions: ReadonlyMap<string, Question>;
  nature: Question;
  demarches: Demarches;
  personnes: Personnes;
  /** Told lieu by lieu, of the lieux that have enough. */
  interventions: { ensemble: number | null; lieux: ReadonlyMap<Id, number> };
}

/** As `publishTableau`, with another way of protecting tables: for tests that show what it is worth. */
export async function publishWith(
  lus: Faits,
  periode: Periode,
  proteger: Protecteur,
): Promise<TableauPublie> {
  const faits = prepareFaits(lus);
  const matiere = await readMatiere(tablesOf(faits, periode), proteger);
  const { demarches, personnes } = matiere;
  const seules = computeEnsemble(
    DEFINITIONS.filter(({ code }) => !isByLieu(code) || code === 'A6'),
    faits,
    periode,
    {
      personnes: personnes.ensemble,
      demarches: demarches.ensemble.total,
      aLaPlace: sumOf(demarches.ensemble, isALaPlace),
      seuil: SEUIL_TABLEAU,
    },
  );
  // The median is told of the whole structure only.
  const mediane = seules.get('A6')?.valeur ?? null;
  const vueOf = (id: Id | null): VueTableau => {
    const autres = id === null ? seules : computeHeures(faits, periode, id);
    const luOf = (def: Indicateur): Lu | undefined => {
      if (!isByLieu(def.code)) return autres.get(def.code);
      const lu = readByLieu(def, matiere, id);
      return def.code === 'A6' && id === null ? { ...lu, valeur: mediane } : lu;
    };
    const lus = new Map(DEFINITIONS.map((def) => [def.code, luOf(def)]));
    return {
      chiffres: readChiffres(matiere, id),
      sections: Object.fromEntries(
        SECTIONS_TABLEAU.map((section) => [section, CODES[section].flatMap((code) => lus.get(code) ?? [])]),
      ) as Record<SectionTableau, Lu[]>,
    };
  };
  return {
    periode: { du: periode.du, au: periode.au },
    seuil: SEUIL_TABLEAU,
    ensemble: vueOf(null),
    lieux: Object.fromEntries([...matiere.interventions.lieux.keys()].map((id) => [id, vueOf(id)])),
    croisement: demarches.croisement,
  };
}

async function readMatiere(tables: Tables, proteger: Protecteur): Promise<Matiere> {
  const interventions = tables.of('intervention');
  if (interventions === null) throw new RangeError('interventions are always given');
  const { size } = interventions;
  const lieu = interventions.column('lieu');
  const comptes = new Map<Id, number>();
  for (let row = 0; row < size; row += 1) {
    const id = lieu.dict[lieu.codes[row] ?? 0] ?? '';
    if (id !== NON_COMMUNIQUE) comptes.set(id, (comptes.get(id) ?? 0) + 1);
  }
  const connus = [...comptes.values()].reduce((a, b) => a + b, 0);
  const lieux = selectLieux(comptes, size - connus, SEUIL_TABLEAU);
  const groupes = toGroupes(lieu, size, lieux);
  const dits = isEnough(size, SEUIL_TABLEAU);
  const questions = new Map<string, Question>();
  for (const [code, { champ, liste }] of Object.entries(CHAMPS)) {
    if (!interventions.has(champ)) continue;
    const counts = countChamp(interventions, groupes, champ, liste);
    questions.set(code, await protectQuestion('intervention', counts, dits, proteger));
  }
  questions.set('P9', await protectMotifs(interventions, groupes, dits, proteger));
  const demandes = tables.of('demande');
  if (demandes !== null) {
    const leurs = toGroupes(demandes.column('lieu'), demandes.size, lieux);
    const counts = countChamp(demandes, leurs, 'motif', 'motifRefus');
    questions.set('A9', await protectQuestion('demande', counts, false, proteger));
  }
  const demarches = await protectDemarches(tables, lieux, proteger);
  questions.set('Q1', demarches);
  const natures = countChamp(interventions, groupes, 'nature', ['suivie', 'anonyme']);
  const nature = await protectQuestion('intervention', natures, dits, proteger);
  return {
    ...{ questions, nature, demarches },
    personnes: countPersonnes(interventions, groupes, nature),
    interventions: {
      ensemble: dits ? size : null,
      lieux: new Map(lieux.map((id) => [id, comptes.get(id) ?? 0])),
    },
  };
}

/** Names of the answers that are shown; none for a share told alone. */
const REPONSES: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(CHAMPS).map(([code, { champ }]) => [code, champ])),
  ...{ P1: undefined, P2: undefined, P3: undefined, A9: 'motif', Q1: 'mode' },
};

function readByLieu(def: Indicateur, { questions }: Matiere, id: Id | null): Lu {
  const question = questions.get(def.code);
  const dit = id === null ? question?.ensemble : question?.lieux.get(id);
  if (dit === undefined) return { ...describeLu(def), absent: true };
  return def.code === 'P9' ? readMotifs(def, dit, 'motif_venue') : readLu(def, dit, REPONSES[def.code]);
}

/** Hours and permanences of one lieu. */
function computeHeures(faits: Faits, periode: Periode, id: Id): Map<string, Lu> {
  const heures = DEFINITIONS.filter(({ code }) => HEURES.includes(code));
  const siens: Faits = {
    ...faits,
    interventions: [],
    seances: faits.seances.filter(({ lieuId }) => lieuId === id),
    ...(faits.permanences && { permanences: faits.permanences.filter(({ lieuId }) => lieuId === id) }),
  };
  return computeEnsemble(heures, siens, periode, {
    ...{ personnes: null, demarches: null, aLaPlace: null, seuil: SEUIL_TABLEAU },
  });
}

function readChiffres(
  { interventions, nature, personnes, demarches }: Matiere,
  id: Id | null,
): ChiffresTableau {
  const de = <T>({ ensemble, lieux }: { ensemble: T; lieux: ReadonlyMap<Id, T> }): T | null =>
    id === null ? ensemble : (lieux.get(id) ?? null);
  const natureDe = (code: string): number | null =>
    de(nature)?.codes.find((une) => une.code === code)?.valeur ?? null;
  const [A2, suivies] = [de(personnes), natureDe('suivie')];
  return {
    A1: de<number | null>(interventions),
    A2,
    A2b: natureDe('anonyme'),
    A4: A2 === null || A2 === 0 || suivies === null ? null : suivies / A2,
    A5: de(demarches)?.total ?? null,
  };
}
