import { readCivilMonth } from './calendar.ts';
import { reportValue, valueAt, type Column, type Reader, type ReadDimension } from './column-reader.ts';
import { byCodeUnit, MISSING } from './dimension.ts';
import type { DimensionSpec, ReleaseSpec } from './release-spec.ts';

/** Person of each row, numbered from 0; −1 for an anonymous visit. */
export type Persons = { readonly of: Int32Array; readonly count: number };

/** What an identity looks like; a keyed pseudonym looks like none of these. */
const IDENTITIES = [
  /@/u, // e-mail
  /^(\+33|0)[ .-]?[1-9]([ .-]?\d{2}){4}$/u, // telephone
  /^[12]\s?\d{2}\s?\d{2}\s?\d[\dAB]\s?\d{3}\s?\d{3}(\s?\d{2})?$/iu, // NIR, Corsica included
  /^\p{L}[\p{L}'’-]+( \p{L}[\p{L}'’.-]+)+$/u, // first name and name
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{2}\/\d{2}\/\d{4}\b/u, // date of birth
];

/**
 * Numbers the persons of a column of keyed pseudonyms. Values that look like an identity (name,
 * e-mail, telephone, social security number, date of birth) are refused, code `PSEUDONYM_INVALID`:
 * a keyed digest and an unkeyed one look the same, so the key itself cannot be checked here.
 */
export function readPersons(reader: Reader, name: string): Persons {
  const column = reader.columns[name];
  const of = new Int32Array(reader.rows).fill(-1);
  const numberOf = new Map<string | number, number>();
  if (!column) return { of, count: 0 };
  for (let row = 0; row < reader.rows; row += 1) {
    const value = valueAt(column, row) ?? '';
    if (value === '') continue;
    let number = numberOf.get(value);
    if (number === undefined) {
      number = IDENTITIES.some((shape) => shape.test(String(value))) ? -2 : numberOf.size;
      numberOf.set(value, number);
    }
    of[row] = number;
    if (number === -2) {
      reportValue(
        reader,
        'PSEUDONYM_INVALID',
        'la valeur ressemble à une identité. Donnez un pseudonyme calculé avec une clé.',
        name,
        row,
      );
    }
  }
  return { of, count: numberOf.size };
}

/** Column that dates the rows: the one the rule names, or that of the first calendar dimension. */
export function dateColumnOf(spec: ReleaseSpec): string | null {
  const dated = spec.dimensions.find(({ calendar }) => calendar !== undefined);
  return spec.person?.date ?? (dated ? (dated.column ?? dated.code) : null);
}

/** Refuses dates that are not civil ones: they would be ordered at random. */
export function checkDates(reader: Reader, name: string): void {
  const column = reader.columns[name];
  if (!column) return;
  const known = new Map<unknown, boolean>();
  for (let row = 0; row < reader.rows; row += 1) {
    const value = valueAt(column, row) ?? '';
    let valid = known.get(value);
    if (valid === undefined) {
      valid = value === '' || readCivilMonth(String(value)) !== null;
      if (known.size < 1e5) known.set(value, valid);
    }
    if (!valid) {
      reportValue(
        reader,
        'DATE_INVALID',
        'la valeur n’est pas un mois (AAAA-MM) ou un jour (AAAA-MM-JJ) du calendrier.',
        name,
        row,
      );
    }
  }
}

/** Rows of every person together: those of person i are `order[starts[i]]` to `order[starts[i + 1] − 1]`. */
export function rowsByPerson({ of, count }: Persons): { starts: Int32Array; order: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const person of of) if (person >= 0) starts[person + 1] = (starts[person + 1] ?? 0) + 1;
  for (let person = 0; person < count; person += 1) {
    starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0);
  }
  const next = starts.slice();
  const order = new Int32Array(starts[count] ?? 0);
  of.forEach((person, row) => {
    if (person < 0) return;
    const at = next[person] ?? 0;
    order[at] = row;
    next[person] = at + 1;
  });
  return { starts, order };
}

/** Rows of the first or last day among these; undated rows count only when none is dated. */
function rowsOfDay(rows: Int32Array, dates: Column | undefined, last: boolean): Int32Array {
  if (!dates || rows.length < 2) return rows;
  const dateOf = (row: number): string => String(valueAt(dates, row) ?? '');
  let day = '';
  for (const row of rows) {
    const date = dateOf(row);
    if (date !== '' && (day === '' || (last ? date > day : date < day))) day = date;
  }
  return rows.filter((row) => dateOf(row) === day);
}

/**
 * Attaches each person to one answer per dimension: that of her first or last dated record. On the
 * same day the smallest code wins; options ticked that day are all hers. One row a person.
 */
export function attachPersons(
  spec: ReleaseSpec,
  reader: Reader,
  persons: Persons,
  read: readonly ReadDimension[],
): ReadDimension[] {
  const last = spec.person?.attach === 'last';
  const dateColumn = dateColumnOf(spec);
  const dates = dateColumn === null ? undefined : reader.columns[dateColumn];
  const { starts, order } = rowsByPerson(persons);
  const attached = read.map(() => new Int32Array(persons.count));
  const choices = read.map((dimension, axis) => new Choice(spec.dimensions[axis], dimension));
  for (let person = 0; person < persons.count; person += 1) {
    const rows = rowsOfDay(order.subarray(starts[person], starts[person + 1]), dates, last);
    choices.forEach((choice, axis) => {
      const answers = attached[axis];
      if (answers) answers[person] = choice.among(rows);
    });
  }
  return choices.map(({ codes }, axis) => ({ answers: attached[axis] ?? new Int32Array(), codes }));
}

/** One answer for several rows of a person. */
class Choice {
  readonly codes: (readonly string[])[];
  readonly #read: ReadDimension;
  readonly #multi: boolean;
  readonly #missing: string;
  readonly #numberOf = new Map<string, number>();

  constructor(spec: DimensionSpec | undefined, read: ReadDimension) {
    this.codes = [...read.codes];
    this.#read = read;
    this.#multi = spec?.multi !== undefined;
    this.#missing = spec?.missing ?? MISSING;
  }

  among(rows: Int32Array): number {
    const { answers, codes } = this.#read;
    const first = answers[rows[0] ?? 0] ?? 0;
    if (rows.every((row) => answers[row] === first)) return first;
    const all = new Set<string>();
    for (const row of rows) for (const code of codes[answers[row] ?? 0] ?? []) all.add(code);
    if (this.#multi && all.size > 1) all.delete(this.#missing);
    const own = [...all].sort(byCodeUnit).slice(0, this.#multi ? undefined : 1);
    const name = own.join('\n');
    const number = this.#numberOf.get(name) ?? this.codes.push(own) - 1;
    this.#numberOf.set(name, number);
    return number;
  }
}
