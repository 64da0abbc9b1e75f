import * as z from 'zod/mini';
import complement from '../../data/baremes-complement.json' with { type: 'json' };
import releve from '../../data/baremes-2026.json' with { type: 'json' };
import type { Immuable } from '../demarche.ts';
import { jourSchema, toDay } from '../jour.ts';
import { type Motif, type Resultat, toMotifs } from '../motif.ts';

const valeurSchema = z.object({
  /** First day of effect. */
  depuis: jourSchema,
  valeur: z.union([z.number(), z.array(z.number())]),
  /** Text of law that says so. */
  texte: z.exactOptional(z.string()),
  url: z.exactOptional(z.string()),
});

const parametreSchema = z.object({
  libelle: z.string(),
  valeurs: z.array(valeurSchema).check(z.minLength(1)),
  /** Last day on which the latest value may be used: the eve of the next known revaluation. */
  validUntil: jourSchema,
  releve: z.object({ modele: z.string(), constat: jourSchema }),
  alerte: z.exactOptional(z.string()),
});

const baremesSchema = z.object({
  /** Day of the survey. */
  etat: jourSchema,
  parametres: z.record(z.string(), parametreSchema),
});

/** The figures that the State changes, by name and date of effect. */
export type Baremes = Immuable<z.infer<typeof baremesSchema>>;

/**
 * The barèmes of the package, surveyed on 2026-07-23 in the decrees and circulars that each value cites, and the few
 * rules of calculation that they leave out (data/baremes-complement.json).
 */
export const baremes: Baremes = {
  etat: releve.etat,
  parametres: { ...releve.parametres, ...complement.parametres },
};

/**
 * Reads barèmes, for a revaluation that came after this package. Motifs: `CHAMP_MANQUANT`, `CHAMP_INVALIDE`.
 */
export function parseBaremes(input: unknown): Resultat<Baremes> {
  const parsed = baremesSchema.safeParse(input);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, motifs: toMotifs(parsed.error.issues, input) };
}

const refuse = (code: string, phrase: string, path: string[]): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs: [{ code, phrase, path }],
});

/**
 * The value of a parameter in force on a day.
 *
 * Motifs: `DATE_INVALIDE`, `PARAMETRE_INCONNU` (no such name), `BAREME_PERIME` (the day is after `validUntil`),
 * `BAREME_ABSENT` (the day is before the first value).
 *
 * @param nom - as `rsa.base` (€/month), `smic.horaireBrut` (€/h), `aspa.annuelSeul` (€/year)
 * @param date - civil day
 */
export function getParametre(nom: string, date: string, b: Baremes = baremes): Resultat<number | number[]> {
  if (toDay(date) === undefined) return refuse('DATE_INVALIDE', 'Cette date n’existe pas.', ['date']);
  const parametre = Object.hasOwn(b.parametres, nom) ? b.parametres[nom] : undefined;
  if (parametre === undefined) {
    return refuse('PARAMETRE_INCONNU', 'Ce paramètre n’est pas dans le barème.', ['nom']);
  }
  if (date > parametre.validUntil) {
    const phrase = `Barème périmé (${nom}) : il n’est plus sûr à cette date. On ne conclut pas.`;
    return refuse('BAREME_PERIME', phrase, [nom]);
  }
  let latest: (typeof parametre.valeurs)[number] | undefined;
  for (const v of parametre.valeurs) {
    if (v.depuis <= date && (latest === undefined || v.depuis > latest.depuis)) latest = v;
  }
  if (latest === undefined) {
    return refuse('BAREME_ABSENT', `Le barème (${nom}) ne remonte pas à cette date.`, [nom]);
  }
  return { ok: true, value: typeof latest.valeur === 'number' ? latest.valeur : [...latest.valeur] };
}

/** Reads parameters one after the other; what is refused is kept, so that all reasons come at once. */
export interface Lecture {
  /** The value on the first of a month, `NaN` when refused. */
  nombre: (nom: string, mois: string) => number;
  liste: (nom: string, mois: string) => number[];
  motifs: () => Motif[];
}

export function createLecture(b: Baremes): Lecture {
  const motifs = new Map<string, Motif>();
  const read = (nom: string, mois: string): number | number[] | undefined => {
    const r = getParametre(nom, `${mois}-01`, b);
    if (r.ok) return r.value;
    for (const m of r.motifs) motifs.set(`${m.code} ${nom}`, m);
    return undefined;
  };
  return {
    nombre: (nom, mois) => {
      const value = read(nom, mois);
      return typeof value === 'number' ? value : Number.NaN;
    },
    liste: (nom, mois) => {
      const value = read(nom, mois);
      return Array.isArray(value) ? value : [];
    },
    motifs: () => [...motifs.values()],
  };
}
