/** A département as `01`, `2A`, `95`, `974`. */
const DEPARTEMENT = /^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78]\d)$/;

export const isDepartement = (code: string): boolean => DEPARTEMENT.test(code);

/** Corsica was 20 before 2A and 2B, and still is in the ranges of official calendars. */
const toNumber = (code: string): number => (code.startsWith('2A') || code === '2B' ? 20 : Number(code));

/** The ranges of a zone (`01-19`, `75,92-95`), or `undefined` when it says nothing readable. */
export function parseZone(zone: string): readonly (readonly [number, number])[] | undefined {
  const ranges = zone.split(',').map((part): [number, number] | undefined => {
    const [de = '', a = de, ...rest] = part.trim().split('-');
    if (rest.length > 0 || !isDepartement(de) || !isDepartement(a)) return undefined;
    return toNumber(de) <= toNumber(a) ? [toNumber(de), toNumber(a)] : undefined;
  });
  const read = ranges.filter((r) => r !== undefined);
  return read.length === ranges.length ? read : undefined;
}

/** Whether a zone covers a département. */
export function covers(zone: string, departement: string): boolean {
  const number = toNumber(departement);
  return (parseZone(zone) ?? []).some(([de, a]) => number >= de && number <= a);
}
