import type { Meta } from './export-meta.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { workbookOf, type Sheet, type SheetCell, type Workbook } from './workbook.ts';
import { XML_HEAD, xmlText } from './xml-text.ts';
import { zipTexts } from './zip.ts';

const MIME = 'application/vnd.oasis.opendocument.spreadsheet';
const NAMESPACES = (
  [
    ['office', 'office'],
    ['style', 'style'],
    ['text', 'text'],
    ['table', 'table'],
    ['fo', 'xsl-fo-compatible'],
    ['number', 'datastyle'],
    ['meta', 'meta'],
    ['config', 'config'],
  ] as const
)
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    // Readers look for the frozen row under this prefix.
    'xmlns:ooo="http://openoffice.org/2004/office"',
    'office:version="1.3"',
  )
  .join(' ');

/** Text of a paragraph: repeated spaces, tabs and line ends have their own elements. */
const paragraph = (text: string): string =>
  xmlText(text.replace(/\r\n?/g, '\n'))
    .replace(/\n/g, '<text:line-break/>')
    .replaceAll('\t', '<text:tab/>')
    .replace(/^ | {2,}| $/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);

function cellXml(cell: SheetCell): string {
  if ('number' in cell) {
    return `<table:table-cell table:style-name="nombre" office:value-type="float" office:value="${cell.number}"><text:p>${cell.number}</text:p></table:table-cell>`;
  }
  const style = cell.role === 'masked' ? 'masque' : 'texte';
  return `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${paragraph(cell.text)}</text:p></table:table-cell>`;
}

const headerCell = (text: string): string =>
  `<table:table-cell table:style-name="entete" office:value-type="string"><text:p>${paragraph(text)}</text:p></table:table-cell>`;

function sheetXml({ name, header, rows, widths }: Sheet, index: number): string {
  const columns = widths.map(
    (_, column) =>
      `<table:table-column table:style-name="col${index}-${column}" table:default-cell-style-name="texte"/>`,
  );
  const lines = rows.map((cells) => `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>`);
  return [
    `<table:table table:name="${xmlText(name)}" table:style-name="feuille">`,
    ...columns,
    `<table:table-header-rows><table:table-row>${header.map(headerCell).join('')}</table:table-row></table:table-header-rows>`,
    ...lines,
    '</table:table>',
  ].join('');
}

const CELL_STYLES = [
  '<number:number-style style:name="milliers"><number:number number:min-integer-digits="1" number:decimal-places="0" number:grouping="true"/></number:number-style>',
  '<style:style style:name="feuille" style:family="table"><style:table-properties table:display="true"/></style:style>',
  '<style:style style:name="entete" style:family="table-cell"><style:table-cell-properties fo:border-bottom="1pt solid #000000" fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>',
  '<style:style style:name="texte" style:family="table-cell"><style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/></style:style>',
  '<style:style style:name="nombre" style:family="table-cell" style:data-style-name="milliers"><style:table-cell-properties style:vertical-align="top"/><style:paragraph-properties fo:text-align="end"/></style:style>',
  '<style:style style:name="masque" style:family="table-cell"><style:table-cell-properties style:vertical-align="top"/><style:paragraph-properties fo:text-align="end"/></style:style>',
].join('');

function contentXml({ sheets }: Workbook): string {
  const widths = sheets.flatMap((sheet, index) =>
    sheet.widths.map(
      (width, column) =>
        `<style:style style:name="col${index}-${column}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.22).toFixed(2)}cm"/></style:style>`,
    ),
  );
  return `${XML_HEAD}<office:document-content ${NAMESPACES}><office:automatic-styles>${widths.join('')}${CELL_STYLES}</office:automatic-styles><office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}</office:spreadsheet></office:body></office:document-content>`;
}

/** The first row stays in sight while scrolling. */
function settingsXml({ sheets }: Workbook): string {
  const item = (name: string, type: string, value: number | string): string =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const frozen = [
    item('HorizontalSplitMode', 'short', 0),
    item('VerticalSplitMode', 'short', 2),
    item('VerticalSplitPosition', 'int', 1),
    item('ActiveSplitRange', 'short', 2),
    item('PositionBottom', 'int', 1),
  ].join('');
  const tables = sheets.map(
    ({ name }) =>
      `<config:config-item-map-entry config:name="${xmlText(name)}">${frozen}</config:config-item-map-entry>`,
  );
  const active = item('ActiveTable', 'string', xmlText(sheets[0]?.name ?? ''));
  return `${XML_HEAD}<office:document-settings ${NAMESPACES}><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${tables.join('')}</config:config-item-map-named>${active}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`;
}

const STYLES_XML = `${XML_HEAD}<office:document-styles ${NAMESPACES}><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial" fo:font-size="10pt" fo:language="fr" fo:country="FR"/></style:default-style></office:styles></office:document-styles>`;

function manifestXml(paths: readonly string[]): string {
  const entries = paths.map(
    (path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`,
  );
  return `${XML_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MIME}"/>${entries.join('')}</manifest:manifest>`;
}

/**
 * An OpenDocument spreadsheet of a protected table, same input same bytes: the two sheets and the
 * rules of `toXlsx`. Every text is typed as a text, so a code that looks like a formula is none.
 *
 * Throws `TypeError` on a faulty meta, or on more rows than a spreadsheet holds.
 */
export function toOds(t: ProtectedTable, meta: Meta = {}): Uint8Array {
  assertProtected(t);
  const workbook = workbookOf(t, meta);
  const files = {
    'content.xml': contentXml(workbook),
    'styles.xml': STYLES_XML,
    'meta.xml': `${XML_HEAD}<office:document-meta ${NAMESPACES}><office:meta><dc:title>${xmlText(workbook.title)}</dc:title><dc:description>${xmlText(workbook.description)}</dc:description><dc:language>fr-FR</dc:language></office:meta></office:document-meta>`,
    'settings.xml': settingsXml(workbook),
  };
  return zipTexts({
    mimetype: MIME,
    ...files,
    'META-INF/manifest.xml': manifestXml(Object.keys(files)),
  });
}
