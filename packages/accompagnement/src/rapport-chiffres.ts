import type { Indicateur } from './indicateur.ts';
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
  /** Why there is no value, in one short sentence; absent when there is one. */
  raison?: string;
  /** What must be said beside it. */
  reserve?: string;
}

type Cases = ReadonlyMap<UniteRapport, readonly CasePubliee[]>;

const NON_DIFFUSE = 'Trop peu de fiches pour le diffuser.';
/** A median is no count: nothing here proves that it hides who made it. */
const PAR_TRANCHES = 'Diffusée par tranches seulement.';

/** Followed and anonymous are not told apart in open data. */
const HORS_TABLES = 'Ce rapport ne détaille pas ce chiffre.';

const TOTAL = 'Total';

/** The value of the cell with exactly these codes, `Total` elsewhere. */
function cellOf(
  cases: Cases,
  unite: UniteRapport,
  codes: Readonly<Record<string, string>> = {},
): number | null {
  const found = cases.get(unite)?.find(({ key }) => {
    const dims = new Set([...Object.keys(key), ...Object.keys(codes)]);
    return [...dims].every((dim) => key[dim] === (codes[dim] ?? TOTAL));
  });
  return found?.valeur ?? null;
}

function valueOf(code: string, cases: Cases): number | null {
  switch (code) {
    case 'A1':
      return cellOf(cases, 'intervention');
    case 'A2':
      return cellOf(cases, 'personne');
    case 'A2b':
      return cellOf(cases, 'intervention', { nature: 'anonyme' });
    case 'A4': {
      const suivies = cellOf(cases, 'intervention', { nature: 'suivie' });
      const personnes = cellOf(cases, 'personne');
      return suivies === null || personnes === null || personnes === 0 ? null : suivies / personnes;
    }
    case 'A5':
      return cellOf(cases, 'demarche');
    default:
      return null;
  }
}

/** Figures that count persons: in a réseau, one may be there twice. */
const PAR_PERSONNE: readonly string[] = ['A2', 'A4'];

/** Figures that the tables of a report carry. The others of the set stay internal until a table holds them. */
const DU_RAPPORT: readonly string[] = ['A1', 'A2', 'A2b', 'A4', 'A5', 'A6'];

/**
 * The figures of a set, read from the protected tables and from nothing else: what is masked there is masked here, and a
 * ratio needs both of its terms.
 */
export function toChiffres(
  definitions: readonly Indicateur[],
  cases: Cases,
  reseau = false,
): ChiffreRapport[] {
  const dites = definitions.filter(({ code }) => DU_RAPPORT.includes(code));
  return dites.map(({ code, libelle, definition, numerator }) => {
    const valeur = valueOf(code, cases);
    const reserve = reseau && PAR_PERSONNE.includes(code) ? { reserve: DOUBLONS_POSSIBLES } : {};
    if (valeur !== null) return { code, libelle, definition, valeur, ...reserve };
    const counted = numerator.op === 'count' || numerator.op === 'distinct';
    const suivi = code === 'A2b' || code === 'A4';
    const told = cases.get('intervention')?.some(({ key }) => 'nature' in key) ?? true;
    const raison = !counted ? PAR_TRANCHES : suivi && !told ? HORS_TABLES : NON_DIFFUSE;
    return { code, libelle, definition, valeur, raison };
  });
}
