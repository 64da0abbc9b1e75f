import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { and, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { lieu } from '../../db/schema.ts';
import { createId, isId } from '../../domain/identifiant.ts';
import { addPassage, findPassage, markPassage, type Passage } from '../../domain/passages.ts';
import { listJours, readPlanning } from '../../domain/planning.ts';
import { createPorts, readEtatSeance, runSeance } from '../../domain/seances.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, oneOf, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { heureEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { findSeanceDuLieu, LANGUES_FILE, readFiles } from './file.ts';
import { AccueilDuJourView, type LieuDuJour } from './vue-accueil.tsx';

const REFUS = LISTES.motifRefus.map(({ code }) => code);
const PRENOM_MAX = 40;
const PAS_OUVERTE = {
  code: 'seance_introuvable',
  phrase: 'Aucune permanence n’est ouverte dans ce lieu.',
};

/** How the day is shown again after a refusal: the writer's page, or the reception's. */
type Montre = (c: Context<AppEnv>, erreurs: readonly Erreur[]) => Promise<Response>;

/** The queue of the day: who is received, who did not come, who walks in. */
export function fileRoutes(montre: Montre): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/file', (c) => change(c, montre));
  return app;
}

interface Suite {
  fait: string;
  /** Where the writer goes next. */
  vers?: string;
}

async function change(c: Context<AppEnv>, montre: Montre): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'noter_demande');
  const champs = await readForm(c);
  const op = readOp(champs);
  const { orgId, compteId } = visiteur;
  try {
    const { reponse } = await forVisiteur(c, 'file.changer', (tx, services) =>
      once(tx, { orgId, op, type: 'file.changer', compteId, maintenant: now(services) }, () =>
        act(tx, services, visiteur, champs, op),
      ),
    );
    return c.redirect(reponse.vers ?? `/?fait=${op}`, 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const rang = field(champs, 'rang');
    return montre(
      c,
      toErreurs(error.motifs, ({ path }) => (path === undefined ? '' : `${String(path[0])}-${rang}`)),
    );
  }
}

async function act(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  champs: Champs,
  op: string,
): Promise<Suite> {
  const recevoir = field(champs, 'recevoir');
  const absent = field(champs, 'absent');
  const remettre = field(champs, 'remettre');
  if (recevoir !== '') return receive(tx, services, visiteur, recevoir);
  if (absent !== '') return miss(tx, services, visiteur, absent, op);
  if (remettre !== '') return putBack(tx, services, visiteur, remettre);
  if (field(champs, 'motif') !== '') return countRefus(tx, services, visiteur, champs, op);
  if (field(champs, 'etape') === 'ajouter') return add(tx, services, visiteur, champs);
  throw new Refus([{ code: 'code_inconnu', phrase: 'Ce bouton n’existe plus. Rouvrez la page.' }]);
}

/** @throws {ErreurHttp} 404 for a passage of another day, of another structure, or that does not exist */
async function find(tx: Tx, services: Services, visiteur: Visiteur, id: string): Promise<Passage> {
  const un = isId(id) ? await findPassage(tx, visiteur.orgId, id) : null;
  if (un?.date !== civilDate(services.clock(), visiteur.zone)) throw new ErreurHttp(404);
  return un;
}

/** The quick record opens on the visit; who was noted as missing and comes late is received all the same. */
async function receive(tx: Tx, services: Services, visiteur: Visiteur, id: string): Promise<Suite> {
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  await find(tx, services, visiteur, id);
  await markPassage(tx, visiteur.orgId, id, 'recu');
  return { fait: 'Personne reçue.', vers: `/accueil?passage=${id}` };
}

/** An appointment not kept is counted by the séance; who came without one and left is not one. */
async function miss(tx: Tx, services: Services, visiteur: Visiteur, id: string, op: string): Promise<Suite> {
  const un = await find(tx, services, visiteur, id);
  if (un.etat !== 'attendu')
    throw new Refus([{ code: 'passage_clos', phrase: 'Cette personne n’est plus dans la file.' }]);
  if (un.heure === null) {
    await markPassage(tx, visiteur.orgId, id, 'annule');
    return { fait: 'Personne partie\u00a0: c’est noté.' };
  }
  const seanceId = await findSeanceDuLieu(tx, visiteur.orgId, un);
  if (seanceId === null) throw new Refus([PAS_OUVERTE]);
  await runSeance(
    tx,
    services,
    visiteur,
    { type: 'NoterRdvNonHonore', op, seanceId },
    createPorts(visiteur, []),
  );
  await markPassage(tx, visiteur.orgId, id, 'absent');
  return { fait: 'Rendez-vous non honoré\u00a0: c’est compté.' };
}

async function putBack(tx: Tx, services: Services, visiteur: Visiteur, id: string): Promise<Suite> {
  const un = await find(tx, services, visiteur, id);
  await markPassage(tx, visiteur.orgId, id, 'attendu');
  return {
    fait:
      un.etat === 'absent'
        ? 'Personne remise dans la file. Son rendez-vous reste compté comme non honoré.'
        : 'Personne remise dans la file.',
  };
}

async function countRefus(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  champs: Champs,
  op: string,
): Promise<Suite> {
  const motif = oneOf(field(champs, 'motif'), REFUS);
  if (motif === null)
    throw new Refus([{ code: 'code_inconnu', phrase: 'Choisissez une raison de la liste.' }]);
  const date = civilDate(services.clock(), visiteur.zone);
  const seanceId = await findSeanceDuLieu(tx, visiteur.orgId, { lieuId: field(champs, 'lieuId'), date });
  if (seanceId === null) throw new Refus([PAS_OUVERTE]);
  const a = now(services);
  const demande = {
    id: createId(services.clock().getTime(), services.alea),
    ...{ a, motif, perimetre: 'non_demande' as const },
  };
  const commande = { type: 'NoterDemandeNonSatisfaite' as const, op, seanceId, demande };
  await runSeance(tx, services, visiteur, commande, createPorts(visiteur, []));
  return { fait: 'C’est compté.' };
}

async function add(tx: Tx, services: Services, visiteur: Visiteur, champs: Champs): Promise<Suite> {
  const rang = field(champs, 'rang');
  const lu = (nom: string): string => field(champs, `${nom}-${rang}`);
  const lieuId = field(champs, 'lieuId');
  const [row] = await tx
    .select({ id: lieu.id })
    .from(lieu)
    .where(and(eq(lieu.orgId, visiteur.orgId), eq(lieu.id, lieuId)));
  if (row === undefined) throw new ErreurHttp(404);
  const motifs = [];
  const heure = lu('heure');
  const prenom = lu('prenom');
  const langue = lu('langue');
  if (heure !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(heure))
    motifs.push({ code: 'heure_invalide', phrase: 'Écrivez l’heure comme 09:30.', path: ['heure'] });
  if (prenom.length > PRENOM_MAX || (prenom !== '' && !/^[\p{L}\p{M} ’'-]+$/u.test(prenom)))
    motifs.push({ code: 'prenom_invalide', phrase: 'Un prénom seul, en lettres.', path: ['prenom'] });
  if (langue !== '' && LANGUES_FILE.every(({ code }) => code !== langue))
    motifs.push({ code: 'code_inconnu', phrase: 'Choisissez une langue de la liste.', path: ['langue'] });
  if (motifs.length > 0) throw new Refus(motifs);
  await addPassage(tx, services, visiteur, {
    lieuId,
    date: civilDate(services.clock(), visiteur.zone),
    ...(heure === '' ? {} : { heure }),
    ...(prenom === '' ? {} : { prenom }),
    ...(langue === '' ? {} : { langue }),
    interprete: lu('interprete') !== '',
  });
  return { fait: 'Une personne de plus dans la file.' };
}

/** The day of an account that welcomes without receiving. */
export async function showAccueilDuJour(
  c: Context<AppEnv>,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'noter_demande');
  const date = civilDate(services.clock(), visiteur.zone);
  const ajout = c.req.query('ajout') ?? '';
  const { lieux, fait } = await forVisiteur(c, 'journee.accueil', async (tx) => {
    const id = queryId(c, 'fait');
    return {
      lieux: await readLieux(tx, services, visiteur, date),
      fait: id === null ? null : await readFait(tx, visiteur, id),
    };
  });
  return render(
    c,
    <AccueilDuJourView
      cadre={makeCadre(c)}
      op={newOp(services)}
      date={date}
      prenom={visiteur.nom.split(' ')[0] ?? ''}
      lieux={lieux}
      motifsRefus={LISTES.motifRefus.map(({ code, libelle }) => ({ code, libelle }))}
      erreurs={erreurs}
      {...(fait === null ? {} : { fait })}
      {...(/^\d{1,2}$/.test(ajout) ? { ajout: Number(ajout) } : {})}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

/** The lieux where somebody receives today, each once. */
async function readLieux(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  date: string,
): Promise<LieuDuJour[]> {
  const jours = listJours(await readPlanning(tx, visiteur.orgId), { du: date, au: date }).filter(
    ({ ferme }) => !ferme,
  );
  const lieux: LieuDuJour[] = [];
  for (const id of new Set(jours.map((jour) => jour.lieu.id))) {
    const siens = jours.filter((jour) => jour.lieu.id === id);
    const [premier] = siens;
    if (premier === undefined) continue;
    const seanceId = await findSeanceDuLieu(tx, visiteur.orgId, { lieuId: id, date });
    const etat = seanceId === null ? null : await readEtatSeance(tx, visiteur.orgId, seanceId);
    const [file] = await readFiles(
      tx,
      services,
      visiteur,
      [{ id, nom: premier.lieu.nom, ouverte: seanceId !== null }],
      false,
    );
    if (file === undefined) continue;
    lieux.push({
      file,
      commune: premier.lieu.commune,
      heures: siens.map(({ debut, fin }) => `${heureEnMots(debut)} – ${heureEnMots(fin)}`).join(', '),
      agents: [...new Set(siens.flatMap(({ agents }) => agents.map(({ nom }) => nom)))].join(', '),
      refus: etat?.seance.demandesNonSatisfaites.length ?? 0,
    });
  }
  return lieux;
}
