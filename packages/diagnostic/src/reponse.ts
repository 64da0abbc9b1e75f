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

/** Answers from a plain record: `true` → yes, `false` → no, `null` → unknown, a number → that choice. */
export function fromRecord(
  record: Readonly<Record<string, boolean | number | null>>,
  options: { evidence: Evidence; le: string },
): readonly Reponse[] {
  return Object.entries(record).map(([item, value]) => ({
    item,
    value: value === null ? 'unknown' : typeof value === 'number' ? value : value ? 'yes' : 'no',
    evidence: options.evidence,
    le: options.le,
  }));
}

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isInstant(text: unknown): boolean {
  const parts = typeof text === 'string' ? INSTANT.exec(text) : null;
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
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
  if (known && (!yesOrNo || item.kind === 'boolean' || item.yesWhen)) return null;
  return { code: 'value-kind-mismatch', phrase: 'Cette réponse n’est pas du genre que la question attend.' };
}

/** The questions that a log may answer: the items, and the parts of the composites. */
export function answerable(instrument: Instrument): ReadonlyMap<string, Item> {
  const all = new Map<string, Item>();
  for (const item of instrument.items) {
    all.set(item.code, item);
    for (const code of item.anyOf ?? []) all.set(code, { code, kind: 'boolean', i18n: {} });
  }
  return all;
}

/** Every reason to refuse the log, with its path `[index, field]`. */
export function checkReponses(
  items: ReadonlyMap<string, Item>,
  reponses: readonly Reponse[],
): readonly Motif[] {
  const motifs: Motif[] = [];
  reponses.forEach((reponse, index) => {
    const item = items.get(reponse.item);
    if (!item) {
      const phrase = 'Cette question n’appartient pas à l’instrument.';
      motifs.push({ code: 'unknown-item', phrase, path: [index, 'item'] });
    } else {
      const motif = valueMotif(item, reponse.value);
      if (motif) motifs.push({ ...motif, path: [index, 'value'] });
    }
    if (!EVIDENCES.includes(reponse.evidence)) {
      const phrase = 'Le degré de preuve est self, proxy, assisted ou observed.';
      motifs.push({ code: 'shape-invalid', phrase, path: [index, 'evidence'] });
    }
    if (!isInstant(reponse.le)) {
      const phrase = 'La date n’est pas un instant réel (AAAA-MM-JJThh:mm:ssZ).';
      motifs.push({ code: 'date-invalid', phrase, path: [index, 'le'] });
    }
    const { corrects } = reponse;
    if (corrects !== undefined && !(Number.isInteger(corrects) && corrects >= 0 && corrects < index)) {
      const phrase = 'Une correction désigne une réponse plus ancienne du journal.';
      motifs.push({ code: 'corrects-out-of-range', phrase, path: [index, 'corrects'] });
    }
  });
  return motifs;
}
