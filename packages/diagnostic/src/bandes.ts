import type { Etape } from './bilan.ts';
import { type BandScale, type Instrument, instrumentKey, type Synthesis } from './instrument.ts';
import type { Motif, Resultat } from './motif.ts';

/**
 * What a person brings: a score; the name of a level (`indetermine`, `aberrant` included); or the scores of items,
 * competence by competence, on an instrument that averages.
 */
export type ValeurDeBande = number | string | readonly (readonly number[])[];

/** One scale: its score, after rounding, and its level; with the competences that it was averaged from. */
export interface Bande {
  score: number | null;
  level: string | null;
  competences: readonly { score: number; level: string }[];
}

/** The result of `scoreBands`; a partial one is a basis for talk, never a level of the person. */
export interface BandResultat {
  instrument: { id: string; version: string; hash: string };
  bandes: Readonly<Record<string, Bande>>;
  /** The sentence on all scales, where the instrument has one; `null` if nothing can be said. */
  synthese: string | null;
  /** A scale of the instrument is missing or undetermined. */
  partiel: boolean;
  trace: readonly Etape[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The first band whose cut is not below the score. */
function cut({ bands, round }: BandScale, score: number): { score: number; level: string } {
  const kept = round === 'half-up' ? Math.floor(score + 0.5) : score;
  const band = bands.find(({ upTo }) => upTo === null || kept <= upTo);
  if (band === undefined)
    throw new RangeError('level-unreachable: pass the instrument through parseInstrument first');
  return { score: kept, level: band.level };
}

const isInside = ({ min = -Infinity, max = Infinity }: BandScale, value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;

function checkValue(
  scale: BandScale,
  valeur: unknown,
  levels: readonly string[],
  path: Motif['path'] & {},
): Motif[] {
  const outside = 'Ce score sort de l’échelle.';
  if (typeof valeur === 'number') {
    return isInside(scale, valeur) ? [] : [{ code: 'value-out-of-range', phrase: outside, path }];
  }
  if (typeof valeur === 'string') {
    if (levels.includes(valeur)) return [];
    return [{ code: 'choice-out-of-range', phrase: 'Ce niveau n’existe pas sur cette échelle.', path }];
  }
  const averages = scale.round !== undefined && Array.isArray(valeur) && valeur.length > 0;
  if (!averages) {
    return [
      { code: 'value-kind-mismatch', phrase: 'Ce résultat n’est pas du genre que l’échelle attend.', path },
    ];
  }
  // Array.from: a hole is a missing score, which flatMap would step over.
  return Array.from(valeur as readonly unknown[]).flatMap((items, index): Motif[] => {
    if (!Array.isArray(items) || items.length === 0) {
      const phrase = 'Une compétence a au moins une question notée.';
      return [{ code: 'value-kind-mismatch', phrase, path: [...path, index] }];
    }
    return Array.from(items as readonly unknown[]).flatMap((item, position) =>
      isInside(scale, item)
        ? []
        : [{ code: 'value-out-of-range', phrase: outside, path: [...path, index, position] }],
    );
  });
}

function toBande(scale: BandScale, valeur: ValeurDeBande): Bande {
  if (typeof valeur === 'string') return { score: null, level: valeur, competences: [] };
  if (typeof valeur === 'number') return { ...cut(scale, valeur), competences: [] };
  // All the items of the area weigh the same, not all its competences.
  return { ...cut(scale, mean(valeur.flat())), competences: valeur.map((items) => cut(scale, mean(items))) };
}

function synthesize({ dropped, rules }: Synthesis, bandes: readonly Bande[]): string | null {
  const levels = bandes.flatMap(({ level }) => (level === null || dropped.includes(level) ? [] : [level]));
  if (levels.length === 0) return null;
  const rule = rules.find(({ when, levels: named }) =>
    when === 'all'
      ? levels.every((level) => named.includes(level))
      : levels.some((level) => named.includes(level)),
  );
  return rule?.result ?? null;
}

function traceOf(instrument: Instrument, bandes: Readonly<Record<string, Bande>>, partiel: boolean): Etape[] {
  const { areas = {}, levels = {}, name = instrumentKey(instrument) } = instrument.i18n?.fr ?? {};
  const known = (names: Readonly<Record<string, string>>, code: string): string =>
    Object.hasOwn(names, code) ? (names[code] ?? code) : code;
  const steps = Object.entries(bandes).map(([key, { score, level }]): Etape => {
    const said = score === null ? '' : `${String(score).replace('.', ',')}, `;
    const phrase = `${name}, «\u00a0${known(areas, key)}\u00a0»\u00a0: ${said}niveau «\u00a0${known(levels, level ?? '')}\u00a0».`;
    return { rule: 'band', facts: [{ area: key, value: score }], result: level ?? 'null', phrase };
  });
  if (partiel) {
    const phrase = 'Résultat partiel\u00a0: il sert à parler, jamais à conclure.';
    steps.push({ rule: 'partial', facts: [], result: 'true', phrase });
  }
  if (instrument.caution) steps.push({ rule: 'caution', facts: [], result: '', phrase: instrument.caution });
  return steps;
}

/**
 * Cuts scores into the published bands of an instrument (`digcompsat-bands@1`, `eva-bands@2026`): to read a result that
 * the person brings, not to test again.
 *
 * @param values - by name of scale; where the instrument names none (DigCompSAT), any name of area or competence
 * @returns the bands, or every motif with its path `[name, …]`: `instrument-mismatch` (no bands), `unknown-item` (no such
 * scale), `value-out-of-range`, `choice-out-of-range` (no such level), `value-kind-mismatch`
 */
export function scoreBands(
  instrument: Instrument,
  values: Readonly<Record<string, ValeurDeBande>>,
): Resultat<BandResultat> {
  const { bands: scales, synthesis, id, version, hash } = instrument;
  if (scales === undefined) {
    const phrase = 'Cet instrument pose des questions\u00a0: il se calcule avec score.';
    return { ok: false, motifs: [{ code: 'instrument-mismatch', phrase, path: ['instrument'] }] };
  }
  const scaleOf = (name: string): BandScale | undefined =>
    scales.find((scale) => scale.id === undefined || scale.id === name);
  const motifs: Motif[] = [];
  const bandes = new Map<string, Bande>();
  for (const [name, valeur] of Object.entries(values)) {
    const scale = scaleOf(name);
    if (scale === undefined) {
      motifs.push({ code: 'unknown-item', phrase: 'Cet instrument n’a pas cette échelle.', path: [name] });
      continue;
    }
    const special = synthesis
      ? [...synthesis.dropped, ...synthesis.rules.flatMap(({ levels }) => levels)]
      : [];
    const own = scale.bands.map(({ level }) => level);
    const levels = [...own, ...special.filter((level) => !instrument.order.includes(level))];
    const found = checkValue(scale, valeur, levels, [name]);
    for (const one of found) motifs.push(one);
    if (found.length === 0) bandes.set(name, toBande(scale, valeur));
  }
  if (motifs.length > 0) return { ok: false, motifs };
  const partiel = scales.some((scale) => {
    if (scale.id === undefined) return bandes.size === 0;
    const level = bandes.get(scale.id)?.level ?? null;
    return level === null || (synthesis?.dropped.includes(level) ?? false);
  });
  const byName = Object.fromEntries(bandes);
  return {
    ok: true,
    value: {
      instrument: { id, version, hash },
      bandes: byName,
      synthese: synthesis ? synthesize(synthesis, [...bandes.values()]) : null,
      partiel,
      trace: traceOf(instrument, byName, partiel),
    },
  };
}
