import type { Id } from './date-civile.ts';
import { isEnough } from './tableau-garde.ts';

/** A lieu is told from as many interventions as this times the threshold: with fewer, nearly all of it would be masked. */
const FOIS_SEUIL = 3;

/**
 * Lieux of which a dashboard may speak, by the interventions of each, and those of no lieu. The others are told together only, inside the whole
 * structure: what is left when the lieux told are taken from it is nothing, or enough too.
 */
export function selectLieux(comptes: ReadonlyMap<Id, number>, sansLieu: number, seuil: number): Id[] {
  const minimum = FOIS_SEUIL * seuil;
  const tries = [...comptes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const dits = tries.filter(([, nombre]) => nombre >= minimum);
  let reste = tries.slice(dits.length).reduce((somme, [, nombre]) => somme + nombre, sansLieu);
  while (dits.length > 0 && !isEnough(reste, minimum)) reste += dits.pop()?.[1] ?? 0;
  return dits.map(([id]) => id).sort();
}

/** Whether distinct persons may be told lieu by lieu: one may be counted in several, so they are not parts of a sum. */
export function maySayPersonnes(ensemble: number, parLieu: readonly number[], seuil: number): boolean {
  const somme = parLieu.reduce((a, b) => a + b, 0);
  return (
    isEnough(ensemble, seuil) &&
    // Those who came there, those who never did.
    parLieu.every((nombre) => isEnough(nombre, seuil) && isEnough(ensemble - nombre, seuil)) &&
    // Those who came to two lieux.
    isEnough(somme - ensemble, seuil)
  );
}
