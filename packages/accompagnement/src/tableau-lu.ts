import type { Indicateur, Predicate } from './indicateur.ts';
import { isKnownCode, sumOf, toCodes, type Dit } from './tableau-question.ts';

/** One indicator of a dashboard: everything in it may be shown. */
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

const isKnown = (where: Predicate | undefined): boolean =>
  where !== undefined && 'known' in where && where.known;

/** An indicator about which nothing is said yet. */
export function describeLu(def: Indicateur): Lu {
  const { code, libelle, definition, denominator, numerator } = def;
  const counts = numerator.op === 'count' || numerator.op === 'distinct';
  const nature = !counts ? 'mesure' : denominator === null ? 'nombre' : code === 'A4' ? 'mesure' : 'part';
  return {
    ...{ code, libelle, definition, nature },
    ...{ valeur: null, n: null, nonCommunique: null, nonDemande: null, absent: false },
    ...(nature === 'part' && isKnown(numerator.where) && def.repartition !== undefined
      ? { sens: denominator !== null && isKnown(denominator.where) ? 'reponses' : 'connues' }
      : {}),
  };
}

const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b;

const valeurDe = ({ codes }: Dit, code: string): number | null => {
  const une = codes.find((un) => un.code === code);
  return une === undefined ? 0 : une.valeur;
};

/**
 * An indicator out of the published answers of its question, and of nothing else: what is masked there is masked here.
 * @param champ - name of the answers to show; none for a share told alone
 */
export function readLu(def: Indicateur, dit: Dit, champ: string | undefined): Lu {
  const vide = describeLu(def);
  const n = sumOf(dit, isKnownCode);
  const lu: Lu = {
    ...vide,
    n,
    nonCommunique: valeurDe(dit, 'non_communique'),
    nonDemande: valeurDe(dit, 'non_demande'),
    ...(champ === undefined
      ? {}
      : { parts: { champ, lignes: dit.codes.filter(({ code }) => isKnownCode(code)) } }),
  };
  if (vide.nature === 'mesure') return lu;
  if (vide.nature === 'nombre') return { ...lu, valeur: dit.total };
  const haut = toCodes(def.numerator.where);
  const bas = toCodes(def.denominator?.where);
  return { ...lu, valeur: haut === null || bas === null ? null : ratio(sumOf(dit, haut), sumOf(dit, bas)) };
}

/** Codes by which the table of reasons says who was asked. */
export const POSEE = 'demande';

/** Several answers are possible: shares are over those who were asked, each answer told apart. */
export function readMotifs(def: Indicateur, dit: Dit, champ: string): Lu {
  const n = dit.total === null ? null : valeurDe(dit, POSEE);
  return {
    ...describeLu(def),
    valeur: n === null || n === 0 ? null : 1,
    n,
    nonCommunique: n === null ? null : 0,
    nonDemande: n === null ? null : valeurDe(dit, 'non_demande'),
    parts: { champ, lignes: dit.codes.filter(({ code }) => isKnownCode(code) && code !== POSEE) },
  };
}
