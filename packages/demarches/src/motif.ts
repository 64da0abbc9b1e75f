import type * as z from 'zod/mini';

/** One reason, as data: a stable code, a sentence in French for a human, the place in the input. */
export interface Motif {
  code: string;
  phrase: string;
  path?: (string | number)[];
}

/** An expected refusal is a value: every reason at once, never an exception. */
export type Resultat<T> = { ok: true; value: T } | { ok: false; motifs: Motif[] };

/** Follows a path in unknown data: tells a missing field from a wrong one. */
function at(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** zod's issues as our motifs. No value of the input is ever repeated. */
export function toMotifs(issues: readonly z.core.$ZodIssue[], input: unknown): Motif[] {
  return issues.flatMap((issue): Motif[] => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    const place = path.length === 0 ? 'Le document' : `Le champ « ${path.join('.')} »`;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        code: 'CHAMP_INCONNU',
        phrase: `${place} a un champ que le schéma ne connaît pas.`,
        path: [...path, key],
      }));
    }
    return at(input, path) === undefined && path.length > 0
      ? [{ code: 'CHAMP_MANQUANT', phrase: `${place} manque.`, path }]
      : [{ code: 'CHAMP_INVALIDE', phrase: `${place} n’a pas la forme attendue.`, path }];
  });
}
