import type { Indicateur, Measure, Predicate } from './indicateur.ts';
import type { UniteRapport } from './rapport-plan.ts';
import { DOUBLONS_POSSIBLES } from './union-faits.ts';

/** A published cell, from the table of a release. */
export interface CasePubliee {
  readonly key: Readonly<Record<string, string>>;
  readonly valeur: number | null;
}

/** A figure of the set, as the report may print it. */
export interface ChiffreRapport {
  code: string;
  libelle: string;
  definition: string;
  /** Null: not published. A ratio keeps its decimals; screens round it half up to one. */
  valeur: number | null;
  /** `part`: a share from 0 to 1. Absent: a number, or a ratio. */
  nature?: 'part';
  /** Why there is no value, in one short sentence; absent when there is one. */
  raison?: string;
  /** What must be said beside it. */
  reserve?: string;
}

type Cases = ReadonlyMap<UniteRapport, readonly CasePubliee[]>;

const NON_DIFFUSE = 'Trop peu de fiches pour le diffuser.';
/** A median is no count: nothing here proves that it hides who made it. */
const PAR_TRANCHES = 'Diffusée par tranches seulement.';
/** No table of the report carries it: of what is published, nothing gives it. */
const HORS_TABLES = 'Ce rapport ne détaille pas ce chiffre.';
const PAR_MOTIFS = 'Diffusé motif par motif.';
const SUR_DEMARCHES = 'Sur les démarches seules.';

const TOTAL = 'Total';
const PAS_DEMANDE = 'NR';
const NON_COMMUNIQUE = 'non_communique';

/** The cell with exactly these codes, `Total` elsewhere; undefined when no table has it. */
function findCell(
  cases: Cases,
  unite: UniteRapport,
  codes: Readonly<Record<string, string>> = {},
): CasePubliee | undefined {
  return cases.get(unite)?.find(({ key }) => {
    const dims = new Set([...Object.keys(key), ...Object.keys(codes)]);
    return [...dims].every((dim) => (key[dim] ?? TOTAL) === (codes[dim] ?? TOTAL));
  });
}

const cellOf = (
  cases: Cases,
  unite: UniteRapport,
  codes: Readonly<Record<string, string>> = {},
): number | null => findCell(cases, unite, codes)?.valeur ?? null;

const isTold = (cases: Cases, unite: UniteRapport, dim: string): boolean =>
  cases.get(unite)?.some(({ key }) => (key[dim] ?? TOTAL) !== TOTAL) === true;

/** Fields of a definition that a table says in other words. */
const CHAMPS: Readonly<Record<string, { dim: string; codes: Readonly<Record<string, readonly string[]>> }>> =
  {
    age70: { dim: 'age', codes: { '70_plus': ['70_74', '75_plus'] } },
    statut: { dim: 'situation', codes: {} },
  };
const dimOf = (field: string): string => CHAMPS[field]?.dim ?? field;

/** The field that a predicate is about, when it is about one. */
const fieldOf = (where: Predicate | undefined): string | undefined =>
  where === undefined
    ? undefined
    : 'field' in where
      ? where.field
      : 'not' in where
        ? fieldOf(where.not)
        : undefined;

/** Sum of published cells; null when one of them is masked. A code that never occurred has no cell, and is nobody. */
function sumOf(cases: Cases, dim: string, codes: readonly string[]): number | null {
  return codes.reduce<number | null>((sum, code) => {
    const cell = findCell(cases, 'intervention', { [dim]: code });
    return sum === null || cell?.valeur === null ? null : sum + (cell?.valeur ?? 0);
  }, 0);
}

const without = (whole: number | null, part: number | null): number | null =>
  whole === null || part === null ? null : whole - part;

/** A count of interventions by one field, out of the table of that field; null when it is masked or says something else. */
function countOf(cases: Cases, { op, of, where }: Measure): number | null {
  if (op !== 'count' || of !== 'intervention') return null;
  const total = cellOf(cases, 'intervention');
  if (where === undefined) return total;
  if ('not' in where) return without(total, countOf(cases, { op, of, where: where.not }));
  if (!('field' in where)) return null;
  const dim = dimOf(where.field);
  if ('known' in where)
    return where.known ? without(total, sumOf(cases, dim, [PAS_DEMANDE, NON_COMMUNIQUE])) : null;
  const codes = where.in.flatMap(
    (code) => CHAMPS[where.field]?.codes[code] ?? [code === 'non_demande' ? PAS_DEMANDE : code],
  );
  return sumOf(cases, dim, codes);
}

/** Figures that count persons: in a réseau, one may be there twice. */
const PAR_PERSONNE: readonly string[] = ['A2', 'A4'];
const A_LA_PLACE = ['faire_a_la_place_present', 'faire_a_la_place_absent'];

type Lu = Pick<ChiffreRapport, 'valeur' | 'nature' | 'raison' | 'reserve'>;

const told = (valeur: number | null, autre: Omit<Lu, 'valeur'> = {}): Lu =>
  valeur === null ? { valeur, raison: NON_DIFFUSE } : { valeur, ...autre };
const untold = (raison: string): Lu => ({ valeur: null, raison });
const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b;

function readChiffre({ code, numerator, denominator }: Indicateur, cases: Cases): Lu {
  const suivies = { nature: 'suivie' };
  switch (code) {
    case 'A1':
      return told(cellOf(cases, 'intervention'));
    case 'A2':
      return told(cellOf(cases, 'personne'));
    case 'A2b':
    case 'A4':
      if (cases.has('intervention') && !isTold(cases, 'intervention', 'nature')) return untold(HORS_TABLES);
      return code === 'A2b'
        ? told(cellOf(cases, 'intervention', { nature: 'anonyme' }))
        : told(ratio(cellOf(cases, 'intervention', suivies), cellOf(cases, 'personne')));
    case 'A5':
      return told(cellOf(cases, 'demarche'));
    case 'A6':
      return untold(PAR_TRANCHES);
    case 'P9':
      return untold(isTold(cases, 'intervention', 'motif_competence') ? PAR_MOTIFS : HORS_TABLES);
    case 'Q1': {
      const parts = A_LA_PLACE.map((mode) => cellOf(cases, 'demarche', { mode }));
      const compte = parts.reduce((a, b) => (a === null || b === null ? null : a + b), 0);
      return told(ratio(compte, cellOf(cases, 'demarche')), { nature: 'part', reserve: SUR_DEMARCHES });
    }
    default: {
      const champ = fieldOf(numerator.where);
      if (denominator === null || champ === undefined || numerator.of !== 'intervention')
        return untold(HORS_TABLES);
      if (!isTold(cases, 'intervention', dimOf(champ))) return untold(HORS_TABLES);
      return told(ratio(countOf(cases, numerator), countOf(cases, denominator)), { nature: 'part' });
    }
  }
}

/**
 * The figures of a set, read from the protected tables and from nothing else: what is masked there is masked here, a ratio
 * needs both of its terms, and what no table carries says so.
 */
export function toChiffres(
  definitions: readonly Indicateur[],
  cases: Cases,
  reseau = false,
): ChiffreRapport[] {
  return definitions.map((une) => {
    const { code, libelle, definition } = une;
    const reserve = reseau && PAR_PERSONNE.includes(code) ? { reserve: DOUBLONS_POSSIBLES } : {};
    return { code, libelle, definition, ...readChiffre(une, cases), ...reserve };
  });
}
