import { addDays, isCivilDate } from './date-civile.ts';
import type { Faits } from './faits.ts';
import { SOURCES, type Indicateur, type Measure, type Predicate, type Source } from './indicateur.ts';
import type { Motif } from './resultat.ts';
import type { Periode } from './socle.ts';
import type { Table } from './table-lignes.ts';
import type { Tables } from './tables-source.ts';

/** Rows of each unit; persons are read at their last visit. */
const SOURCE_OF_UNIT: Readonly<Record<Indicateur['unit'], Source>> = {
  intervention: 'intervention',
  acte: 'acte',
  personne: 'intervention',
  seance: 'seance',
  orientation: 'orientation',
  suivi: 'suivi',
  demande: 'demande',
  montant: 'financement',
};

/** Where the rows of a measure are; `undefined` when the definition names no source that exists. */
export function sourceOf({ unit }: Indicateur, { op, of, from }: Measure): Source | undefined {
  if (from !== undefined || op !== 'count') return from ?? SOURCE_OF_UNIT[unit];
  return of === 'personne' ? 'intervention' : SOURCES.find((source) => source === of);
}

/** Fields of a dimension: `territoire*age` crosses two. */
export const fieldsOfDimension = (dimension: string): string[] => dimension.split('*');

/** An amount has no days of its own: only the formulas of the set say which ones it pays for. */
export function checkUnite({ unit, calcul }: Indicateur): Motif[] {
  if (Object.hasOwn(SOURCE_OF_UNIT, unit) && (unit !== 'montant' || calcul !== undefined)) return [];
  return [{ code: 'unite_indisponible', phrase: 'Cette unité ne se calcule pas ainsi.', path: ['unit'] }];
}

/** Fields by which a figure is told apart. */
function fieldsCroises({ dimensions, repartition, autresRepartitions = [] }: Indicateur): string[] {
  return [
    ...dimensions.flatMap(fieldsOfDimension),
    ...(repartition === undefined ? [] : [repartition]),
    ...autresRepartitions,
  ];
}

/** Days that exist, one after the other; every issue at once. */
export function checkPeriode({ du, au }: Periode): Motif[] {
  const fausses = Object.entries({ du, au }).filter(([, date]) => !isCivilDate(date));
  if (fausses.length > 0)
    return fausses.map(([field]) => ({
      code: 'periode_incoherente',
      phrase: 'Cette date n’existe pas. Forme attendue\u00a0: 2026-11-23.',
      path: ['periode', field],
    }));
  if (du <= au) return [];
  return [
    {
      code: 'periode_incoherente',
      phrase: 'La fin de la période vient avant son début.',
      path: ['periode'],
    },
  ];
}

/** Never asked, never stored: no figure can be made of it. */
const JAMAIS_RECUEILLI = /^(nationalite|origine|sante|handicap|religion|infraction)/u;
/** A figure of one writer, or of one person, is no statistic. */
const NOMINATIF: readonly string[] = [
  'personne',
  'ecrivain',
  'agent',
  'acteur',
  'seance',
  'intervention',
  'pseudonyme',
];

/** Crossings that say too much whatever the counts are (§8): they are refused before anything is computed. */
export function checkCroisements(def: Indicateur): Motif[] {
  const fields = fieldsCroises(def);
  const motifs: Motif[] = [];
  const path = ['dimensions'];
  if (fields.some((f) => f.startsWith('atelier')))
    motifs.push({
      code: 'croisement_atelier_inexistant',
      phrase: 'Un atelier n’a que des totaux\u00a0: il ne se croise avec rien.',
      path,
    });
  if (fields.some((f) => NOMINATIF.includes(f)))
    motifs.push({
      code: 'croisement_interdit',
      phrase: 'Un chiffre ne désigne jamais une personne, ni un écrivain.',
      path,
    });
  const precis = [['lieu'], ['age', 'age_detail', 'age70'], ['perimetre', 'demarche']];
  if (precis.every((names) => names.some((name) => fields.includes(name))))
    motifs.push({
      code: 'croisement_interdit',
      phrase: 'Lieu, âge et périmètre ensemble désignent les personnes.',
      path,
      alternative: 'Remplacez le lieu par le territoire, ou enlevez une dimension.',
    });
  return motifs;
}

/** What a field needs that the caller may not have given. */
const BESOINS: Readonly<Record<string, keyof Faits>> = {
  rural: 'densite',
  du_territoire: 'communes',
  service: 'adressages',
};

/** A field that does not exist would be counted as a zero, and so would facts that nobody gave: both are refused. */
export function checkChamps(def: Indicateur, tables: Tables): Motif[] {
  const motifs: Motif[] = [];
  const { faits } = tables;
  const absent = (name: string) => {
    if (motifs.some(({ path }) => path?.[1] === name)) return;
    motifs.push({
      code: 'faits_absents',
      phrase: 'Ce qu’il faut pour calculer ce chiffre n’est pas fourni.',
      path: ['faits', name],
    });
  };
  const isMissing = (field: string, table: Table | null, visites = false): boolean => {
    if (table === null || table.has(field) || (visites && field === 'visites')) return false;
    const besoin = BESOINS[field];
    if (besoin === undefined || faits[besoin] !== undefined) return true;
    absent(besoin);
    return false;
  };
  const own = sourceOf(def, def.numerator);
  const ownTable = own === undefined ? null : tables.of(own);
  const persons = def.unit === 'personne';
  const crossed = fieldsCroises(def);
  if (crossed.some((field) => isMissing(field, ownTable, persons)))
    motifs.push({
      code: 'dimension_inconnue',
      phrase: crossed.some((field) => JAMAIS_RECUEILLI.test(field))
        ? 'Cette information n’est jamais recueillie.'
        : 'Cette dimension n’existe pas pour cette unité.',
      path: ['dimensions'],
    });
  for (const [part, measure] of measuresOf(def)) {
    const source = sourceOf(def, measure);
    const table = source === undefined ? null : tables.of(source);
    if (source !== undefined && table === null) absent(nameOf(source, faits));
    const fields = [
      ...(measure.op === 'count' ? [] : [measure.of]),
      ...fieldsOf(measure.where),
      ...(source === own ? fieldsOf(def.population) : []),
    ];
    const unknown = source === undefined || fields.some((field) => isMissing(field, table));
    if (unknown && !motifs.some((m) => m.code === 'champ_inconnu' && m.path?.[0] === part))
      motifs.push({
        code: 'champ_inconnu',
        phrase: 'Ce champ n’existe pas pour cette unité.',
        path: [part],
      });
  }
  if (def.champ !== undefined && isMissing(def.champ, ownTable))
    motifs.push({
      code: 'champ_inconnu',
      phrase: 'Ce champ n’existe pas pour cette unité.',
      path: ['champ'],
    });
  return motifs;
}

/** Every measure of a definition, with the part of it that says it. */
function measuresOf(def: Indicateur): [string, Measure][] {
  return [
    ['numerator', def.numerator],
    ...(def.denominator === null ? [] : [['denominator', def.denominator] as [string, Measure]]),
    ...(def.fois === undefined ? [] : [['fois', def.fois] as [string, Measure]]),
    ...(def.minimum === undefined ? [] : [['minimum', def.minimum.measure] as [string, Measure]]),
    ...Object.values(def.complements ?? {}).flatMap((c): [string, Measure][] => [
      ['complements', c],
      ...(c.sur === undefined ? [] : [['complements', c.sur] as [string, Measure]]),
    ]),
  ];
}

/** The fact that a source is made of. */
function nameOf(source: Source, faits: Faits): string {
  const names: Partial<Record<Source, string>> = {
    seance: 'seances',
    occurrence: 'permanences',
    demande: 'demandes',
    orientation: 'orientations',
    diagnostic: 'diagnostics',
    progression: 'diagnostics',
    suivi: 'suivis',
    adressage: faits.adressages === undefined ? 'adressages' : 'zone',
    satisfaction: 'satisfactions',
    financement: 'financements',
    commune: 'communes',
  };
  return names[source] ?? source;
}

function fieldsOf(where: Predicate | undefined): string[] {
  if (where === undefined) return [];
  if ('and' in where) return where.and.flatMap(fieldsOf);
  if ('or' in where) return where.or.flatMap(fieldsOf);
  return 'not' in where ? fieldsOf(where.not) : [where.field];
}

/** A figure by month of work is over whole months. */
export function checkMois({ moisEntiers }: Indicateur, { du, au }: Periode): Motif[] {
  if (moisEntiers !== true || (du.endsWith('-01') && addDays(au, 1).endsWith('-01'))) return [];
  return [
    {
      code: 'periode_incoherente',
      phrase: 'Ce chiffre porte sur des mois entiers.',
      path: ['periode'],
    },
  ];
}
