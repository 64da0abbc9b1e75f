import { etatA } from '@porte-plume/mandat';
import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { runMandat } from '../../domain/mandats.ts';
import { depositPiece } from '../../domain/personnes.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, filled, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { attachToFiche } from './attache.ts';
import { loadMandat, type Chargement } from './chargement.ts';
import { documentOf, texteOf } from './document.ts';
import { afterGeste, champOfMotif, faitOf, planGeste, type Geste } from './geste.ts';
import { resumeOf } from './identites.ts';
import { LECTURES, REFORMULATIONS } from './libelles.ts';
import { toRemise } from './remise.ts';
import { changeApres, giveCode, renderApres, showConsultations, showRares } from './route-apres.tsx';
import { serveHtml, servePdf } from './route-document.ts';
import { advancePreparation, openPreparation } from './route-preparation.tsx';
import { SUITES } from './suite.ts';
import { MandatExpliquerView, MandatSignerView } from './view.tsx';

interface Page {
  c: Context<AppEnv>;
  erreurs?: readonly Erreur[];
  champs?: Champs;
}

/** Prepare → explain → sign → show; copies; revoke. */
export function mandatRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/mandat/nouveau', openPreparation);
  app.post('/mandat', advancePreparation);
  app.get('/mandat/:id', async (c) => showMandat({ c }, await loadMandat(c)));
  app.get('/mandat/:id/document', serveHtml);
  app.get('/mandat/:id/document.pdf', servePdf);
  app.get('/mandat/:id/consultations', showConsultations);
  app.get('/mandat/:id/autre', showRares);
  app.post('/mandat/:id/code', giveCode);
  for (const suite of SUITES) app.post(`/mandat/:id/${suite}`, (c) => changeApres(c, suite));
  for (const geste of ['expliquer', 'refuser', 'signer'] as const) {
    app.post(`/mandat/:id/${geste}`, (c) => act(c, geste));
  }
  return app;
}

function showMandat({ c, erreurs = [], champs }: Page, charge: Chargement): Response {
  const { lu, preparation, identites, source } = charge;
  const { services } = c.var;
  const { id, evenements } = lu;
  const vue = etatA(evenements, now(services));
  if (vue === null) throw new ErreurHttp(404);
  const cadre = makeCadre(c);
  const retour = preparation === null ? '/' : `/accueil?fiche=${preparation.ficheId}`;
  const statut = erreurs.length > 0 ? 422 : 200;
  const envoi = (action: string) => ({ action: `/mandat/${id}/${action}`, op: newOp(services) });
  const copies = { html: `/mandat/${id}/document`, pdf: `/mandat/${id}/document.pdf` };
  if (
    vue.statut === 'brouillon' ||
    (vue.statut === 'presente' && vue.lecture?.reformulation === 'non_comprise')
  ) {
    return render(
      c,
      <MandatExpliquerView
        cadre={cadre}
        envoi={envoi('expliquer')}
        erreurs={erreurs}
        retour={retour}
        texte={texteOf(documentOf(source, 'langage_simple'))}
        lectures={LECTURES}
        reformulations={REFORMULATIONS}
        valeurs={champs === undefined ? {} : filled(champs, 'lecture', 'reformulation')}
      />,
      statut,
    );
  }
  if (vue.statut === 'presente') {
    return render(
      c,
      <MandatSignerView
        cadre={cadre}
        envoi={envoi('signer')}
        erreurs={erreurs}
        retour={retour}
        resume={resumeOf(vue, identites, now(services))}
        valeurs={champs === undefined ? {} : filled(champs, 'forme', 'nomEcrit', 'accepte')}
        papier={copies}
      />,
      statut,
    );
  }
  return renderApres(c, charge, vue);
}

async function act(c: Context<AppEnv>, chemin: Geste): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await loadMandat(c);
  const geste: Geste = chemin === 'expliquer' && field(champs, 'etape') === 'refuser' ? 'refuser' : chemin;
  const again = (erreurs: readonly Erreur[]) => showMandat({ c, erreurs, champs }, charge);
  const prevu = planGeste(geste, charge.source, champs, c.var);
  if ('erreurs' in prevu) return again(prevu.erreurs);
  const { id, personneId } = charge.lu;
  try {
    await forVisiteur(c, `mandat.${geste}`, (tx, services) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: `mandat.${geste}`,
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const porteur = { mandatId: id, personneId };
          const remise =
            prevu.remise === undefined ? [] : [await toRemise(tx, services, visiteur, porteur, prevu.remise)];
          await runMandat(tx, services, visiteur, { ...porteur, op }, [...prevu.ordres, ...remise]);
          if (prevu.piece !== undefined)
            await depositPiece(tx, services, visiteur, { personneId, ...prevu.piece });
          if (charge.preparation !== null)
            await attachToFiche(tx, services, visiteur, charge.preparation.ficheId, (fiche) =>
              afterGeste(geste, fiche, id),
            );
          return { mandatId: id, fait: faitOf(geste) };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus) return again(toErreurs(error.motifs, champOfMotif));
    throw error;
  }
  if (geste === 'refuser' && charge.preparation !== null)
    return c.redirect(`/accueil?fiche=${charge.preparation.ficheId}`, 303);
  return c.redirect(geste === 'expliquer' ? `/mandat/${id}` : `/mandat/${id}?fait=${op}`, 303);
}
