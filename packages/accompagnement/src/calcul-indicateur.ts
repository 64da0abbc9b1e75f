import { computeIntervalle } from './bootstrap.ts';
import {
  checkChamps,
  checkCroisements,
  checkMois,
  checkPeriode,
  checkUnite,
  sourceOf,
} from './controle-indicateur.ts';
import type { DateCivile } from './date-civile.ts';
import { tablesOf } from './faits-prepares.ts';
import type { Faits, Indicateur, IndicateurValue, Measure, Part, Predicate } from './indicateur.ts';
import { createMesure } from './mesure.ts';
import { computeCofinancement, computeCoutMoyen } from './montant.ts';
import {
  countByCode,
  countRows,
  countWithin,
  measureByCode,
  ratioByCode,
  type Vue,
} from './parts-indicateur.ts';
import { computeRepresentativite } from './representativite.ts';
import { accept, refuse, type Resultat } from './resultat.ts';
import { naturesOf, type Rangs } from './selection.ts';
import type { Table } from './table-lignes.ts';
import type { Tables } from './tables-source.ts';

/** What a computation may draw from. */
export interface OptionsIndicateur {
  /** Chance for the interval of R6; without it there is no interval. */
  alea?: (octets: number) => Uint8Array;
  /** Resamplings of the interval, 999 by default. */
  tirages?: number;
}

/**
 * Computes an indicator over a period (both days included). The figure is internal: only `protect` of statistiques lets it out.
 *
 * Rules (accompagnement §8): a person counts once in the period, under the profile of her last visit; anonymous visits are
 * never persons; a share of a multi-choice variable divides by interventions; cancelled interventions count nowhere;
 * `non_demande` is out of the denominator and in `notAsked`, `non_communique` is in it and in `unknown`, unless the
 * definition divides by what is known. A ratio is a plain number: `toPourcentage(part.value, part.n)` makes a percentage.
 *
 * Motifs: `periode_incoherente`, `unite_indisponible`, `croisement_atelier_inexistant`, `croisement_interdit`, `dimension_inconnue`,
 * `champ_inconnu`, `faits_absents` (facts that the definition needs and nobody gave), `effectif_insuffisant`.
 */
export function computeIndicateur(
  def: Indicateur,
  faits: Faits,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
  options: OptionsIndicateur = {},
): Resultat<IndicateurValue> {
  const motifs = checkPeriode(periode);
  if (motifs.length > 0) return refuse(...motifs);
  return computeWith(def, tablesOf(faits, periode), periode, options);
}

/** Several indicators over the same facts, which are read once: the answer of each, by its code. */
export function computeIndicateurs(
  defs: readonly Indicateur[],
  faits: Faits,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
  options: OptionsIndicateur = {},
): Record<string, Resultat<IndicateurValue>> {
  const motifs = checkPeriode(periode);
  const tables = motifs.length > 0 ? null : tablesOf(faits, periode);
  return Object.fromEntries(
    defs.map((def) => [
      def.code,
      tables === null ? refuse(...motifs) : computeWith(def, tables, periode, options),
    ]),
  );
}

function computeWith(
  def: Indicateur,
  tables: Tables,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
  options: OptionsIndicateur,
): Resultat<IndicateurValue> {
  const forbidden = [...checkUnite(def), ...checkCroisements(def), ...checkMois(def, periode)];
  const motifs = forbidden.length > 0 ? forbidden : checkChamps(def, tables);
  if (motifs.length > 0) return refuse(...motifs);
  if (def.minimum !== undefined && (valueOf(def, def.minimum.measure, tables) ?? 0) < def.minimum.n)
    return refuse({
      code: 'effectif_insuffisant',
      phrase: `Ce chiffre se calcule pour au moins ${def.minimum.n} écrivains ensemble.`,
      path: ['faits'],
    });
  switch (def.calcul) {
    case 'cout':
      return computeCoutMoyen(
        tables.faits.financements ?? [],
        {
          interventions: valueOf(def, { op: 'count', of: 'intervention' }, tables) ?? 0,
          personnes: valueOf(def, { op: 'distinct', of: 'personne', from: 'intervention' }, tables) ?? 0,
        },
        periode,
      );
    case 'cofinancement':
      return computeCofinancement(tables.faits.financements ?? [], periode);
    case 'representativite':
      return computeRepresentativite(
        tables.faits.references,
        vueOf(def, def.numerator, tables),
        def.dimensions,
      );
    default:
      return accept(computeRatio(def, tables, options));
  }
}

function computeRatio(def: Indicateur, tables: Tables, options: OptionsIndicateur): IndicateurValue {
  const vue = vueOf(def, def.numerator, tables);
  const complements = Object.entries(def.complements ?? {}).map(([mesure, measure]): Part => {
    const value = valueOf(def, measure, tables);
    const sur = measure.sur === undefined ? null : valueOf(def, measure.sur, tables);
    const n = sur ?? rowsOf(def, measure, tables).rows.length;
    return { key: { mesure }, value: measure.sur === undefined ? value : divide(value, sur), n };
  });
  const parts = [...complements, ...intervalleOf(def, tables, options), ...partsOf(def, vue, tables)];
  return {
    value: figureOf(def, tables),
    ...askedOf(def, vue, tables),
    ...(parts.length > 0 && { parts }),
    interne: true,
  };
}

function figureOf(def: Indicateur, tables: Tables): number | null {
  const top = valueOf(def, def.numerator, tables);
  const ratio = def.denominator === null ? top : divide(top, valueOf(def, def.denominator, tables));
  const fois = def.fois === undefined ? 1 : valueOf(def, def.fois, tables);
  return ratio === null || fois === null ? null : ratio * fois * (def.facteur ?? 1);
}

const divide = (top: number | null, bottom: number | null): number | null =>
  top === null || bottom === null || bottom === 0 ? null : top / bottom;

/** The interval of a product of a count and a median: its parts are not independent, so it is drawn, not derived. */
function intervalleOf(def: Indicateur, tables: Tables, { alea, tirages }: OptionsIndicateur): Part[] {
  if (def.fois === undefined || alea === undefined) return [];
  const { table, rows } = rowsOf(def, def.numerator, tables);
  const bornes = computeIntervalle(
    { intervention: table.column('intervention'), minutes: table.column(def.fois.of) },
    rows,
    alea,
    tirages,
  );
  return [
    { key: { mesure: 'borne_basse_95' }, value: bornes?.[0] ?? null, n: rows.length },
    { key: { mesure: 'borne_haute_95' }, value: bornes?.[1] ?? null, n: rows.length },
  ];
}

/** The rows that a measure reads; the population restricts those of the source of the numerator. */
function rowsOf(def: Indicateur, measure: Measure, tables: Tables): { table: Table; rows: Rangs } {
  const source = sourceOf(def, measure);
  const table = source === undefined ? null : tables.of(source);
  if (table === null) throw new RangeError('a measure is checked before it is computed');
  const own = source === sourceOf(def, def.numerator) ? def.population : undefined;
  const both: Predicate[] = [own, measure.where].filter((one) => one !== undefined);
  const [first] = both;
  return { table, rows: table.select(both.length > 1 ? { and: both } : first) };
}

function valueOf(def: Indicateur, measure: Measure, tables: Tables): number | null {
  const { table, rows } = rowsOf(def, measure, tables);
  return createMesure(table, measure)(rows);
}

function vueOf(def: Indicateur, measure: Measure, tables: Tables): Vue {
  const vue = rowsOf(def, measure, tables);
  if (def.unit !== 'personne' || sourceOf(def, measure) !== 'intervention') return vue;
  const { rows, visites } = tables.personnesOf(vue.rows);
  return { table: vue.table, rows, propre: { field: 'visites', column: visites } };
}

const isCount = ({ op }: Measure): boolean => op === 'count' || op === 'distinct';

/** What shares are shares of: the rows of the denominator, when it counts the same kind of rows. */
function baseOf(def: Indicateur, vue: Vue, tables: Tables): Vue {
  if (def.denominator === null) return vue;
  const sur = vueOf(def, def.denominator, tables);
  return sur.table === vue.table ? sur : vue;
}

function partsOf(def: Indicateur, vue: Vue, tables: Tables): Part[] {
  const { numerator, denominator, repartition, dimensions } = def;
  const sur = denominator === null ? null : vueOf(def, denominator, tables);
  if (repartition !== undefined) {
    const base = baseOf(def, vue, tables);
    const whole = sur === null ? undefined : base.rows.length;
    const others = dimensions.filter((dimension) => dimension !== repartition);
    return [
      ...countByCode(base, repartition, whole),
      ...others.flatMap((dimension) =>
        isCount(numerator)
          ? countWithin(base, dimension, repartition)
          : measureByCode(vue, dimension, numerator),
      ),
      ...(def.autresRepartitions ?? []).flatMap((field) => {
        const beside = vueOf(def, { op: 'count', of: sourceOf(def, numerator) ?? '' }, tables);
        return [
          ...countByCode(beside, field),
          ...others.flatMap((dimension) => countByCode(beside, `${dimension}*${field}`)),
        ];
      }),
    ];
  }
  return dimensions.flatMap((dimension) => {
    if (sur !== null && denominator !== null && hasDimension(sur.table, dimension))
      return ratioByCode(dimension, { ...vue, measure: numerator }, { ...sur, measure: denominator });
    if (def.fois !== undefined) return foisByCode(def.fois, vue, dimension);
    const counts = numerator.op === 'count' || def.unit === 'personne';
    return counts ? countByCode(vue, dimension) : measureByCode(vue, dimension, numerator);
  });
}

const hasDimension = (table: Table, dimension: string): boolean =>
  dimension.split('*').every((field) => table.has(field));

/** Each service by its own median. */
function foisByCode(fois: Measure, vue: Vue, dimension: string): Part[] {
  return measureByCode(vue, dimension, fois).map((part) => ({
    ...part,
    value: part.value === null ? null : part.value * part.n,
  }));
}

/** How many answered, did not say, were not asked. */
function askedOf(
  def: Indicateur,
  vue: Vue,
  tables: Tables,
): Pick<IndicateurValue, 'n' | 'unknown' | 'notAsked'> {
  const field = def.champ ?? (isCount(def.numerator) ? undefined : def.numerator.of);
  if (field === undefined) {
    const { rows: counted } = baseOf(def, vue, tables);
    return { n: counted.length, unknown: 0, notAsked: 0 };
  }
  const { table, rows } = rowsOf(def, { op: 'count', of: sourceOf(def, def.numerator) ?? '' }, tables);
  const column = table.column(field);
  const natures = naturesOf(column.dict);
  const { codes, starts } = column;
  const counts: [number, number, number] = [0, 0, 0];
  if (starts === null) {
    const { counts: ofCode, asked } = countRows(column, rows);
    for (const [rank, n] of ofCode.entries()) counts[natures[rank] === 1 ? 1 : 2] += n;
    counts[0] = rows.length - asked;
  } else
    for (const row of rows) {
      // A multi-choice answer may hold several codes: one that is known is enough.
      let best = 0;
      for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++)
        best = Math.max(best, natures[codes[at] ?? 0] ?? 0);
      counts[best as 0 | 1 | 2] += 1;
    }
  return { n: counts[2], unknown: counts[1], notAsked: counts[0] };
}
