import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once } from '../../db/operation.ts';
import { listRecues, seesAll } from '../../domain/acces-personne.ts';
import { findInIndex, matches, parseRecherche } from '../../domain/index-personnes.ts';
import type { Identite } from '../../domain/identite.ts';
import { isId } from '../../domain/identifiant.ts';
import { findHomonymes, findOrCreatePersonne } from '../../domain/personnes.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, filled, readForm, readOp } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { readIdentite } from '../mandat/qui.ts';
import { accueille, openFicheOf } from './accueillir.ts';
import { toLignes } from './lignes.ts';
import { droitsDeLaPersonne } from './route-droits.tsx';
import { changeDoublons, showDoublons } from './route-doublons.tsx';
import { clore, keepNoteOf, openIdentite, showFiche } from './route-fiche.tsx';
import { PersonnesView, type LignePersonne, type PersonnesProps } from './vue-recherche.tsx';

/** Answers shown: more would be a list of everybody. */
const RESULTATS_MAX = 10;
/** Candidates whose name is opened to be compared beyond the eight signs of the index. */
const CANDIDATS_MAX = 30;

/** Personnes: find somebody, open her file, receive her. */
export function personnesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/personnes', (c) => show(c, {}));
  app.post('/personnes', search);
  app.post('/personnes/ajouter', add);
  app.get('/personnes/:id', (c) => showFiche(c));
  app.post('/personnes/:id/accueillir', accueille);
  app.post('/personnes/:id/identite', openIdentite);
  app.post('/personnes/:id/note', keepNoteOf);
  app.post('/personnes/:id/clore', clore);
  app.post('/personnes/:id/doublons', showDoublons);
  for (const geste of ['reunir', 'separer', 'distinguer'] as const)
    app.post(`/personnes/:id/${geste}`, (c) => changeDoublons(c, geste));
  app.route('/', droitsDeLaPersonne());
  return app;
}

/** Who may be here at all: whoever reads the identities of the structure, or of their own day. */
export function demandPersonnes(visiteur: Visiteur): void {
  demand(visiteur, 'lire_identite', { duJour: true, agentId: visiteur.compteId });
}

type Plus = Pick<PersonnesProps, 'q' | 'resultats' | 'trop' | 'ajout' | 'erreurs'> & {
  /** Who the queue announced: kept until the entry opens. */
  passage?: string;
};

async function show(c: Context<AppEnv>, { passage = '', ...plus }: Plus): Promise<Response> {
  const { services, visiteur } = c.var;
  demandPersonnes(visiteur);
  const recues = await forVisiteur(c, 'personnes.recues', async (tx) =>
    toLignes(tx, services, visiteur, await listRecues(tx, services, visiteur), 'personnes_du_jour'),
  );
  return render(
    c,
    <PersonnesView
      cadre={makeCadre(c)}
      envoi={{
        action: '/personnes',
        op: newOp(services),
        ...(isId(passage) ? { caches: { passage } } : {}),
      }}
      duJour={!seesAll(visiteur)}
      recues={recues.slice(0, RESULTATS_MAX)}
      {...plus}
    />,
    (plus.erreurs ?? []).length > 0 || (plus.ajout?.connues ?? []).length > 0 ? 422 : 200,
  );
}

const TROP_COURT: Erreur = { champ: 'q', phrase: 'Écrivez au moins deux lettres du nom, ou une année.' };

async function search(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demandPersonnes(visiteur);
  const champs = await readForm(c);
  const q = field(champs, 'q').slice(0, 120);
  const passage = field(champs, 'passage');
  const recherche = parseRecherche(q);
  if (recherche.mots.length === 0 && recherche.annee === null)
    return show(c, { q, passage, erreurs: [TROP_COURT] });
  const resultats = await forVisiteur(c, 'personnes.chercher', async (tx) => {
    const trouves = await findInIndex(tx, services, visiteur, recherche, CANDIDATS_MAX + 1);
    const permis = seesAll(visiteur) ? trouves : await keepRecues(tx, services, visiteur, trouves);
    // Beyond that nobody is compared: the writer is asked for one more letter, and only ten names are opened.
    const ouverts = permis.length > CANDIDATS_MAX ? permis.slice(0, RESULTATS_MAX + 1) : permis;
    return toLignes(tx, services, visiteur, ouverts, 'recherche', (une) => matches(une, recherche));
  });
  return show(c, {
    q,
    passage,
    resultats: resultats.slice(0, RESULTATS_MAX),
    trop: resultats.length > RESULTATS_MAX,
  });
}

async function keepRecues(tx: Tx, services: Services, visiteur: Visiteur, ids: string[]): Promise<string[]> {
  const recues = new Set(await listRecues(tx, services, visiteur));
  return ids.filter((id) => recues.has(id));
}

/** A first visit: who is known already is shown before anybody is added twice. */
async function add(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_identite');
  const champs = await readForm(c);
  const op = readOp(champs);
  const erreurs: Erreur[] = [];
  const annee = Number(civilDate(services.clock(), visiteur.zone).slice(0, 4));
  const identite: Identite = readIdentite(champs, annee, erreurs);
  const valeurs = filled(champs, 'prenom', 'nom', 'anneeNaissance');
  const passage = field(champs, 'passage');
  if (erreurs.length > 0) return show(c, { passage, ajout: { valeurs }, erreurs });
  const autre = field(champs, 'etape') === 'autre';
  const suite = await forVisiteur(
    c,
    'personnes.ajouter',
    async (tx): Promise<{ connues: LignePersonne[] } | { fiche: string }> => {
      const { connues, libre } = await findHomonymes(tx, services, visiteur, identite);
      const rejouee = connues.length > 0 && !autre;
      const lignes = rejouee ? await toLignes(tx, services, visiteur, connues, 'homonymes') : [];
      if (lignes.length > 0) return { connues: lignes };
      const commande = {
        orgId: visiteur.orgId,
        op,
        type: 'personne.ajouter',
        compteId: visiteur.compteId,
        maintenant: now(services),
      };
      const { reponse } = await once(tx, commande, async () => {
        const creee = await findOrCreatePersonne(tx, services, visiteur, identite, libre);
        return { personneId: creee.id };
      });
      return { fiche: await openFicheOf(tx, services, visiteur, reponse.personneId, passage) };
    },
  );
  return 'connues' in suite
    ? show(c, { passage, ajout: { valeurs, connues: suite.connues } })
    : c.redirect(`/accueil?fiche=${suite.fiche}`, 303);
}
