import type { Rapport } from '@porte-plume/accompagnement/indicateurs';
import { Hono, type Context } from 'hono';
import { checkRapport, findRapport, listRapports, type RapportListe } from '../../domain/lecture-rapports.ts';
import { readIntact, type LigneRapport } from '../../domain/rapports.ts';
import { countPeriodesCompletees } from '../../domain/registre.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { sendFichier } from './fichiers.ts';
import { jour, periodeEnMots } from './periodes.ts';
import { toCorps, toEntete } from './props.tsx';
import { preparationRoutes } from './route-preparation.tsx';
import { Fichiers } from './vue-fichiers.tsx';
import { RapportsView, type LigneListe } from './vue-liste.tsx';
import { LECTEURS, RapportView } from './vue-rapport.tsx';
import { VerificationRapportView } from './vue-verification.tsx';

/** Reports: read by whoever may, prepared and frozen by the coordination. */
export function rapportsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('/rapports/*', async (c, next) => {
    demand(c.var.visiteur, 'lire_rapport_publie');
    return next();
  });
  app.get('/rapports', list);
  app.route('/', preparationRoutes(show));
  app.get('/rapports/:id', async (c) => show(c, await find(c)));
  app.get('/rapports/:id/verification', verify);
  app.get('/rapports/:id/rapport.json', async (c) => {
    const row = await findFige(c);
    await contenuOf(row);
    c.header('Content-Type', 'application/json; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="rapport-${row.du}-${row.au}.json"`);
    return c.body(row.contenu);
  });
  app.get('/rapports/:id/:unite/:fichier', async (c) => {
    const row = await findFige(c);
    const { unite, fichier } = c.req.param();
    const reponse = await sendFichier(c, await contenuOf(row), row.structure, { unite, nom: fichier });
    if (reponse === null) throw new ErreurHttp(404);
    return reponse;
  });
  return app;
}

/** @throws {ErreurHttp} 404 for a report of another organisation, of other readers, or that does not exist */
async function find(c: Context<AppEnv>): Promise<LigneRapport> {
  const id = idOf(c);
  const row = await forVisiteur(c, 'rapport.lire', (tx) => findRapport(tx, c.var.visiteur, id));
  if (row === null) throw new ErreurHttp(404);
  return row;
}

async function findFige(c: Context<AppEnv>): Promise<LigneRapport> {
  const row = await find(c);
  if (row.etat !== 'fige') throw new ErreurHttp(404);
  return row;
}

/** @throws {ErreurHttp} 409 when the row was altered: its page of verification says so, and nothing of it is given */
async function contenuOf(row: LigneRapport): Promise<Rapport> {
  const lu = await readIntact(row);
  if (lu === null) throw new ErreurHttp(409, ALTERE);
  return lu;
}

const ALTERE =
  'Ce rapport n’est plus celui qui a été figé\u00a0: il n’est plus montré. Prévenez la coordination.';

async function list(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const faitId = queryId(c, 'fait');
  const { rows, fait } = await forVisiteur(c, 'rapport.lister', async (tx) => ({
    rows: await listRapports(tx, visiteur),
    fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
  }));
  return render(
    c,
    <RapportsView
      cadre={makeCadre(c)}
      structure={visiteur.organisation}
      coordination={may(visiteur, 'publier_rapport')}
      brouillons={rows.filter(({ etat }) => etat !== 'fige').map(toLigne)}
      figes={rows.filter(({ etat }) => etat === 'fige').map(toLigne)}
      {...(fait === null ? {} : { fait })}
    />,
  );
}

function toLigne(row: RapportListe): LigneListe {
  const fige = row.etat === 'fige';
  return {
    href: `/rapports/${row.id}`,
    periode: periodeEnMots(row),
    lecteurs: LECTEURS[row.audience]?.article ?? row.audience,
    jour: `${row.commun ? `Commun au réseau ${row.structure}. ` : ''}${fige ? 'Établi' : 'Calculé'} le ${jour(row.millesime)}.`,
    ...(fige ? { empreinte: row.hash.replace('sha256:', '').slice(0, 12) } : {}),
  };
}

/** The page of a report, draft or frozen: the same body, so that who freezes has seen what will be read. */
async function show(
  c: Context<AppEnv>,
  row: LigneRapport,
  { erreurs = [] }: { erreurs?: readonly Erreur[] } = {},
): Promise<Response> {
  const { services, visiteur } = c.var;
  const fige = row.etat === 'fige';
  const adresse = `/rapports/${row.id}`;
  // An altered report is not shown: the page of verification says what is wrong with it.
  if (fige && (await readIntact(row)) === null) return c.redirect(`${adresse}/verification`, 303);
  const lu = await contenuOf(row);
  const corps = await toCorps(lu);
  const faitId = queryId(c, 'fait');
  const { fait, completees } = await forVisiteur(c, 'rapport.suite', async (tx) => ({
    fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    completees: fige ? await countPeriodesCompletees(tx, visiteur.orgId) : 0,
  }));
  return render(
    c,
    <RapportView
      cadre={makeCadre(c)}
      {...toEntete(row, lu)}
      corps={
        fige
          ? {
              ...corps,
              fichiers: (unite) => (
                <Fichiers
                  dossier={`${adresse}/${unite}`}
                  titre={corps.unites.find((une) => une.unite === unite)?.titre ?? ''}
                />
              ),
            }
          : corps
      }
      erreurs={erreurs}
      {...(fait === null ? {} : { fait })}
      {...(fige
        ? {
            fige: {
              verification: `${adresse}/verification`,
              json: `${adresse}/rapport.json`,
              completees,
              ...(row.audience === 'open' ? { publique: `/donnees-ouvertes#r-${row.id}` } : {}),
            },
          }
        : { brouillon: { envoi: { action: adresse, op: newOp(services) } } })}
    />,
    erreurs.length > 0 ? 409 : 200,
  );
}

async function verify(c: Context<AppEnv>): Promise<Response> {
  const row = await findFige(c);
  const verdict = await forVisiteur(c, 'rapport.verifier', (tx) => checkRapport(tx, row));
  return render(
    c,
    <VerificationRapportView
      cadre={makeCadre(c)}
      periode={periodeEnMots(row)}
      retour={`/rapports/${row.id}`}
      hash={row.hash}
      {...verdict}
    />,
  );
}
