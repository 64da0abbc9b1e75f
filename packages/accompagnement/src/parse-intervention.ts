import type * as z from 'zod/mini';
import { ActeSchema, type Acte } from './acte.ts';
import { checkActe, checkIntervention } from './coherence.ts';
import { isCivilDate } from './date-civile.ts';
import {
  ACTES_MAX,
  SaisieShellSchema,
  ShellSchema,
  type Intervention,
  type InterventionSaisie,
} from './intervention.ts';
import { isRecord, read, soundPart, topKeys } from './lecture.ts';
import { accept, type Motif, type Resultat } from './resultat.ts';

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
