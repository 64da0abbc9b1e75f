import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, writeCsv } from './csv.ts';

const SIGNES = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const cellule = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...SIGNES, ';', ',', '"', '\t', '\r', '\n', ' ', "'", 'a', '1') }),
);
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((n) => fc.array(fc.array(cellule, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 5 }));

const isFormule = (texte: string): boolean => SIGNES.includes(texte.trimStart().charAt(0));

describe('writeCsv', () => {
  it('quotes as RFC 4180 asks, and ends each line with CRLF', () => {
    expect(
      writeCsv([
        ['a', 'b,c'],
        ['d"e', 'f\ng'],
      ]),
    ).toBe('a,"b,c"\r\n"d""e","f\ng"\r\n');
  });

  it('lets no spreadsheet run a formula', () => {
    expect(neutralise('=HYPERLINK("x")')).toBe('\'=HYPERLINK("x")');
    expect(neutralise('+33 1 99')).toBe("'+33 1 99");
    expect(neutralise(' @SUM(A1)')).toBe(" '@SUM(A1)");
    expect(neutralise('rien;=1+1')).toBe("rien;'=1+1");
    expect(neutralise('rendez-vous, demain = lundi')).toBe('rendez-vous, demain = lundi');
  });

  it('is read back by an independent parser, cell by cell', () => {
    fc.assert(
      fc.property(table, (lignes) => {
        const lues = parse(writeCsv(lignes), { skip_empty_lines: false, record_delimiter: '\r\n' });
        expect(lues).toEqual(lignes.map((ligne) => ligne.map(neutralise)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves no formula to a reader that splits on commas, on semicolons or on tabs without seeing quotes', () => {
    fc.assert(
      fc.property(table, (lignes) => {
        const texte = writeCsv(lignes);
        const cellules = [...lignes.flat().map(neutralise), ...texte.split(/[;\t\r\n]/)];
        // The first cell of a line that our quoting opens starts with a quote, which is no formula.
        expect(cellules.filter(isFormule)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
