import sensitive from '../data/dimensions/sensibles.json' with { type: 'json' };
import { cite, type Motif } from './motif.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** Words of a code or a column name, without accents or capitals. */
const wordsOf = (name: string): string =>
  `_${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')}_`;

/**
 * Refuses the dimensions that tell of nationality, origin, health, religion or of who did the work,
 * by their code or their column, in French and English (specification §8): code
 * `FORBIDDEN_DIMENSION`. The release must list in `allow` those that it uses on purpose.
 */
export function checkForbidden(spec: ReleaseSpec, allow: readonly string[] = []): Motif[] {
  const allowed = new Set([...allow, ...(spec.allow ?? [])]);
  return spec.dimensions.flatMap(({ code, column }, index) => {
    if (allowed.has(code)) return [];
    const names = [wordsOf(code), wordsOf(column ?? code)];
    const found = Object.entries(sensitive.words).find(([, words]) =>
      words.some((word) => names.some((name) => name.includes(`_${word}_`))),
    );
    if (!found) return [];
    return [
      {
        code: 'FORBIDDEN_DIMENSION',
        phrase: `La dimension ${cite(code)} est interdite par défaut (${found[0]}). Autorisez-la expressément (${cite('allow')}) si la loi le permet.`,
        path: ['dimensions', index],
      },
    ];
  });
}
