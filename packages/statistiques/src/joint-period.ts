import { codesOn, monthsOfCode, strayCodes, timeAxesOf, type JointRelease } from './joint-release.ts';
import { cite, type Motif } from './motif.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** Months named at most in a sentence. */
const NAMED = 12;

/** Whether the codes of a dimension are dates, and cannot be taken for anything else: a year alone can. */
function looksDated(release: JointRelease, axis: number): boolean {
  const codes = [...codesOn(release, axis)];
  const dates = codes.filter((code) => monthsOfCode(code) !== null);
  return codes.length - dates.length <= 1 && dates.some((code) => code.includes('-'));
}

/**
 * Why a release does not count what its universe announces: it dates records outside the period, so
 * it would be compared with the wrong past. Where two dimensions hold dates (of a visit, of a first
 * contact), one of them must keep to the period: the one that past releases date by, if any.
 *
 * `read` holds, for each calendar dimension, the months read outside the period, which the codes may
 * no longer show. Code: `SPEC_INVALID`, one motif a dimension, naming the months.
 */
export function outsidePeriod(
  release: JointRelease,
  spec: ReleaseSpec,
  past: readonly JointRelease[],
  read: Readonly<Record<string, readonly string[]>> = {},
): Motif[] {
  const calendars = new Set(spec.dimensions.flatMap(({ code, calendar }) => (calendar ? [code] : [])));
  const earlier = past.filter(({ universe }) => universe.id === release.universe.id);
  const axes = timeAxesOf(earlier);
  const datedBy = new Set(earlier.map(({ dims }, index) => dims[axes[index] ?? -1]));
  const dated = spec.dimensions.flatMap(({ code: dim }) => {
    const axis = release.dims.indexOf(dim);
    if (release.shapes[dim]) return [];
    const isDate = calendars.has(dim) || (axis >= 0 && looksDated(release, axis));
    if (!isDate && !datedBy.has(dim)) return [];
    const codes = axis < 0 ? [] : strayCodes(release, axis);
    return [{ dim, stray: [...new Set([...(read[dim] ?? []), ...codes])].sort() }];
  });
  const isKept = dated.some(({ stray }) => stray.length === 0);
  const { from, to } = release.universe.period;
  const period = from === to ? from : `${from} à ${to}`;
  return dated.flatMap(({ dim, stray }): Motif[] => {
    if (stray.length === 0 || (isKept && !datedBy.has(dim))) return [];
    const named = stray.slice(0, NAMED).join(', ');
    const more = stray.length > NAMED ? `… (${stray.length} en tout)` : '';
    return [
      {
        code: 'SPEC_INVALID',
        phrase: `La dimension ${cite(dim)} date des enregistrements hors de la période de l’univers (${period})\u00a0: ${named}${more}. Retirez-les, ou corrigez ${cite('universe')}.`,
        path: ['universe', 'period'],
        details: { dimension: dim, codes: stray },
      },
    ];
  });
}
