import type { LigneStatistique, Reponse } from '@porte-plume/diagnostic';
import type { FreinConstate, ResultatPorte } from '@porte-plume/diagnostic/qr';
import { FREINS } from '@porte-plume/diagnostic/qr';
import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { coffre, intervention } from '../db/schema.ts';
import { diagnostic, freinMois } from '../db/schema-diagnostic.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { openJson, sealJson } from './coffre.ts';
import { createId } from './identifiant.ts';
import { openPersonKey } from './personnes.ts';

/** Nature of the boxes that hold the answers of a followed person. */
const NATURE = 'diagnostic';
const VERSION = 1;

const objet = <T>() => z.custom<T>((valeur) => typeof valeur === 'object' && valeur !== null);

/** What the person says of herself, apart from what she does: never added to it. `null` = not asked, or not said. */
export const RessentiSchema = z.object({
  niveau: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  crainte: z.boolean().nullable(),
  souhait: z.enum(['apprendre', 'etre_accompagne', 'deleguer', 'ne_sait_pas']).nullable(),
});
export type Ressenti = z.infer<typeof RessentiSchema>;

/** Answers in full: the log of one interview, or the result that was carried from the kiosk. */
export const DossierSchema = z.object({
  /** `id@version`. */
  instrument: z.string(),
  hash: z.string(),
  reponses: z.array(objet<Reponse>()),
  ressenti: RessentiSchema,
  freins: z.array(objet<FreinConstate>()),
  porte: objet<ResultatPorte>().nullable(),
});
export type Dossier = z.infer<typeof DossierSchema>;

/** What was said of a proposal: agreed, not now, added by the writer, or nothing. */
export const ACCUEILS = ['confirmee', 'plus_tard', 'ajoutee', 'sans_reponse'] as const;

const SuiteSchema = z.object({ regle: z.string(), cible: z.string(), accueil: z.enum(ACCUEILS) });
/** One proposal of a kept diagnostic. */
export type Suite = z.infer<typeof SuiteSchema>;

/** A kept diagnostic; `dossier` is null for an anonymous person, and once the person was erased. */
export interface DiagnosticGarde {
  id: string;
  faitLe: string;
  statistique: LigneStatistique;
  suites: readonly Suite[];
  dossier: Dossier | null;
}

/** The entry that a diagnostic follows. */
export interface Entree {
  agentId: string;
  /** Null for an anonymous person. */
  personneId: string | null;
  /** The démarche of this entry is stuck. */
  demarcheEnCours: boolean;
}

const EntreeSchema = z.object({
  personne: z.object({ nature: z.string(), id: z.string().optional() }),
  actes: z.array(z.object({ issue: z.object({ code: z.string() }) })),
});

/** Reads the entry, or null: foreign and unknown ids look the same. */
export async function readEntree(tx: Tx, orgId: string, id: string): Promise<Entree | null> {
  const [row] = await tx
    .select({ agentId: intervention.agentId, donnees: intervention.donnees })
    .from(intervention)
    .where(and(eq(intervention.orgId, orgId), eq(intervention.id, id)));
  if (row === undefined) return null;
  const { personne, actes } = EntreeSchema.parse(row.donnees);
  return {
    agentId: row.agentId,
    personneId: personne.nature === 'suivie' ? (personne.id ?? null) : null,
    demarcheEnCours: actes.some(({ issue }) => issue.code === 'bloquee'),
  };
}

/**
 * Keeps a diagnostic: the statistical line and the proposals with the entry, the answers in the vault of a followed
 * person and nowhere for an anonymous one, the barriers in the counts of the month.
 * @returns whether the answers were kept
 */
export async function keepDiagnostic(
  tx: Tx,
  services: Services,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  garde: {
    interventionId: string;
    personneId: string | null;
    statistique: LigneStatistique;
    suites: readonly Suite[];
    dossier: Dossier;
  },
): Promise<boolean> {
  const id = createId(services.clock().getTime(), services.alea);
  const { interventionId, personneId, statistique, suites, dossier } = garde;
  const faitLe = now(services);
  await tx.insert(diagnostic).values({ orgId, id, interventionId, faitLe, donnees: statistique, suites });
  await countFreins(tx, orgId, civilDate(services.clock(), zone).slice(0, 7), dossier.freins);
  const dek = personneId === null ? null : await openPersonKey(tx, services, orgId, personneId);
  if (personneId === null || dek === null) return false;
  await tx.insert(coffre).values({
    orgId,
    id,
    personneId,
    nature: NATURE,
    version: VERSION,
    boite: sealJson(dek, dossier, `diagnostic:${id}`, services.alea),
    deposeLe: faitLe,
  });
  return true;
}

/** A functional need never leaves the case file, nor does the name of a language. */
async function countFreins(
  tx: Tx,
  orgId: string,
  mois: string,
  freins: readonly FreinConstate[],
): Promise<void> {
  const sortent = new Set(FREINS.filter(({ exported }) => exported).map(({ code }) => code));
  const lignes = freins
    .filter(({ code }) => sortent.has(code))
    .map(({ code, value }) => (value === undefined || code === 'langue' ? code : `${code}=${value}`));
  for (const frein of [...new Set(lignes)].sort()) {
    await tx
      .insert(freinMois)
      .values({ orgId, mois, frein, nombre: 1 })
      .onConflictDoUpdate({
        target: [freinMois.orgId, freinMois.mois, freinMois.frein],
        set: { nombre: sql`${freinMois.nombre} + 1` },
      });
  }
}

const toGarde = (row: typeof diagnostic.$inferSelect, dossier: Dossier | null): DiagnosticGarde => ({
  id: row.id,
  faitLe: new Date(row.faitLe).toISOString(),
  statistique: row.donnees as LigneStatistique,
  suites: z.array(SuiteSchema).parse(row.suites),
  dossier,
});

/** The diagnostics kept with one entry, without their answers, oldest first. */
export async function listOfEntree(
  tx: Tx,
  orgId: string,
  interventionId: string,
): Promise<DiagnosticGarde[]> {
  const rows = await tx
    .select()
    .from(diagnostic)
    .where(and(eq(diagnostic.orgId, orgId), eq(diagnostic.interventionId, interventionId)))
    .orderBy(asc(diagnostic.faitLe));
  return rows.map((row) => toGarde(row, null));
}

/** The diagnostics of a followed person, oldest first, with their answers; the reading is written in the audit log. */
export async function listOfPersonne(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  personneId: string,
): Promise<DiagnosticGarde[]> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) return [];
  const rows = await tx
    .select({ diagnostic, boite: coffre.boite })
    .from(coffre)
    .innerJoin(diagnostic, and(eq(diagnostic.orgId, coffre.orgId), eq(diagnostic.id, coffre.id)))
    .where(and(eq(coffre.orgId, orgId), eq(coffre.personneId, personneId), eq(coffre.nature, NATURE)))
    .orderBy(asc(diagnostic.faitLe));
  if (rows.length === 0) return [];
  await appendJournal(tx, orgId, [
    { type: 'DiagnosticsLus', compte: compteId, personne: personneId, le: now(services) },
  ]);
  return rows.map(({ diagnostic: row, boite }) => {
    const lu = DossierSchema.safeParse(openJson(dek, boite, `diagnostic:${row.id}`));
    return toGarde(row, lu.success ? lu.data : null);
  });
}
