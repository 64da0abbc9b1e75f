import * as z from 'zod/mini';
import type { Motif, Resultat } from '../motif.ts';
import { eurostatDsi2021 } from '../official-editions.ts';
import type { Calibration } from './calibration.ts';

/** A calibration file: what the model needs, and what it was fitted to; other fields are kept as they are. */
export interface CalibrationFile extends Calibration {
  id: string;
  version: string;
  /** Share of users, 0–1, and published shares in %, by area, `BAB` and `AB`. */
  usersShare?: number | undefined;
  targets?: Readonly<Record<string, number>> | undefined;
}

const schema: z.ZodMiniType<CalibrationFile> = /* @__PURE__ */ createSchema();

function createSchema(): z.ZodMiniType<CalibrationFile> {
  const text = z.string().check(z.minLength(1));
  const percent = z.number().check(z.gt(0), z.lt(100));
  return z.looseObject({
    id: text,
    version: text,
    sigma: z.number().check(z.gt(0)),
    tau: z.number().check(z.gte(0)),
    usersShare: z.optional(z.number().check(z.gt(0), z.lte(1))),
    targets: z.optional(z.record(z.string(), percent)),
    items: z.array(z.looseObject({ code: text, area: text, b: z.number() })).check(z.minLength(2)),
  });
}

/**
 * Reads a calibration file. Every fault at once, `CALIBRATION_INVALIDE` with its path: another shape, an item twice, an area
 * that DSI 2.0 does not have or that no item is in.
 */
export function parseCalibration(input: unknown): Resultat<CalibrationFile> {
  const motif = (phrase: string, path: Motif['path'] & {}): Motif => ({
    code: 'CALIBRATION_INVALIDE',
    phrase,
    path,
  });
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const motifs = parsed.error.issues.map((issue) =>
      motif('Ce n’est pas la forme d’une calibration.', issue.path as (string | number)[]),
    );
    return { ok: false, motifs };
  }
  const { items } = parsed.data;
  const areas = eurostatDsi2021.areas.map(({ id }) => id);
  const motifs = items.flatMap(({ code, area }, index): Motif[] => [
    ...(items.findIndex((item) => item.code === code) === index
      ? []
      : [motif('Cette question est là deux fois.', ['items', index, 'code'])]),
    ...(areas.includes(area)
      ? []
      : [motif('Ce domaine n’est pas de l’indicateur.', ['items', index, 'area'])]),
  ]);
  if (areas.some((area) => !items.some((item) => item.area === area))) {
    motifs.push(motif('Il manque un domaine.', ['items']));
  }
  return motifs.length > 0 ? { ok: false, motifs } : { ok: true, value: parsed.data };
}
