import { isCivilDate, type DateCivile } from './date-civile.ts';
import type { Faits, Indicateur, IndicateurValue, Measure, Part, Predicate } from './indicateur.ts';
import {
  createLecteurs,
  toLignes,
  toLignesActes,
  type Lecteur,
  type Lecteurs,
  type Ligne,
} from './lignes.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/**
 * Computes an indicator over a period (both days included). The figure is internal: only `protect` of statistiques lets it out.
 *
 * Rules (accompagnement §8): a person counts once in the period, under the profile of her last visit; anonymous visits are
 * never persons; a share of a multi-choice variable divides by interventions; cancelled interventions count nowhere.
 * Motifs: `periode_incoherente`, `croisement_atelier_inexistant`, `unite_indisponible`, `dimension_inconnue`,
 * `champ_inconnu`.
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
  const unit = def.unit as 'intervention' | 'acte' | 'personne';
  const lecteurs = createLecteurs(faits, unit);
  const unknown = checkFields(def, lecteurs);
  if (unknown.length > 0) return refuse(...unknown);

  const interventions = toLignes(faits).filter(
    ({ intervention: { date } }) => date >= periode.du && date <= periode.au,
  );
  const lignes = unit === 'acte' ? toLignesActes(interventions) : interventions;
  const kept = lignes.filter(toTest(def.numerator.where, lecteurs));
  const counted = unit === 'personne' ? toPersonnes(kept, lecteurs) : kept;
  const parts = def.dimensions.flatMap((dimension) => partsOf(def, counted, dimension, lecteurs));
  const complements = Object.entries(def.complements ?? {}).map(([mesure, measure]): Part => {
    const rows = lignes.filter(toTest(measure.where, lecteurs));
    return { key: { mesure }, value: measureOf(measure, rows, lecteurs), n: rows.length };
  });
  return accept({
    value: valueOf(def, kept, lignes, lecteurs),
    n: counted.length,
    ...askedOf(def, lignes, lecteurs),
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

/** A field that does not exist would be counted as a zero: it is refused. */
function checkFields(def: Indicateur, lecteurs: Lecteurs): Motif[] {
  const motifs: Motif[] = [];
  if (def.dimensions.some((d) => !lecteurs.has(d))) {
    motifs.push({
      code: 'dimension_inconnue',
      phrase: 'Cette dimension n’existe pas pour cette unité.',
      path: ['dimensions'],
    });
  }
  const measures: [string, Measure | null][] = [
    ['numerator', def.numerator],
    ['denominator', def.denominator],
    ...Object.values(def.complements ?? {}).map((m): [string, Measure] => ['complements', m]),
  ];
  for (const [part, measure] of measures) {
    if (measure === null) continue;
    const fields = [...(measure.op === 'count' ? [] : [measure.of]), ...fieldsOf(measure.where)];
    if (fields.every((f) => lecteurs.has(f))) continue;
    motifs.push({
      code: 'champ_inconnu',
      phrase: 'Ce champ n’existe pas pour cette unité.',
      path: [part],
    });
  }
  return motifs;
}

function fieldsOf(where: Predicate | undefined): string[] {
  if (where === undefined) return [];
  if ('and' in where) return where.and.flatMap(fieldsOf);
  if ('or' in where) return where.or.flatMap(fieldsOf);
  return 'not' in where ? fieldsOf(where.not) : [where.field];
}

function valueOf(
  { numerator, denominator }: Indicateur,
  kept: readonly Ligne[],
  lignes: readonly Ligne[],
  lecteurs: Lecteurs,
): number | null {
  const top = measureOf(numerator, kept, lecteurs);
  if (denominator === null) return top;
  const bottom = measureOf(denominator, lignes.filter(toTest(denominator.where, lecteurs)), lecteurs);
  return top === null || bottom === null || bottom === 0 ? null : top / bottom;
}

/** Each person once, at her last visit, with how often she came; an anonymous visit is no person. */
function toPersonnes(lignes: readonly Ligne[], lecteurs: Lecteurs): Ligne[] {
  const read = toReader('personne', lecteurs);
  const last = new Map<string, { ligne: Ligne; visites: number }>();
  for (const ligne of lignes) {
    const key = String(read(ligne));
    if (key === '') continue;
    const known = last.get(key);
    const later = known === undefined || known.ligne.intervention.date <= ligne.intervention.date;
    last.set(key, { ligne: later ? ligne : known.ligne, visites: (known?.visites ?? 0) + 1 });
  }
  return [...last.values()].map(({ ligne, visites }) => ({ ...ligne, visites }));
}

/** One line per code of a dimension; `n` = rows where it was asked. */
function partsOf(def: Indicateur, lignes: readonly Ligne[], dimension: string, lecteurs: Lecteurs): Part[] {
  const read = toReader(dimension, lecteurs);
  // A band of a median is a number of interventions, not another median.
  const counts = dimension === 'duree' || def.numerator.op === 'count' || def.numerator.op === 'distinct';
  const byCode = new Map<string, { count: number; rows: Ligne[] }>();
  const add = (code: string, ligne: Ligne) => {
    let part = byCode.get(code);
    if (part === undefined) byCode.set(code, (part = { count: 0, rows: [] }));
    part.count += 1;
    if (!counts) part.rows.push(ligne);
  };
  let n = 0;
  for (const ligne of lignes) {
    const code = read(ligne);
    if (code === 'non_demande' || code.length === 0) continue;
    n += 1;
    if (typeof code === 'string') add(code, ligne);
    else for (const one of code) add(one, ligne);
  }
  return [...byCode].sort(byName).map(([code, { count, rows }]) => {
    const value = counts ? count : measureOf(def.numerator, rows, lecteurs);
    return { key: { [dimension]: code }, value, n };
  });
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function askedOf(
  { numerator: { op, of } }: Indicateur,
  lignes: readonly Ligne[],
  lecteurs: Lecteurs,
): { unknown: number; notAsked: number } {
  if (op === 'count' || op === 'distinct') return { unknown: 0, notAsked: 0 };
  const read = toReader(of, lecteurs);
  const codes = lignes.map(read);
  return {
    unknown: codes.filter((c) => c === 'non_communique').length,
    notAsked: codes.filter((c) => c === 'non_demande').length,
  };
}

function measureOf({ op, of }: Measure, rows: readonly Ligne[], lecteurs: Lecteurs): number | null {
  if (op === 'count') return rows.length;
  const read = toReader(of, lecteurs);
  // The empty key is that of anonymous visits, which are no person.
  if (op === 'distinct') return new Set(rows.flatMap(read).filter((code) => code !== '')).size;
  const values = Float64Array.from(rows.flatMap(read), Number).filter(Number.isFinite).sort();
  if (values.length === 0) return null;
  const sum = values.reduce((s, v) => s + v, 0);
  if (op === 'sum') return sum;
  if (op === 'mean') return sum / values.length;
  return op === 'median' ? quantile(values, 0.5) : quantile(values, 0.9);
}

function quantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}

/** Predicate resolved once, so that each row costs its own fields only. */
function toTest(where: Predicate | undefined, lecteurs: Lecteurs): (ligne: Ligne) => boolean {
  if (where === undefined) return () => true;
  if ('not' in where) {
    const inner = toTest(where.not, lecteurs);
    return (ligne) => !inner(ligne);
  }
  if ('and' in where) {
    const all = where.and.map((w) => toTest(w, lecteurs));
    return (ligne) => all.every((test) => test(ligne));
  }
  if ('or' in where) {
    const any = where.or.map((w) => toTest(w, lecteurs));
    return (ligne) => any.some((test) => test(ligne));
  }
  const read = toReader(where.field, lecteurs);
  const wanted = 'in' in where ? new Set(where.in) : undefined;
  const one = (code: string) =>
    wanted === undefined ? code !== 'non_demande' && code !== 'non_communique' : wanted.has(code);
  const expected = !('known' in where) || where.known;
  return (ligne) => {
    const code = read(ligne);
    return expected === (typeof code === 'string' ? one(code) : code.some(one));
  };
}

function toReader(field: string, lecteurs: Lecteurs): Lecteur {
  return lecteurs.get(field) ?? (() => []);
}
