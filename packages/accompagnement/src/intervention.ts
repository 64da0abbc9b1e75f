import * as z from 'zod/mini';
import { ActeSchema, type Acte } from './acte.ts';
import { checkActe, checkIntervention } from './coherence.ts';
import { DateCivileSchema, IdSchema, InstantSchema, isCivilDate } from './date-civile.ts';
import { champOf, oneOf, read } from './lecture.ts';
import { VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
import { PersonneSchema } from './profil.ts';
import { accept, type Motif, type Resultat } from './resultat.ts';

const ACTES_MAX = 12;

const saisie = {
  id: IdSchema,
  personne: PersonneSchema,
  actes: z.array(z.unknown()).check(z.minLength(1), z.maxLength(ACTES_MAX)),
  motifsVenue: z.array(oneOf('motifVenue')).check(z.maxLength(8)),
  dureeMin: z.union([z.number(), z.literal('non_demande')]),
  canal: oneOf('canal'),
  tiers: champOf('tiers'),
  renoncement: champOf('renoncement'),
  synthetic: z.exactOptional(z.literal(true)),
};
const shell = {
  ...saisie,
  seanceId: IdSchema,
  date: DateCivileSchema,
  creeLe: InstantSchema,
  modifieLe: InstantSchema,
  version: z.int().check(z.minimum(1)),
  nomenclature: z.literal(VERSION_NOMENCLATURE),
  annulee: z.nullable(z.strictObject({ le: InstantSchema, par: IdSchema, motif: oneOf('motifAnnulation') })),
};
const ShellSchema = z.strictObject(shell);
const SaisieShellSchema = z.strictObject({ ...saisie, date: z.exactOptional(DateCivileSchema) });

/** The counted unit: one meeting or remote act, one person, one day, one writer, at least one acte. */
export type Intervention = Omit<z.infer<typeof ShellSchema>, 'actes'> & { actes: Acte[] };
/** What a screen sends: the rest is inherited from the séance. `date` only when a coordinator corrects it. */
export type InterventionSaisie = Omit<z.infer<typeof SaisieShellSchema>, 'actes'> & { actes: Acte[] };

/**
 * Parses a stored or received intervention: shape, closed vocabularies and coherence (§5.1), every issue at once with its
 * path. Numbers as strings, unknown keys and prototype keys are refused; no value is echoed.
 *
 * Motifs: `champ_manquant`, `type_invalide`, `cle_inconnue`, `code_inconnu`, `date_invalide`, `instant_invalide`,
 * `motif_pour_requis`, `motif_pour_inattendu`, `appui_requis`, `appui_inattendu`, `relance_passee`, `blocage_requis`,
 * `blocage_inattendu`, `duree_invalide`, `recepisse_trop_long`, `texte_invalide`, `acte_en_double`, `absent_au_lieu`…
 */
export function parseIntervention(input: unknown): Resultat<Intervention> {
  return compose<Intervention>(ShellSchema, input);
}

/** The same for what a screen sends; `date` is that of the séance. */
export function parseSaisie(input: unknown, date: string): Resultat<InterventionSaisie> {
  return compose<InterventionSaisie>(SaisieShellSchema, input, date);
}

function compose<T extends InterventionSaisie>(
  schema: z.ZodMiniType<Omit<T, 'actes'> & { actes: unknown[] }>,
  input: unknown,
  seanceDate?: string,
): Resultat<T> {
  const shape = read(schema, input);
  const motifs: Motif[] = shape.ok ? [] : [...shape.motifs];
  const raw = shape.ok ? shape.value : isRecord(input) ? input : {};
  const unsound = topKeys(motifs);
  const date = isCivilDate(raw.date) ? raw.date : seanceDate;
  const list: unknown[] = Array.isArray(raw.actes) ? raw.actes.slice(0, ACTES_MAX) : [];

  const actes = list.map((item, index): Partial<Acte> => {
    const acte = read(ActeSchema, item);
    const own = acte.ok ? [] : acte.motifs;
    const sound = acte.ok ? acte.value : soundPart<Acte>(item, topKeys(own));
    const found = [...own, ...checkActe(sound, topKeys(own), date)];
    motifs.push(...found.map((m) => ({ ...m, path: ['actes', index, ...(m.path ?? [])] })));
    return sound;
  });
  const ids = new Map<string, number>();
  actes.forEach(({ id }, index) => {
    if (id === undefined) return;
    if (!ids.has(id)) ids.set(id, index);
    else
      motifs.push({
        code: 'acte_en_double',
        phrase: 'Cet acte est déjà dans l’intervention.',
        path: ['actes', index, 'id'],
      });
  });
  motifs.push(...checkIntervention({ ...soundPart<T>(raw, unsound), actes }));

  if (!shape.ok || motifs.length > 0) return { ok: false, motifs };
  return accept({ ...shape.value, actes } as T);
}

function topKeys(motifs: readonly Motif[]): ReadonlySet<string> {
  return new Set(motifs.map((m) => String(m.path?.[0] ?? '')));
}

/** The fields of a refused object that were sound by themselves. */
function soundPart<T extends object>(item: unknown, unsound: ReadonlySet<string>): Partial<T> {
  if (!isRecord(item)) return {};
  return Object.fromEntries(Object.entries(item).filter(([key]) => !unsound.has(key))) as Partial<T>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
