import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** Minutes since midnight; `fin` excluded. */
export interface Plage {
  readonly debut: number;
  readonly fin: number;
}

/** Opening hours of a week, Monday first. */
export interface Horaires {
  readonly jours: readonly (readonly Plage[])[];
  /** `horaires_chevauchants`: ranges of one day overlapped and were merged. */
  readonly avertissements: readonly Motif[];
}

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const NON_COMPRIS: Motif = {
  code: 'horaires_non_compris',
  phrase: 'Ces horaires ne suivent pas la forme attendue.',
  alternative: 'Exemple\u00a0: Mo-Fr 09:00-12:00,14:00-17:00; We off',
};

/**
 * Parses the part of OSM `opening_hours` that lieux use: `Mo-Fr 09:00-12:00,14:00-17:00; We off`. A later rule replaces the
 * day; overlapping ranges are merged with a warning. Motif: `horaires_non_compris`; keep the text as it is then.
 */
export function parseHoraires(s: string): Resultat<Horaires> {
  if (typeof (s as unknown) !== 'string') return refuse(NON_COMPRIS);
  const week: Plage[][] = DAYS.map(() => []);
  let overlap = false;
  for (const rule of s.trim().replace(/;$/, '').split(';')) {
    const [daysText, rangesText, extra] = rule.trim().split(/ +/);
    const days = parseDays(daysText ?? '');
    const ranges = rangesText === 'off' ? [] : parseRanges(rangesText ?? '');
    if (days === undefined || ranges === undefined || extra !== undefined) return refuse(NON_COMPRIS);
    const merged = mergeRanges(ranges);
    overlap ||= merged.overlap;
    for (const day of days) week[day] = merged.plages;
  }
  const avertissements = overlap
    ? [
        {
          code: 'horaires_chevauchants',
          phrase: 'Des plages du même jour se chevauchent\u00a0: elles sont réunies.',
        },
      ]
    : [];
  return accept({ jours: week, avertissements });
}

/**
 * Whether the whole slot falls in one opening range.
 * @param a.jour - 0 is Monday
 * @param a.debut - minutes since midnight, as `fin`
 */
export function isOpen(
  h: Horaires,
  a: { jour: 0 | 1 | 2 | 3 | 4 | 5 | 6; debut: number; fin: number },
): boolean {
  return (h.jours[a.jour] ?? []).some((p) => p.debut <= a.debut && a.fin <= p.fin);
}

function parseDays(text: string): number[] | undefined {
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [from, to, extra] = part.split('-').map((d) => DAYS.indexOf(d));
    if (from === undefined || from === -1 || to === -1 || extra !== undefined) return undefined;
    const length = to === undefined ? 1 : ((to - from + 7) % 7) + 1;
    for (let i = 0; i < length; i++) days.push((from + i) % 7);
  }
  return days;
}

function parseRanges(text: string): Plage[] | undefined {
  const ranges: Plage[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(part);
    if (match === null) return undefined;
    const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = match.slice(1).map(Number);
    const range = { debut: h1 * 60 + m1, fin: h2 * 60 + m2 };
    if (m1 > 59 || m2 > 59 || range.fin > 1440 || range.fin <= range.debut) return undefined;
    ranges.push(range);
  }
  return ranges;
}

function mergeRanges(ranges: readonly Plage[]): { plages: Plage[]; overlap: boolean } {
  const plages: Plage[] = [];
  let overlap = false;
  for (const range of [...ranges].sort((a, b) => a.debut - b.debut)) {
    const last = plages.at(-1);
    if (last === undefined || range.debut > last.fin) {
      plages.push(range);
      continue;
    }
    overlap ||= range.debut < last.fin;
    plages[plages.length - 1] = { debut: last.debut, fin: Math.max(last.fin, range.fin) };
  }
  return { plages, overlap };
}
