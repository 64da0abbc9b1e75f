import { Hono } from 'hono';
import { readContact } from '../../domain/contact.ts';
import { makeCadre } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { visiteurOf } from '../../server/mw/session.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { readRgaa, toConformite, writeRgaa } from './rgaa.ts';
import { AccessibiliteView } from './view.tsx';

/** The accessibility statement, for everybody. */
export function accessibiliteRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/accessibilite', async (c) => {
    const criteres = readRgaa();
    const contact =
      visiteurOf(c) === undefined
        ? null
        : await forVisiteur(c, 'contact.lire', (tx, _, { orgId }) => readContact(tx, orgId));
    return render(
      c,
      <AccessibiliteView
        cadre={makeCadre(c)}
        conformite={toConformite(criteres)}
        criteres={criteres}
        {...(contact === null ? {} : { contact })}
      />,
    );
  });
  app.get('/accessibilite.csv', (c) =>
    c.body(writeRgaa(readRgaa()), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="rgaa.csv"',
    }),
  );
  return app;
}
