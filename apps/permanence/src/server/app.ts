import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accesRoutes } from '../features/acces/route.tsx';
import { accessibiliteRoutes } from '../features/accessibilite/route.tsx';
import { affichageRoutes } from '../features/affichage/route.tsx';
import { administrationRoutes } from '../features/administration/route.tsx';
import { accueilRoutes } from '../features/accueil/route.tsx';
import { adressagesRoutes } from '../features/adressages/route.tsx';
import { aideRoutes } from '../features/aide/route.tsx';
import { animationRoutes } from '../features/atelier/route-animation.tsx';
import { ateliersRoutes } from '../features/atelier/route.tsx';
import { blocagesRoutes } from '../features/blocages/route.tsx';
import { arretRoutes } from '../features/code/route-arret.tsx';
import { verificationRoutes } from '../features/code/route-verification.tsx';
import { charteRoutes, demandCharte } from '../features/charte/route.tsx';
import { codeRoutes } from '../features/connexion/code.ts';
import { confirmationRoutes } from '../features/connexion/confirmation.tsx';
import { confidentialiteRoutes } from '../features/confidentialite/route.tsx';
import { oidcRoutes } from '../features/connexion/oidc.ts';
import { keepReprise, takeReprise } from '../features/connexion/reprise.ts';
import { conservationRoutes } from '../features/conservation/route.tsx';
import { connexionRoutes, page as signIn } from '../features/connexion/route.tsx';
import { secondRoutes } from '../features/connexion/second.tsx';
import { demarchesRoutes } from '../features/demarches/route.tsx';
import { diagnosticRoutes } from '../features/diagnostic/route.tsx';
import { echeancesRoutes } from '../features/echeances/route.tsx';
import { donneesOuvertesRoutes } from '../features/donnees-ouvertes/route.tsx';
import { avisRoutes } from '../features/avis/route.tsx';
import { feuilleRoutes } from '../features/feuille/route.tsx';
import { coquillesRoutes, horsLigneRoutes, operationsRoutes } from '../features/hors-ligne/route.tsx';
import { exportsRoutes } from '../features/exports/route.tsx';
import { importsRoutes } from '../features/imports/route.tsx';
import { invitationRoutes } from '../features/invitation/route.tsx';
import { journalRoutes } from '../features/journal/route.tsx';
import { journeeRoutes } from '../features/journee/route.tsx';
import { lieuxPublicsRoutes } from '../features/lieux-publics/route.tsx';
import { mandatRoutes } from '../features/mandat/route.tsx';
import { ouVenirRoutes } from '../features/ou-venir/route.tsx';
import { orientationRoutes } from '../features/orientation/route.tsx';
import { personnesRoutes } from '../features/personnes/route.tsx';
import { planRoutes } from '../features/plan/route.tsx';
import { planningRoutes } from '../features/planning/route.tsx';
import { rapportsRoutes } from '../features/rapports/route.tsx';
import { reseauRoutes } from '../features/reseau/route.tsx';
import { relancesRoutes } from '../features/relances/route.tsx';
import { rdvspRoutes } from '../features/rdvsp/route.ts';
import { relectureRoutes } from '../features/relecture/route.tsx';
import { sessionsRoutes } from '../features/sessions/route.tsx';
import { tableauRoutes } from '../features/tableau/route.tsx';
import { findLogo } from '../domain/apparence.ts';
import { isFinanceurSeul } from '../domain/lecture-rapports.ts';
import { newOp, type AppEnv, type Services } from './contexte.ts';
import { errorPage, handleError } from './errors.tsx';
import { FICHIER_MAX, FORMULAIRE_MAX, IMPORT_MAX } from './formulaire.ts';
import { ECART, readEcart } from './horloge.ts';
import { sendLogo } from './logo.ts';
import { csrf } from './mw/csrf.ts';
import { createDebit } from './debit-commun.ts';
import { byAddress, bySession, REGLES } from './mw/debit.ts';
import { requireRecent } from './mw/recent.ts';
import { noStore, securityHeaders } from './mw/headers.ts';
import { loadSession, visiteurOf } from './mw/session.ts';
import { logRefus } from './trace.ts';

/** The only forms that carry a file: the scan of a paper signature, a calendar, the open data of places, a logo. */
const AVEC_FICHIER =
  /^\/(?:mandat\/[^/]+\/(?:signer|regulariser)|planning\/importer|lieux-publics|administration\/structure\/logo)$/;
const UN_AN = 'public, max-age=31536000, immutable';
const UN_JOUR = 'public, max-age=86400';

/** The whole application, without a socket: `createApp(services).request('/')` is a test. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const debit = createDebit(services);
  app.use(async (c, next) => {
    c.set('services', services);
    c.set('debit', debit);
    c.set('requeteId', newOp(services));
    await next();
    logRefus(c);
  });
  app.use(securityHeaders(services.env.origin.startsWith('https:')));
  app.onError(handleError);
  app.notFound((c) => errorPage(c, 404));

  app.use(
    '/assets/*',
    serveStatic({
      root: services.assets.dossier,
      rewriteRequestPath: (chemin) => chemin.replace(/^\/assets/, ''),
      precompressed: true,
      onFound: (_chemin, c) => {
        c.header('Cache-Control', c.req.query('v') === services.assets.version ? UN_AN : UN_JOUR);
      },
    }),
  );
  app.get('/assets/*', (c) => c.text('Introuvable', 404));
  // Asked by browsers for the pages that name no icon: the copy of a mandate is a sheet of its own.
  app.get('/favicon.ico', (c) => c.redirect('/assets/icone.svg', 301));
  app.get('/sante', async (c) => {
    const ecart = await readEcart(services);
    return c.json({
      etat: 'ok',
      ...(Math.abs(ecart) > ECART ? { horloge: 'a_regler', ecart: Math.round(ecart / 1000) } : {}),
    });
  });

  app.use(noStore);
  const trop = (c: Context<AppEnv>) => errorPage(c, 413);
  const sansFichier = bodyLimit({ maxSize: FORMULAIRE_MAX, onError: trop });
  const avecFichier = bodyLimit({ maxSize: FICHIER_MAX + FORMULAIRE_MAX, onError: trop });
  const avecImport = bodyLimit({
    maxSize: IMPORT_MAX + FORMULAIRE_MAX,
    onError: (c: Context<AppEnv>) =>
      errorPage(c, 413, 'Ce fichier dépasse 20\u00a0Mo. Coupez-le en plusieurs, par exemple un par année.'),
  });
  app.use((c, next) => {
    const { path } = c.req;
    return (path === '/imports' ? avecImport : AVEC_FICHIER.test(path) ? avecFichier : sansFichier)(c, next);
  });
  // Signed by its sender: no page of ours asks for it, so no Origin is expected.
  app.route('/', rdvspRoutes());
  app.use(csrf);
  app.use(loadSession);
  app.use('/connexion/passkey/verification', byAddress(REGLES.connexion));
  app.use('/connexion/passkey/options', byAddress(REGLES.defis));
  app.use('/connexion/demo', byAddress(REGLES.demo));
  app.use('/v/*', byAddress(REGLES.codes));
  app.post('/arreter', byAddress(REGLES.codes));
  app.use('/api/*', bySession(REGLES.api));
  app.route('/', connexionRoutes());
  for (const routes of [codeRoutes, oidcRoutes, secondRoutes]) app.route('/', routes());
  app.route('/', arretRoutes());
  app.route('/', verificationRoutes());
  app.route('/', animationRoutes());
  app.route('/', donneesOuvertesRoutes());
  app.route('/', ouVenirRoutes());
  app.route('/', coquillesRoutes());
  app.route('/', operationsRoutes());
  app.route('/', invitationRoutes());
  for (const routes of [affichageRoutes, accessibiliteRoutes, confidentialiteRoutes, planRoutes])
    app.route('/', routes());
  // Everything below belongs to an account.
  app.use(async (c, next) => {
    if (visiteurOf(c) !== undefined) return next();
    if (c.req.method !== 'POST') return c.redirect('/connexion', 303);
    const suite = await keepReprise(c);
    const phrase =
      suite === null
        ? 'Connectez-vous d’abord.'
        : 'La session était finie. Reconnectez-vous\u00a0: vos réponses sont gardées dix minutes.';
    return signIn(c, suite ?? '/', { erreur: phrase, statut: 401 });
  });
  app.get('/logo/:empreinte', async (c) =>
    sendLogo(c, await findLogo(services, c.var.visiteur, c.req.param('empreinte')), 'private'),
  );
  app.use(demandCharte);
  for (const routes of [charteRoutes, sessionsRoutes, accesRoutes, confirmationRoutes])
    app.route('/', routes());
  // Who pays reads what was frozen for them, and meets nobody's day, folder or search.
  app.use(async (c, next) => {
    const { path } = c.req;
    if (!isFinanceurSeul(c.var.visiteur) || path === '/' || /^\/rapports(?:\/|$)/.test(path)) return next();
    return errorPage(c, 403, 'Votre compte ouvre les rapports figés de la structure, et rien d’autre.');
  });
  app.get('/reprise/:id', (c) => takeReprise(c, app));
  // What is published can’t be taken back (application §7).
  app.post('/rapports/:id{[0-9a-f-]{36}}', requireRecent);
  for (const routes of [
    journeeRoutes,
    echeancesRoutes,
    accueilRoutes,
    avisRoutes,
    feuilleRoutes,
    demarchesRoutes,
    relancesRoutes,
    adressagesRoutes,
    personnesRoutes,
    conservationRoutes,
    journalRoutes,
    mandatRoutes,
    relectureRoutes,
    diagnosticRoutes,
    orientationRoutes,
    ateliersRoutes,
    blocagesRoutes,
    lieuxPublicsRoutes,
    horsLigneRoutes,
    planningRoutes,
    tableauRoutes,
    rapportsRoutes,
    reseauRoutes,
    aideRoutes,
    administrationRoutes,
    importsRoutes,
    exportsRoutes,
  ])
    app.route('/', routes());
  return app;
}
