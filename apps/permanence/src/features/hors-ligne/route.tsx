import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@porte-plume/demarches';
import { Hono, type Context } from 'hono';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { CatalogueDuPoste } from '../../islands/hors-ligne/catalogue.ts';
import { adresseEntretien } from '../../islands/hors-ligne/entretien.ts';
import { LANGUES } from '../../messages/langue.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre, makeCadrePublic } from '../../server/cadre.ts';
import { civilDate, type AppEnv, type Services } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { ASSETS } from '../../ui/assets.ts';
import type { Cadre } from '../../ui/layout.tsx';
import { listFavoris } from '../accueil/listes.ts';
import { listVoisines } from '../demarches/voisines.ts';
import { FicheView } from '../demarches/vue-fiche.tsx';
import { AttenteView } from './attente.tsx';
import { MandatHorsLigne } from './coquille-mandat.tsx';
import {
  AccueilHorsLigne,
  DemarchesHorsLigne,
  DiagnosticHorsLigne,
  FeuilleHorsLigne,
  JourneeHorsLigne,
  PerduHorsLigne,
} from './coquilles.tsx';
import { toEntretien } from './entretien.ts';
import { receiveOperation } from './operations.ts';
import { scriptOf, type Script } from './pieces.tsx';
import { makeTrousse } from './trousse.ts';

/** Kept by the worker, asked again at each change: nothing in these pages belongs to anybody. */
const COQUILLE = 'public, max-age=0, must-revalidate';
const ZONE = 'Europe/Paris';
const SCRIPTS: readonly Script[] = [
  'hl-accueil',
  'hl-attente',
  'hl-demarches',
  'hl-diagnostic',
  'hl-feuille',
  'hl-journee',
  'hl-mandat',
  'hl-perdu',
];
const FIXES = ['icone.svg', 'plume.svg', 'atkinson.woff2', 'newsreader.woff2'];
const DUREES = [
  { code: 'mois:1', libelle: '1 mois' },
  { code: 'mois:3', libelle: '3 mois' },
  { code: 'mois:6', libelle: '6 mois' },
  { code: 'mois:12', libelle: 'Un an' },
];

type Vue = (cadre: Cadre, services: Services) => ReactNode;

/** Every page that a device keeps, by its address. */
const COQUILLES: ReadonlyMap<string, Vue> = new Map<string, Vue>([
  ['/hors-ligne', (cadre) => <PerduHorsLigne cadre={cadre} />],
  ['/hors-ligne/journee', (cadre) => <JourneeHorsLigne cadre={cadre} />],
  ['/hors-ligne/accueil', (cadre) => <AccueilHorsLigne cadre={cadre} />],
  ['/hors-ligne/demarches', (cadre) => <DemarchesHorsLigne cadre={cadre} />],
  ['/hors-ligne/diagnostic', (cadre) => <DiagnosticHorsLigne cadre={cadre} />],
  ['/hors-ligne/feuille', (cadre) => <FeuilleHorsLigne cadre={cadre} />],
  ['/hors-ligne/mandat', (cadre) => <MandatHorsLigne cadre={cadre} durees={DUREES} />],
  ['/hors-ligne/attente', (cadre) => <AttenteView cadre={cadre} coquille />],
  ...catalogue.demarches.map((demarche): [string, Vue] => [
    `/hors-ligne/demarches/${demarche.id}`,
    (cadre, services) => (
      <FicheView
        cadre={cadre}
        demarche={demarche}
        aujourdhui={civilDate(services.clock(), ZONE)}
        suite={{ nature: 'aucune' }}
        autres={[]}
        voisines={listVoisines(demarche)}
      />
    ),
  ]),
]);

/** Public facts of the catalogue, for the rules that run on the device. */
function toCatalogue(): CatalogueDuPoste {
  return {
    version: catalogue.version,
    premieres: listFavoris([], undefined).map(({ code }) => code),
    demarches: catalogue.demarches.map(
      ({
        id,
        nom,
        perimetre,
        classe,
        operateur,
        actesReserves,
        modes,
        auth,
        ageSeul,
        donnees,
        synonymes,
        aliases,
      }) => ({
        id,
        nom,
        perimetre,
        classe,
        operateur: operateur.nom,
        noms: [nom, ...synonymes, ...aliases],
        actesReserves,
        modes,
        auth,
        ...(ageSeul && { ageSeul }),
        donnees,
      }),
    ),
  };
}

/** The worker, the pages that it keeps, and the list of them: public, like the catalogue. */
export function coquillesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  let liste: { jour: string; corps: string } | undefined;
  app.get('/sw.js', (c) => {
    const fichier = join(c.var.services.assets.dossier, 'sw.js');
    if (!existsSync(fichier)) throw new ErreurHttp(404);
    return c.body(readFileSync(fichier, 'utf8'), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });
  app.get('/hors-ligne/manifeste.json', (c) => {
    const { services } = c.var;
    const jour = civilDate(services.clock(), ZONE);
    // What a page says of freshness changes with the day: so does the print of the whole.
    if (liste?.jour !== jour) liste = { jour, corps: JSON.stringify(toManifeste(c)) };
    return c.body(liste.corps, 200, { 'content-type': 'application/json', 'cache-control': COQUILLE });
  });
  app.get('/hors-ligne/catalogue.json', (c) => c.json(toCatalogue(), 200, { 'cache-control': COQUILLE }));
  for (const langue of LANGUES)
    app.get(adresseEntretien(langue), (c) => c.json(toEntretien(langue), 200, { 'cache-control': COQUILLE }));
  for (const [chemin, vue] of COQUILLES)
    app.get(chemin, (c) => c.html(pageOf(c, chemin, vue), 200, { 'cache-control': COQUILLE }));
  return app;
}

function pageOf(c: Context<AppEnv>, chemin: string, vue: Vue): string {
  const cadre = makeCadrePublic(c, chemin);
  return `<!doctype html>${renderToStaticMarkup(<>{vue(cadre, c.var.services)}</>)}`;
}

function toManifeste(c: Context<AppEnv>): { empreinte: string; adresses: string[] } {
  const version = c.var.services.assets.version ?? undefined;
  const suffixe = version === undefined ? '' : `?v=${version}`;
  const empreinte = createHash('sha256')
    .update(version ?? '')
    .update(JSON.stringify([toCatalogue(), LANGUES.map(toEntretien)]));
  for (const [chemin, vue] of COQUILLES) empreinte.update(pageOf(c, chemin, vue));
  return {
    empreinte: empreinte.digest('hex').slice(0, 16),
    adresses: [
      ...COQUILLES.keys(),
      '/hors-ligne/catalogue.json',
      ...LANGUES.map(adresseEntretien),
      `${ASSETS}/app.css${suffixe}`,
      `${ASSETS}/app.js${suffixe}`,
      ...SCRIPTS.map((nom) => scriptOf(nom, version)),
      ...FIXES.map((nom) => `${ASSETS}/${nom}`),
    ],
  };
}

/** Where operations come: it answers in JSON to who is signed in or not, so it stands before the door. */
export function operationsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/api/operations', receiveOperation);
  return app;
}

/** What belongs to an account: the screen of what waits, and the kit of the day. */
export function horsLigneRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/hors-connexion', (c) => {
    demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
    return render(c, <AttenteView cadre={makeCadre(c)} coquille={false} />);
  });
  app.get('/hors-connexion/trousse', async (c) => {
    demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
    return c.json(await forVisiteur(c, 'hors-ligne.trousse', makeTrousse));
  });
  return app;
}
