import type * as z from 'zod/mini';
import { refuser, toMotif, type Motif, type Resultat } from '../modele/motif.ts';
import { toMotifDeSaisie } from '../modele/saisie.ts';

/** Lifts the stored JSON of one event type from a version to the next; the bytes in the journal stay as they are. */
export type Upcast = (json: unknown) => Resultat<unknown>;

/**
 * For each event type, what lifts it: the first step lifts v1 to v2, the second v2 to v3… A type that never changed
 * has no line: its only version is 1.
 */
export type Upcasters = Readonly<Record<string, readonly Upcast[]>>;

/**
 * One step: the frozen schema of the old version, and what it becomes. An old event that its schema refuses is
 * refused with every mistake: a missing value is never guessed. `v` is raised by `createUpcaster`.
 * @param ancien the schema of the event as it was then, kept for ever beside its step
 * @param eleve gives the event one version later
 */
export function upcast<S extends z.ZodMiniType>(ancien: S, eleve: (evenement: z.infer<S>) => object): Upcast {
  return (json) => {
    const lu = ancien.safeParse(json);
    return lu.success
      ? { ok: true, value: eleve(lu.data) }
      : refuser(...lu.error.issues.map(toMotifDeSaisie));
  };
}

/**
 * Makes the function that brings a stored event up to the current version of its type.
 * @param types every event type that this version knows
 * @param table steps of the types that changed since v1
 * @returns a function that refuses: `version_inconnue` for a version newer than the table knows, `commande_invalide`
 *   for an unknown type, or a `v` which is not a whole number from 1
 * @throws TypeError when the table names a type that does not exist
 */
export function createUpcaster(types: readonly string[], table: Upcasters): Upcast {
  const connus = new Set(types);
  const inconnu = Object.keys(table).find((type) => !connus.has(type));
  if (inconnu !== undefined) throw new TypeError(`Upcasters for an unknown event type: ${inconnu}`);
  return (json) => {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return refuser(toMotif('commande_invalide', { path: [], phrase: 'Un événement est un objet JSON.' }));
    }
    const { v, type } = json as { v?: unknown; type?: unknown };
    const pas = typeof type === 'string' && connus.has(type) ? (table[type] ?? []) : undefined;
    const motifs = [...checkVersion(v, 1 + (pas?.length ?? 0)), ...(pas === undefined ? [TYPE_INCONNU] : [])];
    if (motifs.length > 0 || pas === undefined || typeof v !== 'number') return refuser(...motifs);
    return lift(json, v, pas);
  };
}

const TYPE_INCONNU: Motif = toMotif('commande_invalide', {
  path: ['type'],
  phrase: 'Ce type d’événement n’est pas connu de cette version.',
});

function checkVersion(v: unknown, courante: number): Motif[] {
  if (typeof v !== 'number' || !Number.isInteger(v) || v < 1) {
    const phrase = 'Le numéro de version de l’événement (v) manque ou est mal formé : un entier, au moins 1.';
    return [toMotif('commande_invalide', { path: ['v'], phrase })];
  }
  return v > courante ? [toMotif('version_inconnue', { path: ['v'] })] : [];
}

function lift(json: object, depuis: number, pas: readonly Upcast[]): Resultat<unknown> {
  let evenement: object = json;
  for (const [rang, step] of pas.entries()) {
    if (rang + 1 < depuis) continue;
    const eleve = step(evenement);
    if (!eleve.ok) return eleve;
    evenement = { ...(eleve.value as object), v: rang + 2 };
  }
  return { ok: true, value: evenement };
}
