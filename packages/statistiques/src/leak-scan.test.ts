import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';

import { unmistakable, type Release } from './export.fixture.ts';
import {
  scanForValues,
  tableAlternative,
  toCsv,
  toDcat,
  toHtml,
  toOds,
  toPourcentages,
  toSdmxCsv,
  toSvgBars,
  toTableSchema,
  toXlsx,
  type Meta,
} from './export.ts';

const meta: Meta = {
  title: 'Interventions',
  homepage: 'https://exemple.fr/donnees',
  publisher: 'CCAS d’Exemple',
  shares: true,
};

/** Every file that a publication may be made of. */
function outputs({ table, certificate }: Release): [string, string | Uint8Array][] {
  const bars = (['site', 'sexe'] as const).flatMap((dimension) => {
    const other = dimension === 'site' ? 'sexe' : 'site';
    const codes = dimension === 'site' ? ['Total', 'F', 'H'] : ['Total', 'S01', 'S02', 'S03'];
    return codes.map((code) => ({ dimension, at: { [other]: code }, sort: 'value' as const }));
  });
  return [
    ['table.csv', toCsv(table)],
    ['publication.csv', toCsv(table, { layout: 'publication' })],
    ['schema.json', JSON.stringify(toTableSchema(table, meta))],
    ['tableau.ods', toOds(table, meta)],
    ['tableau.xlsx', toXlsx(table, meta)],
    ['sdmx.csv', toSdmxCsv(table)],
    ['dcat.json', JSON.stringify(toDcat(table, meta, certificate))],
    ['tableau.html', toHtml(table, meta)],
    ...bars.flatMap((options): [string, string][] => [
      [`barres ${JSON.stringify(options)}`, toSvgBars(table, options)],
      [`texte ${JSON.stringify(options)}`, tableAlternative(table, options)],
      [`parts ${JSON.stringify(options)}`, JSON.stringify(toPourcentages(table, options))],
    ]),
  ];
}

describe('C11: a masked value is nowhere in any export', () => {
  let source: Release;
  beforeAll(async () => {
    source = await unmistakable();
  });

  it('in any spelling, any member, any attribute', () => {
    const { table, hidden } = source;
    const published = table.cells.flatMap(({ valeur }) => (valeur === null ? [] : [valeur]));
    // The values are unmistakable: each once, none inside another or a published one.
    expect(hidden).toEqual([7_654_321, 48_613, 9_182_736, 8_273_645]);
    for (const value of hidden) {
      expect([...published, ...hidden].filter((other) => String(other).includes(String(value)))).toEqual([
        value,
      ]);
    }
    for (const [name, content] of outputs(source)) {
      expect(scanForValues(content, hidden), name).toEqual([]);
    }
  });

  it('and the scan is able to see: it finds the published values in the same files', () => {
    const total = source.table.cells[0]?.valeur ?? 0;
    for (const [name, content] of outputs(source)) {
      if (/schema|dcat|barres|texte|parts/.test(name)) continue;
      expect(scanForValues(content, [total]).length, name).toBeGreaterThan(0);
    }
  });

  it('finds a value planted in any member of a spreadsheet', () => {
    for (const bytes of [toOds(source.table, meta), toXlsx(source.table, meta)]) {
      for (const [name, member] of Object.entries(unzipSync(bytes))) {
        const text = strFromU8(member);
        const planted = zipSync({ ...unzipSync(bytes), [name]: strToU8(`${text}<!-- 48 613 -->`) });
        expect(scanForValues(planted, source.hidden), name).toContainEqual({
          value: 48_613,
          member: name,
          index: name.length + 1 + text.length + 5,
          written: '48 613',
        });
      }
      const named = zipSync({ ...unzipSync(bytes), 'pivot48613.xml': strToU8('<x/>') });
      expect(scanForValues(named, source.hidden).length).toBeGreaterThan(0);
    }
  });
});

describe('scanForValues', () => {
  it.each([
    '48613',
    '48 613',
    '48\u00a0613',
    '48\u202f613',
    '48\u2009613',
    '48.613',
    '48,613',
    "48'613",
    '48&#160;613',
    '48&nbsp;613',
    '48&#x202F;613',
    '48%C2%A0613',
    '48%20613',
    '48\\u202f613',
    '"048"48613;',
    '-48613.0',
  ])('reads %s', (written) => {
    expect(scanForValues(`avant ${written} après`, [48_613]).map(({ value }) => value)).toEqual([48_613]);
    expect(scanForValues(strToU8(`avant ${written} après`), [48_613]).map(({ value }) => value)).toContain(
      48_613,
    );
  });

  it.each(['148613', '486130', '48613'.repeat(2), `sha256:${'a48613'.repeat(10)}beef`])(
    'does not read %s',
    (written) => {
      expect(scanForValues(written, [48_613])).toEqual([]);
    },
  );

  it('finds single-byte spaces of old encodings', () => {
    const bytes = Uint8Array.from(Array.from('48\u00a0613', (letter) => letter.charCodeAt(0)));
    expect(scanForValues(bytes, [48_613])).toHaveLength(1);
  });

  it('tells several values apart, longest first', () => {
    expect(scanForValues('1 234 567; 567; 12', [567, 1_234_567]).map(({ value }) => value)).toEqual([
      1_234_567, 567,
    ]);
    expect(scanForValues('rien', [])).toEqual([]);
    expect(() => scanForValues('1', [1.5])).toThrow(TypeError);
    expect(() => scanForValues('1', [-1])).toThrow(TypeError);
  });
});
