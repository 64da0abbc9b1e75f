import type { Meta } from './export-meta.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { workbookOf, type Sheet, type Workbook } from './workbook.ts';
import { XML_HEAD, xmlText } from './xml-text.ts';
import { zipTexts } from './zip.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Positions in `cellXfs` below. */
const STYLES = { header: 1, text: 2, number: 3, masked: 4, quoted: 5 };

/** `_x000D_` is an escape in this format: a text that looks like one is escaped in turn. */
const cellText = (text: string): string => xmlText(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));

/** `A`, `Z`, `AA`… */
function columnName(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (column % 26));
}

/** Each text of the workbook once. */
class SharedTexts {
  readonly #places = new Map<string, number>();
  #uses = 0;

  place(text: string): number {
    this.#uses += 1;
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  xml(): string {
    const items = [...this.#places.keys()].map(
      (text) => `<si><t xml:space="preserve">${cellText(text)}</t></si>`,
    );
    return `${XML_HEAD}<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function sheetXml(sheet: Sheet, texts: SharedTexts, isFirst: boolean): string {
  const textCell = (row: number, column: number, text: string, style: number): string =>
    `<c r="${columnName(column)}${row}" s="${style}" t="s"><v>${texts.place(text)}</v></c>`;
  const header = sheet.header.map((text, column) => textCell(1, column, text, STYLES.header));
  const rows = sheet.rows.map((cells, index) => {
    const row = index + 2;
    const written = cells.map((cell, column) => {
      if ('number' in cell) {
        return `<c r="${columnName(column)}${row}" s="${STYLES.number}"><v>${cell.number}</v></c>`;
      }
      const style =
        cell.role === 'masked' ? STYLES.masked : /^[=+\-@\t\r]/.test(cell.text) ? STYLES.quoted : STYLES.text;
      return textCell(row, column, cell.text, style);
    });
    return `<row r="${row}">${written.join('')}</row>`;
  });
  const widths = sheet.widths.map(
    (width, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`,
  );
  const selected = isFirst ? ' tabSelected="1"' : '';
  return [
    `${XML_HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships">`,
    `<sheetViews><sheetView${selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.join('')}</cols>`,
    `<sheetData><row r="1">${header.join('')}</row>${rows.join('')}</sheetData>`,
    `<pageSetup paperSize="9"/>`,
    isFirst ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : '',
    '</worksheet>',
  ].join('');
}

/** A declared table: screen readers of spreadsheets announce its header row. */
function tableXml({ header, rows }: Sheet): string {
  const ref = `A1:${columnName(header.length - 1)}${rows.length + 1}`;
  const columns = header.map((name, column) => `<tableColumn id="${column + 1}" name="${cellText(name)}"/>`);
  return `${XML_HEAD}<table xmlns="${MAIN}" id="1" name="Donnees" displayName="Donnees" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`;
}

const STYLES_XML = `${XML_HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="11"/><name val="Arial"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="medium"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const links = targets.map(([type, target], index) => {
    const full = type.startsWith('http') ? type : `${OFFICE}/relationships/${type}`;
    return `<Relationship Id="rId${index + 1}" Type="${full}" Target="${target}"/>`;
  });
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const parts: [string, string][] = [
    ['/xl/workbook.xml', `${TYPES}.sheet.main+xml`],
    ...Array.from({ length: sheets }, (_, index): [string, string] => [
      `/xl/worksheets/sheet${index + 1}.xml`,
      `${TYPES}.worksheet+xml`,
    ]),
    ['/xl/tables/table1.xml', `${TYPES}.table+xml`],
    ['/xl/styles.xml', `${TYPES}.styles+xml`],
    ['/xl/sharedStrings.xml', `${TYPES}.sharedStrings+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ];
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  return `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function filesOf({ title, description, sheets }: Workbook): Record<string, string> {
  const texts = new SharedTexts();
  const written = sheets.map((sheet, index): [string, string] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    sheetXml(sheet, texts, index === 0),
  ]);
  const names = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.map(
    ({ name }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(`'${name}'!$1:$1`)}</definedName>`,
  );
  const [first] = sheets;
  return {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([
      ['officeDocument', 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(title)}</dc:title><dc:description>${xmlText(description)}</dc:description><dc:language>fr-FR</dc:language></cp:coreProperties>`,
    'xl/workbook.xml': `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView/></bookViews><sheets>${names.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    ...Object.fromEntries<string>(written),
    'xl/worksheets/_rels/sheet1.xml.rels': relations([['table', '../tables/table1.xml']]),
    'xl/tables/table1.xml': first ? tableXml(first) : '',
    'xl/styles.xml': STYLES_XML,
    'xl/sharedStrings.xml': texts.xml(),
  };
}

/**
 * An Excel workbook (Office Open XML) of a protected table, same input same bytes. Sheet
 * « Tableau »: one row a cell, numbers as numbers, a masked cell as the text `s` with « non
 * diffusé » beside it, all alike; header row frozen and declared. Sheet « Lire ce tableau »:
 * definition, period, legend, norm, licence. No hidden sheet, formula, pivot or comment; a code
 * that looks like a formula is a quoted text.
 *
 * Throws `TypeError` on a faulty meta, or on more rows than a spreadsheet holds.
 */
export function toXlsx(t: ProtectedTable, meta: Meta = {}): Uint8Array {
  assertProtected(t);
  return zipTexts(filesOf(workbookOf(t, meta)));
}
