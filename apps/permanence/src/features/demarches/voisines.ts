import { getDemarche, type Demarche } from '@porte-plume/demarches';
import { search } from '@porte-plume/demarches/search';

/** Shown at most: a glance, not a second catalogue. */
const VOISINES = 4;
/** Results looked at for each situation. */
const RANGS = 4;
/** Scores (0–1) that a neighbour adds up over the situations: one full answer, or several partial ones. */
const ASSEZ = 1;

const connues = new Map<string, readonly string[]>();

function findVoisines({ id, situations = [] }: Demarche): readonly string[] {
  const totaux = new Map<string, number>();
  for (const situation of situations)
    for (const trouvee of search(situation, { limit: RANGS }))
      if (trouvee.id !== id && trouvee.sur)
        totaux.set(trouvee.id, (totaux.get(trouvee.id) ?? 0) + trouvee.score);
  return [...totaux]
    .filter(([, total]) => total >= ASSEZ)
    .sort(([, a], [, b]) => b - a)
    .slice(0, VOISINES)
    .map(([voisine]) => voisine);
}

/** Démarches that the same events of a life call for: those that the search finds for what its persons tell. */
export function listVoisines(demarche: Demarche): Demarche[] {
  const ids = connues.get(demarche.id) ?? findVoisines(demarche);
  connues.set(demarche.id, ids);
  return ids.flatMap((id) => getDemarche(id) ?? []);
}
