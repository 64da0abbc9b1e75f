import { checkExigences } from '@porte-plume/accompagnement';
import { getDemarche } from '@porte-plume/demarches';
import { etatA } from '@porte-plume/mandat';
import { desc, eq, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus, type MotifRefus } from '../../db/operation.ts';
import { intervention } from '../../db/schema.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { createId } from '../../domain/identifiant.ts';
import { ordre, readMandat, readMandatsOf, runMandat } from '../../domain/mandats.ts';
import { createPorts, findSeanceOuverte, runSeance, type SeanceOuverte } from '../../domain/seances.ts';
import { demand, toActeur } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { addDays, localTime } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { champOf, FICHE, FicheSchema, toIntervention, type Fiche } from './fiche.ts';
import { findDemarches, LISTES_ACCUEIL, listFavoris } from './listes.ts';
import { readValeurs } from './schema.ts';
import { AccueilView, type AccueilProps, type ValeursAccueil } from './view.tsx';

/** Days before a next step is due when the writer gave no date. */
const RELANCE_JOURS = 14;
const DEMANDENT_MANDAT = new Set([
  'pas_de_mandat',
  'expire',
  'revoque',
  'refuse',
  'epuise',
  'remplace',
  'annule',
  'pas_encore_actif',
  'hors_demarche',
  'hors_acte',
]);

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
  fait: string | null;
}

async function readContenu(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  fait: string | null,
): Promise<Contenu | null> {
  const seance = await findSeanceOuverte(tx, services, visiteur);
  if (seance === null) return null;
  const fiche = await readBrouillon(tx, services, visiteur, { id: op, nature: FICHE, schema: FicheSchema });
  return {
    seance,
    fiche,
    frequentes: await listFrequentes(tx, visiteur),
    mandat: await describeMandat(tx, services, visiteur, fiche?.mandatId),
    fait: fait === null ? null : await readFait(tx, visiteur, fait),
  };
}

async function listFrequentes(tx: Tx, { orgId }: Visiteur): Promise<string[]> {
  const rows = await tx
    .select({ id: sql<string | null>`${intervention.donnees}->'actes'->0->'objet'->>'demarcheId'` })
    .from(intervention)
    .where(eq(intervention.orgId, orgId))
    .groupBy(sql`1`)
    .orderBy(desc(sql`count(*)`), sql`1`)
    .limit(12);
  return rows.map(({ id }) => id).filter((id) => id !== null);
}

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
    readContenu(tx, services, visiteur, op, queryId(c, 'fait')),
  );
  if (contenu === null) return c.redirect('/', 303);
  if (ficheId !== null && contenu.fiche === null) throw new ErreurHttp(404);
  // From the page of a démarche: a new sheet opens on it.
  const demarche = getDemarche(c.req.query('demarche') ?? '')?.id;
  return show(c, contenu, op, contenu.fiche?.valeurs ?? (demarche === undefined ? {} : { demarche }));
}

interface Plus {
  erreurs?: readonly Erreur[];
  pas?: AccueilProps['pas'];
  /** Shows the answer to the search rather than the usual démarches. */
  recherche?: boolean;
}

function show(
  c: Context<AppEnv>,
  contenu: Contenu,
  op: string,
  valeurs: ValeursAccueil,
  { erreurs = [], pas, recherche = false }: Plus = {},
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
      envoi={{ action: '/accueil', op }}
      valeurs={valeurs}
      erreurs={erreurs}
      demarches={demarches}
      source={recherche ? 'recherche' : 'favoris'}
      listes={LISTES_ACCUEIL}
      {...(contenu.fait === null ? {} : { fait: contenu.fait })}
      {...(pas === undefined ? {} : { pas })}
      {...(mandat === undefined ? {} : { mandat })}
      relecture={fiche?.relecture !== undefined && fiche.relecture.demarcheId === valeurs.demarche}
    />,
    erreurs.length > 0 || pas !== undefined ? 422 : 200,
  );
}

async function post(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const valeurs = readValeurs(champs);
  const etape = field(champs, 'etape');
  const contenu = await forVisiteur(c, 'accueil.lire', (tx) => readContenu(tx, services, visiteur, op, null));
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
    await keepFiche(c, op, { ...contenu.fiche, valeurs: toRecord(valeurs) });
    return c.redirect(etape === 'mandat' ? `/mandat/nouveau?fiche=${op}` : `/relecture/${op}`, 303);
  }
  return record(c, contenu, op, valeurs);
}

const UNE_DEMARCHE: Erreur = { champ: 'demarche', phrase: 'Choisissez une démarche.' };

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

/** What the three required answers lack, in the words of the screen. */
function checkRequis(valeurs: ValeursAccueil): Erreur[] {
  const erreurs: Erreur[] = [];
  if (valeurs.demarche === undefined) erreurs.push(UNE_DEMARCHE);
  else if (getDemarche(valeurs.demarche) === undefined) {
    erreurs.push({
      champ: 'demarche',
      phrase: 'Cette démarche n’existe pas dans le catalogue. Choisissez-en une autre.',
    });
  }
  if (valeurs.mode === undefined) erreurs.push({ champ: 'mode', phrase: 'Dites comment vous avez aidé.' });
  if (valeurs.issue === undefined) erreurs.push({ champ: 'issue', phrase: 'Dites où en est la démarche.' });
  if (valeurs.dureeMin !== undefined && !/^\d{1,3}$/.test(valeurs.dureeMin)) {
    erreurs.push({ champ: 'dureeMin', phrase: 'Écrivez la durée en minutes, en chiffres.' });
  }
  return erreurs;
}

async function record(
  c: Context<AppEnv>,
  contenu: Contenu,
  op: string,
  valeurs: ValeursAccueil,
): Promise<Response> {
  const { visiteur } = c.var;
  const { seance, fiche } = contenu;
  const erreurs = checkRequis(valeurs);
  if (erreurs.length > 0) return show(c, contenu, op, valeurs, { erreurs });
  try {
    await forVisiteur(c, 'intervention.enregistrer', (tx, services) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: 'intervention.enregistrer',
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const instant = services.clock().getTime();
          const saisie = toIntervention(valeurs, fiche, {
            op,
            lieuId: seance.lieuId,
            date: seance.date,
            ids: { acte: createId(instant, services.alea), relance: createId(instant, services.alea) },
            relanceParDefaut: addDays(seance.date, RELANCE_JOURS),
          });
          const mandats =
            fiche?.personne === undefined ? [] : await readMandatsOf(tx, visiteur.orgId, fiche.personne.id);
          const etat = await runSeance(
            tx,
            services,
            visiteur,
            { type: 'EnregistrerIntervention', op, seanceId: seance.id, intervention: saisie },
            createPorts(visiteur, mandats),
          );
          await recordActes(tx, services, visiteur, op, etat.interventions[op]);
          await dropBrouillon(tx, visiteur, op);
          return {
            interventionId: op,
            fait: `Enregistré\u00a0: ${getDemarche(valeurs.demarche ?? '')?.nom ?? 'la fiche'}.`,
          };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus) return explain(c, contenu, op, valeurs, error.motifs);
    throw error;
  }
  return c.redirect(`/accueil?fait=${op}`, 303);
}

/** Gives account of each act done under a mandate in the mandate's own history (C. civ. 1993). */
async function recordActes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  faite: Awaited<ReturnType<typeof runSeance>>['interventions'][string] | undefined,
): Promise<void> {
  if (faite === undefined || faite.personne.nature === 'anonyme') return;
  for (const acte of faite.actes) {
    const { objet, mandatId } = acte;
    if (mandatId === undefined || objet.nature !== 'demarche') continue;
    const lu = await readMandat(tx, visiteur.orgId, mandatId);
    const item = lu?.etat.items.find(
      ({ portee }) => portee.kind === 'demarche' && portee.demarche.id === objet.demarcheId,
    );
    if (lu === null || item === undefined) continue;
    const { evenementId, recepisse4 } = acte.relecture ?? {};
    await runMandat(
      tx,
      services,
      visiteur,
      { mandatId, personneId: lu.personneId, op },
      acte.actesFaits.map((fait) =>
        ordre('EffectuerActe', `acte-${fait}`, {
          itemId: item.id,
          demarcheId: objet.demarcheId,
          acte: fait,
          mode: acte.mode,
          canal: acte.mode === 'faire_a_la_place_absent' ? 'telephone' : 'presence',
          resultat: acte.issue.code === 'bloquee' ? 'echoue' : 'reussi',
          interventionRef: faite.id,
          presenceMandant: acte.mode !== 'faire_a_la_place_absent',
          ...(evenementId === undefined ? {} : { relectureId: evenementId }),
          ...(recepisse4 === undefined ? {} : { recepisse4 }),
        }),
      ),
    );
  }
}

/** A refusal that a mandate or a read-back would lift is a step to take, not a fault; anything else is shown on its field. */
function explain(
  c: Context<AppEnv>,
  contenu: Contenu,
  op: string,
  valeurs: ValeursAccueil,
  motifs: readonly MotifRefus[],
): Response {
  const mandat = motifs.find(({ code }) => DEMANDENT_MANDAT.has(code));
  const autres = motifs.filter(({ code }) => !DEMANDENT_MANDAT.has(code) && code !== 'relecture_manquante');
  if (autres.length > 0)
    return show(c, contenu, op, valeurs, { erreurs: toErreurs(autres, ({ path }) => champOf(path)) });
  if (mandat !== undefined) {
    return show(c, contenu, op, valeurs, {
      pas: {
        nature: 'mandat',
        niveau: 'requis',
        phrase: phraseMandat(c, valeurs, mandat),
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

function phraseMandat(c: Context<AppEnv>, valeurs: ValeursAccueil, motif: MotifRefus): string {
  if (motif.code !== 'pas_de_mandat') return motif.phrase;
  const demarche = getDemarche(valeurs.demarche ?? '');
  const saisie = toIntervention(valeurs, null, {
    op: '',
    lieuId: '',
    date: '',
    ids: { acte: '', relance: '' },
    relanceParDefaut: '',
  });
  const [acte] = saisie.actes;
  if (demarche === undefined || acte === undefined) return motif.phrase;
  const { forme } = checkExigences(acte, demarche, toActeur(c.var.visiteur));
  return forme === 'ecrite'
    ? 'Vous agissez sans la personne\u00a0: son accord doit être écrit.'
    : 'Vous agissez à sa place sur une démarche qui engage\u00a0: elle doit l’avoir demandé, et savoir à quoi.';
}
