import { etatA } from '@porte-plume/mandat';
import { Hono, type Context } from 'hono';
import { now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { loadMandat } from './chargement.ts';
import { advanceAccord, openRegularisation, showAccord } from './route-accord.tsx';
import { changeApres, giveCode, renderApres, showConsultations, showRares } from './route-apres.tsx';
import { serveHtml, servePdf } from './route-document.ts';
import { advancePreparation, openPreparation } from './route-preparation.tsx';
import { SUITES } from './suite.ts';

/** Prepare → explain → sign → show; copies; revoke. */
export function mandatRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/mandat/nouveau', openPreparation);
  app.post('/mandat', advancePreparation);
  app.get('/mandat/:id', showMandat);
  app.get('/mandat/:id/document', serveHtml);
  app.get('/mandat/:id/document.pdf', servePdf);
  app.get('/mandat/:id/consultations', showConsultations);
  app.get('/mandat/:id/autre', showRares);
  app.get('/mandat/:id/regulariser', openRegularisation);
  app.post('/mandat/:id/code', giveCode);
  for (const suite of SUITES) app.post(`/mandat/:id/${suite}`, (c) => changeApres(c, suite));
  for (const geste of ['expliquer', 'refuser', 'signer', 'regulariser'] as const) {
    app.post(`/mandat/:id/${geste}`, (c) => advanceAccord(c, geste));
  }
  return app;
}

async function showMandat(c: Context<AppEnv>): Promise<Response> {
  const charge = await loadMandat(c);
  const vue = etatA(charge.lu.evenements, now(c.var.services));
  if (vue === null) throw new ErreurHttp(404);
  return showAccord({ c }, charge, vue) ?? renderApres(c, charge, vue);
}
