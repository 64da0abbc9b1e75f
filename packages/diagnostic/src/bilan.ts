import type { Motif } from './motif.ts';
import type { Evidence } from './reponse.ts';

export const AREA_LEVELS = ['none', 'basic', 'above'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** One area: yes count, unknown count, and the levels that stay possible. */
export interface AreaBilan {
  id: string;
  count: number;
  unknown: number;
  /** `null` while the bounds differ. */
  level: AreaLevel | null;
  bounds: readonly [AreaLevel, AreaLevel];
}

/** One applied rule, the facts it used, its result, and the French sentence that says so. */
export interface Etape {
  rule: string;
  facts: readonly { item?: string; area?: string; value: string | number | null }[];
  result: string;
  phrase: string;
}

/** The result of `score`. It never decides anything about the person: a writer confirms. */
export interface Bilan {
  instrument: { id: string; version: string; hash: string };
  /** `null` while several levels stay possible. */
  level: string | null;
  /** Lowest and highest possible level. */
  bounds: readonly [string, string];
  certain: boolean;
  /** Level under the publisher's missing policy; `null` if the last use of internet is unknown. */
  officialLevel: string | null;
  /** `null` while it depends on unknown answers, or where the instrument does not define it. */
  illectronisme: boolean | null;
  /** Empty for a non-user: the publisher does not compute them. */
  areas: readonly AreaBilan[];
  /** Number of known answers by evidence grade. */
  evidence: Readonly<Record<Evidence, number>>;
  /** The conclusion stands on answers at least this strong alone. */
  weakestDecisive: Evidence | null;
  alertes: readonly Motif[];
  trace: readonly Etape[];
}
