import { describeUnite, type Rapport } from '@porte-plume/accompagnement/indicateurs';
import { toDcat } from '@porte-plume/statistiques/export';
import { Hono, type Context } from 'hono';
import { findOuvert, listOuverts } from '../../domain/lecture-rapports.ts';
import { readContenu, readIntact, type LigneRapport } from '../../domain/rapports.ts';
import { isId } from '../../domain/identifiant.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { render } from '../../server/render.ts';
import { sendFichier } from '../rapports/fichiers.ts';
import { toUniteLue } from '../rapports/modele.ts';
import { jour, periodeEnMots } from '../rapports/periodes.ts';
import { metaOf, openPublication, openRapport, type Adresses } from '../rapports/tables.ts';
import { toCatalogue } from './catalogue.ts';
import { CatalogueView, JeuView } from './view.tsx';

const CHEMIN = '/donnees-ouvertes';
/** Public and the same for all: what is frozen does not change, only the list grows. */
const UNE_HEURE = 'public, max-age=3600';

/** What an organisation has frozen for everybody: no account, no script, addresses that last. */
export function donneesOuvertesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const chemin of [CHEMIN, `${CHEMIN}/*`])
    app.use(chemin, async (c, next) => {
      await next();
      if (c.res.status !== 200) return;
      c.header('Cache-Control', UNE_HEURE);
      c.header('Access-Control-Allow-Origin', '*');
    });
  app.get(CHEMIN, list);
  app.get(`${CHEMIN}/catalogue.jsonld`, catalogue);
  app.get(`${CHEMIN}/:id/:unite`, show);
  app.get(`${CHEMIN}/:id/:unite/:fichier`, async (c) => {
    const { row, lu } = await find(c);
    const { unite, fichier } = c.req.param();
    const adresses = adressesOf(c, row.id, unite);
    const reponse = await sendFichier(c, lu, row.structure, { unite, nom: fichier, adresses });
    if (reponse === null) throw new ErreurHttp(404);
    return reponse;
  });
  return app;
}

function adressesOf(c: Context<AppEnv>, id: string, unite: string): Adresses {
  const page = `${c.var.services.env.origin}${CHEMIN}/${id}/${unite}`;
  return { page, dossier: page };
}

/** @throws {ErreurHttp} 404 for anything that is not a frozen open report, or is no longer what was frozen */
async function find(c: Context<AppEnv>): Promise<{ row: LigneRapport; lu: Rapport }> {
  const id = c.req.param('id') ?? '';
  const row = isId(id) ? await findOuvert(c.var.services, id) : null;
  const lu = row === null ? null : await readIntact(row);
  if (row === null || lu === null) throw new ErreurHttp(404);
  return { row, lu };
}

async function list(c: Context<AppEnv>): Promise<Response> {
  const rows = await listOuverts(c.var.services);
  return render(
    c,
    <CatalogueView
      cadre={makeCadrePublic(
        c,
        CHEMIN,
        rows.some(({ fictive }) => fictive),
      )}
      catalogue={`${CHEMIN}/catalogue.jsonld`}
      rapports={rows.flatMap((row) => {
        const lu = readContenu(row);
        if (lu === null) return [];
        return [
          {
            id: row.id,
            structure: row.structure,
            periode: periodeEnMots(row),
            publieLe: jour(row.figeLe ?? row.millesime),
            hash: row.hash,
            jeux: lu.publications.map(({ unite }) => ({
              href: `${CHEMIN}/${row.id}/${unite}`,
              titre: describeUnite(unite).titre,
              definition: describeUnite(unite).definition,
            })),
          },
        ];
      })}
    />,
  );
}

async function catalogue(c: Context<AppEnv>): Promise<Response> {
  const rows = await listOuverts(c.var.services);
  const jeux = await Promise.all(
    rows.map(async (row) => {
      const lu = await readIntact(row);
      if (lu === null) return [];
      return (await openRapport(lu)).map((ouverte) =>
        toDcat(
          ouverte.table,
          metaOf(ouverte, lu, row.structure, adressesOf(c, row.id, ouverte.publication.unite)),
          ouverte.publication.certificat,
        ),
      );
    }),
  );
  c.header('Content-Type', 'application/ld+json; charset=utf-8');
  return c.body(
    `${JSON.stringify(toCatalogue(`${c.var.services.env.origin}${CHEMIN}`, jeux.flat()), null, 2)}\n`,
  );
}

async function show(c: Context<AppEnv>): Promise<Response> {
  const { row, lu } = await find(c);
  const unite = c.req.param('unite') ?? '';
  const publication = lu.publications.find((une) => une.unite === unite);
  if (publication === undefined) throw new ErreurHttp(404);
  const ouverte = await openPublication(publication);
  if (ouverte === null) throw new Error('a table that its certificate does not prove');
  const { certificat } = publication;
  return render(
    c,
    <JeuView
      cadre={makeCadrePublic(c, CHEMIN, row.fictive)}
      structure={row.structure}
      periode={periodeEnMots(row)}
      jours={`du ${jour(row.du)} au ${jour(row.au)}`}
      extraitLe={jour(row.millesime)}
      publieLe={jour(row.figeLe ?? row.millesime)}
      dossier={`${CHEMIN}/${row.id}/${unite}`}
      unite={toUniteLue(ouverte)}
      norme={`${certificat.norm.id}, version ${certificat.norm.version}`}
      tableHash={certificat.tableHash}
    />,
  );
}
