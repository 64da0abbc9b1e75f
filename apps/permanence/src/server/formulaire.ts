import type { Context } from 'hono';
import type { Choix, Erreur } from '../ui/form.tsx';
import { isId } from '../domain/identifiant.ts';
import type { MotifRefus } from '../db/operation.ts';
import { ErreurHttp } from './erreur-http.ts';

/** A posted form: every field as the list of its values, in the order of the page. */
export type Champs = ReadonlyMap<string, readonly string[]>;

const CHAMPS_MAX = 200;
/** Largest file of a form, and what its other fields may add to it. */
export const FICHIER_MAX = 5 * 1024 * 1024;
export const FORMULAIRE_MAX = 256 * 1024;
/** Largest spreadsheet of an import, a route of its own. */
export const IMPORT_MAX = 20 * 1024 * 1024;

/**
 * Reads an `application/x-www-form-urlencoded` body.
 * @throws {ErreurHttp} 400 when the body is something else, has too many fields, or holds a NUL (PostgreSQL has no such text)
 */
export async function readForm(c: Context): Promise<Champs> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) throw new ErreurHttp(400);
  return toChamps(new URLSearchParams(await c.req.text()));
}

/**
 * Reads a form that may carry one file: `multipart/form-data`, or the plain form of a page without it.
 * @throws {ErreurHttp} 400 as {@link readForm}
 */
export async function readFormAndFile(
  c: Context,
  nom: string,
): Promise<{ champs: Champs; fichier: Uint8Array | null }> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return { champs: await readForm(c), fichier: null };
  const corps = await c.req.formData().catch(() => {
    throw new ErreurHttp(400);
  });
  const textes: [string, string][] = [];
  for (const [champ, valeur] of corps) if (typeof valeur === 'string') textes.push([champ, valeur]);
  const recu = corps.get(nom);
  // A form without a chosen file sends an empty one.
  const plein = recu !== null && typeof recu !== 'string' && recu.size > 0 ? recu : null;
  return {
    champs: toChamps(textes),
    fichier: plein === null ? null : new Uint8Array(await plein.arrayBuffer()),
  };
}

function toChamps(paires: Iterable<[string, string]>): Champs {
  const champs = new Map<string, string[]>();
  let nombre = 0;
  for (const [nom, valeur] of paires) {
    nombre += 1;
    if (nombre > CHAMPS_MAX || nom.includes('\0') || valeur.includes('\0')) throw new ErreurHttp(400);
    champs.set(nom, [...(champs.get(nom) ?? []), valeur.normalize('NFC')]);
  }
  return champs;
}

/** First value of a field, trimmed; '' when absent. */
export function field(champs: Champs, nom: string): string {
  return (champs.get(nom)?.[0] ?? '').trim();
}

/** All the values of a field. */
export function fields(champs: Champs, nom: string): readonly string[] {
  return champs.get(nom) ?? [];
}

/** First value of a field if it is filled, for props where an absent value is not the empty one. */
export function filled<N extends string>(champs: Champs, ...noms: readonly N[]): Partial<Record<N, string>> {
  const values: Partial<Record<N, string>> = {};
  for (const nom of noms) {
    const valeur = field(champs, nom);
    if (valeur !== '') values[nom] = valeur;
  }
  return values;
}

/**
 * Operation id of a form.
 * @throws {ErreurHttp} 400 when the form was not made by us
 */
export function readOp(champs: Champs): string {
  const op = field(champs, 'op');
  if (!isId(op)) throw new ErreurHttp(400, 'Ce formulaire est incomplet. Rouvrez la page, puis recommencez.');
  return op;
}

/** A code that must be one of a list. Unknown or missing → null, for the caller to say which field. */
export function oneOf<C extends string>(valeur: string, codes: readonly C[]): C | null {
  return codes.find((code) => code === valeur) ?? null;
}

/** True when a code is among choices shown on the screen. */
export function isChoix(valeur: string, choix: readonly Choix[]): boolean {
  return choix.some(({ code }) => code === valeur);
}

/** Motifs of a package as errors of a screen: `champOf` says which control a path belongs to. */
export function toErreurs(motifs: readonly MotifRefus[], champOf: (motif: MotifRefus) => string): Erreur[] {
  const vues = new Set<string>();
  return motifs
    .map((motif) => ({ champ: champOf(motif), phrase: motif.phrase }))
    .filter(({ champ, phrase }) => {
      const cle = `${champ} ${phrase}`;
      if (vues.has(cle)) return false;
      vues.add(cle);
      return true;
    });
}
