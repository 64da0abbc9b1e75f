import { contentHash } from './content-hash.ts';
import { worth } from './evaluation.ts';
import type { AggregationRule, Instrument } from './instrument.ts';
import { instrumentSchema } from './instrument-schema.ts';
import type { Motif, Resultat } from './motif.ts';
import { bandMotifs } from './parse-bands.ts';

type Content = Omit<Instrument, 'hash'>;
type Path = readonly (string | number)[];

const PHRASES = {
  'threshold-nonpositive': 'Un seuil vaut au moins 1.',
  'threshold-inverted': 'Le seuil « plus que la base » dépasse le seuil de base.',
  'threshold-unreachable': 'Un seuil ne dépasse pas le nombre de questions du domaine.',
  'threshold-overlap': 'Deux seuils, ou deux listes, se recouvrent.',
  'unknown-item': 'Cette question n’est pas décrite dans « items ».',
  'item-in-two-areas': 'Une question compte une seule fois, dans un seul domaine.',
  'item-unused': 'Cette question n’appartient à aucun domaine.',
  'choice-unknown': 'Ce choix n’existe pas dans la liste de la question.',
  'aggregation-gap': 'Une situation possible n’a pas de niveau.',
  'aggregation-overlap': 'Une situation possible a deux niveaux.',
  'aggregation-not-monotone': 'Une activité de plus ne peut pas faire baisser le niveau.',
  'level-unreachable': 'Ce niveau ne peut jamais être obtenu, ou manque dans « order ».',
  'source-missing': 'Un instrument cite au moins une source.',
  'status-missing': 'Un instrument dit son statut : official, reconstructed ou experimental.',
  'shape-invalid': 'La forme n’est pas celle d’un instrument.',
} as const;

type Code = keyof typeof PHRASES;

function motif(code: Code, path: Path): Motif {
  return { code, phrase: PHRASES[code], path };
}

function shapeMotif(path: Path): Motif {
  if (path.length === 1 && path[0] === 'status') return motif('status-missing', path);
  if (path.length === 1 && path[0] === 'sources') return motif('source-missing', path);
  return motif('shape-invalid', path);
}

/** Questions, or bands: never both, never neither. */
function emptyMotifs(content: Content): Motif[] {
  const fields = ['items', 'areas', 'aggregation'] as const;
  return fields
    .filter((field) => content[field].length > 0 === (content.bands !== undefined))
    .map((field) => motif('shape-invalid', [field]));
}

function thresholdMotifs({ areas, items: all }: Content): Motif[] {
  return areas.flatMap(({ basicMin, aboveMin, aboveLists, items }, index) => {
    const motifs: Motif[] = [];
    const most = items.reduce((sum, code) => sum + worth(all.find((item) => item.code === code)), 0);
    for (const [field, value] of Object.entries({ basicMin, aboveMin })) {
      if (value < 1) motifs.push(motif('threshold-nonpositive', ['areas', index, field]));
      if (value > most) motifs.push(motif('threshold-unreachable', ['areas', index, field]));
    }
    if (aboveLists) {
      if (aboveMin !== aboveLists.length)
        motifs.push(motif('threshold-inverted', ['areas', index, 'aboveMin']));
      const listed = aboveLists.flat();
      aboveLists.forEach((list, at) => {
        list.forEach((code, position) => {
          const path = ['areas', index, 'aboveLists', at, position];
          if (!items.includes(code)) motifs.push(motif('unknown-item', path));
          else if (listed.filter((other) => other === code).length > 1)
            motifs.push(motif('threshold-overlap', path));
        });
      });
    } else if (aboveMin <= basicMin) motifs.push(motif('threshold-inverted', ['areas', index, 'aboveMin']));
    return motifs;
  });
}

function itemMotifs({ items, areas, usage }: Content): Motif[] {
  const motifs: Motif[] = [];
  const known = new Set(items.map((item) => item.code));
  const codes = items.flatMap((item, index) => [
    { code: item.code, path: ['items', index, 'code'] },
    ...(item.anyOf ?? []).map((code, part) => ({ code, path: ['items', index, 'anyOf', part] })),
  ]);
  const described = new Set<string>();
  for (const { code, path } of codes) {
    if (described.has(code)) motifs.push(motif('item-in-two-areas', path));
    described.add(code);
  }
  const used = new Set(usage ? [usage.item] : []);
  if (usage && !known.has(usage.item)) motifs.push(motif('unknown-item', ['usage', 'item']));
  areas.forEach((area, index) => {
    if (areas.findIndex(({ id }) => id === area.id) !== index) {
      motifs.push(motif('shape-invalid', ['areas', index, 'id']));
    }
    area.items.forEach((code, position) => {
      const path = ['areas', index, 'items', position];
      if (!known.has(code)) motifs.push(motif('unknown-item', path));
      else if (used.has(code)) motifs.push(motif('item-in-two-areas', path));
      used.add(code);
    });
  });
  items.forEach(({ code }, index) => {
    if (!used.has(code)) motifs.push(motif('item-unused', ['items', index, 'code']));
  });
  return motifs;
}

function choiceMotifs({ items, usage }: Content): Motif[] {
  const motifs: Motif[] = [];
  items.forEach((item, index) => {
    const isUsage = usage?.item === item.code;
    const has = (choice: number): boolean => Object.hasOwn(item.choices ?? {}, String(choice));
    if (item.kind === 'choice' && !item.choices)
      motifs.push(motif('choice-unknown', ['items', index, 'choices']));
    if (item.kind === 'choice' && !isUsage && !item.yesWhen?.length) {
      motifs.push(motif('choice-unknown', ['items', index, 'yesWhen']));
    }
    // A level that counts for itself: zero is the "nothing", all the others are a yes.
    const levels = Object.keys(item.choices ?? {}).map(Number);
    const isLevels =
      levels.includes(0) && levels.every((level) => (level === 0) !== item.yesWhen?.includes(level));
    if (item.counts === 'value' && (isUsage || item.kind !== 'choice' || !isLevels)) {
      motifs.push(motif('choice-unknown', ['items', index, 'counts']));
    }
    item.yesWhen?.forEach((choice, position) => {
      if (!has(choice)) motifs.push(motif('choice-unknown', ['items', index, 'yesWhen', position]));
    });
    if (!isUsage) return;
    usage.userWhen.forEach((choice, position) => {
      if (!has(choice)) motifs.push(motif('choice-unknown', ['usage', 'userWhen', position]));
    });
  });
  return motifs;
}

interface Situation {
  user: boolean;
  zero: number;
  allAbove: boolean;
}

/** Every situation that answers can lead to, from the lowest to the highest. */
function situations({ areas, usage }: Content): readonly Situation[] {
  const counts = Array.from({ length: areas.length }, (_, index) => areas.length - index);
  return [
    ...(usage ? [{ user: false, zero: 0, allAbove: false }] : []),
    ...counts.map((zero) => ({ user: true, zero, allAbove: false })),
    { user: true, zero: 0, allAbove: false },
    { user: true, zero: 0, allAbove: true },
  ];
}

function holds({ when }: AggregationRule, { user, zero, allAbove }: Situation): boolean {
  if (!when.user || !user) return when.user === user;
  const [min, max] = when.zeroAreas;
  return zero >= min && zero <= max && (when.allAbove ?? allAbove) === allAbove;
}

function aggregationMotifs(content: Content): Motif[] {
  if (content.bands) return [];
  const { aggregation, order, illectronisme } = content;
  const motifs: Motif[] = [];
  const reached = new Set<number>();
  let previous = -1;
  for (const situation of situations(content)) {
    const matching = aggregation.flatMap((rule, index) => (holds(rule, situation) ? [index] : []));
    for (const index of matching) reached.add(index);
    const [first, second] = matching;
    if (first === undefined) motifs.push(motif('aggregation-gap', ['aggregation']));
    else if (second !== undefined) motifs.push(motif('aggregation-overlap', ['aggregation', second]));
    else {
      const rank = order.indexOf(aggregation[first]?.level ?? '');
      if (rank >= 0 && rank < previous)
        motifs.push(motif('aggregation-not-monotone', ['aggregation', first]));
      previous = Math.max(previous, rank);
    }
  }
  aggregation.forEach(({ level }, index) => {
    if (!reached.has(index) || !order.includes(level)) {
      motifs.push(motif('level-unreachable', ['aggregation', index, 'level']));
    }
  });
  order.forEach((level, index) => {
    if (order.indexOf(level) !== index || !aggregation.some((rule) => rule.level === level))
      motifs.push(motif('level-unreachable', ['order', index]));
  });
  illectronisme?.forEach((level, index) => {
    const rank = [...new Set(order)].indexOf(level);
    if (rank < 0) motifs.push(motif('level-unreachable', ['illectronisme', index]));
    // The lowest levels, all of them: else a better answer could bring illectronisme back.
    else if (rank >= illectronisme.length)
      motifs.push(motif('aggregation-not-monotone', ['illectronisme', index]));
  });
  return motifs;
}

/**
 * Reads an instrument file. The returned `hash` is recomputed from the content, whatever the input says.
 * @returns the instrument, or every motif with its path: `threshold-inverted`, `threshold-unreachable`,
 * `threshold-nonpositive`, `threshold-overlap`, `unknown-item`, `item-in-two-areas`, `item-unused`, `choice-unknown`,
 * `aggregation-gap`, `aggregation-overlap`, `aggregation-not-monotone`, `level-unreachable`,
 * `source-missing`, `status-missing`; `shape-invalid` where the JSON has another shape.
 */
export function parseInstrument(input: unknown): Resultat<Instrument> {
  const parsed = instrumentSchema.safeParse(input);
  if (!parsed.success) {
    const motifs = parsed.error.issues.map((issue) => shapeMotif(issue.path as (string | number)[]));
    return { ok: false, motifs };
  }
  const content = parsed.data;
  const rules = [emptyMotifs, thresholdMotifs, itemMotifs, choiceMotifs, aggregationMotifs];
  const motifs = [
    ...rules.flatMap((rule) => rule(content)),
    ...bandMotifs(content).map(({ code, path }) => motif(code, path)),
  ];
  if (motifs.length > 0) return { ok: false, motifs };
  return { ok: true, value: { ...content, hash: contentHash(content) } };
}
