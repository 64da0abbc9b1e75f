import { Hono } from 'hono';
import { messagesOf } from '../../messages/messages.ts';
import { makeCadre } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { messagesDe } from '../../server/langue.ts';
import { visiteurOf } from '../../server/mw/session.ts';
import { render } from '../../server/render.ts';
import { planOf, planPublic } from './plan.ts';
import { PlanView } from './view.tsx';

/** The map of the pages: those of everybody, and those of the account that asks. */
export function planRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/plan', (c) => {
    const visiteur = visiteurOf(c);
    const messages = visiteur === undefined ? messagesDe(c) : messagesOf('fr');
    return render(
      c,
      <PlanView
        cadre={makeCadre(c)}
        messages={messages}
        publiques={planPublic(messages)}
        {...(visiteur === undefined ? {} : { rubriques: planOf(visiteur) })}
      />,
    );
  });
  return app;
}
