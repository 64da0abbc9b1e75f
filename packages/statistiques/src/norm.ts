import enterprise from '../data/normes/FR_ENTREPRISE_3_85.json' with { type: 'json' };
import social from '../data/normes/FR_SOCIAL_5.json' with { type: 'json' };
import strict from '../data/normes/FR_STRICT_11.json' with { type: 'json' };

/** Identifiers of the dated presets (specification §2.1). */
export type NormId = 'FR_SOCIAL_5' | 'FR_STRICT_11' | 'FR_ENTREPRISE_3_85';

/**
 * A dated rule of statistical secrecy. A count `0 < n < threshold` is sensitive.
 * `dominance` applies to magnitudes only; its parameters are never published with a table.
 */
export type Norm = {
  readonly id: string;
  readonly version: string;
  /** First day of validity, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly threshold: number;
  readonly dominance: { readonly contributors: number; readonly percent: number } | null;
  readonly use: string;
  readonly source: string;
  /** `verified` when the text was read, `to-confirm` when it is practice. */
  readonly status: 'verified' | 'to-confirm';
};

const norm = (data: Omit<Norm, 'status'> & { status: string }): Norm =>
  Object.freeze({ ...data, status: data.status === 'verified' ? 'verified' : 'to-confirm' });

/** The presets, read from `data/normes/*.json`: data with a date and a source, never code. */
export const norms: Readonly<Record<NormId, Norm>> = Object.freeze({
  FR_SOCIAL_5: norm(social),
  FR_STRICT_11: norm(strict),
  FR_ENTREPRISE_3_85: norm(enterprise),
});

export const isNormId = (id: string): id is NormId => Object.hasOwn(norms, id);
