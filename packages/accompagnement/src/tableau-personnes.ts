import type { Id } from './date-civile.ts';
import { isEnough } from './tableau-garde.ts';
import { maySayPersonnes } from './tableau-lieux.ts';
import type { Dit, Groupes, Question } from './tableau-question.ts';
import { SEUIL_TABLEAU } from './tableau-tables.ts';
import type { Table } from './table-lignes.ts';

/** Followed persons, each counted once: of the structure, of each lieu where they came. Null = not published. */
export interface Personnes {
  ensemble: number | null;
  lieux: ReadonlyMap<Id, number | null>;
}

/**
 * Counts followed persons, and says what may be said of them.
 * @param nature - followed or anonymous visits, protected: persons must not give back what is masked there
 */
export function countPersonnes(interventions: Table, { lieux, rangs }: Groupes, nature: Question): Personnes {
  const { dict, codes } = interventions.column('personne');
  const anonymat = interventions.column('nature');
  const tous = new Set<number>();
  const parGroupe = Array.from({ length: lieux.length + 1 }, () => new Set<number>());
  const anonymes = parGroupe.map(() => 0);
  for (let row = 0; row < interventions.size; row += 1) {
    const groupe = rangs[row] ?? 0;
    if (anonymat.dict[anonymat.codes[row] ?? 0] !== 'suivie') anonymes[groupe] = (anonymes[groupe] ?? 0) + 1;
    const code = codes[row] ?? 0;
    if ((dict[code] ?? '') === '') continue;
    tous.add(code);
    parGroupe[groupe]?.add(code);
  }
  const somme = anonymes.reduce((a, b) => a + b, 0);
  const dit = isEnough(tous.size, SEUIL_TABLEAU) && isFar(nature.ensemble, tous.size, somme);
  const separes =
    dit &&
    maySayPersonnes(
      tous.size,
      parGroupe.map(({ size }) => size),
      SEUIL_TABLEAU,
    );
  return {
    ensemble: dit ? tous.size : null,
    lieux: new Map(
      lieux.map((id, rang) => {
        const nombre = parGroupe[rang]?.size ?? 0;
        const libre = separes && isFar(nature.lieux.get(id), nombre, anonymes[rang] ?? 0);
        return [id, libre ? nombre : null];
      }),
    ),
  };
}

/**
 * Each person makes a visit at least: visits less persons are at least the anonymous ones. Where these are masked, that must
 * not come near them.
 */
function isFar(nature: Dit | undefined, personnes: number, anonymes: number): boolean {
  if (nature === undefined || nature.total === null) return true;
  if (nature.codes.every(({ valeur }) => valeur !== null)) return true;
  const auPlus = nature.total - personnes;
  return auPlus > anonymes && auPlus >= SEUIL_TABLEAU;
}
