import { Hono, type Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { once } from '../../db/operation.ts';
import { readCharte, signCharte } from '../../domain/charte.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { keepReprise } from '../connexion/reprise.ts';
import { readSuite } from '../connexion/schema.ts';
import { CharteView } from './view.tsx';

/** Where an account goes before it has signed. */
const SANS_CHARTE = /^\/(?:charte|sessions|confirmation|reprise|deconnexion)(?:\/|$)/;

/** Sends an account to the charter until it has signed it; a form on its way is kept meanwhile. */
export const demandCharte = createMiddleware<AppEnv>(async (c, next) => {
  const { visiteur } = c.var;
  if (visiteur.charteSigneeLe !== null || SANS_CHARTE.test(c.req.path)) return next();
  const suite = c.req.method === 'GET' ? c.req.path : await keepReprise(c, visiteur);
  return c.redirect(`/charte?suite=${suite ?? '/'}`, 303);
});

/** `/charte`: each account reads and signs the charter of its structure. */
export function charteRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/charte', (c) => show(c, readSuite(c.req.query('suite'))));
  app.post('/charte', sign);
  return app;
}

async function show(c: Context<AppEnv>, suite: string, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  const charte = await forVisiteur(c, 'charte.lire', (tx) => readCharte(tx, visiteur.orgId));
  const { charteSigneeLe } = visiteur;
  return render(
    c,
    <CharteView
      cadre={makeCadre(c)}
      version={charte.version}
      texte={charte.texte}
      signee={charteSigneeLe === null ? null : dateEnMots(charteSigneeLe)}
      erreurs={erreurs}
      {...(charteSigneeLe === null
        ? {
            envoi: {
              action: '/charte',
              op: newOp(services),
              caches: { version: String(charte.version), suite },
            },
          }
        : {})}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function sign(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const suite = readSuite(field(champs, 'suite'));
  if (field(champs, 'accepte') !== 'oui') {
    return show(c, suite, [{ champ: 'accepte', phrase: 'Cochez la case pour signer la charte.' }]);
  }
  const { orgId, compteId } = visiteur;
  const lue = Number(field(champs, 'version'));
  const perimee = await forVisiteur(c, 'charte.signer', async (tx, services) => {
    const { version } = await readCharte(tx, orgId);
    if (version !== lue) return true;
    const commande = { orgId, op, type: 'charte.signer', compteId, maintenant: now(services) };
    await once(tx, commande, async () => {
      await signCharte(tx, services, visiteur, version);
      return { fait: 'Charte signée.' };
    });
    return false;
  });
  if (perimee)
    return show(c, suite, [{ champ: '', phrase: 'Le texte vient de changer. Relisez-le, puis signez.' }]);
  return c.redirect(suite, 303);
}
