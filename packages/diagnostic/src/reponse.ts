import type { Instrument, Item } from './instrument.ts';
import type { Motif } from './motif.ts';

/** From the weakest to the strongest: said, said by someone else, done with help, seen done. */
export const EVIDENCES = ['self', 'proxy', 'assisted', 'observed'] as const;
export type Evidence = (typeof EVIDENCES)[number];

export const VALEURS = ['yes', 'no', 'unknown', 'refused', 'na'] as const;
/** A word, or the number of a choice. `na` counts as no. */
export type Valeur = (typeof VALEURS)[number] | number;

/**
 * One entry of the append-only log. `le` is an ISO instant given by the caller; `corrects` is the index of an
 * earlier entry that drops out. `{ value: 'refused', evidence: 'observed' }` says that the person declined to
 * show: an earlier answer then stands.
 */
export interface Reponse {
  item: string;
  value: Valeur;
  evidence: Evidence;
  le: string;
  corrects?: number;
}

/**
 * Answers from a plain record: `true` → yes, `false` → no, `null` → unknown, a number → that choice. Anything else
 * that JavaScript lets through is kept as it is, for `score` to judge: never read as a yes or a no.
 */
export function fromRecord(
  record: Readonly<Record<string, boolean | number | null>>,
  options: { evidence: Evidence; le: string },
): readonly Reponse[] {
  return Object.entries(record).map(([item, value]) => ({
    item,
    value: value === true ? 'yes' : value === false ? 'no' : (value ?? 'unknown'),
    evidence: options.evidence,
    le: options.le,
  }));
}

const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isInstant(text: unknown): boolean {
  if (typeof text !== 'string' || !INSTANT.test(text)) return false;
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  const month = Number(text.slice(5, 7));
  if (month !== 2) return day <= 30 || ![4, 6, 9, 11].includes(month);
  const year = Number(text.slice(0, 4));
  return day === 29 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
}

function valueMotif(item: Item, value: unknown): { code: string; phrase: string } | null {
  if (typeof value === 'number') {
    if (item.kind !== 'choice') {
      return {
        code: 'value-kind-mismatch',
        phrase: 'Cette question se répond par oui ou non, pas par un nombre.',
      };
    }
    return Object.hasOwn(item.choices ?? {}, String(value))
      ? null
      : { code: 'choice-out-of-range', phrase: 'Ce choix n’existe pas dans la liste de la question.' };
  }
  const known = (VALEURS as readonly unknown[]).includes(value);
  const yesOrNo = value === 'yes' || value === 'no';
  const saysYesOrNo = item.kind === 'boolean' || (item.yesWhen !== undefined && item.counts === undefined);
  if (known && (!yesOrNo || saysYesOrNo)) return null;
  return { code: 'value-kind-mismatch', phrase: 'Cette réponse n’est pas du genre que la question attend.' };
}

const ANSWERABLE = /* @__PURE__ */ new WeakMap<readonly Item[], ReadonlyMap<string, Item>>();

/** The questions that a log may answer: the items, and the parts of the composites. Made once an instrument. */
export function answerable(instrument: Instrument): ReadonlyMap<string, Item> {
  const known = ANSWERABLE.get(instrument.items);
  if (known) return known;
  const all = new Map<string, Item>();
  ANSWERABLE.set(instrument.items, all);
  for (const item of instrument.items) {
    all.set(item.code, item);
    for (const code of item.anyOf ?? []) all.set(code, { code, kind: 'boolean', i18n: {} });
  }
  return all;
}

/** An instrument of bands has nothing to ask: why it can be neither scored from a log nor interviewed. */
export function checkAreas(instrument: Instrument): readonly Motif[] {
  if (instrument.areas.length > 0) return [];
  const phrase = 'Cet instrument ne pose pas de questions\u00a0: il lit des résultats, avec scoreBands.';
  return [{ code: 'instrument-mismatch', phrase, path: ['instrument'] }];
}

/** Every reason to refuse the log, whatever JSON it is, with its path `[index, field]`. */
export function checkReponses(items: ReadonlyMap<string, Item>, reponses: unknown): readonly Motif[] {
  if (!Array.isArray(reponses)) {
    return [{ code: 'shape-invalid', phrase: 'Le journal est une liste de réponses.', path: [] }];
  }
  const motifs: Motif[] = [];
  let index = 0;
  for (const reponse of reponses as readonly unknown[]) {
    if (typeof reponse === 'object' && reponse !== null) checkReponse(items, reponse, index, motifs);
    else {
      const phrase = 'Une réponse est un objet\u00a0: question, valeur, preuve et date.';
      motifs.push({ code: 'shape-invalid', phrase, path: [index] });
    }
    index += 1;
  }
  return motifs;
}

function checkReponse(
  items: ReadonlyMap<string, Item>,
  reponse: Readonly<Partial<Record<keyof Reponse, unknown>>>,
  index: number,
  motifs: Motif[],
): void {
  const item = items.get(reponse.item as string);
  if (!item) {
    const phrase = 'Cette question n’appartient pas à l’instrument.';
    motifs.push({ code: 'unknown-item', phrase, path: [index, 'item'] });
  } else {
    const motif = valueMotif(item, reponse.value);
    if (motif) motifs.push({ ...motif, path: [index, 'value'] });
  }
  if (!(EVIDENCES as readonly unknown[]).includes(reponse.evidence)) {
    const phrase = 'Le degré de preuve est self, proxy, assisted ou observed.';
    motifs.push({ code: 'shape-invalid', phrase, path: [index, 'evidence'] });
  }
  if (!isInstant(reponse.le)) {
    const phrase = 'La date n’est pas un instant réel (AAAA-MM-JJThh:mm:ssZ).';
    motifs.push({ code: 'date-invalid', phrase, path: [index, 'le'] });
  }
  const { corrects } = reponse;
  const isEarlier =
    typeof corrects === 'number' && Number.isInteger(corrects) && corrects >= 0 && corrects < index;
  if (corrects !== undefined && !isEarlier) {
    const phrase = 'Une correction désigne une réponse plus ancienne du journal.';
    motifs.push({ code: 'corrects-out-of-range', phrase, path: [index, 'corrects'] });
  }
}
