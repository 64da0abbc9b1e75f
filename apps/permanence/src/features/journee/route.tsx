import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarcheReprise } from '@porte-plume/accompagnement/imports';
import type { Intervention } from '@porte-plume/accompagnement';
import type { CommandeSeance } from '@porte-plume/accompagnement/seance';
import { getDemarche } from '@porte-plume/demarches';
import { and, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { lieu, permanence } from '../../db/schema.ts';
import { createId } from '../../domain/identifiant.ts';
import {
  createPorts,
  JOURS_DE_SAISIE,
  findSeanceOuverte,
  listSeancesOubliees,
  runSeance,
} from '../../domain/seances.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, oneOf, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { addDays, localTime } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { ouvertsLe } from '../../domain/lieux-structure.ts';
import { may } from '../../server/acces.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import type { Tx } from '../../db/client.ts';
import { readJour, type Jour } from './jour.ts';
import { fileRoutes, showAccueilDuJour } from './route-file.tsx';
import { JourneeView, type JourneeProps, type LigneIntervention } from './view.tsx';

const REFUS = LISTES.motifRefus.map(({ code }) => code);

/** Ma journée: open today's permanence, see what was recorded, close. */
export function journeeRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/', async (c) => {
    const { visiteur } = c.var;
    if (may(visiteur, 'ouvrir_seance', { agentId: visiteur.compteId })) return show(c);
    return may(visiteur, 'noter_demande') ? showAccueilDuJour(c) : c.redirect(homeOf(visiteur), 303);
  });
  app.route(
    '/',
    fileRoutes(async (c, erreurs) =>
      may(c.var.visiteur, 'ouvrir_seance', { agentId: c.var.visiteur.compteId })
        ? show(c, erreurs)
        : showAccueilDuJour(c, erreurs),
    ),
  );
  app.post('/seance/ouvrir', change);
  app.post('/seance/clore', change);
  app.post('/seance', change);
  return app;
}

/** First screen of the accounts that hold no permanence. */
function homeOf(visiteur: Visiteur): string {
  if (may(visiteur, 'executer_effacement')) return '/conservation';
  if (may(visiteur, 'gerer_comptes')) return '/administration';
  if (may(visiteur, 'lire_indicateur_interne')) return '/tableau';
  if (may(visiteur, 'lire_rapport_publie')) return '/rapports';
  const { serviceId } = visiteur;
  if (may(visiteur, 'creer_adressage', serviceId === null ? {} : { serviceId })) return '/adressages';
  throw new ErreurHttp(403, 'Cette version n’a pas encore d’écran pour votre rôle.');
}

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  const jour = await forVisiteur(c, 'journee.lire', (tx) =>
    readJour(tx, services, visiteur, queryId(c, 'fait'), c.req.query('prenoms') === 'oui'),
  );
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  return render(
    c,
    <JourneeView
      cadre={makeCadre(c)}
      envoi={{ action: '/seance', op: newOp(services) }}
      date={aujourdhui}
      prenom={visiteur.nom.split(' ')[0] ?? ''}
      erreurs={erreurs}
      {...(jour.fait === null ? {} : { fait: jour.fait })}
      {...(jour.echeances === null ? {} : { echeances: jour.echeances })}
      {...(jour.relances === null ? {} : { relances: jour.relances })}
      files={jour.files}
      oubliees={jour.oubliees.map(({ id, lieu: nom, date, fin }) => ({
        ...{ id, lieu: nom, date },
        fin: localTime(fin, visiteur.zone),
        ...(date >= addDays(aujourdhui, -JOURS_DE_SAISIE) ? { href: `/feuille?seance=${id}` } : {}),
      }))}
      etat={toEtat(jour, visiteur.zone)}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

function toEtat({ ouverte, etat, prevues, lieux, close }: Jour, zone: string): JourneeProps['etat'] {
  if (ouverte === null || etat === null) {
    return {
      nature: close ? 'close' : 'fermee',
      lieux,
      permanences: prevues.map((une) => ({
        id: une.permanence.id,
        lieu: une.lieu,
        commune: une.commune,
        debut: localTime(une.debut, zone),
        fin: localTime(une.fin, zone),
        accueil: getLibelle('accueil', une.permanence.accueil).toLowerCase(),
      })),
    };
  }
  return {
    nature: 'ouverte',
    lieu: ouverte.lieu,
    commune: ouverte.commune,
    depuis: localTime(ouverte.ouverteA, zone),
    interventions: Object.values(etat.interventions)
      .filter(({ annulee }) => annulee === null)
      .sort((a, b) => (a.creeLe < b.creeLe ? 1 : -1))
      .map((une) => toLigne(une, zone)),
    motifsRefus: LISTES.motifRefus.map(({ code, libelle }) => ({ code, libelle })),
    refus: etat.seance.demandesNonSatisfaites.length,
  };
}

const ETATS: Readonly<Record<string, 'bon' | 'attente' | 'neutre'>> = {
  finalisee: 'bon',
  en_attente_reponse: 'attente',
  a_poursuivre: 'attente',
};

function toLigne(une: Intervention, zone: string): LigneIntervention {
  const [premier] = une.actes;
  const mandatId = une.actes.find((acte) => acte.mandatId !== undefined)?.mandatId;
  const issue = premier?.issue.code ?? 'finalisee';
  return {
    id: une.id,
    heure: localTime(une.creeLe, zone),
    demarches: une.actes.map(({ objet }) =>
      objet.nature === 'demarche'
        ? ((getDemarche(objet.demarcheId) ?? getDemarcheReprise(objet.demarcheId))?.nom ??
          'Démarche retirée du catalogue')
        : getLibelle('theme', objet.theme),
    ),
    mode: getLibelle('mode', premier?.mode ?? 'informer'),
    issue: { libelle: getLibelle('issue', issue), etat: ETATS[issue] ?? 'neutre' },
    dureeMin: une.dureeMin === 'non_demande' ? null : une.dureeMin,
    ...(mandatId === undefined ? {} : { mandat: { href: `/mandat/${mandatId}`, libelle: 'mandat' } }),
    relecture: une.actes.some((acte) => acte.relecture !== undefined && acte.relecture.accord !== 'non'),
  };
}

/** Opens, counts a refused visit, or closes, according to the button that was pressed. */
async function change(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  try {
    await forVisiteur(c, 'seance.changer', (tx, services) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: 'seance.changer',
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const { commande, fait } = await plan(tx, services, visiteur, champs, op, c.req.path);
          await runSeance(tx, services, visiteur, commande, createPorts(visiteur, []));
          return { fait };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus)
      return show(
        c,
        toErreurs(error.motifs, ({ path }) => (path?.includes('lieuId') === true ? 'lieuId' : '')),
      );
    throw error;
  }
  return c.redirect(`/?fait=${op}`, 303);
}

async function plan(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  champs: Champs,
  op: string,
  chemin: string,
): Promise<{ commande: CommandeSeance; fait: string }> {
  const etape = field(champs, 'etape');
  const ouverte = await findSeanceOuverte(tx, services, visiteur);
  if (chemin === '/seance/ouvrir' || etape === 'ouvrir' || etape === 'ouvrir_lieu') {
    const cible = await readCible(tx, services, visiteur, champs);
    if (cible === null)
      throw new Refus([
        { code: 'lieu_inconnu', phrase: 'Choisissez un lieu de la liste.', path: ['lieuId'] },
      ]);
    if (ouverte !== null)
      throw new Refus([
        { code: 'seance_deja_ouverte', phrase: 'Une permanence est déjà ouverte. Fermez-la d’abord.' },
      ]);
    const date = civilDate(services.clock(), visiteur.zone);
    return {
      commande: { type: 'OuvrirSeance', op, seanceId: op, ...cible, agentId: visiteur.compteId, date },
      fait: 'Permanence ouverte. Bonne journée.',
    };
  }
  const oubliee = field(champs, 'seanceId');
  if (etape === 'clore' && oubliee !== '') {
    const sienne = (await listSeancesOubliees(tx, services, visiteur)).find(({ id }) => id === oubliee);
    if (sienne === undefined) throw new ErreurHttp(404);
    return {
      commande: { type: 'CloreSeance', op, seanceId: sienne.id, a: sienne.fin },
      fait: `Permanence du ${dateEnMots(sienne.date)} close.`,
    };
  }
  if (ouverte === null)
    throw new Refus([{ code: 'seance_introuvable', phrase: 'Aucune permanence n’est ouverte.' }]);
  if (etape === 'demande') {
    const motif = oneOf(field(champs, 'motif'), REFUS);
    if (motif === null)
      throw new Refus([{ code: 'code_inconnu', phrase: 'Choisissez une raison de la liste.' }]);
    const demande = {
      id: createId(services.clock().getTime(), services.alea),
      a: now(services),
      motif,
      perimetre: 'non_demande' as const,
    };
    return {
      commande: { type: 'NoterDemandeNonSatisfaite', op, seanceId: ouverte.id, demande },
      fait: 'C’est compté.',
    };
  }
  if (etape !== 'clore' && chemin !== '/seance/clore') {
    throw new Refus([{ code: 'code_inconnu', phrase: 'Ce bouton n’existe plus. Rouvrez la page.' }]);
  }
  return { commande: { type: 'CloreSeance', op, seanceId: ouverte.id }, fait: 'Permanence close.' };
}

/** The permanence or the lieu that was pressed, if it is of this organisation. */
async function readCible(
  tx: Tx,
  services: Services,
  { orgId, zone }: Visiteur,
  champs: Champs,
): Promise<{ permanenceId: string | null; lieuId: string } | null> {
  const permanenceId = field(champs, 'permanenceId');
  if (permanenceId !== '') {
    const [row] = await tx
      .select()
      .from(permanence)
      .where(and(eq(permanence.orgId, orgId), eq(permanence.id, permanenceId)));
    const lieuId = (row?.donnees as { lieuId?: string } | undefined)?.lieuId;
    return lieuId === undefined ? null : { permanenceId, lieuId };
  }
  const lieuId = field(champs, 'lieuId');
  const [row] = await tx
    .select({ id: lieu.id })
    .from(lieu)
    .where(and(ouvertsLe(orgId, civilDate(services.clock(), zone)), eq(lieu.id, lieuId)));
  return row === undefined ? null : { permanenceId: null, lieuId };
}
