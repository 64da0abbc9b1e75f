import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { withJeton, type AtelierOuvert } from '../../domain/ateliers.ts';
import type { Tx } from '../../db/client.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { readForm, readOp, type Champs } from '../../server/formulaire.ts';
import { addDays } from '../../server/heure.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { readPage, runPresence, toRefus } from './geste.ts';
import { AnimationView, LienFermeView, type AtelierProps } from './vue-atelier.tsx';

const CHEMIN = '/atelier';
/** Written where an account would be: the link acts, nobody is signed in. */
const PAR_LIEN = 'lien-atelier';

/** The workshop that a signed link opens, without an account. No log holds its address. */
export function animationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(`${CHEMIN}/*`, async (c, next) => {
    c.header('X-Robots-Tag', 'noindex');
    return next();
  });
  app.get(`${CHEMIN}/:jeton`, (c) => show(c));
  app.post(`${CHEMIN}/:jeton`, change);
  return app;
}

type Page = Awaited<ReturnType<typeof readPage>>;

async function show(
  c: Context<AppEnv>,
  suite?: Partial<Pick<AtelierProps, 'erreurs' | 'valeurs' | 'fait'>>,
): Promise<Response> {
  const { services } = c.var;
  const jeton = c.req.param('jeton') ?? '';
  const lu = await withJeton(services, jeton, 'atelier.ouvrir', async (tx, ouvert) => ({
    ouvert,
    page: await readPage(tx, services, ouvert, ouvert.atelier),
  }));
  if (lu === null) return closed(c);
  return render(c, <Vue {...lu} />, suite?.erreurs === undefined ? 200 : 422);

  function Vue({ ouvert, page }: { ouvert: AtelierOuvert; page: Page }) {
    return (
      <AnimationView
        cadre={makeCadrePublic(c, CHEMIN, ouvert.fictive)}
        envoi={{ action: `${CHEMIN}/${jeton}`, op: newOp(services) }}
        structure={ouvert.structure}
        fin={`après le ${dateEnMots(addDays(ouvert.atelier.date, 1))}`}
        {...page}
        {...suite}
      />
    );
  }
}

const closed = (c: Context<AppEnv>): Response =>
  render(c, <LienFermeView cadre={makeCadrePublic(c, CHEMIN)} />, 404);

async function change(c: Context<AppEnv>): Promise<Response> {
  const { services } = c.var;
  const champs: Champs = await readForm(c);
  const op = readOp(champs);
  const jeton = c.req.param('jeton') ?? '';
  const run = async (tx: Tx, { orgId, zone, atelier }: AtelierOuvert): Promise<string> => {
    const maintenant = now(services);
    const { reponse } = await once(
      tx,
      { orgId, op, type: 'atelier.animer', compteId: PAR_LIEN, maintenant },
      async () => ({ fait: await runPresence(tx, services, { orgId, zone }, atelier, champs) }),
    );
    return reponse.fait;
  };
  try {
    const fait = await withJeton(services, jeton, 'atelier.animer', run);
    // Shown at once: a redirection would need the answer of an operation, which belongs to an account.
    return fait === null ? closed(c) : await show(c, { fait });
  } catch (error) {
    if (error instanceof Refus) return show(c, toRefus(error, champs));
    throw error;
  }
}
