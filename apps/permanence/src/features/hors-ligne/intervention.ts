import type { Intervention } from '@porte-plume/accompagnement';
import type { EvenementSeance } from '@porte-plume/accompagnement/seance';
import { getDemarche } from '@porte-plume/demarches';
import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { Refus } from '../../db/operation.ts';
import { intervention, lieu, operation, seance, seanceEvenement } from '../../db/schema.ts';
import { readMandatsDossier } from '../../domain/mandats-dossier.ts';
import type { Identite } from '../../domain/identite.ts';
import { createPorts, findSeanceOuverte, runSeance } from '../../domain/seances.ts';
import type { ChampEnConflit, Suite } from '../../islands/hors-ligne/modele.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import type { Champs } from '../../server/formulaire.ts';
import { addDays, localTime } from '../../server/heure.ts';
import { dateEnMots, heureEnMots } from '../../ui/date.ts';
import { recordEntree } from '../accueil/enregistrer.ts';
import { toIntervention } from '../accueil/fiche.ts';
import { isDemarche } from '../accueil/listes.ts';
import { readNommee, withAge } from '../accueil/personne.ts';
import { checkRequis } from '../accueil/requis.ts';
import { readValeurs } from '../accueil/schema.ts';
import type { ValeursAccueil } from '../accueil/view.tsx';
import { differencesOf, mergeChoix } from './conflit.ts';
import {
  askDossier,
  findAnnonce,
  QUI_EST,
  readFicheGardee,
  readNommeeRecue,
  toFiche,
} from './entree-recue.ts';
import { deriveId } from './operation-derivee.ts';
import type { OperationRecue } from './schema.ts';

/** What became of an operation: recorded, now or before, or two versions for the writer to choose from. */
export type Issue =
  | { etat: 'enregistree'; fait: string }
  | (Extract<Suite, { etat: 'conflit' }> & {
      /** The namesakes to choose from are still to be read: what begins here is rolled back, and a reading is logged. */
      homonymesDe?: Identite;
    });

interface SeanceDuPoste {
  id: string;
  lieuId: string;
  lieu: string;
  commune: string;
  date: string;
  ouverteA: string;
  closeA: string | null;
}

const SEANCE = {
  id: seance.id,
  lieuId: seance.lieuId,
  lieu: lieu.nom,
  commune: lieu.commune,
  date: seance.date,
  ouverteA: seance.ouverteA,
  closeA: seance.closeA,
};

async function listSeances(
  tx: Tx,
  visiteur: Visiteur,
  ou: ReturnType<typeof eq> | undefined,
): Promise<SeanceDuPoste[]> {
  return tx
    .select(SEANCE)
    .from(seance)
    .innerJoin(lieu, and(eq(lieu.orgId, seance.orgId), eq(lieu.id, seance.lieuId)))
    .where(and(eq(seance.orgId, visiteur.orgId), eq(seance.agentId, visiteur.compteId), ou))
    .orderBy(desc(seance.ouverteA));
}

/**
 * The séance that waited with the operation, or the one that is open now; null when it is closed, unknown, or none is.
 * @returns null for the writer to choose
 */
export async function findSeanceOf(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op, payload, resolution }: OperationRecue,
): Promise<SeanceDuPoste | null> {
  const voulue = resolution?.choix.seance ?? (typeof payload.seance === 'string' ? payload.seance : '');
  const [connue] = voulue === '' ? [] : await listSeances(tx, visiteur, eq(seance.id, voulue));
  if (connue !== undefined) return connue.closeA === null ? connue : null;
  if (voulue === 'nouvelle') return reopen(tx, services, visiteur, op, payload);
  const ouverte = voulue === '' ? await findSeanceOuverte(tx, services, visiteur) : null;
  return ouverte === null ? null : { ...ouverte, closeA: null };
}

/** A new séance in the same lieu, the same day: what was closed stays closed. */
async function reopen(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  payload: OperationRecue['payload'],
): Promise<SeanceDuPoste | null> {
  const ancienne = typeof payload.seance === 'string' ? payload.seance : '';
  const [fermee] = await listSeances(tx, visiteur, eq(seance.id, ancienne));
  if (fermee === undefined) return null;
  // The same answer sent twice at once opens one séance: the second waits here, then finds it.
  await tx.execute(
    sql`select 1 from ${seance} where ${seance.orgId} = ${visiteur.orgId} and ${seance.id} = ${ancienne} for update`,
  );
  const [ouverte] = await listSeances(tx, visiteur, eq(seance.id, deriveId(op, 'seance')));
  if (ouverte !== undefined) return ouverte;
  const seanceId = deriveId(op, 'seance');
  await runSeance(
    tx,
    services,
    visiteur,
    {
      type: 'OuvrirSeance',
      op: deriveId(op, 'ouvrir'),
      seanceId,
      permanenceId: null,
      lieuId: fermee.lieuId,
      agentId: visiteur.compteId,
      date: fermee.date,
    },
    createPorts(visiteur, []),
  );
  const [neuve] = await listSeances(tx, visiteur, eq(seance.id, seanceId));
  return neuve ?? null;
}

/** The choice that a closed séance leaves: another that is open, or a new one in the same lieu. */
export async function conflictOfSeance(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { payload }: OperationRecue,
): Promise<Extract<Suite, { etat: 'conflit' }>> {
  const depuis = addDays(civilDate(services.clock(), visiteur.zone), -1);
  const sienne = typeof payload.seance === 'string' ? payload.seance : '';
  const [connue] = sienne === '' ? [] : await listSeances(tx, visiteur, eq(seance.id, sienne));
  const ouvertes = await listSeances(tx, visiteur, and(isNull(seance.closeA), gte(seance.date, depuis)));
  const dire = (une: SeanceDuPoste): string =>
    `${une.lieu}, ${dateEnMots(une.date)}, ouverte à ${heureEnMots(localTime(une.ouverteA, visiteur.zone))}`;
  const champ: ChampEnConflit = {
    champ: 'seance',
    libelle: 'Permanence',
    ici: connue === undefined ? 'Aucune n’était ouverte sur ce poste' : dire(connue),
    serveur:
      connue?.closeA == null
        ? 'Aucune n’est ouverte'
        : `Fermée à ${heureEnMots(localTime(connue.closeA, visiteur.zone))}`,
    choix: [
      ...ouvertes.map((une) => ({ code: une.id, libelle: `La ranger dans\u00a0: ${dire(une)}` })),
      ...(connue === undefined
        ? []
        : [{ code: 'nouvelle', libelle: `Ouvrir une autre permanence à ${connue.lieu}, le même jour` }]),
    ],
  };
  const phrase =
    champ.choix.length === 0
      ? 'Ouvrez d’abord une permanence, puis renvoyez.'
      : 'La permanence a été fermée entre-temps. Où ranger cette saisie\u00a0?';
  return { etat: 'conflit', phrase, champs: [champ] };
}

/** Records an entry made without network, by the code of the screen; a second version of it is shown field by field. */
export async function receiveIntervention(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  recue: OperationRecue,
  champs: Champs,
): Promise<Issue> {
  const { op, resolution } = recue;
  const valeurs = readValeurs(champs);
  const deja = await wasRecorded(tx, visiteur, op);
  const requis = checkRequis(valeurs, isDemarche);
  if (requis.length > 0 && !deja)
    throw new Refus(requis.map(({ champ, phrase }) => ({ code: 'champ_manquant', phrase, path: [champ] })));
  if (deja) return compareRecorded(tx, services, visiteur, recue, valeurs, resolution);
  const gardee = await readFicheGardee(tx, services, visiteur, op);
  const placee = gardee?.seanceId === undefined ? recue : withSeance(recue, gardee.seanceId);
  const ouverte = await findSeanceOf(tx, services, visiteur, placee);
  // A mandate signed on the device, or a draft, says who she is: her name is not asked of anybody again.
  const connue = gardee?.personne !== undefined || champs.has('mandat');
  const { nommee, homonymesDe } = connue ? {} : await readNommeeRecue(tx, services, visiteur, valeurs, recue);
  // All that is to be chosen at once: one answer would undo the other.
  const seul = ouverte === null ? await conflictOfSeance(tx, services, visiteur, placee) : null;
  const questions = [
    ...(seul?.champs ?? []),
    ...askDossier(champs, gardee, recue),
    ...(homonymesDe === undefined ? [] : [QUI_EST]),
  ];
  if (ouverte === null || questions.length > 0)
    return {
      etat: 'conflit',
      phrase:
        questions.length === 1 && seul !== null ? seul.phrase : 'Dites d’abord ce qu’il faut enregistrer.',
      champs: questions,
      ...(homonymesDe === undefined ? {} : { homonymesDe }),
    };
  const fiche = await toFiche(tx, services, visiteur, recue, { valeurs, champs, gardee });
  const annonce = await findAnnonce(tx, visiteur, valeurs.passage);
  await recordEntree(tx, services, visiteur, {
    op,
    seance: ouverte,
    valeurs,
    fiche,
    annonce,
    ...(nommee === undefined ? {} : { nommee }),
  });
  return { etat: 'enregistree', fait: getDemarche(valeurs.demarche ?? '')?.nom ?? 'fiche' };
}

const withSeance = (recue: OperationRecue, sienne: string): OperationRecue => ({
  ...recue,
  payload: { ...recue.payload, seance: sienne },
});

async function wasRecorded(tx: Tx, { orgId }: Visiteur, op: string): Promise<boolean> {
  const rows = await tx
    .select({ op: operation.op })
    .from(operation)
    .where(and(eq(operation.orgId, orgId), eq(operation.op, op)));
  return rows.length > 0;
}

/** An operation that was recorded before: the same content is the same answer, another content is a conflict. */
async function compareRecorded(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op }: OperationRecue,
  dites: ValeursAccueil,
  resolution: OperationRecue['resolution'],
): Promise<Issue> {
  const { orgId } = visiteur;
  const fini: Issue = { etat: 'enregistree', fait: 'Déjà enregistré.' };
  const [row] = await tx
    .select({ donnees: intervention.donnees, agentId: intervention.agentId })
    .from(intervention)
    .where(and(eq(intervention.orgId, orgId), eq(intervention.id, op)));
  const actuelle = row?.donnees as Intervention | undefined;
  if (actuelle === undefined || row?.agentId !== visiteur.compteId)
    throw new Refus([
      { code: 'operation_en_conflit', phrase: 'Cette saisie a déjà servi à autre chose. Imprimez-la.' },
    ]);
  // The form gave the age band of the year of birth: the device sends the year alone.
  const nommee = actuelle.personne.nature === 'suivie' ? readNommee(services, visiteur, dites) : null;
  const valeurs = nommee?.nature === 'identite' ? withAge(dites, nommee.identite, actuelle.date) : dites;
  const ici = toIntervention(valeurs, null, {
    op,
    lieuId: '',
    date: actuelle.date,
    ids: { acte: '', relance: '' },
    relanceParDefaut: addDays(actuelle.date, 14),
  });
  const origine = await readOrigine(tx, orgId, actuelle.seanceId, op);
  if (origine !== null && differencesOf(ici, origine).length === 0) return fini;
  const differences = differencesOf(ici, actuelle);
  if (differences.length === 0) return fini;
  const tranchees =
    resolution?.version === actuelle.version && differences.every(({ champ }) => champ in resolution.choix);
  if (!tranchees)
    return {
      etat: 'conflit',
      phrase: 'Cette fiche est déjà enregistrée avec d’autres réponses. Lesquelles garder\u00a0?',
      version: actuelle.version,
      champs: differences,
    };
  const corrigee = mergeChoix(actuelle, ici, resolution.choix);
  if (corrigee === null) return fini;
  const mandats =
    actuelle.personne.nature === 'suivie' ? await readMandatsDossier(tx, orgId, actuelle.personne.id) : [];
  await runSeance(
    tx,
    services,
    visiteur,
    {
      type: 'CorrigerIntervention',
      op: deriveId(op, `corriger:${actuelle.version}`),
      seanceId: actuelle.seanceId,
      intervention: corrigee,
      versionAttendue: actuelle.version,
    },
    createPorts(visiteur, mandats),
  );
  return { etat: 'enregistree', fait: 'Corrigé.' };
}

/** The entry as it was first recorded: a later correction by somebody else is no conflict of this device. */
async function readOrigine(
  tx: Tx,
  orgId: string,
  seanceId: string,
  op: string,
): Promise<Intervention | null> {
  const [row] = await tx
    .select({ donnees: seanceEvenement.donnees })
    .from(seanceEvenement)
    .where(
      and(
        eq(seanceEvenement.orgId, orgId),
        eq(seanceEvenement.seanceId, seanceId),
        sql`${seanceEvenement.donnees}->>'op' = ${op}`,
      ),
    );
  const evenement = row?.donnees as EvenementSeance | undefined;
  return evenement?.type === 'InterventionEnregistree' ? evenement.donnees.intervention : null;
}
