import { Hono, type Context } from 'hono';
import { once } from '../../db/operation.ts';
import { preference } from '../../db/schema-preferences.ts';
import { messagesOf } from '../../messages/messages.ts';
import { keepOnScreen, parseAffichage, shownOf } from '../../server/affichage.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { messagesDe } from '../../server/langue.ts';
import { visiteurOf } from '../../server/mw/session.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Affichage } from '../../ui/affichage.ts';
import { AffichageView } from './view.tsx';

const CHEMIN = '/affichage';

/**
 * How the pages are shown. An account keeps its choice on the server, whatever the computer; without an account the
 * choice stays on this screen, in a cookie of three words that names nobody.
 */
export function affichageRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get(CHEMIN, show);
  app.post(CHEMIN, async (c) => {
    const champs = await readForm(c);
    const op = readOp(champs);
    const choix = parseAffichage([field(champs, 'taille'), field(champs, 'theme'), field(champs, 'langue')]);
    if (choix === null) throw new ErreurHttp(400);
    if (visiteurOf(c) === undefined) keepOnScreen(c, choix);
    else await keep(c, op, choix);
    return c.redirect(`${CHEMIN}?fait=oui&langue=${choix.langue}`, 303);
  });
  return app;
}

function show(c: Context<AppEnv>): Response {
  const agent = visiteurOf(c) !== undefined;
  const messages = agent ? messagesOf('fr') : messagesDe(c);
  return render(
    c,
    <AffichageView
      cadre={{ ...makeCadre(c), chemin: CHEMIN }}
      messages={messages}
      envoi={{ action: CHEMIN, op: newOp(c.var.services) }}
      agent={agent}
      valeurs={agent ? shownOf(c) : { ...shownOf(c), langue: messages.langue }}
      fait={c.req.query('fait') === 'oui'}
    />,
  );
}

/** One's own preferences ask no right. */
async function keep(c: Context<AppEnv>, op: string, choix: Affichage): Promise<void> {
  await forVisiteur(c, 'preference.garder', async (tx, services, { orgId, compteId }) => {
    const maintenant = now(services);
    await once(tx, { orgId, op, type: 'preference.garder', compteId, maintenant }, async () => {
      const ligne = { ...choix, choisieLe: maintenant };
      await tx
        .insert(preference)
        .values({ orgId, compteId, ...ligne })
        .onConflictDoUpdate({ target: [preference.orgId, preference.compteId], set: ligne });
      return { fait: 'Préférences notées.' };
    });
  });
}
