import * as z from 'zod/mini';
import { illectronismeBetween } from '../evaluation.ts';
import { freinOf, takesValue } from '../frein.ts';
import type { Instrument } from '../instrument.ts';
import type { Motif, Resultat } from '../motif.ts';
import { instruments } from '../editions.ts';
import { MAX_LENGTH, PREFIX, type ResultatPorte } from './resultat-porte.ts';
import { encode } from './to-qr.ts';

const PHRASES = {
  'text-too-long': 'Ce texte est trop long pour un résultat de diagnostic.',
  'prefix-unknown': 'Ce code n’est pas un résultat de diagnostic.',
  'base64url-invalid': 'Ce code est abîmé ou incomplet.',
  'json-invalid': 'Ce code ne contient pas de résultat lisible.',
  'shape-invalid': 'La forme n’est pas celle d’un résultat de diagnostic.',
  'not-canonical': 'Ce code n’est pas écrit comme le diagnostic l’écrit.',
  'version-unknown': 'Ce résultat vient d’une version que ce logiciel ne connaît pas.',
  'instrument-mismatch': 'Ce résultat a été calculé avec une autre forme de l’instrument.',
  'level-unknown': 'Ce niveau n’existe pas dans l’instrument.',
  'bounds-inverted': 'Le niveau le plus bas vient en premier.',
  'level-mismatch': 'Le niveau ne va pas avec l’intervalle.',
  'illectronisme-mismatch': 'La conclusion ne va pas avec l’intervalle.',
  'frein-unknown': 'Ce frein n’est pas dans le vocabulaire.',
  'frein-value-unknown': 'Ce frein ne prend pas cette valeur.',
  'frein-not-exported': 'Ce frein ne sort pas du dossier.',
  'frein-repeated': 'Ce frein est écrit deux fois.',
} as const;

type Code = keyof typeof PHRASES;
type Path = readonly (string | number)[];

function motif(code: Code, path?: Path): Motif {
  return { code, phrase: PHRASES[code], ...(path === undefined ? {} : { path }) };
}

const shape: z.ZodMiniType<ResultatPorte> = /* @__PURE__ */ createShape();

function createShape(): z.ZodMiniType<ResultatPorte> {
  const text = z.string().check(z.minLength(1), z.maxLength(MAX_LENGTH));
  return z.strictObject({
    v: z.literal(1),
    instrument: text,
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    level: z.nullable(text),
    bounds: z.tuple([text, text]),
    illectronisme: z.nullable(z.boolean()),
    freins: z.array(text),
  });
}

/** The JSON text, or null where the bytes are no base64url or no UTF-8. */
function fromBase64Url(encoded: string): string | null {
  if (!/^[A-Za-z0-9_-]+$/.test(encoded) || encoded.length % 4 === 1) return null;
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  try {
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readJson(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function freinMotifs({ freins }: ResultatPorte): readonly Motif[] {
  return freins.flatMap((text, index): Motif[] => {
    const path = ['freins', index];
    if (freins.indexOf(text) !== index) return [motif('frein-repeated', path)];
    const equal = text.indexOf('=');
    const frein = freinOf(equal < 0 ? text : text.slice(0, equal));
    if (frein === undefined) return [motif('frein-unknown', path)];
    if (!frein.exported) return [motif('frein-not-exported', path)];
    if (equal < 0) return [];
    if (frein.code === 'langue') return [motif('frein-not-exported', path)];
    return takesValue(frein, text.slice(equal + 1)) ? [] : [motif('frein-value-unknown', path)];
  });
}

function levelMotifs(resultat: ResultatPorte, instrument: Instrument): readonly Motif[] {
  const { level, bounds, illectronisme } = resultat;
  const ranks = bounds.map((name) => instrument.order.indexOf(name));
  const unknown = ranks.flatMap((rank, end) => (rank < 0 ? [motif('level-unknown', ['bounds', end])] : []));
  if (level !== null && !instrument.order.includes(level)) unknown.push(motif('level-unknown', ['level']));
  const [lower = -1, upper = -1] = ranks;
  if (unknown.length > 0) return unknown;
  if (lower > upper) return [motif('bounds-inverted', ['bounds'])];
  const motifs: Motif[] = [];
  if (level !== (lower === upper ? bounds[0] : null)) motifs.push(motif('level-mismatch', ['level']));
  if (illectronisme !== illectronismeBetween(instrument, lower, upper)) {
    motifs.push(motif('illectronisme-mismatch', ['illectronisme']));
  }
  return motifs;
}

/** A later format, or a later shape of this one. */
function isNewer(json: unknown): boolean {
  const v: unknown = (json as { v?: unknown } | null)?.v;
  return typeof v === 'number' && Number.isInteger(v) && v > 1;
}

/**
 * Reads the text of a QR code made by `toQr`; anything may be in a QR code, so nothing of it is trusted or echoed.
 * @param texte what the scanner or the keyboard gave; white space around it is ignored.
 * @param editions the instruments that results are accepted from, by `id@version`; default: those shipped.
 * @returns the carried result, or the motifs: `text-too-long`, `prefix-unknown`, `base64url-invalid`, `json-invalid`,
 * `shape-invalid`, `version-unknown` (format or instrument), `instrument-mismatch` (content hash), `level-unknown`,
 * `bounds-inverted`, `level-mismatch`, `illectronisme-mismatch`, `frein-unknown`, `frein-value-unknown`,
 * `frein-not-exported`, `frein-repeated`, `not-canonical`.
 */
export function parseQr(
  texte: string,
  editions: Readonly<Record<string, Instrument>> = instruments,
): Resultat<ResultatPorte> {
  const refused = (...motifs: readonly Motif[]): Resultat<ResultatPorte> => ({ ok: false, motifs });
  if (typeof (texte as unknown) !== 'string') return refused(motif('prefix-unknown'));
  const text = texte.trim();
  if (text.length > MAX_LENGTH) return refused(motif('text-too-long'));
  if (!text.startsWith(PREFIX)) {
    return refused(motif(/^PPD[1-9]\d*:/.test(text) ? 'version-unknown' : 'prefix-unknown'));
  }
  const decoded = fromBase64Url(text.slice(PREFIX.length));
  if (decoded === null) return refused(motif('base64url-invalid'));
  const read = readJson(decoded);
  if (read === null) return refused(motif('json-invalid'));
  if (isNewer(read.json)) return refused(motif('version-unknown', ['v']));
  const parsed = shape.safeParse(read.json);
  if (!parsed.success) {
    return refused(...parsed.error.issues.map(({ path }) => motif('shape-invalid', path as Path)));
  }
  const resultat = parsed.data;
  const motifs = [...freinMotifs(resultat)];
  const instrument = Object.hasOwn(editions, resultat.instrument) ? editions[resultat.instrument] : undefined;
  if (instrument === undefined) motifs.push(motif('version-unknown', ['instrument']));
  else if (instrument.hash !== resultat.hash) motifs.push(motif('instrument-mismatch', ['hash']));
  else motifs.push(...levelMotifs(resultat, instrument));
  if (encode(resultat) !== text) motifs.push(motif('not-canonical'));
  return motifs.length > 0 ? refused(...motifs) : { ok: true, value: resultat };
}
