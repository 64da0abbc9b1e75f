import * as z from 'zod/mini';
import { unknownCode } from './correspondance.ts';
import { CHAMP, LISTES, type Code, type ListeId } from './nomenclature-2026-1.ts';
import { accept, type Motif, type Resultat } from './resultat.ts';

/** An answer that is never null and never absent: a code, or why there is none. */
export type Champ<C extends string> = C | (typeof CHAMP)[number]['code'];

/* @__NO_SIDE_EFFECTS__ */
export function oneOf<L extends ListeId>(liste: L): z.ZodMiniEnum<{ [C in Code<L>]: C }> {
  return z.enum(LISTES[liste].map((e) => e.code as Code<L>));
}

/* @__NO_SIDE_EFFECTS__ */
export function champOf<L extends ListeId>(liste: L): z.ZodMiniEnum<{ [C in Champ<Code<L>>]: C }> {
  const codes: readonly string[] = [...LISTES[liste], ...CHAMP].map((e) => e.code);
  return z.enum(codes) as unknown as z.ZodMiniEnum<{ [C in Champ<Code<L>>]: C }>;
}

const PHRASES: Readonly<Record<string, string>> = {
  champ_manquant: 'Une information obligatoire manque.',
  type_invalide: 'Cette information n’a pas la forme attendue.',
  cle_inconnue: 'Cette information n’est pas prévue.',
  code_inconnu: 'Ce code n’existe pas dans la liste.',
  id_invalide: 'Cet identifiant n’a pas la forme attendue.',
  date_invalide: 'Cette date n’existe pas. Forme attendue\u00a0: 2026-11-23.',
  instant_invalide:
    'Cet instant n’est pas en temps universel. Forme attendue\u00a0: 2026-11-23T08:30:00.000Z.',
  heure_invalide: 'Cette heure n’existe pas. Forme attendue\u00a0: 09:30.',
  commune_invalide: 'Ce code de commune n’a pas la forme attendue.',
  telephone_invalide: 'Ce numéro de téléphone n’est pas complet.',
  fiche_invalide: 'Le numéro de la fiche a quatre chiffres.',
  langue_invalide: 'Ce code de langue n’a pas la forme attendue. Exemple\u00a0: fr.',
  zone_inconnue: 'Ce fuseau horaire n’existe pas.',
  accord_requis: 'La personne doit être d’accord.',
  pseudonyme_invalide: 'Ce pseudonyme n’a pas la forme attendue.',
  texte_invalide: 'Ce texte contient un caractère illisible.',
  trop_long: 'Il y a trop d’éléments ou de signes.',
  trop_court: 'Il manque des éléments ou des signes.',
};

/** Parses against a schema and gives every issue at once, in French, with its path and without the value. */
export function read<T>(schema: z.ZodMiniType<T>, input: unknown): Resultat<T> {
  const parsed = z.safeParse(schema, input);
  return parsed.success
    ? accept(parsed.data)
    : { ok: false, motifs: parsed.error.issues.flatMap((issue) => toMotifs(issue, input)) };
}

/**
 * Parses, then checks that the fields agree. When the shape is refused, the fields that were sound by themselves are still
 * checked together, so that nothing is left for a second round.
 */
export function readChecked<T extends object>(
  schema: z.ZodMiniType<T>,
  input: unknown,
  check: (sound: Partial<T>) => readonly Motif[],
): Resultat<T> {
  const shape = read(schema, input);
  const motifs = [...(shape.ok ? [] : shape.motifs)];
  motifs.push(...check(shape.ok ? shape.value : soundPart<T>(input, topKeys(motifs))));
  return shape.ok && motifs.length === 0 ? shape : { ok: false, motifs };
}

/** Motifs of the objects of a list whose id stands there already. */
export function findDoubles(
  list: readonly { id: string }[] | undefined,
  field: string,
  code: string,
  phrase: string,
): Motif[] {
  const seen = new Set<string>();
  return (list ?? []).flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ code, phrase, path: [field, index, 'id'] }];
  });
}

/** Names of the fields that the motifs are about. */
export function topKeys(motifs: readonly Motif[]): ReadonlySet<string> {
  return new Set(motifs.map((m) => String(m.path?.[0] ?? '')));
}

/** The fields of a refused object that were sound by themselves. */
export function soundPart<T extends object>(item: unknown, unsound: ReadonlySet<string>): Partial<T> {
  if (!isRecord(item)) return {};
  return Object.fromEntries(Object.entries(item).filter(([key]) => !unsound.has(key))) as Partial<T>;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toMotifs(issue: z.core.$ZodIssue, input: unknown): Motif[] {
  const path = issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p));
  const given = valueAt(input, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => motif('cle_inconnue', [...path, key]));
    case 'invalid_value':
      return [
        given === undefined
          ? motif('champ_manquant', path)
          : unknownCode(given, issue.values.map(String), path),
      ];
    case 'invalid_union':
      if (issue.discriminator === undefined) return [motif('type_invalide', path)];
      return [motif(given === undefined ? 'champ_manquant' : 'code_inconnu', path)];
    case 'too_big':
      return [motif('trop_long', path)];
    case 'too_small':
      return [motif('trop_court', path)];
    case 'custom':
    case 'invalid_format':
      return [motif(issue.message, path)];
    default:
      return [motif(given === undefined ? 'champ_manquant' : 'type_invalide', path)];
  }
}

function motif(code: string, path: readonly (string | number)[]): Motif {
  const known = Object.hasOwn(PHRASES, code) ? code : 'type_invalide';
  return { code: known, phrase: PHRASES[known] ?? '', path };
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
