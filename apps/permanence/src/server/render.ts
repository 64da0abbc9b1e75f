import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { allege } from './alleger.ts';
import type { AppEnv } from './contexte.ts';

/**
 * Answers with a whole HTML document. Pages are personal: nothing between here and the browser may keep them.
 * A built application serves them lighter; without a build they stay as they are easiest to read.
 */
export function render(c: Context<AppEnv>, page: ReactNode, statut: ContentfulStatusCode = 200): Response {
  const html = `<!doctype html>${renderToStaticMarkup(page)}`;
  return c.html(c.var.services.assets.version === null ? html : allege(html), statut);
}
