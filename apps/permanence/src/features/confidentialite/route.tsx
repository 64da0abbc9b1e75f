import { REGLES_CONSERVATION } from '@porte-plume/accompagnement/conservation';
import { Hono } from 'hono';
import { readContact } from '../../domain/contact.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { messagesDe } from '../../server/langue.ts';
import { visiteurOf } from '../../server/mw/session.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { ConfidentialiteView } from './view.tsx';

const CHEMIN = '/confidentialite';

/** What is kept and how long, for everybody. */
export function confidentialiteRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get(CHEMIN, async (c) => {
    const contact =
      visiteurOf(c) === undefined
        ? null
        : await forVisiteur(c, 'contact.lire', (tx, _, { orgId }) => readContact(tx, orgId));
    return render(
      c,
      <ConfidentialiteView
        cadre={makeCadrePublic(c, CHEMIN)}
        messages={messagesDe(c)}
        regles={REGLES_CONSERVATION}
        {...(contact === null ? {} : { contact })}
      />,
    );
  });
  return app;
}
