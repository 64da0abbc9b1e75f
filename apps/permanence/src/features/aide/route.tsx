import { Hono } from 'hono';
import { readContact } from '../../domain/contact.ts';
import { liensOf, makeCadre } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { SUJETS } from './sujets.ts';
import { AideView } from './view.tsx';

/** Help of writers: what their own menu opens, and no more. */
export function aideRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/aide', async (c) => {
    const contact = await forVisiteur(c, 'contact.lire', (tx, _, { orgId }) => readContact(tx, orgId));
    const liens = liensOf(c.var.visiteur);
    return render(
      c,
      <AideView
        cadre={makeCadre(c)}
        sujets={SUJETS.filter(({ lien }) => lien === undefined || liens.includes(lien))}
        {...(contact === null ? {} : { contact })}
      />,
    );
  });
  return app;
}
