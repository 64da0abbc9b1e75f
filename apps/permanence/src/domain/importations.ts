import type { ImportReport, Mapping, ProjetMapping } from '@porte-plume/accompagnement/imports';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { and, desc, eq, getTableColumns, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import {
  correspondance,
  importation,
  importationAtelier,
  importationFichier,
  importationLigne,
} from '../db/schema-administration.ts';
import { atelier } from '../db/schema-orientations.ts';
import { intervention, lieu, seance } from '../db/schema.ts';
import { may } from '../server/acces.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { open, seal } from './coffre.ts';

/** The file of an import waits this long for its confirmation. */
const ATTENTE = 12 * 3_600_000;
/** Work without a sign of life for this long was cut: it may be taken up again. */
export const SILENCE = 60_000;

export type EtatImport =
  'depose' | 'analyse' | 'pret' | 'refuse' | 'en_cours' | 'confirme' | 'annulation' | 'annule' | 'abandonne';
export type Nature = 'coop' | 'tableur';
export type Issue = ImportReport['issues'][number];
type Resume = ImportReport['resume'];

const OptionsSchema = z.object({
  agentId: z.string(),
  lieuParDefaut: z.string().nullable(),
  entetes: z.array(z.string()).default([]),
  projet: z.custom<ProjetMapping>().nullable().default(null),
  mapping: z.custom<Mapping>().nullable().default(null),
  /** Why the thread gave up. */
  echec: z.string().nullable().default(null),
});
export type OptionsDepot = z.infer<typeof OptionsSchema>;

export interface Importation {
  id: string;
  compteId: string;
  nature: Nature;
  etat: EtatImport;
  options: OptionsDepot;
  resume: Resume | null;
  fait: number;
  total: number;
  deposeLe: string;
  vuLe: string;
  confirmeLe: string | null;
}

type Row = typeof importation.$inferSelect;

function toImportation(row: Omit<Row, 'defauts'>): Importation {
  return {
    id: row.id,
    compteId: row.compteId,
    nature: row.nature === 'coop' ? 'coop' : 'tableur',
    etat: row.etat as EtatImport,
    options: OptionsSchema.parse(row.options),
    resume: row.resume as Resume | null,
    fait: row.fait,
    total: row.total,
    deposeLe: row.deposeLe,
    vuLe: row.vuLe,
    confirmeLe: row.confirmeLe,
  };
}

// Everything but the issues: a hundred thousand of them are read only where they are shown.
const { defauts: DEFAUTS, ...LISIBLES } = getTableColumns(importation);

/** Imports that an account may read: its own, and for the coordination those of all. The latest first. */
export async function listImportations(tx: Tx, visiteur: Visiteur): Promise<Importation[]> {
  const rows = await tx
    .select(LISIBLES)
    .from(importation)
    .where(and(eq(importation.orgId, visiteur.orgId), mine(visiteur)))
    .orderBy(desc(importation.deposeLe))
    .limit(20);
  return rows.map(toImportation);
}

function mine(visiteur: Visiteur) {
  return may(visiteur, 'reprendre_fichier', { agentId: '' })
    ? undefined
    : eq(importation.compteId, visiteur.compteId);
}

/** One import, or null: unknown, foreign and somebody else’s look the same. */
export async function readImportation(tx: Tx, visiteur: Visiteur, id: string): Promise<Importation | null> {
  const [row] = await tx
    .select(LISIBLES)
    .from(importation)
    .where(and(eq(importation.orgId, visiteur.orgId), eq(importation.id, id), mine(visiteur)));
  return row === undefined ? null : toImportation(row);
}

/** Every issue of an import, in the order of the rows. */
export async function readDefauts(tx: Tx, orgId: string, id: string): Promise<Issue[]> {
  const [row] = await tx
    .select({ defauts: DEFAUTS })
    .from(importation)
    .where(and(eq(importation.orgId, orgId), eq(importation.id, id)));
  return row?.defauts == null ? [] : (JSON.parse(gunzipSync(row.defauts).toString('utf8')) as Issue[]);
}

const aad = (orgId: string, id: string): string => `import:${orgId}:${id}`;

/** Keeps a file sealed until it is confirmed, and forgets those that waited too long. */
export async function depositFichier(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  depot: { id: string; nature: Nature; fichier: Uint8Array; options: Partial<OptionsDepot> },
): Promise<void> {
  const { orgId, compteId } = visiteur;
  const { id, nature, fichier } = depot;
  const maintenant = now(services);
  await tx
    .delete(importationFichier)
    .where(and(eq(importationFichier.orgId, orgId), lt(importationFichier.expireLe, maintenant)));
  await tx.insert(importation).values({
    ...{ orgId, id, compteId, nature, etat: 'depose' },
    empreinte: createHash('sha256').update(fichier).digest('hex'),
    options: OptionsSchema.parse({ agentId: compteId, lieuParDefaut: null, ...depot.options }),
    deposeLe: maintenant,
    vuLe: maintenant,
  });
  await tx.insert(importationFichier).values({
    orgId,
    importationId: id,
    boite: seal(services.coffre.derive('import'), fichier, aad(orgId, id), services.alea),
    expireLe: new Date(services.clock().getTime() + ATTENTE).toISOString(),
  });
}

/** The file of an import, or null once it is forgotten. */
export async function openFichier(
  tx: Tx,
  services: Services,
  orgId: string,
  id: string,
): Promise<Uint8Array | null> {
  const [row] = await tx
    .select()
    .from(importationFichier)
    .where(and(eq(importationFichier.orgId, orgId), eq(importationFichier.importationId, id)));
  if (row === undefined || Date.parse(row.expireLe) <= services.clock().getTime()) return null;
  return new Uint8Array(open(services.coffre.derive('import'), row.boite, aad(orgId, id)));
}

export async function dropFichier(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx
    .delete(importationFichier)
    .where(and(eq(importationFichier.orgId, orgId), eq(importationFichier.importationId, id)));
}

/** Moves an import on; false when it was no longer where it should be: somebody else, or the same button, came first. */
export async function moveImportation(
  tx: Tx,
  services: Services,
  orgId: string,
  id: string,
  depuis: readonly EtatImport[],
  vers: EtatImport,
  change: Partial<Pick<Row, 'resume' | 'defauts' | 'total' | 'fait' | 'options' | 'confirmeLe'>> = {},
): Promise<boolean> {
  const rows = await tx
    .update(importation)
    .set({ etat: vers, vuLe: now(services), ...change })
    .where(and(eq(importation.orgId, orgId), eq(importation.id, id), inArray(importation.etat, [...depuis])))
    .returning({ id: importation.id });
  return rows.length > 0;
}

/** What an import needs to know of what is there already. */
export async function readConnus(
  tx: Tx,
  orgId: string,
): Promise<{ connus: string[]; annulees: string[]; lieux: Record<string, string> }> {
  const [interventions, seances, ateliers, lieux, annulees, ateliersAnnules] = [
    await tx.select({ id: intervention.id }).from(intervention).where(eq(intervention.orgId, orgId)),
    await tx.select({ id: seance.id }).from(seance).where(eq(seance.orgId, orgId)),
    await tx.select({ id: atelier.id }).from(atelier).where(eq(atelier.orgId, orgId)),
    await tx.select().from(lieu).where(eq(lieu.orgId, orgId)),
    await tx
      .select({ id: importationLigne.interventionId })
      .from(importationLigne)
      .innerJoin(
        importation,
        and(
          eq(importation.orgId, importationLigne.orgId),
          eq(importation.id, importationLigne.importationId),
        ),
      )
      .where(and(eq(importationLigne.orgId, orgId), eq(importation.etat, 'annule'))),
    await tx
      .select({ id: importationAtelier.atelierId })
      .from(importationAtelier)
      .innerJoin(
        importation,
        and(
          eq(importation.orgId, importationAtelier.orgId),
          eq(importation.id, importationAtelier.importationId),
        ),
      )
      .where(and(eq(importationAtelier.orgId, orgId), eq(importation.etat, 'annule'))),
  ];
  const undone = new Set([...annulees, ...ateliersAnnules].map(({ id }) => id));
  return {
    connus: [...interventions, ...seances, ...ateliers].map(({ id }) => id).filter((id) => !undone.has(id)),
    annulees: [...undone],
    lieux: Object.fromEntries(
      lieux.flatMap(({ id, nom, commune }) => [
        [nom, id],
        [`${commune} : ${nom}`, id],
        [`${nom}, ${commune}`, id],
      ]),
    ),
  };
}

/** The mapping kept for files of the same headers. */
export async function readCorrespondance(tx: Tx, orgId: string, empreinte: string): Promise<Mapping | null> {
  const [row] = await tx
    .select({ mapping: correspondance.mapping })
    .from(correspondance)
    .where(and(eq(correspondance.orgId, orgId), eq(correspondance.empreinte, empreinte)));
  return (row?.mapping ?? null) as Mapping | null;
}

export async function keepCorrespondance(
  tx: Tx,
  services: Services,
  orgId: string,
  empreinte: string,
  mapping: Mapping,
): Promise<void> {
  const modifieeLe = now(services);
  await tx
    .insert(correspondance)
    .values({ orgId, empreinte, mapping, modifieeLe })
    .onConflictDoUpdate({
      target: [correspondance.orgId, correspondance.empreinte],
      set: { mapping, modifieeLe },
    });
}

/** Rows that an import recorded and that are not cancelled yet, the next ones. */
export async function nextLignes(
  tx: Tx,
  orgId: string,
  importationId: string,
  nombre: number,
): Promise<{ interventionId: string; seanceId: string }[]> {
  return tx
    .select({ interventionId: importationLigne.interventionId, seanceId: importationLigne.seanceId })
    .from(importationLigne)
    .innerJoin(
      intervention,
      and(
        eq(intervention.orgId, importationLigne.orgId),
        eq(intervention.id, importationLigne.interventionId),
        sql`${intervention.donnees}->>'annulee' is null`,
        isNotNull(intervention.seanceId),
      ),
    )
    .where(and(eq(importationLigne.orgId, orgId), eq(importationLigne.importationId, importationId)))
    .orderBy(importationLigne.seanceId, importationLigne.interventionId)
    .limit(nombre);
}
