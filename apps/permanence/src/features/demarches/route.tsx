import { catalogue, getDemarche, PERIMETRES, type Demarche, type Perimetre } from '@porte-plume/demarches';
import { Hono, type Context } from 'hono';
import { findSeanceOuverte } from '../../domain/seances.ts';
import { may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, oneOf, readForm } from '../../server/formulaire.ts';
import { messagesDe } from '../../server/langue.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Choix } from '../../ui/form.tsx';
import { PERIMETRES as FAMILLES } from '../mandat/libelles.ts';
import { answer, LIGNE_MAX, pageOf, readAutres } from './reponse.ts';
import { FeuilleView } from './vue-feuille.tsx';
import { FicheView, type FicheProps } from './vue-fiche.tsx';
import { RechercheView, type RechercheProps } from './vue-recherche.tsx';
import { listVoisines } from './voisines.ts';

/**
 * The catalogue for writers: found in one line of typing, one page a démarche, one sheet to print. Its content is
 * public, so every account reads it (but who only pays: `app.ts` opens the reports alone).
 *
 * The line that a writer types may hold a name, so it is posted (`no-store`, never in an address nor a log) and nothing
 * of it is kept (but sealed, ten minutes, when the session had ended: `keepReprise`). Searching inside the page would
 * send nothing at all, but it costs every visit 60 kB of script and data on old computers, and leaves out who has no
 * JavaScript; the server of the structure already answers for far more personal things. What follows a search in the
 * address is ids of the catalogue.
 */
export function demarchesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/demarches', (c) => show(c, readFamille(c)));
  app.post('/demarches', find);
  app.get('/demarches/:id', page);
  app.get('/demarches/:id/a-apporter', (c) => {
    const demarche = demarcheOf(c);
    if (demarche.id !== c.req.param('id')) return c.redirect(`/demarches/${demarche.id}/a-apporter`, 301);
    return render(c, <FeuilleView cadre={makeCadre(c)} demarche={demarche} messages={messagesDe(c)} />);
  });
  return app;
}

function show(
  c: Context<AppEnv>,
  reponse: Pick<RechercheProps, 'mots' | 'resultats' | 'incertain' | 'famille' | 'secours'> = {},
): Response {
  return render(
    c,
    <RechercheView
      cadre={makeCadre(c)}
      envoi={{ action: '/demarches', op: newOp(c.var.services) }}
      familles={toChoixFamilles()}
      {...reponse}
    />,
  );
}

async function find(c: Context<AppEnv>): Promise<Response> {
  const mots = field(await readForm(c), 'q').slice(0, LIGNE_MAX);
  if (mots === '') return show(c);
  const reponse = answer(mots);
  if (reponse.nature === 'page') return c.redirect(pageOf(reponse.id, reponse.autres), 303);
  const { secours } = reponse;
  if (reponse.nature === 'rien') return show(c, { mots, resultats: [], secours });
  return show(c, { mots, resultats: reponse.resultats, incertain: !reponse.sure, secours });
}

const listFamille = (famille: Perimetre): Demarche[] =>
  catalogue.demarches.filter(({ perimetre }) => perimetre === famille);

function toChoixFamilles(): Choix[] {
  return PERIMETRES.map((code) => {
    const nombre = listFamille(code).length;
    return { code, libelle: FAMILLES[code], aide: nombre === 1 ? 'une démarche' : `${nombre} démarches` };
  });
}

/** @throws {ErreurHttp} 404 for a family that does not exist */
function readFamille(c: Context<AppEnv>): Pick<RechercheProps, 'famille'> {
  const code = c.req.query('famille');
  if (code === undefined) return {};
  const famille = oneOf(code, PERIMETRES);
  if (famille === null) throw new ErreurHttp(404);
  const collator = new Intl.Collator('fr');
  return {
    famille: {
      libelle: FAMILLES[famille],
      demarches: listFamille(famille)
        .map(({ id, nom, operateur }) => ({ id, nom, operateur: operateur.nom }))
        .sort((a, b) => collator.compare(a.nom, b.nom)),
    },
  };
}

/** @throws {ErreurHttp} 404 when the catalogue has no such entry, present or former */
function demarcheOf(c: Context<AppEnv>): Demarche {
  const demarche = getDemarche(c.req.param('id') ?? '');
  if (demarche === undefined) throw new ErreurHttp(404);
  return demarche;
}

async function page(c: Context<AppEnv>): Promise<Response> {
  const demarche = demarcheOf(c);
  if (demarche.id !== c.req.param('id')) return c.redirect(`/demarches/${demarche.id}`, 301);
  const { services, visiteur } = c.var;
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const autres = readAutres(c.req.query('aussi')).filter(({ id }) => id !== demarche.id);
  return render(
    c,
    <FicheView
      cadre={makeCadre(c)}
      demarche={demarche}
      aujourdhui={aujourdhui}
      suite={await suiteOf(c, demarche)}
      autres={autres}
      voisines={listVoisines(demarche)}
    />,
  );
}

/** What this account may start from the page, by the same rules as the screens that it leads to. */
async function suiteOf(c: Context<AppEnv>, demarche: Demarche): Promise<FicheProps['suite']> {
  const { services, visiteur } = c.var;
  if (!may(visiteur, 'enregistrer_intervention', { classe: 'simple' })) return { nature: 'aucune' };
  if (!may(visiteur, 'enregistrer_intervention', { classe: demarche.classe }))
    return { nature: 'pas-benevole' };
  const seance = await forVisiteur(c, 'demarches.seance', (tx) => findSeanceOuverte(tx, services, visiteur));
  return seance === null
    ? { nature: 'fermee' }
    : { nature: 'ouverte', envoi: { action: '/accueil', op: newOp(services) } };
}
