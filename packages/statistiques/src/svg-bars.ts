import * as z from 'zod/mini';

import { readMeta, type ReadMeta } from './export-meta.ts';
import { figuresOf, roundingWords, type Figure } from './figure.ts';
import { frenchNumber } from './french-number.ts';
import { TOTAL } from './hierarchy.ts';
import { NOT_PUBLISHED, openTable, tableStyles } from './html-export.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { xmlText } from './xml-text.ts';

const Text = z.string().check(z.minLength(1));
const Labels = z.record(z.string(), Text);
const OptionsSchema = z.object({
  dimension: z.optional(Text),
  at: z.optional(z.record(z.string(), Text)),
  depth: z.optional(z.int().check(z.minimum(1))),
  codes: z.optional(z.array(Text).check(z.minLength(1))),
  sort: z.optional(z.enum(['specification', 'value'])),
  title: z.optional(Text),
  description: z.optional(Text),
  labels: z.optional(Labels),
  codeLabels: z.optional(z.record(z.string(), Labels)),
  valueLabel: z.optional(Text),
  period: z.optional(Text),
  width: z.optional(z.int().check(z.minimum(200), z.maximum(4000))),
  styles: z.optional(z.enum(['inline', 'none'])),
  id: z.optional(z.string().check(z.regex(/^[A-Za-z][\w-]*$/))),
});

/** What a bar chart shows. Everything is optional. */
export type ChartOptions = {
  /** Dimension whose codes are the bars; by default the first that `at` does not fix. */
  dimension?: string | undefined;
  /** Codes of the other dimensions; `Total` unless said. */
  at?: Record<string, string> | undefined;
  /** Depth of the codes to show: 1 for zones, 2 for their sites. By default the finest codes. */
  depth?: number | undefined;
  /** Bars to show, in this order; wins over `depth`. */
  codes?: string[] | undefined;
  /** `value`: longest first, then those that are not published in their usual order. */
  sort?: 'specification' | 'value' | undefined;
  title?: string | undefined;
  description?: string | undefined;
  labels?: Record<string, string> | undefined;
  codeLabels?: Record<string, Record<string, string>> | undefined;
  valueLabel?: string | undefined;
  period?: string | undefined;
  /** Width in pixels; without it the chart takes the width of its place and its text keeps its size. */
  width?: number | undefined;
  /** `none` writes no `style` attribute (strict content policy). */
  styles?: 'inline' | 'none' | undefined;
  /** Start of the ids in the markup; by default made from the table and the dimension. */
  id?: string | undefined;
};

type Bar = { readonly label: string; readonly valeur: number | null };
type Chart = {
  readonly title: string;
  /** What `at` keeps, `sexe : Femmes`; empty when the bars count everybody. */
  readonly filter: string;
  readonly heading: string;
  readonly told: ReadMeta;
  readonly bars: readonly Bar[];
  readonly id: string;
  readonly options: ChartOptions;
};

function barsOf(figure: Figure, o: ChartOptions & { dimension: string }, told: ReadMeta): Bar[] {
  const axis = figure.axes.find(({ dimension }) => dimension === o.dimension);
  const atDepth = axis?.codes.filter((code) => code !== TOTAL && axis.depthOf(code) === o.depth);
  const codes = o.codes ?? (o.depth === undefined ? axis?.leaves : atDepth) ?? [];
  const bars = codes.map((code): Bar => {
    const cell = figure.cellAt({ ...o.at, [o.dimension]: code });
    if (!cell) throw new TypeError('Le graphique demande une case que la publication n’a pas.');
    return { label: told.words(o.dimension, code), valeur: cell.valeur };
  });
  if (o.sort !== 'value') return bars;
  const published = bars.filter(({ valeur }) => valeur !== null);
  published.sort((a, b) => (b.valeur ?? 0) - (a.valeur ?? 0));
  return [...published, ...bars.filter(({ valeur }) => valeur === null)];
}

/** Reads the options of a chart: one `TypeError` for every faulty field, or for cells that no table shows. */
function chartOf(t: ProtectedTable, o: ChartOptions | undefined): Chart {
  assertProtected(t);
  const parsed = OptionsSchema.safeParse(o ?? {});
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.map(String).join('.') || 'options');
    throw new TypeError(
      `Options du graphique invalides, à revoir\u00a0: ${[...new Set(fields)].join(', ')}.`,
    );
  }
  const options = parsed.data;
  const { title, description, labels, codeLabels, valueLabel, period } = options;
  const told = readMeta(t.spec, { title, description, labels, codeLabels, valueLabel, period });
  const figures = figuresOf(t);
  const fixed = Object.entries(options.at ?? {}).flatMap(([dim, code]) => (code === TOTAL ? [] : [dim]));
  const shows = (figure: Figure, dim: string): boolean => figure.axes.some((axis) => axis.dimension === dim);
  const candidates = figures.filter((figure) => fixed.every((dim) => shows(figure, dim)));
  const dimension =
    options.dimension ??
    candidates.flatMap(({ axes }) => axes).find((axis) => !fixed.includes(axis.dimension))?.dimension;
  const figure = candidates.find((one) => dimension !== undefined && shows(one, dimension));
  if (dimension === undefined || !figure) {
    throw new TypeError('Aucun tableau de la publication ne porte ces dimensions.');
  }
  const kept = fixed
    .filter((dim) => dim !== dimension)
    .map((dim) => `${told.heading(dim)}\u00a0: ${told.words(dim, options.at?.[dim] ?? TOTAL)}`)
    .join('\u00a0; ');
  return {
    // A title of the caller may not say it: a chart of a part must never read as one of the whole.
    title: kept === '' ? told.title : `${told.title} (${kept})`,
    filter: kept,
    heading: told.heading(dimension),
    told,
    bars: barsOf(figure, { ...options, dimension }, told),
    id: options.id ?? `pp-${t.hash.slice(7, 15)}-${dimension}`,
    options,
  };
}

const FONT = 'system-ui, sans-serif';
const SIZE = 15;
const LINE = 20;
const BAR = 15;
const GAP = 14;
/** Letters that fit on a screen of 320 px, beside « non diffusé » for labels, in a wide font. */
const LETTERS = 26;
const BIG_LETTERS = 26;
const SMALL_LETTERS = 36;

/** Cuts a text into lines at its spaces, or inside a word that is longer than a line. */
export function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(/ +/).flatMap((word) => {
    const pieces = word.match(new RegExp(`.{1,${letters - 1}}(?![\\s\\S])|.{1,${letters - 2}}`, 'gsu')) ?? [];
    return pieces.length > 1
      ? pieces.map((piece, rank) => (rank < pieces.length - 1 ? `${piece}-` : piece))
      : [word];
  });
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

const figureText = ({ valeur }: Bar): string => (valeur === null ? NOT_PUBLISHED : frenchNumber(valeur));

const textLines = (lines: readonly string[], y: number, size: number, weight: string): string =>
  lines
    .map(
      (line, rank) =>
        `<text x="0" y="${y + rank * (size + 5)}" font-size="${size}" font-weight="${weight}">${xmlText(line)}</text>`,
    )
    .join('');

/** One bar: its words and its figure above, the bar below. The same hatched frame for every masked one. */
function barSvg(bar: Bar, y: number, longest: number, hatch: string): { svg: string; height: number } {
  const lines = wrap(bar.label, LETTERS);
  const top = y + lines.length * LINE;
  const share = bar.valeur === null || longest === 0 ? 0 : (100 * bar.valeur) / longest;
  const drawn =
    bar.valeur === null
      ? `<rect x="1" y="${top}" width="99%" height="${BAR}" fill="url(#${hatch})" stroke="currentColor" stroke-dasharray="4 3"/>`
      : `<rect x="0" y="${top}" width="${share.toFixed(2)}%" height="${BAR}" fill="currentColor"/>`;
  const svg = [
    textLines(lines, y + SIZE, SIZE, 'normal'),
    `<text x="100%" y="${y + SIZE}" font-size="${SIZE}" font-weight="bold" text-anchor="end">${figureText(bar)}</text>`,
    `<line x1="0.5" y1="${top - 2}" x2="0.5" y2="${top + BAR + 2}" stroke="currentColor"/>`,
    drawn,
  ].join('');
  return { svg, height: lines.length * LINE + BAR + GAP };
}

/**
 * Horizontal bars of one dimension, as a standalone SVG that also fits in a page: one colour
 * (`currentColor`) readable in black and white, in dark and in forced colours; text that keeps its
 * size at any width, labels wrapped, never cut. A masked bar is a hatched frame over the whole
 * length with « non diffusé », the same for all; its value is nowhere in the file. `role="img"`
 * with a title and, as a text alternative, a description that reads every bar; see
 * `tableAlternative` for the same as a table.
 *
 * Throws `TypeError` on faulty options, or cells that no table of the release shows.
 */
export function toSvgBars(t: ProtectedTable, o: ChartOptions = {}): string {
  const { title, filter, heading, told, bars, id, options } = chartOf(t, o);
  const longest = bars.reduce((most, { valeur }) => Math.max(most, valeur ?? 0), 0);
  const isMasked = bars.some(({ valeur }) => valeur === null);
  const titleLines = wrap(title, BIG_LETTERS);
  const rounded = roundingWords(t);
  const under = wrap(
    [told.valueLabel, told.period, rounded].filter((text) => text !== '').join(', '),
    SMALL_LETTERS,
  );
  let y = titleLines.length * 23 + under.length * 18 + GAP;
  const drawn = bars.map((bar) => {
    const { svg, height } = barSvg(bar, y, longest, `${id}-hachures`);
    y += height;
    return svg;
  });
  const legend = isMasked
    ? wrap('Hachures\u00a0: non diffusé, pour protéger le secret statistique.', SMALL_LETTERS)
    : [];
  const legendTop = y + 13;
  const height = y + legend.length * 18 + 4;
  const read = bars.map((bar) => `${bar.label}\u00a0: ${figureText(bar)}`).join('\u00a0; ');
  const description = [
    told.description,
    `${[heading, told.valueLabel, filter, rounded].filter((text) => text !== '').join(', ')}. ${read}.`,
  ]
    .filter(Boolean)
    .join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${id}-titre" aria-describedby="${id}-texte" lang="fr" width="${options.width ?? '100%'}" height="${height}"${options.styles === 'none' || options.width !== undefined ? '' : ' style="max-width:45rem"'} font-family="${FONT}" fill="currentColor">`,
    `<title id="${id}-titre">${xmlText(title)}</title>`,
    `<desc id="${id}-texte">${xmlText(description)}</desc>`,
    isMasked
      ? `<defs><pattern id="${id}-hachures" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" stroke="currentColor" stroke-width="2.5"/></pattern></defs>`
      : '',
    textLines(titleLines, 18, 18, 'bold'),
    textLines(under, titleLines.length * 23 + 13, 13, 'normal'),
    ...drawn,
    textLines(legend, legendTop, 13, 'normal'),
    '</svg>',
  ].join('');
}

/** The bars of `toSvgBars` as an accessible HTML table, to be put beside the chart with the same options. */
export function tableAlternative(t: ProtectedTable, o: ChartOptions = {}): string {
  const { title, heading, told, bars, options } = chartOf(t, o);
  const isStyled = options.styles !== 'none';
  const styles = tableStyles(isStyled);
  const rows = bars.map(
    (bar) =>
      `<tr><th scope="row"${styles.rowHead}>${xmlText(bar.label)}</th><td${styles.cell}>${figureText(bar)}</td></tr>`,
  );
  return [
    ...openTable(title, isStyled),
    `<thead><tr><th scope="col"${styles.head}>${xmlText(heading)}</th><th scope="col"${styles.leaf}>${xmlText(told.valueLabel)}</th></tr></thead>`,
    `<tbody>${rows.join('')}</tbody>`,
    '</table>',
    '</div>',
  ].join('\n');
}
