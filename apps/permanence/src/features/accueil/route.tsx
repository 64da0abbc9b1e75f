import { getDemarche } from '@porte-plume/demarches';
import { etatA } from '@porte-plume/mandat';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { Refus, type MotifRefus } from '../../db/operation.ts';
import { keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { listFrequentes } from '../../domain/frequentes.ts';
import { readMandat } from '../../domain/mandats.ts';
import type { Passage } from '../../domain/passages.ts';
import {
  findSeanceOuverte,
  JOURS_DE_SAISIE,
  listSeancesOuvertes,
  type SeanceOuverte,
} from '../../domain/seances.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { localTime } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { listCouvertes } from './couvertes.ts';
import { recordEntree, sortMotifs } from './enregistrer.ts';
import { checkRequis, UNE_DEMARCHE } from './requis.ts';
import { champOf, FICHE, FicheSchema, type Fiche } from './fiche.ts';
import { findDemarches, isDemarche, LISTES_ACCUEIL, listFavoris } from './listes.ts';
import { checkNommee, keepNommee } from './nommer.ts';
import { describePassage, readPassage } from './passage.ts';
import { mayNommer } from './personne.ts';
import { readValeurs } from './schema.ts';
import { AccueilView, type AccueilProps, type ValeursAccueil } from './view.tsx';

/** Accueil rapide: one intervention, one screen. */
export function accueilRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/accueil', open);
  app.post('/accueil', post);
  return app;
}

interface Contenu {
  seance: SeanceOuverte;
  fiche: Fiche | null;
  frequentes: string[];
  mandat: AccueilProps['mandat'];
  /** What the mandates of the person allow. */
  couvertes: string;
  passage: Passage | null;
  /** What was just recorded, and its id. */
  fait: { phrase: string; id: string } | null;
}

async function readContenu(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  { fait = null, passage }: { fait?: string | null; passage?: string | undefined },
): Promise<Contenu | null> {
  const fiche = await readBrouillon(tx, services, visiteur, { id: op, nature: FICHE, schema: FicheSchema });
  const seance = await findSeanceDe(tx, services, visiteur, fiche);
  if (seance === null) return null;
  const personneId = fiche?.personne?.id;
  const [phrase, frequentes, mandat, couvertes, annonce] = await Promise.all([
    fait === null ? null : readFait(tx, visiteur, fait),
    listFrequentes(tx, visiteur, seance.lieuId),
    describeMandat(tx, services, visiteur, fiche?.mandatId),
    personneId === undefined ? '' : listCouvertes(tx, services, visiteur, personneId),
    readPassage(tx, services, visiteur, passage ?? toTexte(fiche?.valeurs.passage)),
  ]);
  return {
    seance,
    fiche,
    frequentes,
    mandat,
    couvertes,
    passage: annonce,
    fait: phrase === null || fait === null ? null : { phrase, id: fait },
  };
}

/** The séance of a sheet that is typed later, else the one that is open. */
async function findSeanceDe(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  fiche: Fiche | null,
): Promise<SeanceOuverte | null> {
  if (fiche?.seanceId === undefined) return findSeanceOuverte(tx, services, visiteur);
  const ouvertes = await listSeancesOuvertes(tx, services, visiteur, JOURS_DE_SAISIE);
  return ouvertes.find(({ id }) => id === fiche.seanceId) ?? null;
}

const toTexte = (valeur: string | string[] | undefined): string | undefined =>
  typeof valeur === 'string' ? valeur : undefined;

async function describeMandat(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string | undefined,
): Promise<AccueilProps['mandat']> {
  if (id === undefined) return undefined;
  const lu = await readMandat(tx, visiteur.orgId, id);
  const vue = lu === null ? null : etatA(lu.evenements, now(services));
  return vue?.statut === 'actif' && vue.periode !== undefined
    ? { href: `/mandat/${id}`, dernierJour: dateEnMots(vue.periode.auInclus) }
    : undefined;
}

const PAS_OUVERTE = 'Ouvrez d’abord votre permanence\u00a0: le lieu et la date en viennent.';

async function open(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const ficheId = queryId(c, 'fiche');
  const op = ficheId ?? newOp(services);
  const contenu = await forVisiteur(c, 'accueil.lire', (tx) =>
    readContenu(tx, services, visiteur, op, {
      fait: queryId(c, 'fait'),
      passage: c.req.query('passage'),
    }),
  );
  if (contenu === null) return c.redirect('/', 303);
  if (ficheId !== null && contenu.fiche === null) throw new ErreurHttp(404);
  // From the page of a démarche: a new sheet opens on it.
  const demarche = getDemarche(c.req.query('demarche') ?? '')?.id;
  const neuve: ValeursAccueil = {
    ...(demarche === undefined ? {} : { demarche }),
    ...(contenu.passage === null ? {} : { passage: contenu.passage.id }),
  };
  return show(c, contenu, op, contenu.fiche?.valeurs ?? neuve);
}

interface Plus {
  erreurs?: readonly Erreur[];
  pas?: AccueilProps['pas'];
  homonymes?: readonly Choix[];
  /** Shows the answer to the search rather than the usual démarches. */
  recherche?: boolean;
}

function show(
  c: Context<AppEnv>,
  contenu: Contenu,
  op: string,
  valeurs: ValeursAccueil,
  { erreurs = [], pas, homonymes, recherche = false }: Plus = {},
): Response {
  const { zone } = c.var.visiteur;
  const { seance, fiche, mandat } = contenu;
  const demarches = recherche
    ? findDemarches(valeurs.q ?? '', valeurs.demarche)
    : listFavoris(contenu.frequentes, valeurs.demarche);
  return render(
    c,
    <AccueilView
      cadre={makeCadre(c, { lieu: seance.lieu, date: seance.date, depuis: localTime(seance.ouverteA, zone) })}
      envoi={{ action: '/accueil', op, caches: toCaches(contenu) }}
      valeurs={valeurs}
      erreurs={erreurs}
      demarches={demarches}
      source={recherche ? 'recherche' : 'favoris'}
      listes={LISTES_ACCUEIL}
      {...(contenu.fait === null ? {} : { fait: contenu.fait.phrase, entree: contenu.fait.id })}
      {...(pas === undefined ? {} : { pas })}
      personne={{
        nommable: mayNommer(c.var.visiteur),
        ...(fiche?.personne === undefined ? {} : { href: `/personnes/${fiche.personne.id}` }),
        ...(homonymes === undefined ? {} : { homonymes }),
      }}
      {...(mandat === undefined ? {} : { mandat })}
      {...(contenu.passage === null
        ? {}
        : { passage: describePassage(c.var.visiteur, contenu.passage, seance.lieuId) })}
      relecture={fiche?.relecture !== undefined && fiche.relecture.demarcheId === valeurs.demarche}
    />,
    erreurs.length > 0 || pas !== undefined ? 422 : 200,
  );
}

/** What a device has to know of the entry should its sending be cut: ids and codes, nothing of anybody. */
function toCaches({ fiche, couvertes }: Contenu): Record<string, string> {
  return {
    ...(fiche?.seanceId === undefined ? {} : { seance: fiche.seanceId }),
    ...(fiche === null ? {} : { gardee: 'oui' }),
    ...(couvertes === '' ? {} : { couvertes }),
    ...(fiche?.relecture === undefined ? {} : { relue: fiche.relecture.demarcheId }),
  };
}

async function post(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const valeurs = readValeurs(champs);
  const etape = field(champs, 'etape');
  const contenu = await forVisiteur(c, 'accueil.lire', (tx) =>
    readContenu(tx, services, visiteur, op, { passage: valeurs.passage }),
  );
  if (contenu === null) throw new ErreurHttp(409, PAS_OUVERTE);
  if (
    etape === 'chercher' ||
    (etape !== 'favoris' && valeurs.demarche === undefined && valeurs.q !== undefined)
  ) {
    return show(c, contenu, op, valeurs, { recherche: true });
  }
  if (etape === 'favoris') return show(c, contenu, op, { ...valeurs, q: '' });
  if (etape === 'plus_tard') return show(c, contenu, op, valeurs);
  if (etape === 'mandat' || etape === 'relecture') {
    const demarche = valeurs.demarche === undefined ? undefined : getDemarche(valeurs.demarche);
    if (demarche === undefined) return show(c, contenu, op, valeurs, { erreurs: [UNE_DEMARCHE] });
    const nommee = await checkNommee(c, contenu.fiche, valeurs);
    if ('refus' in nommee) return show(c, contenu, op, valeurs, nommee.refus);
    const { valeurs: gardees, ...personne } = await keepNommee(c, contenu.seance.date, valeurs, nommee);
    await keepFiche(c, op, { ...contenu.fiche, ...personne, valeurs: toRecord(gardees) });
    return c.redirect(etape === 'mandat' ? `/mandat/nouveau?fiche=${op}` : `/relecture/${op}`, 303);
  }
  return record(c, contenu, op, valeurs);
}

function toRecord(valeurs: ValeursAccueil): Fiche['valeurs'] {
  return Object.fromEntries(
    Object.entries(valeurs).map(([nom, valeur]: [string, string | readonly string[]]) => [
      nom,
      typeof valeur === 'string' ? valeur : [...valeur],
    ]),
  );
}

function keepFiche(c: Context<AppEnv>, op: string, contenu: Fiche): Promise<void> {
  return forVisiteur(c, 'fiche.garder', (tx, services, visiteur) =>
    keepBrouillon(tx, services, visiteur, { id: op, nature: FICHE, contenu }),
  );
}

async function record(
  c: Context<AppEnv>,
  contenu: Contenu,
  op: string,
  valeurs: ValeursAccueil,
): Promise<Response> {
  const { seance, fiche } = contenu;
  const erreurs = checkRequis(valeurs, isDemarche);
  const nommee = await checkNommee(c, contenu.fiche, valeurs);
  if ('refus' in nommee || erreurs.length > 0) {
    const { erreurs: autres = [], ...plus } = 'refus' in nommee ? nommee.refus : {};
    return show(c, contenu, op, valeurs, { ...plus, erreurs: [...autres, ...erreurs] });
  }
  try {
    await forVisiteur(c, 'intervention.enregistrer', (tx, services, visiteur) =>
      recordEntree(tx, services, visiteur, { op, seance, valeurs, fiche, ...nommee }),
    );
  } catch (error) {
    if (error instanceof Refus) return explain(c, contenu, op, valeurs, error.motifs);
    throw error;
  }
  const retour = fiche?.seanceId === undefined ? '/accueil?' : `/feuille?seance=${fiche.seanceId}&`;
  return c.redirect(`${retour}fait=${op}`, 303);
}

/** A refusal that a mandate or a read-back would lift is a step to take; anything else is shown on its field. */
function explain(
  c: Context<AppEnv>,
  contenu: Contenu,
  op: string,
  valeurs: ValeursAccueil,
  motifs: readonly MotifRefus[],
): Response {
  const { mandat, autres } = sortMotifs(c.var.visiteur, valeurs, motifs);
  if (autres.length > 0)
    return show(c, contenu, op, valeurs, { erreurs: toErreurs(autres, ({ path }) => champOf(path)) });
  if (mandat !== null) {
    return show(c, contenu, op, valeurs, {
      pas: {
        nature: 'mandat',
        niveau: 'requis',
        phrase: mandat,
        alternative: 'Ou aidez la personne à le faire elle-même\u00a0: «\u00a0Nous faisons ensemble\u00a0».',
      },
    });
  }
  return show(c, contenu, op, valeurs, {
    pas: {
      nature: 'relecture',
      niveau: 'requis',
      phrase: 'Lisez le résumé à voix haute. La personne dit si c’est juste, et seulement alors on envoie.',
      alternative: 'Ou enregistrez sans envoyer\u00a0: la démarche reste «\u00a0à poursuivre\u00a0».',
    },
  });
}
