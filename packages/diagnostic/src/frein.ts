import data from '../data/freins.json' with { type: 'json' };
import type { Motif } from './motif.ts';
import { EVIDENCES, type Evidence } from './reponse.ts';

/** A code of data/freins.json: those of Eurostat, and five extensions. */
export type CodeFrein = string;

/** What holds the person back, as it was said or seen. `value`: only for an extension that lists values, and `langue`. */
export interface FreinConstate {
  code: CodeFrein;
  value?: string;
  evidence: Evidence;
}

/** One barrier of the vocabulary. */
export interface Frein {
  code: CodeFrein;
  /** French words for a screen or a sentence. */
  libelle: string;
  /** Values with their French words; absent where the code says all. */
  values?: Readonly<Record<string, string>>;
  /** `false`: stays in the case file, and never enters a QR code or a statistic. */
  exported: boolean;
}

/** A free value would carry anything: a language is named by its ISO 639 code. */
const LANGUE = /^[a-z]{2,3}$/;

const vocabulary = (): readonly Frein[] => [
  ...data.codes.map(({ code, fr }): Frein => ({ code, libelle: fr, exported: true })),
  ...data.extensions.map(({ code, fr, valuesFr, exported }): Frein => ({
    code,
    libelle: fr,
    ...(valuesFr === undefined ? {} : { values: valuesFr }),
    exported: exported ?? true,
  })),
];

/** The vocabulary: Eurostat INDIC_IS 25.2 first, then the extensions of this package. */
export const FREINS: readonly Frein[] = /* @__PURE__ */ vocabulary();

/** The barrier of that code, or undefined. */
export function freinOf(code: unknown): Frein | undefined {
  return FREINS.find((frein) => frein.code === code);
}

/** Whether the value is one that the barrier takes; no value is always one. */
export function takesValue(frein: Frein, value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'string') return false;
  return frein.code === 'langue' ? LANGUE.test(value) : Object.hasOwn(frein.values ?? {}, value);
}

/** Every reason to refuse a list of barriers, whatever JSON it is; the values are not echoed. */
export function checkFreins(freins: unknown): readonly Motif[] {
  if (!Array.isArray(freins)) {
    return [{ code: 'shape-invalid', phrase: 'Les freins sont une liste.', path: ['freins'] }];
  }
  return (freins as readonly unknown[]).flatMap((constate, index): Motif[] => {
    const { code, value, evidence } = (constate ?? {}) as Readonly<Record<string, unknown>>;
    const motifs: Motif[] = [];
    const frein = freinOf(code);
    if (frein === undefined) {
      const phrase = 'Ce frein n’est pas dans le vocabulaire.';
      motifs.push({ code: 'frein-unknown', phrase, path: ['freins', index, 'code'] });
    } else if (!takesValue(frein, value)) {
      const phrase = 'Ce frein ne prend pas cette valeur.';
      motifs.push({ code: 'frein-value-unknown', phrase, path: ['freins', index, 'value'] });
    }
    if (!(EVIDENCES as readonly unknown[]).includes(evidence)) {
      const phrase = 'Le degré de preuve est self, proxy, assisted ou observed.';
      motifs.push({ code: 'shape-invalid', phrase, path: ['freins', index, 'evidence'] });
    }
    return motifs;
  });
}
