import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FREINS, type FreinConstate } from '../frein.ts';
import { areaItems, type Instrument } from '../instrument.ts';
import { eurostatDsi2021 as dsi2, inseeIllectronisme2021 as insee } from '../instruments.ts';
import { parseQr, toQr } from '../qr.ts';
import { fromRecord, score, type Bilan } from '../score.ts';

function bilanOf(instrument: Instrument, record: Readonly<Record<string, boolean | number | null>>): Bilan {
  const result = score(instrument, fromRecord(record, { evidence: 'self', le: '2026-11-22T09:00:00Z' }));
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}

const uncertain = bilanOf(insee, { IU: 1, IUEM: true, IUIF: true });
const self = { evidence: 'self' } as const;

function read(texte: string): Record<string, unknown> {
  const json = Buffer.from(texte.slice(5), 'base64url').toString('utf8');
  return JSON.parse(json) as Record<string, unknown>;
}

function write(json: unknown): string {
  return `PPD1:${Buffer.from(canonicalize(json) ?? '', 'utf8').toString('base64url')}`;
}

/** The codes of the refusal; empty when it was accepted. */
function codes(texte: string): readonly string[] {
  const result = parseQr(texte);
  return result.ok ? [] : result.motifs.map(({ code }) => code);
}

describe('toQr', () => {
  it('writes PPD1: and the base64url of the RFC 8785 JSON, without answer, date or identity', () => {
    const texte = toQr(uncertain, [
      { code: 'I_IUNUCO', ...self },
      { code: 'equipement', value: 'aucun', ...self },
    ]);
    const json = Buffer.from(texte.replace('PPD1:', ''), 'base64url').toString('utf8');
    expect(json).toBe(
      `{"bounds":["faible","base"],"freins":["I_IUNUCO","equipement=aucun"],"hash":"${insee.hash}",` +
        '"illectronisme":false,"instrument":"insee-illectronisme@2021","level":null,"v":1}',
    );
  });

  it('leaves behind the functional needs and which language, and repeats nothing', () => {
    const texte = toQr(uncertain, [
      { code: 'besoin-fonctionnel', value: 'voir', ...self },
      { code: 'langue', value: 'ps', ...self },
      { code: 'langue', value: 'fa', ...self },
      { code: 'I_IUNUN', ...self },
    ]);
    expect(read(texte).freins).toEqual(['langue', 'I_IUNUN']);
  });

  it('refuses a barrier out of the vocabulary, which no screen offers', () => {
    expect(() => toQr(uncertain, [{ code: 'constructor', ...self }])).toThrow('frein-unknown');
    expect(() => toQr(uncertain, [{ code: 'langue', value: 'Mme Exemple', ...self }])).toThrow(
      'frein-value-unknown',
    );
    expect(() => toQr(uncertain, [{ code: 'lecture', value: 'jamais', ...self }])).toThrow(
      'frein-value-unknown',
    );
  });

  it('fits: version 12 level M without barrier, 14 with two, 25 with all of them', () => {
    expect(toQr(uncertain, []).length).toBeLessThanOrEqual(287);
    expect(
      toQr(bilanOf(dsi2, { IU: 4 }), [
        { code: 'I_IUNUCO', ...self },
        { code: 'equipement', value: 'aucun', ...self },
      ]).length,
    ).toBeLessThanOrEqual(362);
    const all = FREINS.flatMap(({ code, values }): FreinConstate[] =>
      values ? Object.keys(values).map((value) => ({ code, value, ...self })) : [{ code, ...self }],
    );
    const texte = toQr(uncertain, all);
    expect(texte.length).toBeLessThanOrEqual(997);
    expect(parseQr(texte).ok).toBe(true);
  });
});

describe('parseQr', () => {
  const items = areaItems(dsi2);
  const bilans = fc
    .tuple(
      fc.constantFrom(dsi2, insee),
      fc.constantFrom(1, 1, 2, 4, null),
      fc.array(fc.constantFrom(true, true, false, false, null), {
        minLength: items.length,
        maxLength: items.length,
      }),
    )
    .map(([instrument, usage, values]) =>
      bilanOf(instrument, {
        ...Object.fromEntries(items.map((code, index) => [code, values[index] ?? null])),
        IBUY: null,
        IU: usage,
      }),
    );
  const carriable = FREINS.filter(({ exported }) => exported).flatMap(({ code, values }): FreinConstate[] => [
    { code, ...self },
    ...Object.keys(values ?? {}).map((value) => ({ code, value, ...self })),
  ]);

  it('reads back exactly what was carried', () => {
    fc.assert(
      fc.property(bilans, fc.uniqueArray(fc.constantFrom(...carriable)), (bilan, freins) => {
        const { instrument, level, bounds, illectronisme } = bilan;
        expect(parseQr(toQr(bilan, freins))).toEqual({
          ok: true,
          value: {
            v: 1,
            instrument: `${instrument.id}@${instrument.version}`,
            hash: instrument.hash,
            level,
            bounds,
            illectronisme,
            freins: freins.map(({ code, value }) => (value === undefined ? code : `${code}=${value}`)),
          },
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws, and accepts only the one text of what it reads', () => {
    const texte = toQr(uncertain, [{ code: 'I_IUNUCO', ...self }]);
    fc.assert(
      fc.property(fc.nat(texte.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, put) => {
        const changed = texte.slice(0, at) + put + texte.slice(at + 1);
        const result = parseQr(changed);
        if (result.ok) expect(write(result.value)).toBe(changed.trim());
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(parseQr(anything as string).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['nothing', '', ['prefix-unknown']],
    ['a web address', 'https://example.org/?x=1', ['prefix-unknown']],
    ['a later format', 'PPD2:e30', ['version-unknown']],
    ['no content', 'PPD1:', ['base64url-invalid']],
    ['another alphabet', 'PPD1:e3+/', ['base64url-invalid']],
    ['an impossible length', 'PPD1:e30eA', ['base64url-invalid']],
    [
      'bytes that are no UTF-8',
      `PPD1:${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}`,
      ['base64url-invalid'],
    ],
    ['not JSON', `PPD1:${Buffer.from('{').toString('base64url')}`, ['json-invalid']],
    ['too long', `PPD1:${'A'.repeat(1000)}`, ['text-too-long']],
    ['null', write(null), ['shape-invalid']],
    ['a later shape', write({ v: 2 }), ['version-unknown']],
  ])('refuses %s', (_, texte, expected) => {
    expect(codes(texte)).toEqual(expected);
  });

  const good = read(toQr(uncertain, [{ code: 'I_IUNUCO', ...self }]));
  it.each([
    ['a name slipped in', { nom: 'x' }, ['shape-invalid']],
    ['another spelling of the hash', { hash: insee.hash.toUpperCase() }, ['shape-invalid']],
    ['an edition to come', { instrument: 'insee-illectronisme@2031' }, ['version-unknown']],
    ['a prototype name', { instrument: '__proto__' }, ['version-unknown']],
    ['another content hash', { hash: '0'.repeat(64) }, ['instrument-mismatch']],
    ['the hash of the other instrument', { hash: dsi2.hash }, ['instrument-mismatch']],
    ['an unknown level', { bounds: ['faible', 'expert'] }, ['level-unknown']],
    ['inverted bounds', { bounds: ['base', 'faible'] }, ['bounds-inverted']],
    ['a level inside an interval', { level: 'faible' }, ['level-mismatch']],
    ['a conclusion against the bounds', { illectronisme: true }, ['illectronisme-mismatch']],
    ['a barrier unknown', { freins: ['toString'] }, ['frein-unknown']],
    ['a value unknown', { freins: ['equipement=avion'] }, ['frein-value-unknown']],
    ['a functional need', { freins: ['besoin-fonctionnel=voir'] }, ['frein-not-exported']],
    ['which language', { freins: ['langue=ps'] }, ['frein-not-exported']],
    ['a barrier twice', { freins: ['I_IUNUN', 'I_IUNUN'] }, ['frein-repeated']],
    [
      'all at once',
      { hash: '0'.repeat(64), freins: ['toString', 'equipement='] },
      ['frein-unknown', 'frein-value-unknown', 'instrument-mismatch'],
    ],
  ])('refuses %s', (_, change, expected) => {
    expect(codes(write({ ...good, ...change }))).toEqual(expected);
  });

  it('reads the good text among spaces, and refuses the same JSON written otherwise', () => {
    expect(codes(` ${write(good)}\n`)).toEqual([]);
    const spaced = Buffer.from(JSON.stringify(good, null, 1), 'utf8').toString('base64url');
    expect(codes(`PPD1:${spaced}`)).toEqual(['not-canonical']);
  });

  it('accepts an instrument of the caller’s own', () => {
    const mine: Instrument = { ...insee, id: 'mien', hash: 'a'.repeat(64) };
    const texte = toQr(bilanOf(mine, { IU: 4 }), []);
    expect(codes(texte)).toEqual(['version-unknown']);
    const inherited = parseQr(write({ ...good, instrument: 'constructor' }), {});
    expect(inherited.ok ? [] : inherited.motifs.map(({ code }) => code)).toEqual(['version-unknown']);
    expect(parseQr(texte, { 'mien@2021': mine })).toMatchObject({ ok: true, value: { level: 'non-usager' } });
  });
});
