import { writeIcal } from '@porte-plume/accompagnement/permanence';
import { Hono, type Context } from 'hono';
import { etag } from 'hono/etag';
import { findLogo } from '../../domain/apparence.ts';
import { listStructures, readOuVenir, type OuVenir } from '../../domain/ou-venir.ts';
import { SLUG } from '../../domain/page-publique.ts';
import { makeCadrePublic, makeCadreStructure } from '../../server/cadre.ts';
import { now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { messagesDe } from '../../server/langue.ts';
import { sendLogo } from '../../server/logo.ts';
import { render } from '../../server/render.ts';
import { AfficheView, OuVenirView, StructuresView } from './view.tsx';

const CHEMIN = '/ou-venir';
/** Public, and told to everybody alike; a permanence that closes this morning is known five minutes later. */
const CINQ_MINUTES = 'public, max-age=300';

/** « Où et quand venir »: no account, no script. Each structure has its own address. */
export function ouVenirRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const chemin of [CHEMIN, `${CHEMIN}/*`]) {
    app.use(chemin, etag());
    app.use(chemin, async (c, next) => {
      await next();
      // A logo already said how long it stays: its address changes with it.
      if (c.res.status !== 200 || c.res.headers.has('Cache-Control')) return;
      c.header('Cache-Control', CINQ_MINUTES);
      // The size of the letters, the theme and the language are those of the reader.
      c.header('Vary', 'Cookie, Accept-Language');
    });
  }
  app.get(CHEMIN, list);
  app.get(`${CHEMIN}/:slug`, async (c) => {
    const page = await find(c);
    return render(c, <OuVenirView cadre={cadreOf(c, page)} messages={messagesDe(c)} page={page} />);
  });
  app.get(`${CHEMIN}/:slug/commune/:code`, async (c) => {
    const page = await find(c);
    const { code } = c.req.param();
    if (!page.communes.some((une) => une.code === code)) throw new ErreurHttp(404);
    return render(
      c,
      <OuVenirView cadre={cadreOf(c, page)} messages={messagesDe(c)} page={page} commune={code} />,
    );
  });
  app.get(`${CHEMIN}/:slug/affiche`, async (c) => {
    const page = await find(c);
    return render(c, <AfficheView cadre={cadreOf(c, page)} messages={messagesDe(c)} page={page} />);
  });
  app.get(`${CHEMIN}/:slug/affiche/:lieuId`, async (c) => {
    const page = await find(c);
    const { lieuId } = c.req.param();
    if (!page.communes.some(({ lieux }) => lieux.some(({ id }) => id === lieuId))) throw new ErreurHttp(404);
    return render(
      c,
      <AfficheView cadre={cadreOf(c, page)} messages={messagesDe(c)} page={page} lieuId={lieuId} />,
    );
  });
  app.get(`${CHEMIN}/:slug/logo/:empreinte`, async (c) => {
    const { slug, empreinte } = c.req.param();
    if (!SLUG.test(slug)) throw new ErreurHttp(404);
    return sendLogo(c, await findLogo(c.var.services, { slug }, empreinte), 'public');
  });
  app.get(`${CHEMIN}/:slug/:fichier`, sendCalendrier);
  return app;
}

const cadreOf = (c: Context<AppEnv>, { structure: { slug, nom, fictive }, face }: OuVenir) =>
  makeCadreStructure(c, { adresse: `${CHEMIN}/${slug}`, nom, fictive, face });

/** @throws {ErreurHttp} 404 for an unknown address and for a closed page alike */
async function find(c: Context<AppEnv>): Promise<OuVenir> {
  const slug = c.req.param('slug') ?? '';
  const page = SLUG.test(slug) ? await readOuVenir(c.var.services, slug) : null;
  if (page === null) throw new ErreurHttp(404);
  return page;
}

async function list(c: Context<AppEnv>): Promise<Response> {
  const structures = await listStructures(c.var.services);
  const [seule] = structures;
  if (structures.length === 1 && seule !== undefined)
    return c.redirect(`${CHEMIN}/${seule.slug}${new URL(c.req.url).search}`, 302);
  const fictive = structures.some((une) => une.fictive);
  return render(
    c,
    <StructuresView
      cadre={makeCadrePublic(c, CHEMIN, fictive)}
      messages={messagesDe(c)}
      structures={structures}
    />,
  );
}

/** The calendar of one permanence, without those who hold it. Its stamp is that of the day, so that caches may compare. */
async function sendCalendrier(c: Context<AppEnv>): Promise<Response> {
  const page = await find(c);
  const fichier = c.req.param('fichier') ?? '';
  const une = page.permanences.find(({ id }) => fichier === `${id}.ics`);
  if (une === undefined) throw new ErreurHttp(404);
  const commune = page.communes.find(({ lieux }) => lieux.some(({ id }) => id === une.lieuId));
  const lieu = commune?.lieux.find(({ id }) => id === une.lieuId);
  const adresse = [lieu?.adresse, commune?.nom].filter((un) => un !== undefined && un !== null).join(', ');
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', 'attachment; filename="permanence.ics"');
  return c.body(
    writeIcal([une], {
      maintenant: `${now(c.var.services).slice(0, 10)}T00:00:00.000Z`,
      sansAgents: true,
      titre: (nom) => messagesDe(c).dit('agenda.permanence', { lieu: nom }),
      ...(lieu === undefined ? {} : { lieux: { [une.lieuId]: { nom: lieu.nom, adresse } } }),
    }),
  );
}
