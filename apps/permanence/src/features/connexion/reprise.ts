import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { asOrg } from '../../db/asOrg.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { newOp, type AppEnv, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur, idOf } from '../../server/page.ts';

const REPRISE = 'reprise';
/** A form sent after the end of its session waits this long for its author to sign in again. */
const ATTENTE = 10 * 60_000;

const RepriseSchema = z.object({ chemin: z.string(), corps: z.string() });

/**
 * Keeps a form sealed for its account: that of the session that has just ended, unless told otherwise.
 * @returns the path that takes it up again after sign-in, or null when nobody can be named
 */
export async function keepReprise(
  c: Context<AppEnv>,
  auteur: Pick<Visiteur, 'orgId' | 'compteId'> | undefined = (c.var as Partial<AppEnv['Variables']>).expire,
): Promise<string | null> {
  const { services } = c.var;
  if (auteur === undefined) return null;
  const { orgId, compteId } = auteur;
  const id = newOp(services);
  const contenu = { chemin: c.req.path, corps: await readCorps(c) };
  await asOrg(services.client.db, orgId, 'reprise.garder', (tx) =>
    keepBrouillon(tx, services, { orgId, compteId }, { id, nature: REPRISE, contenu, duree: ATTENTE }),
  );
  return `/reprise/${id}`;
}

/** The fields of the form, without its file: nobody has signed in to own one. */
async function readCorps(c: Context<AppEnv>): Promise<string> {
  if (c.req.header('content-type')?.startsWith('multipart/form-data') !== true) return c.req.text();
  const champs = new URLSearchParams();
  const corps = await c.req.formData().catch(() => new FormData());
  for (const [nom, valeur] of corps) if (typeof valeur === 'string') champs.append(nom, valeur);
  return champs.toString();
}

/** Sends the kept form again, under the new session of the same account; its operation id still acts only once. */
export async function takeReprise(c: Context<AppEnv>, app: Hono<AppEnv>): Promise<Response> {
  const id = idOf(c);
  const reprise = await forVisiteur(c, 'reprise.lire', async (tx, services, visiteur) => {
    const lue = await readBrouillon(tx, services, visiteur, { id, nature: REPRISE, schema: RepriseSchema });
    await dropBrouillon(tx, visiteur, id);
    return lue;
  });
  if (reprise === null) throw new ErreurHttp(404, 'Ce formulaire n’attend plus. Rouvrez la page.');
  const { origin } = c.var.services.env;
  return app.request(`${origin}${reprise.chemin}`, {
    method: 'POST',
    body: reprise.corps,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: c.req.header('cookie') ?? '',
      origin,
    },
  });
}
