import * as z from 'zod/mini';
import { getAge, isMois, jourSchema, moisSchema, fromMonthIndex, toMois, toMonthIndex } from '../jour.ts';
import { type Motif, type Resultat, toMotifs } from '../motif.ts';
import type { Lecture } from './bareme.ts';

const euros = z.number().check(z.gte(0));
/** €/month: the same each month, or by month (`YYYY-MM`; a month that is not there is worth 0). */
const montantSchema = z.union([euros, z.record(moisSchema, euros)]);
export type Montant = z.infer<typeof montantSchema>;

/** Kinds of income that the estimates know. `ressourcesAspa`: already computed as Aspa counts them. */
export const REVENUS = Object.freeze([
  'salaire',
  'chomage',
  'retraite',
  'pensionInvalidite',
  'indemnitesJournalieres',
  'pensionAlimentaire',
  'revenusCapital',
  'revenusFonciers',
  'autres',
  'ressourcesAspa',
] as const);
type Revenu = (typeof REVENUS)[number];

/** `heberge` pays nothing for it; `accedant` repays a loan. */
export const LOGEMENTS = Object.freeze([
  'locataire',
  'proprietaire',
  'accedant',
  'heberge',
  'foyer',
  'sans-domicile',
] as const);
export type Logement = (typeof LOGEMENTS)[number];

/** The words of the reference model for the same things. */
const LOGEMENTS_DU_MODELE: Readonly<Record<string, Logement>> = {
  'primo-accedant': 'accedant',
  'loge-gratuitement': 'heberge',
};

/** One of `LOGEMENTS`, or `undefined`: nobody knows what this household lives in. */
export function readLogement(logement: string): Logement | undefined {
  const plain = logement.trim().toLowerCase().replaceAll('_', '-');
  if (plain.startsWith('locataire-')) return 'locataire';
  const known = LOGEMENTS.find((l) => l === plain);
  if (known !== undefined) return known;
  return Object.hasOwn(LOGEMENTS_DU_MODELE, plain) ? LOGEMENTS_DU_MODELE[plain] : undefined;
}

const membreSchema = z.strictObject({
  naissance: z.optional(jourSchema),
  revenus: z.optional(z.record(z.string(), montantSchema)),
  enceinte: z.optional(z.boolean()),
  /** Unfit for work. */
  inapte: z.optional(z.boolean()),
  /** The condition of ten years of lawful residence; nationality is never asked. Absent: not asked. */
  residenceReguliere10Ans: z.optional(z.boolean()),
});
export type MembreFoyer = z.infer<typeof membreSchema>;

export const foyerSchema = z.strictObject({
  /** The person, and the one she lives with as a couple. */
  adultes: z.array(membreSchema).check(z.minLength(1), z.maxLength(2)),
  enfants: z.array(membreSchema).check(z.maxLength(20)),
  /** One of `LOGEMENTS`. */
  logement: z.optional(z.string()),
  loyer: z.optional(montantSchema),
  prestations: z.optional(
    z.strictObject({
      af: z.optional(montantSchema),
      cf: z.optional(montantSchema),
      asf: z.optional(montantSchema),
      pajeBase: z.optional(montantSchema),
      aspa: z.optional(montantSchema),
      ass: z.optional(montantSchema),
      aideLogement: z.optional(montantSchema),
    }),
  ),
  /** Lives overseas: other barèmes, not covered. */
  outreMer: z.optional(z.boolean()),
  /** Alone for less than 18 months: other rules, not covered. */
  isolementRecent: z.optional(z.boolean()),
});
/** A household: birth days and €/month, no name, no address, no nationality. */
export type Foyer = z.infer<typeof foyerSchema>;

export type Prestation = keyof NonNullable<Foyer['prestations']>;

/** A household read for one month. */
export interface FoyerDuMois extends Foyer {
  /** `YYYY-MM` of the right. */
  mois: string;
}

/** Reads a household for a month: zod issues and birth days after the month, all at once, each with its path. */
export function readFoyer(f: unknown, mois: string): Resultat<FoyerDuMois> {
  const motifs: Motif[] = [];
  if (!isMois(mois))
    motifs.push({ code: 'DATE_INVALIDE', phrase: 'Le mois s’écrit AAAA-MM.', path: ['mois'] });
  const parsed = foyerSchema.safeParse(f);
  if (!parsed.success) {
    motifs.push(...toMotifs(parsed.error.issues, f));
    return { ok: false, motifs };
  }
  for (const role of ['adultes', 'enfants'] as const) {
    for (const [i, { naissance }] of parsed.data[role].entries()) {
      if (naissance === undefined || toMois(naissance) <= mois) continue;
      const phrase = 'La naissance vient après le mois du droit.';
      motifs.push({ code: 'CHAMP_INVALIDE', phrase, path: [role, i, 'naissance'] });
    }
  }
  return motifs.length > 0 ? { ok: false, motifs } : { ok: true, value: { ...parsed.data, mois } };
}

/** What a month of an amount is worth, in €. */
export function readMontant(m: Montant | undefined, mois: string): number {
  if (m === undefined || typeof m === 'number') return m ?? 0;
  return Object.hasOwn(m, mois) ? (m[mois] ?? 0) : 0;
}

/** A benefit as last known at a month: that month's, or the latest before it. */
export function readPrestation(f: FoyerDuMois, nom: Prestation): number {
  const m = f.prestations?.[nom];
  if (m === undefined || typeof m === 'number') return m ?? 0;
  const known = Object.keys(m).filter((mois) => mois <= f.mois);
  return readMontant(m, known.toSorted().at(-1) ?? f.mois);
}

/** The three months of reference, the latest first: M-1 to M-3, or as far back as the barème says. */
export function listReference(mois: string, decalage: number): string[] {
  // A refused barème is told apart; it must not also make months that do not exist.
  const last = toMonthIndex(mois) - (Number.isNaN(decalage) ? 1 : decalage);
  return [0, 1, 2].map((n) => fromMonthIndex(last - n));
}

const isRevenu = (kind: string): kind is Revenu => (REVENUS as readonly string[]).includes(kind);

/** Income of some kinds, of one person, in one month. */
export function sumRevenus(m: MembreFoyer, mois: string, keep: (kind: Revenu) => boolean): number {
  return Object.entries(m.revenus ?? {}).reduce(
    (sum, [kind, montant]) => (isRevenu(kind) && keep(kind) ? sum + readMontant(montant, mois) : sum),
    0,
  );
}

const hasRevenus = (m: MembreFoyer): boolean =>
  Object.values(m.revenus ?? {}).some((montant) =>
    typeof montant === 'number' ? montant > 0 : Object.values(montant).some((x) => x > 0),
  );

export const listEnfantsAvecRevenus = (f: Foyer): MembreFoyer[] => f.enfants.filter(hasRevenus);

const nonCouvert = (phrase: string, path: (string | number)[]): Motif => ({
  code: 'CAS_NON_COUVERT',
  phrase,
  path,
});

/**
 * What no estimate covers, whatever the right: a number would be a guess. Kinds of income outside `REVENUS`
 * (independent work, apprenticeship, AAH…) are here.
 *
 * @param ressourcesAspa - whether resources counted as Aspa counts them are understood
 */
export function listNonCouverts(f: FoyerDuMois, ageEnfant: number, ressourcesAspa: boolean): Motif[] {
  const motifs: Motif[] = [];
  if (f.outreMer === true)
    motifs.push(nonCouvert('Outre-mer : d’autres barèmes s’appliquent.', ['outreMer']));
  if (f.logement !== undefined && readLogement(f.logement) === undefined) {
    motifs.push(nonCouvert('Cette situation de logement n’est pas connue.', ['logement']));
  }
  if (f.isolementRecent === true) {
    motifs.push(nonCouvert('Séparation récente : d’autres règles s’appliquent.', ['isolementRecent']));
  }
  for (const role of ['adultes', 'enfants'] as const) {
    for (const [i, m] of f[role].entries()) {
      for (const kind of Object.keys(m.revenus ?? {})) {
        if (isRevenu(kind) && (ressourcesAspa || kind !== 'ressourcesAspa')) continue;
        motifs.push(
          nonCouvert('Ce genre de revenu demande le simulateur de l’organisme.', [role, i, 'revenus', kind]),
        );
      }
    }
  }
  for (const [i, { naissance }] of f.enfants.entries()) {
    if (naissance === undefined || getAge(naissance, `${f.mois}-01`) < ageEnfant) continue;
    motifs.push(nonCouvert('À cet âge, un enfant n’est plus compté à charge.', ['enfants', i, 'naissance']));
  }
  return motifs;
}

/** The ages known on the first of a month. */
export const listAges = (membres: readonly MembreFoyer[], mois: string): (number | undefined)[] =>
  membres.map(({ naissance }) => (naissance === undefined ? undefined : getAge(naissance, `${mois}-01`)));

/** Alone with a child under three, or alone and pregnant; `undefined` when a missing birth day decides. */
export function isIsoleMajore(f: FoyerDuMois, mois: string, lecture: Lecture): boolean | undefined {
  const [seul, conjoint] = f.adultes;
  if (conjoint !== undefined) return false;
  if (seul?.enceinte === true) return true;
  const ages = listAges(f.enfants, mois);
  const limite = lecture.nombre('rsa.isolement.ageEnfant', mois);
  if (ages.some((age) => age !== undefined && age < limite)) return true;
  return ages.includes(undefined) ? undefined : false;
}

const faitManquant = (path: (string | number)[]): Motif => ({
  code: 'FAIT_MANQUANT',
  phrase: 'Il manque une date de naissance pour conclure.',
  path,
});

/** The first birth day that misses among these persons. */
export function missingNaissance(f: FoyerDuMois, role: 'adultes' | 'enfants'): Motif {
  return faitManquant([role, f[role].findIndex((m) => m.naissance === undefined), 'naissance']);
}

/** Multiplies all income, to see how near a threshold a household is. */
export function scaleRevenus(f: Foyer, facteur: number): Foyer {
  const scale = (m: Montant): Montant =>
    typeof m === 'number'
      ? m * facteur
      : Object.fromEntries(Object.entries(m).map(([mois, x]) => [mois, x * facteur]));
  const each = (m: MembreFoyer): MembreFoyer =>
    m.revenus === undefined
      ? m
      : { ...m, revenus: Object.fromEntries(Object.entries(m.revenus).map(([k, x]) => [k, scale(x)])) };
  return { ...f, adultes: f.adultes.map(each), enfants: f.enfants.map(each) };
}
