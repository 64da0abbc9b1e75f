import { parsePermanence, type DemandeNonSatisfaite } from '@porte-plume/accompagnement';
import type { Faits } from '@porte-plume/accompagnement/indicateurs';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { expandPermanence } from '@porte-plume/accompagnement/permanence';
import type { Suivi } from '@porte-plume/accompagnement/suivi';
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { passage } from '../db/schema-agenda.ts';
import { diagnostic } from '../db/schema-diagnostic.ts';
import { orientation } from '../db/schema-orientations.ts';
import { adressage, suivi } from '../db/schema-suivis.ts';
import { intervention, organisation, seance, seanceEvenement } from '../db/schema.ts';
import { civilDate } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { readAvis } from './avis.ts';
import { toOrientation } from './orientations.ts';
import { readPlanning } from './planning.ts';

/** Days after the closing of a lieu that no longer count as planned: well beyond any period that is computed. */
const APRES_FERMETURE = 3 * 366;

/** What happened around the interventions: nobody is named, and a person is the dossier that is followed. */
export type FaitsSuite = Required<
  Pick<
    Faits,
    | 'seances'
    | 'permanences'
    | 'orientations'
    | 'suivis'
    | 'adressages'
    | 'diagnostics'
    | 'rdv'
    | 'satisfactions'
    | 'zone'
  >
>;

/** @param rootOf - the dossier that a merged one is followed under */
export async function readFaitsSuite(
  tx: Tx,
  orgId: string,
  rootOf: (id: string) => string,
): Promise<FaitsSuite> {
  const [org] = await tx
    .select({ zone: organisation.zone })
    .from(organisation)
    .where(eq(organisation.orgId, orgId));
  const zone = org?.zone ?? 'Europe/Paris';
  return {
    seances: await readSeances(tx, orgId),
    permanences: await readPrevues(tx, orgId),
    orientations: (await tx.select().from(orientation).where(eq(orientation.orgId, orgId))).map(
      toOrientation,
    ),
    suivis: await readSuivis(tx, orgId, rootOf),
    adressages: await readAdressages(tx, orgId, rootOf),
    diagnostics: await readDiagnostics(tx, orgId, zone, rootOf),
    rdv: await readRdv(tx, orgId),
    satisfactions: await readAvis(tx, orgId),
    zone,
  };
}

const DemandeNotee = z.object({
  donnees: z.object({ demande: z.custom<DemandeNonSatisfaite>((valeur) => typeof valeur === 'object') }),
});

/** Séances with the requests that could not be served: counted there, without anybody behind. */
async function readSeances(tx: Tx, orgId: string): Promise<FaitsSuite['seances']> {
  const rows = await tx
    .select({
      id: seance.id,
      lieuId: seance.lieuId,
      permanenceId: seance.permanenceId,
      date: seance.date,
      ouverteA: seance.ouverteA,
      closeA: seance.closeA,
    })
    .from(seance)
    .where(eq(seance.orgId, orgId));
  const notees = await tx
    .select({ seanceId: seanceEvenement.seanceId, donnees: seanceEvenement.donnees })
    .from(seanceEvenement)
    .where(and(eq(seanceEvenement.orgId, orgId), sql`${seanceEvenement.donnees}->>'type' = 'DemandeNotee'`));
  const demandes = new Map<string, DemandeNonSatisfaite[]>();
  for (const { seanceId, donnees } of notees)
    demandes.set(seanceId, [...(demandes.get(seanceId) ?? []), DemandeNotee.parse(donnees).donnees.demande]);
  return rows.map((une) => ({
    ...une,
    ouverteA: new Date(une.ouverteA).toISOString(),
    closeA: une.closeA === null ? null : new Date(une.closeA).toISOString(),
    demandesNonSatisfaites: demandes.get(une.id) ?? [],
  }));
}

/** What was planned: the days that an absence closed too, but none after the lieu was closed. */
async function readPrevues(tx: Tx, orgId: string): Promise<FaitsSuite['permanences']> {
  const { permanences, absences, lieux } = await readPlanning(tx, orgId);
  return permanences.flatMap((une) => {
    const ferme = lieux.get(une.lieuId)?.fermeLe ?? null;
    const absents = new Set(absences.filter((a) => a.permanenceId === une.id).map(({ date }) => date));
    const prevue = { ...une, exdates: une.exdates.filter((jour) => !absents.has(jour)) };
    const apres =
      ferme === null
        ? []
        : expandPermanence(prevue, { du: addDays(ferme, 1), au: addDays(ferme, APRES_FERMETURE) });
    const lue = parsePermanence({
      ...prevue,
      exdates: [...prevue.exdates, ...apres.map(({ date }) => date)],
    });
    return lue.ok ? [lue.value] : [];
  });
}

/** The threads of persons; what a visit without a name left to do is no suivi of anybody. */
async function readSuivis(
  tx: Tx,
  orgId: string,
  rootOf: (id: string) => string,
): Promise<FaitsSuite['suivis']> {
  const rows = await tx
    .select({ donnees: suivi.donnees })
    .from(suivi)
    .where(and(eq(suivi.orgId, orgId), isNotNull(suivi.personneId)));
  return rows.map(({ donnees }) => {
    const un = donnees as Suivi;
    return { ...un, personne: rootOf(un.personne) };
  });
}

async function readAdressages(
  tx: Tx,
  orgId: string,
  rootOf: (id: string) => string,
): Promise<FaitsSuite['adressages']> {
  const rows = await tx
    .select({
      id: adressage.id,
      recuLe: adressage.recuLe,
      serviceId: adressage.serviceId,
      lieuId: adressage.lieuId,
      personneId: adressage.personneId,
      interventionId: adressage.interventionId,
    })
    .from(adressage)
    .where(eq(adressage.orgId, orgId));
  return rows.map(({ id, recuLe, serviceId, lieuId, personneId, interventionId }) => ({
    id,
    recuLe: new Date(recuLe).toISOString(),
    serviceId,
    ...(lieuId === null ? {} : { lieuId }),
    ...(personneId === null ? {} : { personne: rootOf(personneId) }),
    ...(interventionId === null ? {} : { interventionId }),
  }));
}

const Ligne = z.object({ instrument: z.string(), profil: z.string().optional() });

/** Diagnostics that were done; a profile that stayed uncertain is no level. */
async function readDiagnostics(
  tx: Tx,
  orgId: string,
  zone: string,
  rootOf: (id: string) => string,
): Promise<FaitsSuite['diagnostics']> {
  const rows = await tx
    .select({
      id: diagnostic.id,
      faitLe: diagnostic.faitLe,
      interventionId: diagnostic.interventionId,
      donnees: diagnostic.donnees,
      personne: sql<string | null>`${intervention.donnees}->'personne'->>'id'`,
    })
    .from(diagnostic)
    .innerJoin(
      intervention,
      and(eq(intervention.orgId, diagnostic.orgId), eq(intervention.id, diagnostic.interventionId)),
    )
    .where(eq(diagnostic.orgId, orgId));
  return rows.map(({ id, faitLe, interventionId, donnees, personne }) => {
    const { instrument, profil } = Ligne.parse(donnees);
    const niveau = LISTES.profilNumerique.find(({ code }) => code === profil)?.code;
    return {
      id,
      date: civilDate(new Date(faitLe), zone),
      etat: 'fait',
      interventionId,
      instrument,
      niveau: niveau ?? 'non_communique',
      ...(personne === null ? {} : { personne: rootOf(personne) }),
    };
  });
}

/** Appointments of the queue, kept or not; the queue is forgotten after thirty days, and these with it. */
async function readRdv(tx: Tx, orgId: string): Promise<FaitsSuite['rdv']> {
  const rows = await tx
    .select({ id: passage.id, date: passage.date, lieuId: passage.lieuId, etat: passage.etat })
    .from(passage)
    .where(
      and(
        eq(passage.orgId, orgId),
        isNotNull(passage.heure),
        inArray(passage.etat, ['recu', 'absent', 'annule']),
      ),
    );
  const STATUTS = { recu: 'honore', absent: 'non_honore', annule: 'annule' } as const;
  return rows.map(({ etat, ...reste }) => ({
    ...reste,
    statut: STATUTS[etat as keyof typeof STATUTS],
    rappel: 'non_demande',
  }));
}
