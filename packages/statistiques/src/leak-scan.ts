import { strFromU8, unzipSync } from 'fflate';

/** A value found where it should not be. */
export type Leak = {
  readonly value: number;
  /** Member of the archive, or `null` in the content itself. */
  readonly member: string | null;
  /** Position in the text of the content or member. */
  readonly index: number;
  /** As it is written there. */
  readonly written: string;
};

/** What may stand between thousands: spaces of every kind, points, commas, apostrophes, and how markup writes them. */
const GROUP =
  "(?:[\\s\\u00a0\\u202f\\u2009.,'’_]|&(?:nbsp|thinsp|apos|#0*(?:32|39|160|8201|8217|8239)|#x0*(?:20|27|a0|2009|2019|202f));|%20|%C2%A0|%E2%80%AF|\\\\u(?:00a0|202f|2009))?";
const HASHES = /\b[0-9a-f]{64}\b/gi;

function pattern(values: readonly number[]): RegExp {
  const spellings = values.map((value) => {
    const digits = String(value);
    const groups: string[] = [];
    for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
    return groups.join(GROUP);
  });
  // Longest first: of two values, the one that contains the other is reported.
  spellings.sort((a, b) => b.length - a.length);
  return new RegExp(`(?<!\\d)(?:${spellings.join('|')})(?!\\d)`, 'gi');
}

function scanText(text: string, member: string | null, wanted: RegExp): Leak[] {
  const readable = text.replace(HASHES, (hash) => ' '.repeat(hash.length));
  return [...readable.matchAll(wanted)].map((match) => ({
    value: Number(match[0].replace(/&[^;]*;|%C2%A0|%E2%80%AF|%20|\\u[0-9a-f]{4}/gi, '').replace(/\D/g, '')),
    member,
    index: match.index,
    written: match[0],
  }));
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * Looks for values that must not be in a file about to be published: in a text, in bytes (read as
 * UTF-8 and as single bytes) and, for an archive such as ODS or XLSX, in each of its members and
 * their names. Every spelling counts: `12345`, `12 345` with any space or entity, `12.345`,
 * `12,345`, `12'345`. Hexadecimal SHA-256 hashes are skipped.
 *
 * Cautious: it also reports a masked 345 inside a published `12 345`, so look for values that
 * are unique in the table. An empty answer says that the values are not written; that they cannot
 * be recomputed is the work of `audit`. Throws `TypeError` on a value that is not an integer ≥ 0.
 */
export function scanForValues(content: string | Uint8Array, values: readonly number[]): Leak[] {
  if (!values.every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new TypeError('On ne cherche que des entiers positifs ou nuls.');
  }
  if (values.length === 0) return [];
  const wanted = pattern(values);
  if (typeof content === 'string') return scanText(content, null, wanted);
  const leaks = [
    ...scanText(strFromU8(content), null, wanted),
    ...scanText(strFromU8(content, true), null, wanted),
  ];
  const distinct = leaks.filter(
    (leak, rank) =>
      leaks.findIndex(({ written, value }) => written === leak.written && value === leak.value) === rank,
  );
  if (!isZip(content)) return distinct;
  const members = Object.entries(unzipSync(content)).flatMap(([name, bytes]) =>
    scanText(`${name}\n${strFromU8(bytes)}`, name, wanted),
  );
  return [...distinct, ...members];
}
