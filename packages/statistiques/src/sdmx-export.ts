import { csvLine } from './csv-text.ts';
import { MISSING } from './dimension.ts';
import { TOTAL } from './hierarchy.ts';
import { periodLevel, periodMonths } from './period-words.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';

/** Published: normal value, free. Masked: suppressed, not for publication; the same two for every masked cell. */
const PUBLISHED = ['A', 'F'];
const MASKED = ['Q', 'N'];

/** An SDMX identifier: letters, digits, `_`, `-`, `@`, `$`. */
const idOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9_@$-]/g, '_');

const RESERVED = [
  'STRUCTURE',
  'STRUCTURE_ID',
  'ACTION',
  'SERIES_KEY',
  'OBS_KEY',
  'TIME_PERIOD',
  'OBS_VALUE',
  'OBS_STATUS',
  'CONF_STATUS',
];
const columnOf = (dimension: string): string => {
  const id = dimension.toUpperCase();
  return RESERVED.includes(id) ? `DIM_${id}` : id;
};

type Span = { readonly from: string; readonly to: string };

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** SDMX time of a span of civil months: the standard period when there is one, else start and duration. */
function timeOf({ from, to }: Span): string {
  const year = from.slice(0, 4);
  const first = Number(from.slice(5));
  const length = monthNumber(to) - monthNumber(from) + 1;
  if (length === 1) return from;
  if (length === 12 && first === 1) return year;
  if (length === 6 && first % 6 === 1) return `${year}-S${Math.ceil(first / 6)}`;
  if (length === 3 && first % 3 === 1) return `${year}-Q${Math.ceil(first / 3)}`;
  return `${from}-01/P${length}M`;
}

/** Months that the release covers: those of its universe, else of its calendar codes. */
function spanOf(t: ProtectedTable, calendar: string | undefined): Span | null {
  if (t.spec.universe) return t.spec.universe.period;
  const spans = t.cells.flatMap(({ key }) => {
    const span = calendar === undefined ? null : periodMonths(key[calendar] ?? TOTAL);
    return span ? [span] : [];
  });
  const months = spans.flatMap(({ from, to }) => [from, to]).sort();
  const [from] = months;
  const to = months.at(-1);
  return from !== undefined && to !== undefined ? { from, to } : null;
}

/** Identifiers of the codes of a dimension, all different: `_T` for the total, `_U` for unknown. */
function codeIds(t: ProtectedTable, dimension: string): Map<string, string> {
  const shape = t.spec.dimensions.find(({ code }) => code === dimension);
  const ids = new Map<string, string>([
    [TOTAL, '_T'],
    [shape?.missing ?? MISSING, '_U'],
  ]);
  const taken = new Set(ids.values());
  for (const { key } of t.cells) {
    const code = key[dimension] ?? TOTAL;
    if (ids.has(code)) continue;
    const plain = idOf(code.replace(/^<(?=-?\d+$)/, 'LT').replace(/^(-?\d+)\+$/, 'GE$1')) || '_';
    let id = plain;
    for (let rank = 2; taken.has(id); rank += 1) id = `${plain}_${rank}`;
    taken.add(id);
    ids.set(code, id);
  }
  return ids;
}

/**
 * SDMX-CSV 2.0 (SDMX 3.0): `STRUCTURE,STRUCTURE_ID,ACTION`, the dimensions, `TIME_PERIOD`,
 * `OBS_VALUE`, `OBS_STATUS`, `CONF_STATUS`; comma, LF. Codes become SDMX identifiers (`Total` is
 * `_T`, unknown `_U`, `<25` `LT25`). `TIME_PERIOD` is the calendar code of the row, else the
 * months of the universe. Every masked cell has an empty value and the same codes, `Q` (missing
 * value; suppressed) and `N` (not for publication), whatever the reason of the mask; the codes
 * that tell primary from secondary confidentiality are never used.
 *
 * `agency` and `version` name the dataflow, `PORTE_PLUME` and `1.0.0` unless told otherwise.
 */
export function toSdmxCsv(t: ProtectedTable, o: { agency?: string; version?: string } = {}): string {
  assertProtected(t);
  const calendar = t.spec.dimensions.find((dimension) => dimension.calendar)?.code;
  const span = spanOf(t, calendar);
  const whole = span ? timeOf(span) : '';
  const flow = `${o.agency ?? 'PORTE_PLUME'}:${idOf(t.spec.id).toUpperCase()}(${o.version ?? '1.0.0'})`;
  const ids = t.dims.map((dim) => ({ dim, codes: codeIds(t, dim) }));
  const header = [
    'STRUCTURE',
    'STRUCTURE_ID',
    'ACTION',
    ...t.dims.map(columnOf),
    'TIME_PERIOD',
    'OBS_VALUE',
    'OBS_STATUS',
    'CONF_STATUS',
  ];
  const lines = t.cells.map(({ key, valeur }) => {
    const period = calendar === undefined ? TOTAL : (key[calendar] ?? TOTAL);
    const own = periodLevel(period) === null ? null : periodMonths(period);
    return [
      'dataflow',
      flow,
      'I',
      ...ids.map(({ dim, codes }) => codes.get(key[dim] ?? TOTAL) ?? '_T'),
      own ? timeOf(own) : whole,
      valeur === null ? '' : String(valeur),
      ...(valeur === null ? MASKED : PUBLISHED),
    ];
  });
  return [header, ...lines].map((line) => csvLine(line, ',')).join('');
}
