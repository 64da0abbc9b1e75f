import { annulerImport } from '@porte-plume/accompagnement/imports';
import type { EvenementSeance } from '@porte-plume/accompagnement/seance';
import type { Atelier, Orientation, Seance } from '@porte-plume/accompagnement';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { importation, importationAtelier, importationLigne } from '../db/schema-administration.ts';
import { atelier } from '../db/schema-orientations.ts';
import { intervention, seance, seanceEvenement } from '../db/schema.ts';
import { toActeur } from '../server/acces.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { SANS_HEURE } from './ateliers.ts';
import { nextLignes, type Importation } from './importations.ts';
import { insertOrientation } from './orientations.ts';
import { toRow } from './seances.ts';

/** Interventions cancelled in one transaction. */
const LOT = 400;

/**
 * Records one batch of a confirmed import: séances of the past, opened and closed, their interventions, as events and in the
 * reading model, and where these persons were oriented. One transaction; what is there already is left as it is, so that a batch sent again adds nothing.
 */
export async function recordLot(
  tx: Tx,
  services: Services,
  orgId: string,
  { id, options }: Pick<Importation, 'id' | 'options'>,
  {
    evenements,
    orientations,
  }: { evenements: readonly EvenementSeance[]; orientations: readonly Orientation[] },
): Promise<void> {
  const recuLe = now(services);
  const ouvertes = evenements.flatMap((e) => (e.type === 'SeanceOuverte' ? [e.donnees.seance] : []));
  const closes = new Map(
    evenements.flatMap((e) => (e.type === 'SeanceClose' ? [[e.seanceId, e.donnees.closeA]] : [])),
  );
  const faites = evenements.flatMap((e) =>
    e.type === 'InterventionEnregistree' ? [e.donnees.intervention] : [],
  );
  if (ouvertes.length > 0)
    await tx
      .insert(seance)
      .values(ouvertes.map((une) => toSeance(orgId, une, closes.get(une.id) ?? null)))
      .onConflictDoNothing();
  const nouvelles = new Set(
    (
      await tx
        .insert(intervention)
        .values(faites.map((une) => toRow(orgId, options.agentId, une)))
        .onConflictDoNothing()
        .returning({ id: intervention.id })
    ).map((une) => une.id),
  );
  const ecrits = evenements.filter(
    (e) => e.type !== 'InterventionEnregistree' || nouvelles.has(e.donnees.intervention.id),
  );
  await append(tx, orgId, ecrits, recuLe);
  if (nouvelles.size > 0)
    await tx
      .insert(importationLigne)
      .values(
        faites
          .filter((une) => nouvelles.has(une.id))
          .map((une) => ({ orgId, importationId: id, interventionId: une.id, seanceId: une.seanceId })),
      );
  for (const une of orientations)
    if (nouvelles.has(une.interventionId))
      await insertOrientation(tx, orgId, une, { fiche: null, modifieLe: recuLe });
  await tx
    .update(importation)
    .set({ fait: sql`${importation.fait} + ${faites.length}`, vuLe: recuLe })
    .where(and(eq(importation.orgId, orgId), eq(importation.id, id)));
}

/** Records workshops of a confirmed import, with the margins that the file gives; the hour of the past is not known. */
export async function recordAteliers(
  tx: Tx,
  services: Services,
  orgId: string,
  { id }: Pick<Importation, 'id'>,
  ateliers: readonly Atelier[],
): Promise<void> {
  const recuLe = now(services);
  const nouveaux = await tx
    .insert(atelier)
    .values(
      ateliers.map((un) => ({
        ...{ orgId, id: un.id, lieuId: un.lieuId, date: un.date, debut: SANS_HEURE, dureeMin: un.dureeMin },
        ...{ theme: un.theme, niveau: un.niveau, donnees: un, tenuLe: recuLe, creeLe: recuLe },
      })),
    )
    .onConflictDoNothing()
    .returning({ atelierId: atelier.id });
  if (nouveaux.length > 0)
    await tx
      .insert(importationAtelier)
      .values(nouveaux.map(({ atelierId }) => ({ orgId, importationId: id, atelierId })));
  await tx
    .update(importation)
    .set({ fait: sql`${importation.fait} + ${ateliers.length}`, vuLe: recuLe })
    .where(and(eq(importation.orgId, orgId), eq(importation.id, id)));
}

/** Cancels the workshops that an import brought: they count no more, and stay readable by their address. */
export async function undoAteliers(
  tx: Tx,
  services: Services,
  orgId: string,
  { id }: Pick<Importation, 'id'>,
): Promise<void> {
  await tx
    .update(atelier)
    .set({ annuleLe: now(services) })
    .where(
      and(
        eq(atelier.orgId, orgId),
        isNull(atelier.annuleLe),
        inArray(
          atelier.id,
          tx
            .select({ id: importationAtelier.atelierId })
            .from(importationAtelier)
            .where(and(eq(importationAtelier.orgId, orgId), eq(importationAtelier.importationId, id))),
        ),
      ),
    );
}

function toSeance(orgId: string, une: Seance, closeA: string | null): typeof seance.$inferInsert {
  const { id, lieuId, permanenceId, agentId, date, ouverteA } = une;
  return { orgId, id, lieuId, permanenceId, agentId, date, ouverteA, closeA };
}

/** Appends events to the histories of their séances, after what is there. */
async function append(
  tx: Tx,
  orgId: string,
  evenements: readonly EvenementSeance[],
  recuLe: string,
): Promise<void> {
  if (evenements.length === 0) return;
  const seances = [...new Set(evenements.map(({ seanceId }) => seanceId))];
  // Two imports of the same day would write at the same rank.
  await tx
    .select({ id: seance.id })
    .from(seance)
    .where(and(eq(seance.orgId, orgId), inArray(seance.id, seances)))
    .orderBy(seance.id)
    .for('update');
  const rows = await tx
    .select({
      seanceId: seanceEvenement.seanceId,
      suivant: sql<number>`(max(${seanceEvenement.rang}) + 1)::int`,
    })
    .from(seanceEvenement)
    .where(and(eq(seanceEvenement.orgId, orgId), inArray(seanceEvenement.seanceId, seances)))
    .groupBy(seanceEvenement.seanceId);
  const rangs = new Map(rows.map(({ seanceId, suivant }) => [seanceId, suivant]));
  await tx.insert(seanceEvenement).values(
    evenements.map((donnees) => {
      const rang = rangs.get(donnees.seanceId) ?? 0;
      rangs.set(donnees.seanceId, rang + 1);
      return { orgId, seanceId: donnees.seanceId, rang, donnees, recuLe };
    }),
  );
}

/**
 * Cancels the next interventions of an import, if it was confirmed less than a day ago.
 * @returns how many; 0 when nothing is left
 * @throws {Refus} with the reasons of the package
 */
export async function undoLot(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { id, options, confirmeLe }: Importation,
): Promise<number> {
  const { orgId } = visiteur;
  const maintenant = now(services);
  const lignes = await nextLignes(tx, orgId, id, LOT);
  const undone = annulerImport(lignes, {
    ...{ maintenant, acteur: toActeur(visiteur), agentId: options.agentId },
    confirmeLe: confirmeLe === null ? maintenant : new Date(confirmeLe).toISOString(),
  });
  if (!undone.ok) throw new Refus(undone.motifs);
  await append(tx, orgId, undone.value, maintenant);
  for (const evenement of undone.value) {
    if (evenement.type !== 'InterventionAnnulee') continue;
    const { interventionId, annulee } = evenement.donnees;
    await tx
      .update(intervention)
      .set({
        donnees: sql`${intervention.donnees} || jsonb_build_object('annulee', ${JSON.stringify(annulee)}::jsonb, 'modifieLe', ${maintenant}::text, 'version', (${intervention.donnees}->>'version')::int + 1)`,
      })
      .where(and(eq(intervention.orgId, orgId), eq(intervention.id, interventionId)));
  }
  await tx
    .update(importation)
    .set({ fait: sql`greatest(${importation.fait} - ${lignes.length}, 0)`, vuLe: maintenant })
    .where(and(eq(importation.orgId, orgId), eq(importation.id, id)));
  return lignes.length;
}
