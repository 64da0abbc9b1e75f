import type * as z from 'zod/mini';
import { toMotif, type Motif } from './motif.ts';

/** A check of ours says its own code, and what to do where the usual sentence is too vague. */
const PROPRES = ['texte_invalide', 'texte_trop_long', 'secret_detecte'] as const;

/** Says what is wrong and where; never repeats the value. */
export function toMotifDeSaisie(issue: z.core.$ZodIssue): Motif {
  const path = issue.path.map((pas) => (typeof pas === 'symbol' ? String(pas) : pas));
  const where = path.length === 0 ? '' : ` (${path.join('.')})`;
  const propre = issue.code === 'custom' ? PROPRES.find((code) => code === issue.params?.motif) : undefined;
  if (propre !== undefined) {
    const phrase: unknown = issue.code === 'custom' ? issue.params?.phrase : undefined;
    return toMotif(propre, { path, ...(typeof phrase === 'string' ? { phrase } : {}) });
  }
  if (issue.code === 'unrecognized_keys') {
    return toMotif('commande_invalide', { path, phrase: `La demande contient une donnée inconnue${where}.` });
  }
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') {
    const phrase = `Cette valeur n’est pas dans la liste permise par cette version${where}.`;
    return toMotif('commande_invalide', { path, phrase });
  }
  return toMotif('commande_invalide', { path, phrase: `Cette donnée manque ou est mal formée${where}.` });
}
