import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { AppEnv } from './contexte.ts';

/** Answers with a whole HTML document. Pages are personal: nothing between here and the browser may keep them. */
export function render(c: Context<AppEnv>, page: ReactNode, statut: ContentfulStatusCode = 200): Response {
  return c.html(`<!doctype html>${renderToStaticMarkup(page)}`, statut);
}
