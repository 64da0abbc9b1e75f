import { readMeta, type Meta, type ReadMeta } from './export-meta.ts';
import { figuresOf, overlapWords, roundingWords, type Axis, type Figure } from './figure.ts';
import { frenchNumber } from './french-number.ts';
import { TOTAL } from './hierarchy.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { figureShares, type FigureShares } from './taux.ts';
import { xmlText } from './xml-text.ts';

export const NOT_PUBLISHED = 'non diffusé';
const LEGEND =
  '«\u00a0Non diffusé\u00a0»\u00a0: case masquée pour protéger le secret statistique. Ce n’est pas un zéro.';
/** More columns than this would not be read: one row a cell then. */
const MAX_COLUMNS = 24;

/** `style` attribute, unless the page forbids it. */
const style = (isStyled: boolean, rule: string): string => (isStyled ? ` style="${rule}"` : '');

const PADDING = 'padding:.25em .6em;border-top:1px solid';
const CELL = `${PADDING};text-align:right;white-space:nowrap`;
const HEAD = 'padding:.25em .6em;text-align:left;vertical-align:bottom';
const LEAF = 'padding:.25em .6em;text-align:right;vertical-align:bottom';
const rowHead = (depth: number): string =>
  `${PADDING};text-align:left;max-width:13em;overflow-wrap:break-word${depth > 1 ? `;padding-left:${depth}em` : ''}`;

/** Styles that the table of a chart shares. */
export const tableStyles = (
  isStyled: boolean,
): { rowHead: string; cell: string; head: string; leaf: string } => ({
  rowHead: style(isStyled, rowHead(0)),
  cell: style(isStyled, CELL),
  head: style(isStyled, HEAD),
  leaf: style(isStyled, LEAF),
});

/** Opens a table in its region that scrolls sideways and takes the focus; the title stays in sight. */
export function openTable(title: string, isStyled: boolean): string[] {
  const label = xmlText(`Tableau à faire défiler\u00a0: ${title}`);
  const sight = style(isStyled, 'position:sticky;left:0;display:inline-block;max-width:85vw');
  return [
    `<div class="pp-defilement" role="region" tabindex="0" aria-label="${label}"${style(isStyled, 'overflow-x:auto;max-width:100%')}>`,
    `<table class="pp-tableau"${style(isStyled, 'border-collapse:collapse')}>`,
    `<caption${style(isStyled, 'text-align:left;font-weight:bold;padding:.25em .6em')}><span${sight}>${xmlText(title)}</span></caption>`,
  ];
}

/** The shortest axes in columns (outer first), the others in rows; both in the order of the table. */
function layOut(axes: readonly Axis[]): { rows: readonly Axis[]; columns: readonly Axis[] } {
  const columns: Axis[] = [];
  const wanted = Math.min(2, axes.length - 1);
  const bySize = axes.map((axis, rank) => ({ axis, rank }));
  bySize.sort((a, b) => a.axis.codes.length - b.axis.codes.length || b.rank - a.rank);
  for (const { axis } of bySize.slice(0, Math.max(0, wanted))) {
    const width = columns.reduce((product, { codes }) => product * codes.length, axis.codes.length);
    if (width <= MAX_COLUMNS) columns.push(axis);
  }
  return {
    rows: axes.filter((axis) => !columns.includes(axis)),
    columns: axes.filter((axis) => columns.includes(axis)),
  };
}

type Codes = Readonly<Record<string, string>>;

/** Every combination of codes of some axes, last axis fastest. */
const combinations = (axes: readonly Axis[]): Codes[] =>
  axes.reduce<Codes[]>(
    (list, { dimension, codes }) =>
      list.flatMap((above) => codes.map((code) => ({ ...above, [dimension]: code }))),
    [{}],
  );

const spanning = (attribute: 'colspan' | 'rowspan' | 'span', count: number): string =>
  count > 1 ? ` ${attribute}="${count}"` : '';

/** Column groups, then one header row for the names of the dimensions across, and one an axis across. */
function headHtml(
  told: ReadMeta,
  rows: readonly Axis[],
  columns: readonly Axis[],
  withShares: boolean,
): string {
  const [outer] = columns;
  const width = columns.reduce((product, { codes }) => product * codes.length, 1);
  const head = style(told.styles !== 'none', HEAD);
  const leaf = style(told.styles !== 'none', LEAF);
  const corner = rows.map(
    ({ dimension }) =>
      `<th scope="col"${spanning('rowspan', columns.length + 1)}${head}>${xmlText(told.heading(dimension))}</th>`,
  );
  if (rows.length === 0) corner.push(`<th scope="col"${head}>Ensemble</th>`);
  if (!outer) {
    const share = withShares ? `<th scope="col"${leaf}>Part des réponses connues</th>` : '';
    return `<thead><tr>${corner.join('')}<th scope="col"${leaf}>${xmlText(told.valueLabel)}</th>${share}</tr></thead>`;
  }
  const names = columns.map(({ dimension }) => told.heading(dimension)).join(', puis ');
  const levels = columns.map((axis, level) => {
    const below = columns.slice(level + 1).reduce((product, { codes }) => product * codes.length, 1);
    const isLeaf = level + 1 === columns.length;
    return combinations(columns.slice(0, level + 1)).map(
      (codes) =>
        `<th scope="${isLeaf ? 'col' : 'colgroup'}"${spanning('colspan', below)}${isLeaf ? leaf : head}>${xmlText(told.words(axis.dimension, codes[axis.dimension] ?? TOTAL))}</th>`,
    );
  });
  const groups = columns.length > 1 ? outer.codes.map(() => width / outer.codes.length) : [width];
  return [
    `<colgroup${spanning('span', corner.length)}></colgroup>`,
    ...groups.map((span) => `<colgroup span="${span}"></colgroup>`),
    '<thead>',
    `<tr>${corner.join('')}<th scope="${columns.length > 1 ? 'col' : 'colgroup'}"${spanning('colspan', width)}${head}>${xmlText(names)}</th></tr>`,
    ...levels.map((cells) => `<tr>${cells.join('')}</tr>`),
    '</thead>',
  ].join('');
}

function bodyHtml(
  told: ReadMeta,
  figure: Figure,
  { rows, columns }: { rows: readonly Axis[]; columns: readonly Axis[] },
  shares: FigureShares | undefined,
): string {
  const across = combinations(columns);
  const isStyled = told.styles !== 'none';
  const number = style(isStyled, CELL);
  const lines = combinations(rows).map((down) => {
    const heads = rows.map(({ dimension, depthOf }) => {
      const code = down[dimension] ?? TOTAL;
      const depth = depthOf(code);
      return `<th scope="row" class="pp-niveau-${depth}"${style(isStyled, rowHead(depth))}>${xmlText(told.words(dimension, code))}</th>`;
    });
    if (rows.length === 0) heads.push(`<th scope="row"${style(isStyled, rowHead(0))}>Total</th>`);
    const cells = across.map((codes) => {
      const valeur = figure.cellAt({ ...down, ...codes })?.valeur ?? null;
      return valeur === null
        ? `<td class="pp-masque"${number}>${NOT_PUBLISHED}</td>`
        : `<td${number}>${frenchNumber(valeur)}</td>`;
    });
    if (shares) cells.push(shareCell(told, shares, down[shares.dimension] ?? TOTAL));
    return `<tr>${heads.join('')}${cells.join('')}</tr>`;
  });
  return `<tbody>${lines.join('')}</tbody>`;
}

function shareCell(told: ReadMeta, { shares }: FigureShares, code: string): string {
  const part = shares.parts.find((candidate) => candidate.code === code);
  // The total and the unknowns are no answer: they have no share.
  const cell = style(told.styles !== 'none', CELL);
  if (!part) return `<td${cell}>–</td>`;
  const text = part.pourcentage === null ? NOT_PUBLISHED : `${frenchNumber(part.pourcentage)}\u00a0%`;
  return `<td${cell}>${text}</td>`;
}

function notes(
  told: ReadMeta,
  t: ProtectedTable,
  figure: Figure,
  shares: readonly FigureShares[],
  shown: FigureShares | undefined,
): string {
  const n = figure.cellAt({})?.valeur ?? null;
  const isMasked = combinations(figure.axes).some((codes) => (figure.cellAt(codes)?.valeur ?? null) === null);
  const connus = shown?.shares.connus ?? null;
  const unknown = shares.map(({ dimension, shares: { inconnus, tauxInconnus } }) => {
    const rate =
      inconnus === null || tauxInconnus === null
        ? NOT_PUBLISHED
        : `${frenchNumber(tauxInconnus)}\u00a0% (${frenchNumber(inconnus)})`;
    return `${told.heading(dimension)}\u00a0: ${rate}`;
  });
  const lines: [string, string | undefined][] = [
    ['n', n === null ? NOT_PUBLISHED : frenchNumber(n)],
    ['Période', told.period],
    ['Définition', told.definition],
    ['Taux d’inconnus', unknown.join('\u00a0; ')],
    [
      'Parts',
      connus === null
        ? ''
        : `calculées sur ${frenchNumber(connus)} unités renseignées (n moins les inconnus)`,
    ],
    ['Réponses multiples', overlapWords(t, figure.axes, told.heading)],
    ['Arrondi', roundingWords(t)],
    ['Légende', isMasked ? LEGEND : ''],
  ];
  const items = lines
    .filter((line): line is [string, string] => line[1] !== undefined && line[1] !== '')
    .map(([label, text]) => `<li>${label}\u00a0: ${xmlText(text)}</li>`);
  return `<ul class="pp-notes">${items.join('')}</ul>`;
}

function figureHtml(told: ReadMeta, t: ProtectedTable, figure: Figure, isOnly: boolean): string {
  const layout = layOut(figure.axes);
  const shares = figureShares(t.spec, figure);
  const shown = told.shares === true && figure.axes.length === 1 ? shares[0] : undefined;
  const names = figure.axes.map(({ dimension }) => told.heading(dimension));
  const title = isOnly || names.length === 0 ? told.title : `${told.title}\u00a0: ${names.join(', ')}`;
  return [
    '<div class="pp-figure">',
    ...openTable(title, told.styles !== 'none'),
    headHtml(told, layout.rows, layout.columns, shown !== undefined),
    bodyHtml(told, figure, layout, shown),
    '</table>',
    '</div>',
    notes(told, t, figure, shares, shown),
    '</div>',
  ].join('\n');
}

/**
 * Accessible tables of a release, one a table of its specification: `<table>` with caption and
 * scoped headers (several levels from two dimensions on) in a region that scrolls sideways and
 * takes the focus; below each, n, period, definition, unknown rate and legend. Masked cells read
 * « non diffusé », all alike, and nothing in the markup holds their value. No script and no id;
 * classes start with `pp-`, and `styles: 'none'` drops the few `style` attributes.
 *
 * Throws `TypeError` on a faulty meta, naming every faulty field.
 */
export function toHtml(t: ProtectedTable, meta: Meta = {}): string {
  assertProtected(t);
  const told = readMeta(t.spec, meta);
  const figures = figuresOf(t);
  return figures.map((figure) => figureHtml(told, t, figure, figures.length === 1)).join('\n');
}
