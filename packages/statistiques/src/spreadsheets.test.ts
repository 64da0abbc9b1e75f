import { read, utils, type WorkBook } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';

import { HOSTILE, hostile, rich, rounded, type Release } from './export.fixture.ts';
import { toOds, toXlsx, type Meta } from './export.ts';

const meta: Meta = {
  title: 'Interventions & <permanence>',
  definition: 'Une intervention\u00a0: une personne, un jour, un écrivain.',
  publisher: 'CCAS d’Exemple',
  labels: { site: 'Lieu', mois: 'Mois', age: 'mois' },
  codeLabels: { site: { Z1: 'Zone 1' } },
};

const formats: ['ODS' | 'XLSX', typeof toOds][] = [
  ['ODS', toOds],
  ['XLSX', toXlsx],
];

/** Text of each member of an archive. */
const members = (bytes: Uint8Array): [string, string][] =>
  Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]);

/** Throws on the first place where a text is not well-formed XML. */
function parseXml(text: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(text).close();
  return names;
}

/** Read by SheetJS, which knows nothing of our writers. */
const open = (bytes: Uint8Array): WorkBook =>
  read(bytes, { cellFormula: true, cellStyles: true, bookVBA: true });
const cells = (book: WorkBook, sheet: string): unknown[][] =>
  utils.sheet_to_json(book.Sheets[sheet] ?? {}, { header: 1, raw: true });

/** Codes with characters that XML cannot hold. */
const UNREADABLE: readonly string[] = ['x\u0000\u0008\u001f\ufffey', '\ud800 seul'];

describe.each(formats)('%s', (format, write) => {
  let usual: Release;
  let odd: Release;
  let usualBytes: Uint8Array;
  let oddBytes: Uint8Array;
  beforeAll(async () => {
    [usual, odd] = [await rich(), await hostile()];
    usualBytes = write(usual.table, meta);
    oddBytes = write(odd.table, {});
  });

  it('gives every cell back to another program: numbers as numbers, masked ones as « s »', () => {
    const [header, ...rows] = cells(open(usualBytes), 'Tableau');
    expect(header).toEqual(['Lieu', 'Mois', 'mois 2', 'Nombre (intervention)', 'Statut']);
    expect(rows).toEqual(
      usual.table.cells.map(({ key, valeur }) => [
        key.site === 'Z1' ? 'Zone 1' : key.site,
        key.mois,
        key.age,
        valeur ?? 's',
        valeur === null ? 'non diffusé' : 'publié',
      ]),
    );
    expect(rows.some((row) => row[3] === 's')).toBe(true);
  });

  it('says on a second sheet how to read it', () => {
    const book = open(usualBytes);
    expect(book.SheetNames).toEqual(['Tableau', 'Lire ce tableau']);
    const told = Object.fromEntries(cells(book, 'Lire ce tableau') as [string, string][]);
    expect(told).toMatchObject({
      Titre: 'Interventions & <permanence>',
      Définition: 'Une intervention\u00a0: une personne, un jour, un écrivain.',
      Période: 'de janvier à mars 2026',
      'Effectif total (n)': '398',
      'Taux d’inconnus':
        'Lieu\u00a0: 0\u00a0% (0)\u00a0; Mois\u00a0: 0\u00a0% (0)\u00a0; mois\u00a0: 19,6\u00a0% (78)',
      Éditeur: 'CCAS d’Exemple',
      'Empreinte du tableau': usual.table.hash,
    });
    expect(told.Légende).toContain('«\u00a0s\u00a0»\u00a0: case non diffusée');
    expect(told.Norme).toContain('FR_SOCIAL_5');
    expect(told.Légende).not.toMatch(/\d/);
  });

  it('prints a licence only when one is given, or to everybody', () => {
    const licence = (more: Meta): string | undefined =>
      Object.fromEntries(
        cells(open(write(usual.table, { ...meta, ...more })), 'Lire ce tableau') as [string, string][],
      ).Licence;
    expect(licence({})).toBeUndefined();
    expect(licence({ audience: 'funder' })).toBeUndefined();
    expect(licence({ audience: 'open' })).toBe('Licence Ouverte 2.0 (Etalab)');
    expect(licence({ audience: 'funder', licence: 'ODbL' })).toBe('ODbL');
  });

  it('says how values were rounded', async () => {
    const told = Object.fromEntries(
      cells(open(write(await rounded(), {})), 'Lire ce tableau') as [string, string][],
    );
    expect(told.Arrondi).toBe('valeurs arrondies à un multiple de 5');
  });

  it('hides nothing: no hidden sheet, formula, pivot, comment, link, script or external part', () => {
    for (const bytes of [usualBytes, oddBytes]) {
      const book = open(bytes);
      for (const sheet of Object.values(book.Sheets)) {
        for (const [address, cell] of Object.entries(sheet)) {
          if (address.startsWith('!')) continue;
          expect(cell, address).not.toHaveProperty('f');
          expect(cell, address).not.toHaveProperty('c');
          expect(cell, address).not.toHaveProperty('l');
        }
      }
      expect(book.Workbook?.Sheets?.map(({ Hidden }) => Hidden ?? 0) ?? []).not.toContain(1);
      expect(book.vbaraw).toBeUndefined();
      for (const [name, text] of members(bytes)) {
        expect(name).not.toMatch(/pivot|comment|vba|external|query|connection|drawing|Basic|Scripts/i);
        expect(text).not.toMatch(
          /table:formula|office:annotation|data-pilot|<f>|<f |pivotCache|state="hidden"|TargetMode/,
        );
        expect(text).not.toMatch(/table:visibility|table:display="false"|hidden="1"/);
      }
    }
  });

  it('is well-formed XML in every member, whatever the codes', () => {
    for (const bytes of [usualBytes, oddBytes]) {
      for (const [name, text] of members(bytes)) {
        if (name === 'mimetype') continue;
        expect(() => parseXml(text), name).not.toThrow();
      }
    }
  });

  it('types as a text every code that looks like a formula, a number or markup', () => {
    const book = open(oddBytes);
    const sheet: Record<string, { t: string; v: unknown }> = book.Sheets.Tableau ?? {};
    const found = new Map<string, string>();
    for (const [address, cell] of Object.entries(sheet)) {
      if (/^A\d+$/.test(address)) found.set(String(cell.v), cell.t);
    }
    // SheetJS decodes `_x0041_` in OpenDocument too, where it is no escape.
    const readable = HOSTILE.filter((code) => !UNREADABLE.includes(code)).filter(
      (code) => format === 'XLSX' || code !== '_x0041_',
    );
    for (const code of readable) expect(found.get(code), JSON.stringify(code)).toBe('s');
    if (format === 'XLSX') expect(found.get('_x0041_')).toBe('s');
    expect([...found.keys()].filter((code) => code.includes('\ufffd'))).toHaveLength(2);
  });

  it('keeps the header row in sight, declared as a header', () => {
    const parts = Object.fromEntries(members(usualBytes));
    if (format === 'XLSX') {
      expect(parts['xl/worksheets/sheet1.xml']).toContain('<pane ySplit="1" topLeftCell="A2"');
      expect(parts['xl/worksheets/sheet1.xml']).toMatch(/<col min="1" max="1" width="\d+"/);
      expect(parts['xl/tables/table1.xml']).toContain(`ref="A1:E${usual.table.cells.length + 1}"`);
      expect(parts['xl/workbook.xml']).toContain('_xlnm.Print_Titles');
    } else {
      expect(parts['content.xml']).toContain('<table:table-header-rows><table:table-row>');
      expect(parts['content.xml']).toContain('style:column-width=');
      expect(parts['settings.xml']).toContain('xmlns:ooo="http://openoffice.org/2004/office"');
      expect(parts['settings.xml']).toContain(
        '<config:config-item config:name="VerticalSplitMode" config:type="short">2<',
      );
    }
  });

  it('writes the same bytes for the same table', () => {
    // SheetJS leaves marks on the array it reads: only the bytes are compared.
    expect(Array.from(write(usual.table, meta))).toEqual(Array.from(usualBytes));
  });
});

describe('ODS', () => {
  it('starts with its type, stored as it is, and lists its members', async () => {
    const bytes = toOds((await rich()).table, {});
    expect(strFromU8(bytes.subarray(30, 38))).toBe('mimetype');
    expect(strFromU8(bytes.subarray(38, 84))).toBe('application/vnd.oasis.opendocument.spreadsheet');
    const parts = Object.fromEntries(members(bytes));
    for (const name of Object.keys(parts)) {
      if (name === 'mimetype' || name.startsWith('META-INF')) continue;
      expect(parts['META-INF/manifest.xml']).toContain(`manifest:full-path="${name}"`);
    }
  });
});

describe('XLSX', () => {
  it('declares and links every part', async () => {
    const parts = Object.fromEntries(members(toXlsx((await rich()).table, {})));
    const types = parts['[Content_Types].xml'] ?? '';
    for (const name of Object.keys(parts)) {
      if (name.endsWith('.rels') || name === '[Content_Types].xml') continue;
      expect(types).toContain(`PartName="/${name}"`);
    }
    const linked = Object.entries(parts)
      .filter(([name]) => name.endsWith('.rels'))
      .flatMap(([, text]) =>
        [...text.matchAll(/Target="(?:\.\.\/)?([^"]+)"/g)].map(([, target]) => target ?? ''),
      );
    for (const target of linked) {
      expect(
        Object.keys(parts).some((name) => name.endsWith(target)),
        target,
      ).toBe(true);
    }
  });

  it('quotes what looks like a formula, so that it stays a text when the cell is edited', async () => {
    const { table } = await hostile();
    const parts = Object.fromEntries(members(toXlsx(table, {})));
    const quoted = (parts['xl/worksheets/sheet1.xml'] ?? '').match(/ s="5" /g);
    expect(quoted).toHaveLength(HOSTILE.filter((code) => /^[=+\-@\t]/.test(code)).length);
    expect(parts['xl/styles.xml']).toMatch(/quotePrefix="1"/);
  });
});
