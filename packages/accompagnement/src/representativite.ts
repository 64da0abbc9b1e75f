import type { IndicateurValue, Part, PartReference } from './indicateur.ts';
import { countByCode, type Vue } from './parts-indicateur.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** A reference that cannot be printed with its year and its source is no reference. */
function isUsable({ part, annee, source, population }: PartReference): boolean {
  return (
    part > 0 &&
    part <= 1 &&
    Number.isInteger(annee) &&
    source !== '' &&
    (population as string) === 'habitants'
  );
}

/**
 * T2: local share ÷ reference share, code by code: 1 = as among inhabitants. The local share divides by the persons whose
 * code is known. Each part names the year of its reference. Motifs: `faits_absents`, `reference_invalide` (a share outside
 * 0–1, no year, no source, or a population that is not all the inhabitants).
 */
export function computeRepresentativite(
  references: readonly PartReference[] | undefined,
  vue: Vue,
  dimensions: readonly string[],
): Resultat<IndicateurValue> {
  const wanted = references?.filter(({ dimension }) => dimensions.includes(dimension)) ?? [];
  const motifs: Motif[] = [];
  if (wanted.length === 0)
    motifs.push({
      code: 'faits_absents',
      phrase: 'Ce qu’il faut pour calculer ce chiffre n’est pas fourni.',
      path: ['faits', 'references'],
    });
  for (const [rank, reference] of (references ?? []).entries())
    if (wanted.includes(reference) && !isUsable(reference))
      motifs.push({
        code: 'reference_invalide',
        phrase: 'Une part de référence porte sur tous les habitants, avec son année et sa source.',
        path: ['faits', 'references', rank],
      });
  if (motifs.length > 0) return refuse(...motifs);

  let [n, unknown] = [0, 0];
  const parts = dimensions.flatMap((dimension, rank) => {
    const counts = countByCode(vue, dimension);
    const countOf = (code: string) => counts.find(({ key }) => key[dimension] === code)?.value ?? 0;
    const inconnus = countOf('non_communique');
    const connus = (counts[0]?.n ?? 0) - inconnus;
    if (rank === 0) [n, unknown] = [connus, inconnus];
    return wanted
      .filter((reference) => reference.dimension === dimension)
      .map(({ code, part, annee }): Part => ({
        key: { [dimension]: code, annee: String(annee) },
        value: connus === 0 ? null : countOf(code) / connus / part,
        n: connus,
      }));
  });
  return accept({ value: null, n, unknown, notAsked: vue.rows.length - n - unknown, parts, interne: true });
}
