import { TOTAL } from './hierarchy.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';

/** What a reader needs around a table; plain text, escaped on output. */
export type HtmlMeta = {
  /** Caption of the table. */
  title: string;
  /** Period covered, in words. */
  period?: string;
  /** What is counted, in words. */
  definition?: string;
  /** Heading of a dimension, by its code. */
  labels?: Readonly<Record<string, string>>;
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * An accessible `<table>` (caption, scoped headers, legend) of a protected table, one row a cell.
 * Masked cells read « non diffusé », all the same, and nothing in the markup holds their value.
 */
export function toHtml(t: ProtectedTable, meta: HtmlMeta): string {
  assertProtected(t);
  const heading = (dim: string): string => escape(meta.labels?.[dim] ?? dim);
  const head = [...t.dims.map(heading), 'Valeur'].map((name) => `<th scope="col">${name}</th>`);
  const rows = t.cells.map(({ key, valeur }) => {
    const codes = t.dims.map((dim) => `<th scope="row">${escape(key[dim] ?? TOTAL)}</th>`);
    const figure = valeur === null ? '<td>non diffusé</td>' : `<td>${valeur}</td>`;
    return `<tr>${codes.join('')}${figure}</tr>`;
  });
  const notes = [meta.definition, meta.period && `Période\u00a0: ${meta.period}.`]
    .filter((note) => note !== undefined && note !== '')
    .map((note) => `<p>${escape(note ?? '')}</p>`);
  return [
    '<table>',
    `<caption>${escape(meta.title)}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.join('')}</tbody>`,
    '</table>',
    ...notes,
    '<p>«\u00a0Non diffusé\u00a0»\u00a0: case masquée pour protéger le secret statistique.</p>',
  ].join('\n');
}
