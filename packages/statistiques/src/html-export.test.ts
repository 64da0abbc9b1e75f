import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';

import { example, hostile, multiple, release, rich, rounded, type Release } from './export.fixture.ts';
import { toHtml, toPourcentages } from './export.ts';

type Element = { name: string; attributes: Record<string, string>; text: string };

/** The elements of a fragment, which is also XML; throws when it is not. */
function elements(markup: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser<{ xmlns: false; fragment: true }>({ xmlns: false, fragment: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(markup).close();
  return found;
}

const named = (list: readonly Element[], name: string): Element[] => list.filter((one) => one.name === name);
const texts = (list: readonly Element[], name: string): string[] => named(list, name).map(({ text }) => text);

/** The value that a screen reader reaches for each row and column of the only table. */
function grid(markup: string): Map<string, string> {
  const cells = new Map<string, string>();
  let columns: string[] = [];
  for (const row of markup.split('<tr>').slice(1)) {
    const inside = elements(`<tr>${row.slice(0, row.indexOf('</tr>'))}</tr>`);
    const heads = named(inside, 'th').filter(({ attributes }) => attributes.scope === 'row');
    if (heads.length === 0) {
      columns = named(inside, 'th')
        .filter(({ attributes }) => attributes.scope === 'col')
        .map(({ text }) => text);
      continue;
    }
    named(inside, 'td').forEach(({ text }, column) => {
      cells.set([...heads.map((head) => head.text), columns[column] ?? ''].join('/'), text);
    });
  }
  return cells;
}

describe('toHtml', () => {
  let small: Release;
  beforeAll(async () => {
    small = await example();
  });

  it('crosses two dimensions, every header scoped, masked cells all alike', () => {
    const markup = toHtml(small.table, { title: 'Interventions', codeLabels: { sexe: { F: 'Femmes' } } });
    expect(Object.fromEntries(grid(markup))).toEqual({
      'Total/Total': '62',
      'Total/Femmes': '33',
      'Total/H': '29',
      'S01/Total': '15',
      'S01/Femmes': 'non diffusé',
      'S01/H': 'non diffusé',
      'S02/Total': '23',
      'S02/Femmes': 'non diffusé',
      'S02/H': 'non diffusé',
      'S03/Total': '24',
      'S03/Femmes': '12',
      'S03/H': '12',
    });
    const list = elements(markup);
    expect(named(list, 'th').every(({ attributes }) => attributes.scope !== undefined)).toBe(true);
    expect(texts(list, 'caption')).toEqual(['Interventions']);
    const masked = markup.match(/<td[^>]*>non diffusé<\/td>/g) ?? [];
    expect(new Set(masked).size).toBe(1);
    expect(masked).toHaveLength(4);
  });

  it('puts n, period, definition, unknown rate and legend under each figure', async () => {
    const { table } = await rich();
    const list = elements(
      toHtml(table, {
        title: 'Titre',
        definition: 'Une définition.',
        labels: { site: 'Lieu', age: 'Âge', mois: 'Mois' },
      }),
    );
    expect(texts(list, 'caption')).toEqual(['Titre\u00a0: Lieu, Mois', 'Titre\u00a0: Lieu, Âge']);
    const notes = texts(list, 'ul').map((text) => text.replaceAll('\u00a0', ' '));
    expect(notes).toHaveLength(2);
    expect(notes[0]).toBe(
      'n : 398Période : de janvier à mars 2026Définition : Une définition.Taux d’inconnus : Lieu : 0 % (0) ; Mois : 0 % (0)' +
        'Légende : « Non diffusé » : case masquée pour protéger le secret statistique. Ce n’est pas un zéro.',
    );
    expect(notes[1]).toContain('Âge : 19,6 % (78)');
  });

  it('scrolls sideways in a region that takes the focus and has a name', () => {
    const region = elements(toHtml(small.table, { title: 'Interventions' })).find(
      ({ attributes }) => attributes.role === 'region',
    );
    expect(region?.attributes).toMatchObject({
      tabindex: '0',
      'aria-label': 'Tableau à faire défiler\u00a0: Interventions',
      style: 'overflow-x:auto;max-width:100%',
    });
  });

  it('writes no script, no id, and on demand no style', () => {
    const markup = toHtml(small.table, { title: 'Interventions', styles: 'none' });
    expect(markup).not.toMatch(/ style=| id=|<script|<style| on[a-z]+=/);
    expect(toHtml(small.table, {})).not.toMatch(/ id=|<script|<style/);
  });

  it('has one header row a dimension across, in groups that fill the table', async () => {
    const codes = { site: ['S1', 'S2', 'S3', 'S4'], sexe: ['F', 'H'], age: ['a', 'b'] };
    const rows = codes.site.flatMap((site) =>
      codes.sexe.flatMap((sexe) => codes.age.map((age) => ({ site, sexe, age }))),
    );
    const { table } = await release(
      {
        id: 'trois',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'site' }, { code: 'sexe' }, { code: 'age' }],
        tables: [['site', 'sexe', 'age']],
      },
      {
        site: rows.map(({ site }) => site),
        sexe: rows.map(({ sexe }) => sexe),
        age: rows.map(({ age }) => age),
        n: rows.map((_, rank) => 10 + rank),
      },
    );
    const markup = toHtml(table, {});
    const list = elements(markup);
    const spans = (name: string, attribute: string): number =>
      named(list, name).reduce((sum, { attributes }) => sum + Number(attributes[attribute] ?? 1), 0);
    expect(texts(list, 'th').slice(0, 5)).toEqual(['site', 'sexe, puis age', 'Total', 'F', 'H']);
    expect(spans('colgroup', 'span')).toBe(1 + 9);
    expect(named(list, 'th').filter(({ attributes }) => attributes.scope === 'colgroup')).toHaveLength(3);
    expect(markup.match(/<tr>/g)).toHaveLength(3 + 5);
    const rowsOfCells = markup.split('<tbody>')[1]?.split('</tr>') ?? [];
    expect(rowsOfCells.slice(0, -1).map((row) => row.match(/<td/g)?.length)).toEqual(Array(5).fill(9));
  });

  it('adds the shares of known answers on demand, masked with their figure', async () => {
    const { table } = await hostile();
    const markup = toHtml(table, { shares: true });
    const shares = toPourcentages(table, { dimension: 'lieu' });
    expect(markup).toContain('Part des réponses connues');
    const published = shares.parts.flatMap((part) => (part.pourcentage === null ? [] : [part.pourcentage]));
    expect(markup.match(/\d\u00a0%<\/td>/g)).toHaveLength(published.length);
    expect(markup.match(/>non diffusé<\/td>/g)).toHaveLength(
      2 * shares.parts.filter(({ valeur }) => valeur === null).length,
    );
  });

  it('says that several answers may exceed the total, and how values were rounded', async () => {
    const multi = toHtml((await multiple()).table, { labels: { famille: 'Famille' }, shares: true });
    expect(multi).toContain(
      '<li>Réponses multiples\u00a0: Famille. Une même unité peut compter dans plusieurs cases',
    );
    expect(multi).toContain('calculées sur 80 unités renseignées');
    const five = toHtml(await rounded(), {});
    expect(five).toContain('valeurs arrondies à un multiple de 5');
    expect(five).not.toContain('Légende');
    expect(toHtml(small.table, {})).not.toMatch(/Arrondi|Réponses multiples/);
  });

  it('lets no code become markup', async () => {
    const { table } = await hostile();
    const list = elements(toHtml(table, { title: '"><img src=x onerror=alert(1)>' }));
    expect(named(list, 'script')).toEqual([]);
    expect(named(list, 'img')).toEqual([]);
    expect(texts(list, 'th')).toContain('<script>alert(1)</script>');
  });

  it('writes figures and periods as French readers do', async () => {
    const { table } = await release(
      {
        id: 'grand',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [
          { code: 'mois', calendar: ['mois', 'trimestre', 'semestre', 'annee'] },
          { code: 'age', bands: [25] },
        ],
        tables: [['mois'], ['age']],
      },
      { mois: ['2026-04', '2026-08'], age: [1, 30], n: [1_234_567, 8000] },
    );
    const list = elements(toHtml(table, {}));
    expect(texts(list, 'td')).toContain('1\u202f234\u202f567');
    expect(texts(list, 'th')).toEqual(
      expect.arrayContaining([
        '2026',
        '1er semestre 2026',
        '2e trimestre 2026',
        'avril 2026',
        'août 2026',
        'moins de 25',
        '25 et plus',
      ]),
    );
  });
});
