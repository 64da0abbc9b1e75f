import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import { tokens } from '@porte-plume/demarches/search';

/** Shown at most: a glance, not a second catalogue. */
const VOISINES = 5;

const cle = (situation: string): string => [...new Set(tokens(situation))].sort().join(' ');

/** Each situation → the entries that answer it, in the order of the catalogue. */
const bySituation = ((): ReadonlyMap<string, readonly string[]> => {
  const entrees = new Map<string, string[]>();
  for (const { id, situations = [] } of catalogue.demarches)
    for (const une of new Set(situations.map(cle))) entrees.set(une, [...(entrees.get(une) ?? []), id]);
  return entrees;
})();

/** Démarches that the same event of a life calls for, those that share most situations first. */
export function listVoisines({ id, situations = [] }: Demarche): Demarche[] {
  const communes = new Map<string, number>();
  for (const une of new Set(situations.map(cle)))
    for (const autre of bySituation.get(une) ?? [])
      if (autre !== id) communes.set(autre, (communes.get(autre) ?? 0) + 1);
  return [...communes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, VOISINES)
    .flatMap(([autre]) => getDemarche(autre) ?? []);
}
