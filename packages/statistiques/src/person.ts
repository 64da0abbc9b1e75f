import { readCivilMonth } from './calendar.ts';
import { reportValue, valueAt, type Column, type Reader, type ReadDimension } from './column-reader.ts';
import { byCodeUnit, MISSING } from './dimension.ts';
import type { ReleaseSpec } from './release-spec.ts';

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
      reportValue(reader, 'DATE_INVALID', 'la valeur n’est pas un mois ou un jour du calendrier.', name, row);
    }
  }
}

/** Rank of each row by date: equal dates, equal ranks; undated rows come after all others. */
function datesOf(column: Column | undefined, rows: readonly number[]): string[] {
  return rows.map((row) => String((column ? valueAt(column, row) : null) ?? '') || '\uffff');
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
  const rowsOf = Array.from({ length: persons.count }, (): number[] => []);
  persons.of.forEach((person, row) => {
    if (person >= 0) rowsOf[person]?.push(row);
  });
  const chosen = rowsOf.map((rows) => {
    if (rows.length < 2 || dateColumn === null) return rows;
    const dates = datesOf(reader.columns[dateColumn], rows);
    const known = dates.filter((date) => date !== '\uffff');
    const day = known.reduce((best, date) => (last === date > best ? date : best), known[0] ?? '\uffff');
    return rows.filter((_, index) => dates[index] === day);
  });
  return read.map(({ answers, codes }, axis) => {
    const dimension = spec.dimensions[axis];
    const missing = dimension?.missing ?? MISSING;
    const numberOf = new Map(codes.map((list, number) => [list.join('\n'), number]));
    const found = [...codes];
    const attached = Int32Array.from(chosen, (rows) => {
      const numbers = [...new Set(rows.map((row) => answers[row] ?? 0))];
      if (numbers.length === 1) return numbers[0] ?? 0;
      const all = [...new Set(numbers.flatMap((number) => codes[number] ?? []))].sort(byCodeUnit);
      const known = all.filter((code) => code !== missing);
      const own = dimension?.multi === undefined ? all.slice(0, 1) : known.length > 0 ? known : all;
      const name = own.join('\n');
      const number = numberOf.get(name) ?? found.push(own) - 1;
      numberOf.set(name, number);
      return number;
    });
    return { answers: attached, codes: found };
  });
}
