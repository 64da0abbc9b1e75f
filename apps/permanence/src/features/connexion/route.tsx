import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { asAnyone } from '../../db/asOrg.ts';
import { compte } from '../../db/schema.ts';
import { COMPTES_DEMO } from '../../db/comptes-demo.ts';
import { makeCadre, makeCadrePublic, roleLabel } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { isRecent } from '../../server/mw/recent.ts';
import { logEntree } from '../../server/trace.ts';
import { closeSession, openSession, visiteurOf } from '../../server/mw/session.ts';
import { render } from '../../server/render.ts';
import { FinView, hasFin } from './fin.tsx';
import { finishConnexion, finishEnregistrement, startConnexion, startEnregistrement } from './passkey.ts';
import { connexionSchema, enregistrementSchema, readSuite } from './schema.ts';
import { ConnexionView } from './view.tsx';

const REFUS = 'Cette clé n’ouvre aucun compte ici. Essayez-en une autre.';

/** A new key is asked for by who has just proved who they are, else a stolen session could make one. */
const CONFIRMER = { vers: '/confirmation?suite=/acces' };

/** Sign-in: passkeys, and demo buttons on a localhost demo only. No password exists. */
export function connexionRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/connexion', (c) => page(c, readSuite(c.req.query('suite'))));
  app.post('/connexion', (c) => page(c, '/'));

  app.post('/connexion/demo', async (c) => {
    const { services } = c.var;
    if (!services.env.demo) throw new ErreurHttp(404);
    const champs = await readForm(c);
    const identifiant = field(champs, 'compte');
    const rows = COMPTES_DEMO.some((demo) => demo.identifiant === identifiant)
      ? await asAnyone(services.client.db, { identifiant }, 'compte.ouvrir', (tx) =>
          tx.select().from(compte).where(eq(compte.identifiant, identifiant)),
        )
      : [];
    const [found] = rows;
    if (found === undefined)
      return page(c, '/', { erreur: 'Ce compte de démonstration n’existe pas ici.', statut: 422 });
    await openSession(c, found.orgId, found.id, 'demo');
    return c.redirect(readSuite(field(champs, 'suite')), 303);
  });

  app.post('/connexion/passkey/options', async (c) => c.json(await startConnexion(c.var.services)));
  app.post('/connexion/passkey/verification', async (c) => {
    const parsed = connexionSchema.safeParse(await readJson(c));
    if (!parsed.success) return c.json({ phrase: REFUS }, 400);
    const found = await finishConnexion(c.var.services, parsed.data as AuthenticationResponseJSON);
    if (found === null) {
      logEntree(c, 'cle', false, null);
      return c.json({ phrase: REFUS }, 403);
    }
    await openSession(c, found.orgId, found.compteId, 'cle');
    return c.json({ vers: '/' });
  });

  app.post('/connexion/passkey/enregistrement/options', async (c) => {
    const visiteur = visiteurOf(c);
    if (visiteur === undefined) return c.json({ phrase: 'Connectez-vous d’abord.' }, 401);
    if (!(await isRecent(c))) return c.json(CONFIRMER, 403);
    return c.json(await startEnregistrement(c.var.services, visiteur));
  });
  app.post('/connexion/passkey/enregistrement/verification', async (c) => {
    const visiteur = visiteurOf(c);
    if (visiteur === undefined) return c.json({ phrase: 'Connectez-vous d’abord.' }, 401);
    if (!(await isRecent(c))) return c.json(CONFIRMER, 403);
    const parsed = enregistrementSchema.safeParse(await readJson(c));
    const garde =
      parsed.success &&
      (await finishEnregistrement(c.var.services, visiteur, parsed.data as RegistrationResponseJSON));
    return garde
      ? c.json({ phrase: 'Clé enregistrée. Elle ouvrira votre compte.' })
      : c.json({ phrase: 'La clé n’a pas pu être enregistrée.' }, 400);
  });

  app.post('/deconnexion', async (c) => {
    // Said by the page once nothing waits on the device any more: clearing before would lose it.
    const vide = field(await readForm(c).catch(() => new Map()), 'vide') === 'oui';
    const ailleurs = c.var.services.oidc;
    await closeSession(c);
    if (vide) c.header('Clear-Site-Data', '"storage"');
    if (ailleurs !== undefined && ailleurs !== null && hasFin(c)) {
      c.header('Refresh', '0; url=/connexion/oidc/fin');
      return render(c, <FinView cadre={makeCadrePublic(c, '/connexion')} nom={ailleurs.nom} />);
    }
    return c.redirect('/connexion', 303);
  });
  return app;
}

/** A JSON body, or null when it is not one. */
export async function readJson(c: Context<AppEnv>): Promise<unknown> {
  try {
    return (await c.req.json()) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The door, and what is said there: `champ` is the field that an error is about. */
export function page(
  c: Context<AppEnv>,
  suite: string,
  dit: { erreur?: string; champ?: string; identifiant?: string; statut?: 200 | 401 | 403 | 422 | 503 } = {},
): Response {
  const { oidc, env } = c.var.services;
  const { demo } = env;
  const { erreur, champ = '', identifiant, statut = 200 } = dit;
  return render(
    c,
    <ConnexionView
      cadre={makeCadre(c)}
      suite={suite}
      cle={{ options: '/connexion/passkey/options', verifier: '/connexion/passkey/verification' }}
      code
      {...(oidc === undefined || oidc === null ? {} : { externe: oidc.nom })}
      {...(identifiant === undefined ? {} : { identifiant })}
      {...(erreur === undefined ? {} : { erreurs: [{ champ, phrase: erreur }] })}
      {...(demo
        ? {
            comptes: COMPTES_DEMO.map(({ identifiant: compte, nom, roles, voit }) => ({
              compte,
              nom,
              role: roleLabel(roles),
              faits: voit,
            })),
          }
        : {})}
    />,
    statut,
  );
}
