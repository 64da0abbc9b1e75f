import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fitRaschCml } from '../irt.ts';
import { mulberry32 } from '../testkit.ts';
import { normal } from '../testkit/random.ts';
import { parseCalibration } from './parse-calibration.ts';
import { predict } from './prediction.ts';
import { recalibrate } from './recalibration.ts';
import { parseReponsesCsv, type LigneDeReponses } from './reponses-csv.ts';
import { calibration } from './shipped-calibration.ts';

const codes = calibration.items.map(({ code }) => code);

/** Persons drawn from the model, with these difficulties. */
function drawn(persons: number, difficulty: (code: string, b: number) => number, mu = 0): LigneDeReponses[] {
  const random = mulberry32(20_261_122);
  return Array.from({ length: persons }, () => {
    const theta = mu + calibration.sigma * normal(random);
    const shifts = new Map<string, number>();
    const answers = calibration.items.map(({ code, area, b }): 0 | 1 => {
      const shift = shifts.get(area) ?? calibration.tau * normal(random);
      shifts.set(area, shift);
      return random() < 1 / (1 + Math.exp(difficulty(code, b) - theta - shift)) ? 1 : 0;
    });
    return { consent: true, user: true, answers };
  });
}
function fitted(rows: readonly LigneDeReponses[], from = calibration) {
  const result = recalibrate(from, rows);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}
const codesOf = (
  result: { ok: true } | { ok: false; motifs: readonly { code: string }[] },
): readonly string[] => (result.ok ? [] : result.motifs.map(({ code }) => code));

describe('recalibration by conditional maximum likelihood', () => {
  const rows = drawn(1_500, (code, b) => (code === 'CXFER1' ? b + 1.5 : b));
  const { calibration: next, rapport } = fitted(rows);
  const b = (file: typeof calibration, code: string): number =>
    file.items.find((item) => item.code === code)?.b ?? 0;

  it('finds a difficulty that changed, inside its area, and leaves the others near', () => {
    const dcc = calibration.items.filter(({ area }) => area === 'DCC').map(({ code }) => code);
    const from = (code: string): number =>
      b(next as typeof calibration, code) - b(next as typeof calibration, 'CWRD1');
    const before = (code: string): number => b(calibration, code) - b(calibration, 'CWRD1');
    expect(from('CXFER1') - before('CXFER1')).toBeGreaterThan(1.1);
    expect(from('CXFER1') - before('CXFER1')).toBeLessThan(1.9);
    for (const code of dcc)
      if (!['CXFER1', 'CPRG2'].includes(code)) expect(Math.abs(from(code) - before(code))).toBeLessThan(0.45);
  });

  it('is the CML of each area, to a shift', () => {
    const columns = calibration.items.flatMap(({ area }, i) => (area === 'SF' ? [i] : []));
    const fit = fitRaschCml(rows.map(({ answers }) => columns.map((k) => answers[k] ?? 0)));
    const found = columns.map((k) => next.items[k]?.b ?? 0);
    const shift = (found[0] ?? 0) - (fit.difficulty[0] ?? 0);
    found.forEach((value, i) => expect(value - shift).toBeCloseTo(fit.difficulty[i] ?? 0, 8));
  });

  it('keeps the published share of each area, σ and τ, and names the next version', () => {
    const { areas } = predict(next, { mu: 0, users: calibration.usersShare });
    for (const [area, share] of Object.entries(areas))
      expect(share).toBeCloseTo(calibration.targets[area] ?? 0, 6);
    expect(next).toMatchObject({
      id: 'dsi2-fr',
      version: '1',
      sigma: calibration.sigma,
      tau: calibration.tau,
    });
    expect(parseCalibration(JSON.parse(JSON.stringify(next)))).toMatchObject({ ok: true });
    expect(rapport).toMatchObject({ lues: 1_500, utilisees: 1_500, gardees: [] });
  });

  it('an item that nobody did keeps its difficulty, and is told', () => {
    const none = rows.map((row) => ({
      ...row,
      answers: row.answers.map((x, i) => (codes[i] === 'CPRG2' ? 0 : x)),
    }));
    const found = fitted(none);
    expect(found.rapport.gardees).toEqual(['CPRG2']);
  });

  it('leaves out who did not consent, does not use the internet, or did not answer all', () => {
    const first = rows.slice(0, 310);
    const mixed = [
      ...first,
      ...rows.slice(310, 320).map((row) => ({ ...row, consent: false })),
      ...rows.slice(320, 340).map((row) => ({ ...row, user: false })),
      ...rows
        .slice(340, 370)
        .map((row) => ({ ...row, answers: row.answers.map((x, i) => (i === 3 ? null : x)) })),
    ];
    const { rapport: told, calibration: with_ } = fitted(mixed);
    expect(told).toMatchObject({
      lues: 370,
      sansConsentement: 10,
      nonUsagers: 20,
      incompletes: 30,
      utilisees: 310,
    });
    expect(with_.items).toEqual(fitted(first).calibration.items);
  });

  it('300 are needed, and 299 are refused', () => {
    expect(fitted(rows.slice(0, 300)).rapport.utilisees).toBe(300);
    expect(codesOf(recalibrate(calibration, rows.slice(0, 299)))).toEqual(['REPONSES_INSUFFISANTES']);
  });

  it('answers that compare nothing are refused, domain by domain', () => {
    // In SF, half do the first three only, half the first three and one of the others: two sets.
    const half = rows.slice(0, 400).map((row, n) => ({
      ...row,
      answers: row.answers.map((x, i): 0 | 1 | null => {
        const place = calibration.items
          .filter(({ area }) => area === 'SF')
          .findIndex(({ code }) => code === codes[i]);
        if (place < 0) return x;
        return place < 3
          ? n % 2 === 0 && place !== n % 3
            ? 0
            : 1
          : n % 2 === 0
            ? 0
            : place - 3 === n % 3
              ? 1
              : 0;
      }),
    }));
    expect(recalibrate(calibration, half)).toMatchObject({
      ok: false,
      motifs: [{ code: 'DONNEES_SEPAREES', path: ['SF'] }],
    });
  });
});

describe('answers from the field, as CSV', () => {
  const read = (text: string, items: readonly string[] = ['A', 'B']) => parseReponsesCsv(text, items);
  const faults = (text: string): readonly string[] => {
    const result = read(text);
    return result.ok ? [] : result.motifs.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);
  };

  it('comma or semicolon, any order of columns, byte mark, ends of line, quotes', () => {
    const attendu = {
      ok: true,
      value: [
        { consent: true, user: true, answers: [1, 0] },
        { consent: false, user: false, answers: [null, 1] },
      ],
    };
    expect(read('consentement,IU,A,B\noui,1,1,0\nnon,4,,oui\n')).toEqual(attendu);
    expect(read('\uFEFF"B";"IU";"consentement";"A"\r\n0;1;1;"oui"\r\n\r\n1;4;0;nsp')).toEqual(attendu);
  });

  it('every fault with its line, all at once, and no cell repeated', () => {
    const text = 'consentement,A,B\noui,1,2\n\npeut-être,Durand,0\noui,1\noui,"1,0\n';
    expect(faults(text)).toEqual([
      'CSV_GUILLEMETS ligne.6',
      'CSV_VALEUR ligne.2.B',
      'CSV_VALEUR ligne.4.consentement',
      'CSV_VALEUR ligne.4.A',
      'CSV_COLONNES ligne.5',
    ]);
    expect(JSON.stringify(read(text))).not.toContain('Durand');
  });

  it('a head with a column too many, twice or missing', () => {
    expect(faults('A,A,nom de famille\n1,1,Durand')).toEqual([
      'CSV_ENTETE ligne.1.consentement',
      'CSV_ENTETE ligne.1.B',
      'CSV_ENTETE ligne.1.colonne.2',
      'CSV_ENTETE ligne.1.colonne.3',
    ]);
    expect(JSON.stringify(read('A,B,nom de famille\n'))).not.toContain('famille');
    expect(faults('\n \n')).toEqual(['CSV_VIDE ']);
    expect(faults('"A')).toEqual(['CSV_GUILLEMETS ligne.1']);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'A', ',', ';', '"', '\n', '\r', '1', '0', ' ', 'é') }),
        (text) => {
          expect(typeof read(text).ok).toBe('boolean');
          expect(typeof read(`consentement,A,B\n${text}`).ok).toBe('boolean');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

test('a calibration file says all that is wrong with it', () => {
  const faults = (input: unknown): readonly string[] => {
    const result = parseCalibration(input);
    return result.ok ? [] : result.motifs.map(({ path }) => path?.join('.') ?? '');
  };
  expect(faults(calibration)).toEqual([]);
  expect(faults({ ...calibration, sigma: 0, targets: { IL: 100 } })).toEqual(['sigma', 'targets.IL']);
  const [first] = calibration.items;
  expect(faults({ ...calibration, items: [...calibration.items, first] })).toEqual(['items.30.code']);
  expect(faults({ ...calibration, items: calibration.items.filter(({ area }) => area !== 'IL') })).toEqual([
    'items',
  ]);
  expect(faults({ ...calibration, items: [{ code: 'Z', area: 'ZZ', b: 0 }, ...calibration.items] })).toEqual([
    'items.0.area',
  ]);
  expect(faults(null)).toEqual(['']);
});
