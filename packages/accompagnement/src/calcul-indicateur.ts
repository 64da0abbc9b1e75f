import { isCivilDate, type DateCivile } from './date-civile.ts';
import type { Faits, Indicateur, IndicateurValue, Measure, Part, Predicate } from './indicateur.ts';
import { toLignes, toLignesActes, type Ligne } from './lignes.ts';
import { accept, refuse, type Resultat } from './resultat.ts';

/**
 * Computes an indicator over a period (both days included). The figure is internal: only `protect` of statistiques lets it out.
 *
 * Rules (accompagnement §8): a person counts once in the period, under the profile of her last visit; anonymous visits are
 * never persons; a share of a multi-choice variable divides by interventions; cancelled interventions count nowhere.
 * Motifs: `periode_incoherente`, `croisement_atelier_inexistant`, `unite_indisponible`, `dimension_inconnue`.
 */
export function computeIndicateur(
  def: Indicateur,
  faits: Faits,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
): Resultat<IndicateurValue> {
  if (!isCivilDate(periode.du) || !isCivilDate(periode.au) || periode.du > periode.au) {
    return refuse({
      code: 'periode_incoherente',
      phrase: 'La fin de la période vient avant son début.',
      path: ['periode'],
    });
  }
  if (!['intervention', 'acte', 'personne'].includes(def.unit)) {
    return refuse({
      code: 'unite_indisponible',
      phrase: 'Cette unité n’est pas encore calculée.',
      path: ['unit'],
    });
  }
  if (def.dimensions.some((d) => d.startsWith('atelier'))) {
    return refuse({
      code: 'croisement_atelier_inexistant',
      phrase: 'Un atelier n’a que des totaux\u00a0: il ne se croise avec rien.',
      path: ['dimensions'],
    });
  }
  const inside: Faits = {
    ...faits,
    interventions: faits.interventions.filter((i) => i.date >= periode.du && i.date <= periode.au),
  };
  const lignes = def.unit === 'acte' ? toLignesActes(inside) : toLignes(inside);
  const kept = lignes.filter((l) => matches(def.numerator.where, l));
  const counted = def.unit === 'personne' ? toPersonnes(kept) : kept;
  const [first] = counted;
  const strange = def.dimensions.filter((d) => first !== undefined && !Object.hasOwn(first, d));
  if (strange.length > 0) {
    return refuse({
      code: 'dimension_inconnue',
      phrase: 'Cette dimension n’existe pas pour cette unité.',
      path: ['dimensions'],
    });
  }

  const about = askedOf(def, lignes);
  const parts = def.dimensions.flatMap((dimension) => partsOf(def, counted, dimension));
  const complements = Object.entries(def.complements ?? {}).map(([mesure, measure]): Part => {
    const rows = lignes.filter((l) => matches(measure.where, l));
    return { key: { mesure }, value: measureOf(measure, rows), n: rows.length };
  });
  return accept({
    value: valueOf(def, lignes),
    n: counted.length,
    ...about,
    ...(parts.length + complements.length > 0 && { parts: [...complements, ...parts] }),
    interne: true,
  });
}

/** Percentage, half up to one decimal; shares are never forced to add up to 100. `null` without a denominator. */
export function toPourcentage(part: number | null, n: number): number | null {
  return part === null || n === 0 ? null : Math.floor((part / n) * 1000 + 0.5 + 1e-9) / 10;
}

/** Share of the rows where somebody asked. */
export function computeCouverture(v: Pick<IndicateurValue, 'n' | 'unknown' | 'notAsked'>): number | null {
  return toPourcentage(v.n + v.unknown, v.n + v.unknown + v.notAsked);
}

function valueOf(def: Indicateur, lignes: readonly Ligne[]): number | null {
  const { numerator, denominator } = def;
  const top = measureOf(
    numerator,
    lignes.filter((l) => matches(numerator.where, l)),
  );
  if (denominator === null) return top;
  const bottom = measureOf(
    denominator,
    lignes.filter((l) => matches(denominator.where, l)),
  );
  return top === null || bottom === null || bottom === 0 ? null : top / bottom;
}

/** Each person once, with the codes of her last visit and how often she came. */
function toPersonnes(lignes: readonly Ligne[]): Ligne[] {
  const last = new Map<string, { ligne: Ligne; visites: number }>();
  for (const ligne of lignes) {
    const key = String(ligne.personne);
    const known = last.get(key);
    const later = known === undefined || String(known.ligne.date) <= String(ligne.date);
    last.set(key, { ligne: later ? ligne : known.ligne, visites: (known?.visites ?? 0) + 1 });
  }
  return [...last.values()].map(({ ligne, visites }) => ({
    ...ligne,
    visites: visites === 1 ? '1' : visites <= 3 ? '2_3' : '4_plus',
  }));
}

/** One line per code of a dimension; `n` = rows where it was asked. */
function partsOf(def: Indicateur, lignes: readonly Ligne[], dimension: string): Part[] {
  const byCode = new Map<string, Ligne[]>();
  let n = 0;
  for (const ligne of lignes) {
    const codes = codesOf(ligne, dimension);
    if (!codes.some((c) => c !== 'non_demande')) continue;
    n += 1;
    for (const code of codes) {
      const rows = byCode.get(code);
      if (rows === undefined) byCode.set(code, [ligne]);
      else rows.push(ligne);
    }
  }
  // A band of a median is a number of interventions, not another median.
  const counts = dimension === 'duree' || def.numerator.op === 'count' || def.numerator.op === 'distinct';
  return [...byCode.keys()].sort().map((code) => {
    const rows = byCode.get(code) ?? [];
    return { key: { [dimension]: code }, value: counts ? rows.length : measureOf(def.numerator, rows), n };
  });
}

function askedOf(def: Indicateur, lignes: readonly Ligne[]): { unknown: number; notAsked: number } {
  const field = def.numerator.of;
  if (def.numerator.op === 'count' || def.numerator.op === 'distinct') return { unknown: 0, notAsked: 0 };
  return {
    unknown: lignes.filter((l) => l[field] === 'non_communique').length,
    notAsked: lignes.filter((l) => l[field] === 'non_demande').length,
  };
}

function measureOf({ op, of }: Measure, rows: readonly Ligne[]): number | null {
  if (op === 'count') return rows.length;
  if (op === 'distinct') return new Set(rows.map((r) => r[of])).size;
  const values = rows.map((r) => Number(r[of])).sort((a, b) => a - b);
  if (values.length === 0) return null;
  const sum = values.reduce((s, v) => s + v, 0);
  if (op === 'sum') return sum;
  if (op === 'mean') return sum / values.length;
  return op === 'median' ? quantile(values, 0.5) : quantile(values, 0.9);
}

function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}

function matches(where: Predicate | undefined, ligne: Ligne): boolean {
  if (where === undefined) return true;
  if ('and' in where) return where.and.every((w) => matches(w, ligne));
  if ('or' in where) return where.or.some((w) => matches(w, ligne));
  if ('not' in where) return !matches(where.not, ligne);
  const codes = codesOf(ligne, where.field);
  if ('in' in where) return codes.some((c) => where.in.includes(c));
  return where.known === codes.some((c) => c !== 'non_demande' && c !== 'non_communique');
}

function codesOf(ligne: Ligne, field: string): readonly string[] {
  const code = ligne[field];
  return code === undefined ? [] : typeof code === 'string' ? [code] : code;
}
