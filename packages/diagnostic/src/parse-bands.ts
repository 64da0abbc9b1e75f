import type { BandScale, Instrument } from './instrument.ts';

type Code =
  | 'threshold-inverted'
  | 'threshold-overlap'
  | 'threshold-unreachable'
  | 'level-unreachable'
  | 'shape-invalid';

interface Fault {
  code: Code;
  path: readonly (string | number)[];
}

/** Cuts go up, stay inside the scale, and only the last band may have no end; levels follow `order`. */
function scaleFaults({ bands, min, max }: BandScale, order: readonly string[], scale: number): Fault[] {
  const faults: Fault[] = [];
  let cut = min ?? Number.NEGATIVE_INFINITY;
  let rank = -1;
  bands.forEach(({ level, upTo }, index) => {
    const at = (field: string): Fault['path'] => ['bands', scale, 'bands', index, field];
    const last = index === bands.length - 1;
    if (upTo === null) {
      if (!last) faults.push({ code: 'level-unreachable', path: at('upTo') });
    } else {
      const end = max ?? Number.POSITIVE_INFINITY;
      if (upTo === cut && index > 0) faults.push({ code: 'threshold-overlap', path: at('upTo') });
      else if (upTo < cut && index > 0) faults.push({ code: 'threshold-inverted', path: at('upTo') });
      else if (upTo < cut || upTo > end) faults.push({ code: 'threshold-unreachable', path: at('upTo') });
      cut = upTo;
    }
    // A score above the last cut would have no level.
    if (last && upTo !== null && upTo !== max)
      faults.push({ code: 'threshold-unreachable', path: at('upTo') });
    const next = order.indexOf(level);
    if (next <= rank) faults.push({ code: 'level-unreachable', path: at('level') });
    rank = next;
  });
  return faults;
}

/** The faults of an instrument of bands, with their paths; none for an instrument of items. */
export function bandMotifs({ bands, synthesis, order }: Omit<Instrument, 'hash'>): Fault[] {
  if (bands === undefined) {
    return synthesis === undefined ? [] : [{ code: 'shape-invalid', path: ['synthesis'] }];
  }
  const faults = bands.flatMap((scale, index) => scaleFaults(scale, order, index));
  bands.forEach(({ id }, index) => {
    const twice = bands.findIndex((other) => other.id === id) !== index;
    if (twice || (id === undefined && bands.length > 1)) {
      faults.push({ code: 'shape-invalid', path: ['bands', index, 'id'] });
    }
  });
  const levels = bands.flatMap((scale) => scale.bands.map(({ level }) => level));
  order.forEach((level, index) => {
    if (!levels.includes(level) || order.indexOf(level) !== index) {
      faults.push({ code: 'level-unreachable', path: ['order', index] });
    }
  });
  return faults;
}
