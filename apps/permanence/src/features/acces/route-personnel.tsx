import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Tx } from '../../db/client.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { drawCodePersonnel, readEtatPersonnel } from '../../domain/code-personnel.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { newOp, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { PersonnelView } from './vue-personnel.tsx';

const PERSONNEL = 'code-personnel';
/** It waits for the page that shows it, and no longer. */
const ATTENTE = 10 * 60_000;
const PersonnelSchema = z.object({ code: z.string(), suite: z.string() });
const OUBLIE = 'Ce code a déjà été montré. Tirez-en un autre si vous ne l’avez pas retenu.';

/** The code that is asked beside every other one, so that a found sheet or a borrowed telephone opens nothing. */
export function personnelRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/acces/personnel', requireRecent, makePersonnel);
  app.get('/acces/personnel/:id', showPersonnel);
  return app;
}

/** Draws a personal code, and keeps it for the one page that shows it; `suite` is where that page leads. */
async function keepPersonnel(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { id, suite }: { id: string; suite: string },
): Promise<void> {
  const code = await drawCodePersonnel(tx, services, visiteur);
  await keepBrouillon(tx, services, visiteur, {
    id,
    nature: PERSONNEL,
    contenu: { code, suite },
    duree: ATTENTE,
  });
}

/** Codes open nothing without a personal one: an account that has none gets it first. */
export async function demandPersonnel(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  suite: string,
): Promise<string> {
  if ((await readEtatPersonnel(tx, visiteur)) !== 'aucun') return suite;
  const id = newOp(services);
  await keepPersonnel(tx, services, visiteur, { id, suite });
  return `/acces/personnel/${id}`;
}

async function makePersonnel(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  const issue = await carryOut(c, 'acces.personnel', champs, async (tx, services, visiteur) => {
    await keepPersonnel(tx, services, visiteur, { id: field(champs, 'op'), suite: '/acces' });
    return 'Un code personnel est tiré.';
  });
  return issue.ok ? c.redirect(`/acces/personnel/${issue.op}`, 303) : c.redirect('/acces', 303);
}

async function showPersonnel(c: Context<AppEnv>): Promise<Response> {
  const id = idOf(c);
  const garde = await forVisiteur(c, 'acces.personnel.montrer', async (tx, services, visiteur) => {
    const lu = await readBrouillon(tx, services, visiteur, {
      id,
      nature: PERSONNEL,
      schema: PersonnelSchema,
    });
    if (lu !== null) await dropBrouillon(tx, visiteur, id);
    return lu;
  });
  if (garde === null) throw new ErreurHttp(404, OUBLIE);
  return render(c, <PersonnelView cadre={makeCadre(c)} code={garde.code} suite={garde.suite} />);
}
