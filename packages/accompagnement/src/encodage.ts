export type Encodage = 'utf-8' | 'utf-16' | 'windows-1252';

/** Octets that Windows-1252 does not define. */
const OUTSIDE_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * The text of a file and how it was written: UTF-8, with or without a byte order mark, UTF-16 with one, or Windows-1252, that of
 * older spreadsheets. `undefined` for what is none of them.
 */
export function decodeTexte(octets: Uint8Array): { texte: string; encodage: Encodage } | undefined {
  const [a, b] = octets;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    const label = a === 0xff ? 'utf-16le' : 'utf-16be';
    const texte = attempt(() => new TextDecoder(label, { fatal: true }).decode(octets));
    return texte === undefined ? undefined : { texte, encodage: 'utf-16' };
  }
  const utf8 = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(octets));
  if (utf8 !== undefined) return { texte: utf8, encodage: 'utf-8' };
  if (octets.some((octet) => OUTSIDE_1252.has(octet))) return undefined;
  return { texte: new TextDecoder('windows-1252').decode(octets), encodage: 'windows-1252' };
}

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
