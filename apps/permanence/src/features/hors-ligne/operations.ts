import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { Refus } from '../../db/operation.ts';
import { reception } from '../../db/schema-hors-ligne.ts';
import type { TypeOperation } from '../../islands/hors-ligne/modele.ts';
import { demand } from '../../server/acces.ts';
import { now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import type { Champs } from '../../server/formulaire.ts';
import { visiteurOf } from '../../server/mw/session.ts';
import { forVisiteur } from '../../server/page.ts';
import { listHomonymes } from '../accueil/personne.ts';
import { receiveDemande } from './demande.ts';
import { receiveDiagnostic } from './diagnostic.ts';
import { QUI_EST } from './entree-recue.ts';
import { receiveIntervention, type Issue } from './intervention.ts';
import { receiveMandat } from './mandat.ts';
import { OperationSchema, toChamps, type OperationRecue } from './schema.ts';

type Receveur = (
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  recue: OperationRecue,
  champs: Champs,
) => Promise<Issue>;

const RECEVEURS: Readonly<Record<TypeOperation, Receveur>> = {
  'intervention.enregistrer': receiveIntervention,
  'mandat.signer': receiveMandat,
  'diagnostic.enregistrer': receiveDiagnostic,
  'demande.noter': receiveDemande,
};

/** Beyond this the screen says that the clock of the device is wrong; nothing is refused for it. */
const ECART_MS = 5 * 60_000;

/** A conflict rolls back what was begun, and is told apart from a refusal. */
class Conflit extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super('conflit');
    this.issue = issue;
  }
}

/**
 * One operation that waited: 200 recorded (now or before), 409 a choice to make, 422 refused with its motifs, 401 sign in,
 * 403 somebody else's. The device drops it on a 200 and on nothing else.
 */
export async function receiveOperation(c: Context<AppEnv>): Promise<Response> {
  const visiteur = visiteurOf(c);
  if (visiteur === undefined) return c.json({ etat: 'connexion' }, 401);
  const lue = OperationSchema.safeParse(await c.req.json().catch(() => null));
  if (!lue.success)
    return c.json(
      {
        etat: 'refusee',
        motifs: [{ code: 'illisible', phrase: 'Cette saisie est illisible. Imprimez-la.' }],
      },
      422,
    );
  const recue = lue.data;
  if (recue.compte !== '' && recue.compte !== visiteur.compteId) return c.json({ etat: 'autre_compte' }, 403);
  try {
    demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
    const issue = await forVisiteur(c, 'operation.recevoir', async (tx, services) => {
      const faite = await RECEVEURS[recue.type](tx, services, visiteur, recue, toChamps(recue.payload));
      if (faite.etat === 'conflit') throw new Conflit(faite);
      await noteReception(tx, services, visiteur, recue);
      return faite;
    });
    const recueLe = now(c.var.services);
    const ecart = Date.parse(recue.at) - Date.parse(recueLe);
    return c.json({
      ...issue,
      recueLe,
      ...(ecart > ECART_MS ? { ecartMin: Math.round(ecart / 60_000) } : {}),
    });
  } catch (error) {
    if (error instanceof Conflit) return c.json(await withHomonymes(c, error.issue), 409);
    if (error instanceof Refus)
      return c.json(
        { etat: 'refusee', motifs: error.motifs.map(({ code, phrase }) => ({ code, phrase })) },
        422,
      );
    if (error instanceof ErreurHttp && error.statut < 500)
      return c.json(
        {
          etat: 'refusee',
          motifs: [{ code: 'interdit', phrase: error.phrase ?? 'Votre compte ne le permet pas.' }],
        },
        422,
      );
    throw error;
  }
}

/** Those who bear the name already, as choices: read once what was begun is rolled back, so that the audit log keeps it. */
async function withHomonymes(c: Context<AppEnv>, issue: Issue): Promise<Issue> {
  if (issue.etat !== 'conflit' || issue.homonymesDe === undefined) return issue;
  const { homonymesDe, ...conflit } = issue;
  const lus = await forVisiteur(c, 'personnes.homonymes', (tx, services, visiteur) =>
    listHomonymes(tx, services, visiteur, homonymesDe),
  );
  const choix = lus.map(({ code, libelle, aide }) => ({
    code,
    libelle: aide === undefined ? libelle : `${libelle} (${aide})`,
  }));
  return {
    ...conflit,
    champs: conflit.champs.map((champ) => (champ.champ === QUI_EST.champ ? { ...champ, choix } : champ)),
  };
}

async function noteReception(
  tx: Tx,
  services: Services,
  { orgId }: Visiteur,
  { op, type, at }: OperationRecue,
): Promise<void> {
  await tx
    .insert(reception)
    .values({ orgId, op, type, faiteLe: at, recueLe: now(services) })
    .onConflictDoNothing();
}
