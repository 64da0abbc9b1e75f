/**
 * Seeded drawing for synthetic data: same seed, same bytes, on every engine (integer arithmetic only).
 * Never for secrets.
 */
export interface Tirage {
  /** In [0, 1). */
  next(): number;
  /** In 0…n−1. */
  int(n: number): number;
  pick<T>(list: readonly T[]): T;
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[];
  /** UUIDv7 of an instant in milliseconds. */
  uuid(ms: number): string;
}

const HEX = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex2 = (byte: number): string => HEX[byte & 255] ?? '';
const hex3 = (word: number): string => hex2(word >> 8).slice(1) + hex2(word);
const hex4 = (word: number): string => hex2(word >> 8) + hex2(word);
/** Thirty-two bits as eight digits. */
export const hex8 = (word: number): string => hex4(word >>> 16) + hex4(word);

/** FNV-1a. */
export function hashLabel(label: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash;
}

/** sfc32 (public domain, PractRand), seeded by a label. `rang`: one stream a row, without a label for each. */
export function createTirage(label: string | number, rang = 0): Tirage {
  const hash = typeof label === 'number' ? label : hashLabel(label);
  let [a, b, c, d] = [hash ^ rang, hash ^ 0x9e3779b9, hash ^ 0x243f6a88, 1];
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) word();

  const next = () => word() / 0x1_0000_0000;
  const int = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[int(list.length)] as T;
  };
  const shuffle = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  };
  const uuid = (ms: number): string => {
    const time = ms.toString(16).padStart(12, '0');
    const variant = '89ab'[word() & 3] ?? '8';
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex3(word())}-${variant}${hex3(word())}-${hex4(word())}${hex8(word())}`;
  };
  return { next, int, pick, shuffle, uuid };
}

/**
 * Exact quotas by largest remainder: counts that add up to `total`, in the order of the weights (ties: first listed).
 */
export function quotas<K extends string>(
  weights: Readonly<Record<K, number>>,
  total: number,
): Record<K, number> {
  const entries = Object.entries<number>(weights) as [K, number][];
  const sum = entries.reduce((s, [, w]) => s + w, 0);
  const shares = entries.map(([key, w]) => ({ key, exact: (w / sum) * total }));
  const counts = Object.fromEntries(shares.map((s) => [s.key, Math.floor(s.exact)])) as Record<K, number>;
  const missing = total - shares.reduce((s, { exact }) => s + Math.floor(exact), 0);
  shares
    .map((s, rank) => ({ ...s, rank, rest: s.exact - Math.floor(s.exact) }))
    .sort((x, y) => y.rest - x.rest || x.rank - y.rank)
    .slice(0, missing)
    .forEach((s) => (counts[s.key] += 1));
  return counts;
}

/** Items by their key, in their order. */
export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** A list that holds each key as many times as its count. */
export function spread<K extends string>(counts: Readonly<Partial<Record<K, number>>>): K[] {
  return (Object.entries(counts) as [K, number][]).flatMap(([key, n]) =>
    Array.from({ length: n }, () => key),
  );
}
