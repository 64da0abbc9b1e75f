import type { Id } from './date-civile.ts';
import { foldName } from './nom.ts';

/** What doubles are looked for by. Read out of the vault for the time of one search, and never kept. */
export interface PersonneIndex {
  readonly id: Id;
  readonly nom: string;
  readonly prenom: string;
  readonly anneeNaissance: number;
}

/** Weights of what is compared: a year alone never makes a pair, nor a name without a year near. */
const POIDS = { nom: 0.45, prenom: 0.35, annee: 0.2 };
const SEUIL = 0.85;

/**
 * Pairs of files that may be one person (accompagnement §6), nearest first: a typing error, names the other way round, a
 * year off by one or with two digits swapped. A proposal only: the writer decides, and a merge can be undone.
 *
 * @param seuil - smallest score shown, between 0 and 1 (default 0.85)
 * @returns each pair once, `a` before `b` in the order of the list
 */
export function findDoublons(p: readonly PersonneIndex[], seuil = SEUIL): { a: Id; b: Id; score: number }[] {
  const plies = p.map((une) => ({
    id: une.id,
    nom: foldName(une.nom),
    prenom: foldName(une.prenom),
    annee: une.anneeNaissance,
  }));
  // Below this score two years that are not near cannot be made up for by the names.
  const anneeRequise = seuil > 1 - POIDS.annee;
  return plies
    .flatMap((a, rang) =>
      plies.slice(rang + 1).flatMap((b) => {
        const annee = compareAnnees(a.annee, b.annee);
        if (anneeRequise && annee === 0) return [];
        const noms = Math.max(
          POIDS.nom * compareNoms(a.nom, b.nom) + POIDS.prenom * compareNoms(a.prenom, b.prenom),
          // Entered the other way round.
          (POIDS.nom + POIDS.prenom) * Math.min(compareNoms(a.nom, b.prenom), compareNoms(a.prenom, b.nom)),
        );
        const score = Math.round((noms + POIDS.annee * annee) * 1000) / 1000;
        return score >= seuil ? [{ a: a.id, b: b.id, score }] : [];
      }),
    )
    .sort((x, y) => y.score - x.score);
}

function compareAnnees(a: number, b: number): number {
  if (a === b) return 1;
  if (Math.abs(a - b) === 1) return 0.6;
  const [x, y] = [String(a), String(b)];
  const swapped = Array.from(
    { length: 3 },
    (_, rang) => x.slice(0, rang) + x.charAt(rang + 1) + x.charAt(rang) + x.slice(rang + 2),
  );
  return swapped.includes(y) ? 0.6 : 0;
}

/** 1 = the same, 0 = nothing in common: one less the share of signs to change (Damerau–Levenshtein, adjacent swaps). */
function compareNoms(a: string, b: string): number {
  if (a === b) return 1;
  const [x, y] = [Array.from(a), Array.from(b)];
  const longueur = Math.max(x.length, y.length);
  if (longueur === 0) return 0;
  let avant: number[] = [];
  let ligne = Array.from({ length: y.length + 1 }, (_, rang) => rang);
  for (const [i, sign] of x.entries()) {
    const suivante = [i + 1];
    for (const [j, other] of y.entries()) {
      const swap =
        i > 0 && j > 0 && sign === y[j - 1] && x[i - 1] === other ? (avant[j - 1] ?? Infinity) + 1 : Infinity;
      suivante.push(
        Math.min(
          (ligne[j + 1] ?? 0) + 1,
          (suivante[j] ?? 0) + 1,
          (ligne[j] ?? 0) + (sign === other ? 0 : 1),
          swap,
        ),
      );
    }
    avant = ligne;
    ligne = suivante;
  }
  return 1 - (ligne[y.length] ?? longueur) / longueur;
}
