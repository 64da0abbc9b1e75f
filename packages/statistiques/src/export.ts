export { toCsv } from './csv-export.ts';
export { toHtml } from './html-export.ts';
export type { HtmlMeta } from './html-export.ts';
