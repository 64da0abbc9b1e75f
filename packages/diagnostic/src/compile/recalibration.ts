import { fitRaschCml } from '../irt/rasch-cml.ts';
import type { Motif, Resultat } from '../motif.ts';
import type { CalibrationFile } from './parse-calibration.ts';
import { predict } from './prediction.ts';
import type { LigneDeReponses } from './reponses-csv.ts';

/** Consented and complete answers of users below which nothing is estimated (specification §1). */
export const MINIMUM = 300;

/** What a recalibration used, and what it left as it was. */
export interface RapportDeRecalibration {
  /** Lines read; of these, left out for want of consent, of use of the internet, of an answer. */
  lues: number;
  sansConsentement: number;
  nonUsagers: number;
  incompletes: number;
  utilisees: number;
  /** Items that all or none answered yes: their difficulty is kept. */
  gardees: readonly string[];
  /** Largest change of a difficulty, logits. */
  plusGrandEcart: number;
}

type Row = readonly (0 | 1)[];

/** Columns that tell something: a yes and a no among persons who said both. Leaving one out may silence another. */
function contrasted(rows: readonly Row[], columns: readonly number[]): readonly number[] {
  let kept = columns;
  for (;;) {
    const mixed = rows.filter((row) => new Set(kept.map((k) => row[k])).size === 2);
    const next = kept.filter((k) => new Set(mixed.map((row) => row[k])).size === 2);
    if (next.length === kept.length) return next;
    kept = next;
  }
}

/** Difficulties with each area moved as a whole so that its published share is predicted again. */
function holdTargets(calibration: CalibrationFile): CalibrationFile {
  const { targets, usersShare: users, items } = calibration;
  if (targets === undefined || users === undefined) return calibration;
  const areas = [...new Set(items.map(({ area }) => area))];
  const shifted = (shifts: ReadonlyMap<string, number>): CalibrationFile => ({
    ...calibration,
    items: items.map((item) => ({ ...item, b: item.b + (shifts.get(item.area) ?? 0) })),
  });
  const ends = new Map(areas.map((area) => [area, { low: -10, high: 10 }]));
  const middles = (): Map<string, number> =>
    new Map([...ends].map(([area, { low, high }]) => [area, (low + high) / 2]));
  // An area's share depends on its own shift alone: all of them are searched at once.
  for (let round = 0; round < 40; round += 1) {
    const at = middles();
    const found = predict(shifted(at), { mu: 0, users });
    for (const [area, end] of ends) {
      const target = targets[area];
      const middle = at.get(area) ?? 0;
      if (target === undefined) ends.set(area, { low: 0, high: 0 });
      else if ((found.areas[area] ?? 0) > target) end.low = middle;
      else end.high = middle;
    }
  }
  return shifted(middles());
}

/**
 * New difficulties from field answers. Inside an area the model is a Rasch model, whatever the persons and their shift for
 * that area: conditional maximum likelihood, area by area. The place of each area against the others is not in such
 * answers: it stays tied to the published share of the area (`targets`), as in the first fit. σ and τ are kept.
 *
 * @param rows - answers in the order of `calibration.items` (`parseReponsesCsv`)
 * @returns the new calibration, of the next version, and what was used; or `REPONSES_INSUFFISANTES` (fewer than 300
 * consented, complete answers of users), `DONNEES_SEPAREES` (items that the answers cannot compare)
 */
export function recalibrate(
  calibration: CalibrationFile,
  rows: readonly LigneDeReponses[],
): Resultat<{ calibration: CalibrationFile; rapport: RapportDeRecalibration }> {
  const consented = rows.filter(({ consent }) => consent);
  const users = consented.filter(({ user }) => user);
  const complete = users
    .filter(({ answers }) => !answers.includes(null))
    .map(({ answers }) => answers as Row);
  if (complete.length < MINIMUM) {
    const phrase = `Il faut ${MINIMUM} réponses complètes et consenties d’usagers\u00a0; il y en a ${complete.length}.`;
    return { ok: false, motifs: [{ code: 'REPONSES_INSUFFISANTES', phrase }] };
  }
  const motifs: Motif[] = [];
  const found = new Map<number, { b: number; se: number }>();
  for (const area of new Set(calibration.items.map((item) => item.area))) {
    const columns = calibration.items.flatMap((item, i) => (item.area === area ? [i] : []));
    const kept = contrasted(complete, columns);
    if (kept.length < 2) continue;
    const fit = fitOrRefuse(complete.map((row) => kept.map((k) => row[k] ?? 0)));
    if (fit === null) {
      const phrase = 'Les réponses de ce domaine ne permettent pas de comparer ses questions.';
      motifs.push({ code: 'DONNEES_SEPAREES', phrase, path: [area] });
      continue;
    }
    const centre = kept.reduce((sum, k) => sum + (calibration.items[k]?.b ?? 0), 0) / kept.length;
    kept.forEach((k, i) => found.set(k, { b: centre + (fit.difficulty[i] ?? 0), se: fit.se[i] ?? 0 }));
  }
  if (motifs.length > 0) return { ok: false, motifs };
  const items = calibration.items.map((item, i) => {
    const fresh = found.get(i);
    if (fresh === undefined) return item;
    const share = (100 * complete.filter((row) => row[i] === 1).length) / complete.length;
    const observed = {
      startingMarginal: Number(share.toFixed(2)),
      marginalStatus: `field, n = ${complete.length}`,
    };
    return { ...item, b: fresh.b, se: Number(fresh.se.toPrecision(4)), ...observed };
  });
  const next = holdTargets({ ...calibration, version: nextVersion(calibration.version), items });
  const moves = next.items.map(({ b }, i) => Math.abs(b - (calibration.items[i]?.b ?? 0)));
  const rapport: RapportDeRecalibration = {
    lues: rows.length,
    sansConsentement: rows.length - consented.length,
    nonUsagers: consented.length - users.length,
    incompletes: users.length - complete.length,
    utilisees: complete.length,
    gardees: calibration.items.filter((_, i) => !found.has(i)).map(({ code }) => code),
    plusGrandEcart: Math.max(...moves),
  };
  return { ok: true, value: { calibration: next, rapport } };
}

function fitOrRefuse(matrix: readonly Row[]): ReturnType<typeof fitRaschCml> | null {
  try {
    return fitRaschCml(matrix);
  } catch (error) {
    // The only refusal left once every item has its yes and its no: two sets that nobody's answers compare.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** 0 → 1; another kind of version gets a mark. */
function nextVersion(version: string): string {
  return /^\d+$/.test(version) ? String(Number(version) + 1) : `${version}-terrain`;
}
