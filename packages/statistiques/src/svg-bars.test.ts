import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';

import { example, HOSTILE, hostile, rich, rounded, unmistakable, type Release } from './export.fixture.ts';
import { tableAlternative, toSvgBars, type ChartOptions } from './export.ts';
import { wrap } from './svg-bars.ts';

type Element = { name: string; attributes: Record<string, string>; text: string };

function elements(markup: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(markup).close();
  return found;
}
const named = (list: readonly Element[], name: string): Element[] => list.filter((one) => one.name === name);

describe('toSvgBars', () => {
  let usual: Release;
  beforeAll(async () => {
    usual = await rich();
  });

  it('draws one bar a code, as long as its figure', async () => {
    const { table } = await example();
    const list = elements(toSvgBars(table, { title: 'Lieux' }));
    expect(named(list, 'rect').map(({ attributes }) => attributes.width)).toEqual([
      '62.50%',
      '95.83%',
      '100.00%',
    ]);
    expect(named(list, 'text').map(({ text }) => text)).toEqual(
      expect.arrayContaining(['S01', '15', 'S02', '23', 'S03', '24']),
    );
  });

  it('draws every masked bar as the same hatched frame over the whole length', () => {
    const list = elements(toSvgBars(usual.table, { dimension: 'site', at: { mois: '2026-01' } }));
    const hatched = named(list, 'rect').filter(({ attributes }) => attributes.fill?.startsWith('url(#'));
    expect(hatched).toHaveLength(2);
    const shapes = hatched.map(({ attributes }): Record<string, string> => ({ ...attributes, y: '' }));
    expect(shapes[0]).toEqual(shapes[1]);
    expect(shapes[0]).toMatchObject({ width: '99%', 'stroke-dasharray': '4 3' });
    const id = /url\(#(.+)\)/.exec(shapes[0]?.fill ?? '')?.[1];
    expect(named(list, 'pattern').map(({ attributes }) => attributes.id)).toEqual([id]);
    expect(named(list, 'text').filter(({ text }) => text === 'non diffusé')).toHaveLength(2);
  });

  it('does not let a masked value change anything: length, order or text', async () => {
    const { table, hidden } = await unmistakable();
    const chart = toSvgBars(table, { dimension: 'sexe', at: { site: 'S01' }, sort: 'value' });
    expect(named(elements(chart), 'rect').every(({ attributes }) => attributes.width === '99%')).toBe(true);
    for (const value of hidden) expect(chart).not.toContain(String(value));
    expect(chart.indexOf('>F<')).toBeLessThan(chart.indexOf('>H<'));
  });

  it('is an image with a name and a text that reads every bar', () => {
    const list = elements(
      toSvgBars(usual.table, {
        title: 'Âges',
        dimension: 'age',
        at: { site: 'Z2-Sud' },
        labels: { age: 'Âge' },
      }),
    );
    const [svg] = list;
    expect(svg?.attributes).toMatchObject({ role: 'img', lang: 'fr', width: '100%', fill: 'currentColor' });
    const [title] = named(list, 'title');
    const [desc] = named(list, 'desc');
    expect(svg?.attributes['aria-labelledby']).toBe(title?.attributes.id);
    expect(svg?.attributes['aria-describedby']).toBe(desc?.attributes.id);
    expect(title?.text).toBe('Âges (site\u00a0: Z2-Sud)');
    expect(desc?.text.replaceAll('\u00a0', ' ')).toBe(
      'Âge, Nombre (intervention), site : Z2-Sud. moins de 25 : 0 ; 25 à 64 : 0 ; 65 et plus : 6 ; Non renseigné : 0.',
    );
  });

  it('always says what part of the table it shows, whatever the title', () => {
    const at = { site: 'Z1' };
    const words = {
      title: 'Interventions',
      labels: { site: 'Lieu' },
      codeLabels: { site: { Z1: 'Zone 1' } },
    };
    const part = 'Lieu\u00a0: Zone 1';
    const svg = toSvgBars(usual.table, { ...words, dimension: 'mois', at });
    expect(svg).toMatch(new RegExp(`<title[^>]*>Interventions \\(${part}\\)</title>`));
    expect(/<desc[^>]*>(.*)<\/desc>/.exec(svg)?.[1]).toContain(part);
    expect(tableAlternative(usual.table, { ...words, dimension: 'mois', at })).toContain(part);
    const whole = toSvgBars(usual.table, { ...words, dimension: 'mois', at: { site: 'Total' } });
    expect(whole).toContain('>Interventions</title>');
    expect(whole).not.toContain('Lieu');
  });

  it('says how values were rounded', async () => {
    const list = elements(toSvgBars(await rounded(), {}));
    expect(named(list, 'desc')[0]?.text).toContain('valeurs arrondies à un multiple de 5');
    expect(
      named(list, 'text')
        .map(({ text }) => text)
        .join(' '),
    ).toContain('valeurs arrondies à un multiple de 5');
  });

  it('shows one level of a hierarchy at a time, the finest unless told otherwise', () => {
    const codes = (options: ChartOptions): string[] =>
      named(elements(`<div>${tableAlternative(usual.table, options)}</div>`), 'th')
        .filter(({ attributes }) => attributes.scope === 'row')
        .map(({ text }) => text);
    expect(codes({ depth: 1 })).toEqual(['Z1', 'Z2']);
    expect(codes({ dimension: 'mois' })).toEqual(['janvier 2026', 'février 2026', 'mars 2026']);
    expect(codes({ dimension: 'mois', depth: 1 })).toEqual(['1er trimestre 2026']);
    expect(codes({ at: { site: 'Z1' } })).toEqual(['janvier 2026', 'février 2026', 'mars 2026']);
    expect(codes({ dimension: 'age', at: { site: 'Z1', mois: 'Total' } })).toHaveLength(4);
    expect(codes({ codes: ['Total', 'Z1'] })).toEqual(['Total', 'Z1']);
  });

  it('orders on demand, what is not published last in its usual order', () => {
    const codes = (sort: 'specification' | 'value'): string[] =>
      named(elements(toSvgBars(usual.table, { at: { mois: '2026-02' }, sort })), 'text')
        .filter(
          ({ attributes }) => attributes['font-weight'] === 'normal' && attributes['font-size'] === '15',
        )
        .map(({ text }) => text);
    expect(codes('specification')).toEqual(['Z1-Centre', 'Z1-Gare', 'Z2-Nord', 'Z2-Sud']);
    expect(codes('value')).toEqual(['Z1-Gare', 'Z1-Centre', 'Z2-Nord', 'Z2-Sud']);
  });

  it('cuts no label: long ones take several lines of at most 26 letters', () => {
    const label = 'Permanence de l’hôtel de ville et de la gare routière départementale intercommunale';
    const list = elements(toSvgBars(usual.table, { codes: ['Z1'], codeLabels: { site: { Z1: label } } }));
    const lines = named(list, 'text').filter(
      ({ attributes }) => attributes['font-size'] === '15' && attributes.x === '0',
    );
    expect(lines.map(({ text }) => text).join(' ')).toBe(label);
    expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThanOrEqual(26);
    const height = Number(list[0]?.attributes.height);
    const lowest = named(list, 'rect').map(
      ({ attributes }) => Number(attributes.y) + Number(attributes.height),
    );
    expect(Math.max(...lowest)).toBeLessThan(height);
  });

  it('keeps every letter of any text it wraps', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), fc.integer({ min: 5, max: 40 }), (text, letters) => {
        const lines = wrap(text, letters);
        const plain = (value: string): string => value.replaceAll(/[ -]/g, '');
        expect(plain(lines.join(''))).toBe(plain(text));
        expect(lines.every((line) => Array.from(line).length <= letters)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets no code become markup', async () => {
    const { table } = await hostile();
    const list = elements(toSvgBars(table, { title: '</title><script>1</script>' }));
    expect(named(list, 'script')).toEqual([]);
    expect(named(list, 'rect')).toHaveLength(HOSTILE.length + 2);
  });

  it('refuses faulty options and cells that no table shows', () => {
    expect(() => toSvgBars(usual.table, { width: 10, id: '1 2' })).toThrow('width, id');
    expect(() => toSvgBars(usual.table, { dimension: 'pays' })).toThrow(TypeError);
    expect(() => toSvgBars(usual.table, { dimension: 'age', at: { mois: '2026-01' } })).toThrow(TypeError);
    expect(() => toSvgBars(usual.table, { codes: ['Z9'] })).toThrow(TypeError);
  });

  it('has the same bars as a table', () => {
    const options = { title: 'Lieux', at: { mois: '2026-01' }, labels: { site: 'Lieu' } };
    const list = elements(`<div>${tableAlternative(usual.table, options)}</div>`);
    expect(
      named(list, 'th')
        .filter(({ attributes }) => attributes.scope === 'row')
        .map(({ text }) => text),
    ).toEqual(['Z1-Centre', 'Z1-Gare', 'Z2-Nord', 'Z2-Sud']);
    expect(named(list, 'td').map(({ text }) => text)).toEqual(['36', '46', 'non diffusé', 'non diffusé']);
  });
});
