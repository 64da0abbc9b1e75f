import canonicalize from 'canonicalize';
import type { Bilan } from '../bilan.ts';
import { checkFreins, type FreinConstate, freinOf } from '../frein.ts';
import { instrumentKey } from '../instrument.ts';
import { PREFIX, type ResultatPorte } from './resultat-porte.ts';

/** The barriers that may leave the device, each once, in the order given. */
function carried(freins: readonly FreinConstate[]): readonly string[] {
  const texts = freins.flatMap(({ code, value }) => {
    if (freinOf(code)?.exported !== true) return [];
    return [value === undefined || code === 'langue' ? code : `${code}=${value}`];
  });
  return [...new Set(texts)];
}

function toBase64Url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The one text of a carried result: `parseQr` refuses any other spelling of it. */
export function encode(resultat: ResultatPorte): string {
  return PREFIX + toBase64Url(canonicalize(resultat) ?? '');
}

/**
 * The text of the QR code that the kiosk shows. It keeps the level or the bounds, and the barriers that may leave the
 * device: which language and which functional need stay behind.
 * @throws RangeError for a barrier that the vocabulary lacks: the screen offers only those.
 */
export function toQr(bilan: Bilan, freins: readonly FreinConstate[]): string {
  const motifs = checkFreins(freins);
  if (motifs.length > 0) throw new RangeError(motifs.map(({ code }) => code).join(' '));
  return encode({
    v: 1,
    instrument: instrumentKey(bilan.instrument),
    hash: bilan.instrument.hash,
    level: bilan.level,
    bounds: bilan.bounds,
    illectronisme: bilan.illectronisme,
    freins: carried(freins),
  });
}
