import { parseEtatDossiers, type EtatDossiers } from '@porte-plume/accompagnement/conservation';
import { retention, type PolitiqueConservation } from '@porte-plume/mandat';
import type { Intervention } from '@porte-plume/accompagnement';
import type { Orientation } from '@porte-plume/accompagnement/orientation';
import type { Suivi } from '@porte-plume/accompagnement/suivi';
import { and, eq, gte, isNotNull, isNull, notLike, or } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { passage } from '../db/schema-agenda.ts';
import { diagnostic } from '../db/schema-diagnostic.ts';
import { orientation } from '../db/schema-orientations.ts';
import { gel, mandatArchive } from '../db/schema-personnes.ts';
import { adressage, suivi } from '../db/schema-suivis.ts';
import { coffre, intervention, lieu, mandat, personne, seance } from '../db/schema.ts';
import { civilDate, type Visiteur } from '../server/contexte.ts';
import { toInstant } from '../server/heure.ts';
import { readFusions } from './fusions.ts';
import { readMandats } from './mandats.ts';

/** How long this application keeps mandates: dated data, to be confirmed by the officer of each structure. */
export const POLITIQUE_MANDATS: PolitiqueConservation = {
  version: 'mandats-2026.1',
  justification:
    'Archive deux ans après le dernier contact, comme le dossier\u00a0; preuve gardée six ans après la fin du mandat, comme le recommande Aidants Connect. À confirmer par le délégué à la protection des données.',
  actif: { depuis: 'dernier_contact', mois: 24 },
  archive: { depuis: 'fin_mandat', mois: 72 },
  gel: [],
};

/** Files whose identity is gone (`efface:`) or whose dossier is over while a mandate is still kept as proof (`clos:`). */
export const EFFACE = 'efface:';
export const CLOS = 'clos:';

type Org = Pick<Visiteur, 'orgId' | 'zone'>;

/**
 * What an organisation holds on a civil day, as the retention engine reads it.
 * @throws {Error} when a row contradicts another: nothing may then be removed
 */
export async function readEtatDossiers(tx: Tx, org: Org, le: string): Promise<EtatDossiers> {
  const { orgId, zone } = org;
  const jour = (instant: string) => civilDate(new Date(instant), zone);
  const personnes = await tx
    .select()
    .from(personne)
    .where(
      and(
        eq(personne.orgId, orgId),
        notLike(personne.pseudonyme, `${EFFACE}%`),
        notLike(personne.pseudonyme, `${CLOS}%`),
      ),
    );
  const connues = new Set(personnes.map(({ id }) => id));
  const interventions = (
    await tx.select({ donnees: intervention.donnees }).from(intervention).where(eq(intervention.orgId, orgId))
  ).map(({ donnees }) => donnees as Intervention);
  const { enVigueur } = await readFusions(tx, orgId);
  const files = await readFiles(tx, org);
  const lue = parseEtatDossiers({
    zone,
    dossiers: personnes.map(({ id, creeLe }) => ({ personne: id, ouvertLe: jour(creeLe) })),
    fusions: enVigueur.filter(({ de, vers }) => connues.has(de) && connues.has(vers)),
    interventions,
    seances: [
      ...(
        await tx
          .select({ id: seance.id, lieuId: seance.lieuId, date: seance.date })
          .from(seance)
          .where(eq(seance.orgId, orgId))
      ).map((une) => ({ ...une, passages: [] })),
      ...files,
    ],
    lieux: await tx
      .select({ id: lieu.id, territoireId: lieu.territoireId })
      .from(lieu)
      .where(eq(lieu.orgId, orgId)),
    suivis: (
      await tx
        .select({ donnees: suivi.donnees })
        .from(suivi)
        .where(and(eq(suivi.orgId, orgId), isNotNull(suivi.personneId)))
    ).map(({ donnees }) => donnees as Suivi),
    orientations: (
      await tx.select({ donnees: orientation.donnees }).from(orientation).where(eq(orientation.orgId, orgId))
    ).map(({ donnees }) => donnees as Orientation),
    adressages: await readAdressages(tx, orgId, connues),
    notes: (
      await tx
        .select({ id: coffre.id, personne: coffre.personneId, deposeLe: coffre.deposeLe })
        .from(coffre)
        .where(and(eq(coffre.orgId, orgId), eq(coffre.nature, 'note')))
    )
      .filter((une) => connues.has(une.personne))
      .map(({ id, personne: qui, deposeLe }) => ({ id, personne: qui, ecriteLe: jour(deposeLe) })),
    diagnostics: await readDiagnostics(tx, org, interventions),
    mandats: await readMandatsGardes(tx, org, interventions),
    // A hold that ended may name what has gone since.
    gels: (
      await tx
        .select()
        .from(gel)
        .where(and(eq(gel.orgId, orgId), or(isNull(gel.auInclus), gte(gel.auInclus, le))))
    ).map(({ nature, objetId, motifCode, du, auInclus }) => ({
      objet: { nature, id: objetId },
      motifCode,
      du,
      ...(auInclus === null ? {} : { auInclus }),
    })),
  });
  if (lue.ok) return lue.value;
  const codes = lue.motifs.map(({ code, path }) => `${code} ${(path ?? []).join('.')}`);
  throw new Error(`the state of the files does not hold together: ${codes.slice(0, 5).join(', ')}`);
}

/** The queue as days at a lieu: their lines are counted from that day, whoever held the séance. */
async function readFiles(tx: Tx, { orgId, zone }: Org) {
  const rows = await tx
    .select({ id: passage.id, lieuId: passage.lieuId, date: passage.date, heure: passage.heure })
    .from(passage)
    .where(eq(passage.orgId, orgId));
  const jours = new Map<string, typeof rows>();
  for (const row of rows) {
    const cle = `file:${row.lieuId}:${row.date}`;
    jours.set(cle, [...(jours.get(cle) ?? []), row]);
  }
  return [...jours].map(([id, lignes]) => ({
    id,
    lieuId: lignes[0]?.lieuId ?? '',
    date: lignes[0]?.date ?? '',
    passages: lignes.map((une) => ({
      id: une.id,
      // Only whether a slot was booked is read of it.
      ...(une.heure === null
        ? {}
        : { prevuA: toInstant(une.date, une.heure, zone) ?? `${une.date}T12:00:00.000Z` }),
    })),
  }));
}

async function readAdressages(tx: Tx, orgId: string, connues: ReadonlySet<string>) {
  const rows = await tx.select().from(adressage).where(eq(adressage.orgId, orgId));
  return rows.map(({ id, recuLe, perimetre, urgence, retourCode, retourLe, personneId }) => ({
    id,
    recuLe: new Date(recuLe).toISOString(),
    perimetre,
    urgence,
    retour:
      retourCode === null || retourLe === null
        ? null
        : { code: retourCode, le: new Date(retourLe).toISOString() },
    ...(personneId === null || !connues.has(personneId) ? {} : { personne: personneId }),
  }));
}

async function readDiagnostics(tx: Tx, { orgId, zone }: Org, interventions: readonly Intervention[]) {
  const par = new Map(interventions.map(({ id, personne: qui }) => [id, qui]));
  const rows = await tx.select().from(diagnostic).where(eq(diagnostic.orgId, orgId));
  return rows.flatMap(({ id, interventionId, faitLe }) => {
    const qui = par.get(interventionId);
    // The diagnostic of nobody goes with its visit.
    return qui?.nature === 'suivie'
      ? [
          {
            id,
            personne: qui.id,
            le: civilDate(new Date(faitLe), zone),
            profilNumerique: qui.profil.profilNumerique,
          },
        ]
      : [];
  });
}

async function readMandatsGardes(tx: Tx, { orgId, zone }: Org, interventions: readonly Intervention[]) {
  const contacts = new Map<string, string>();
  for (const { personne: qui, date } of interventions)
    if (qui.nature === 'suivie' && date > (contacts.get(qui.id) ?? '')) contacts.set(qui.id, date);
  const rows = await tx.select().from(mandat).where(eq(mandat.orgId, orgId));
  const archives = new Set(
    (await tx.select().from(mandatArchive).where(eq(mandatArchive.orgId, orgId))).map(
      ({ mandatId }) => mandatId,
    ),
  );
  const creations = new Map(rows.map(({ id, creeLe }) => [id, civilDate(new Date(creeLe), zone)]));
  const lus = await readMandats(tx, orgId, [...creations.keys()]);
  return lus
    .filter(({ etat }) => etat.effacements.length === 0)
    .map(({ id, personneId, etat }) => {
      const creation = creations.get(id) ?? '';
      const visite = contacts.get(personneId) ?? creation;
      return {
        id,
        personne: personneId,
        ...retention(etat, {
          dernierContact: visite > creation ? visite : creation,
          zone,
          politique: POLITIQUE_MANDATS,
        }),
        archive: archives.has(id),
      };
    });
}
