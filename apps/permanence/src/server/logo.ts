import type { Context } from 'hono';
import type { AppEnv } from './contexte.ts';
import { ErreurHttp } from './erreur-http.ts';

const UN_AN = 'max-age=31536000, immutable';

/**
 * Answers with a logo: an image and nothing else, whatever a browser would like to read in it. Its address is the print of its
 * bytes, so that it stays where it was read; opened by itself, it is a file to keep, not a page of ours.
 * @param pour - `private`: only the browser of the account keeps it
 * @throws {ErreurHttp} 404 where there is none
 */
export function sendLogo(
  c: Context<AppEnv>,
  logo: { type: string; octets: Buffer } | null,
  pour: 'public' | 'private',
): Response {
  if (logo === null) throw new ErreurHttp(404);
  return c.body(new Uint8Array(logo.octets), 200, {
    'Content-Type': logo.type,
    'Content-Disposition': `attachment; filename="logo.${logo.type === 'image/png' ? 'png' : 'jpg'}"`,
    'Cache-Control': `${pour}, ${UN_AN}`,
  });
}
