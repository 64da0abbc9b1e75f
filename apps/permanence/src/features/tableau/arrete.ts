import type { Faits } from '@porte-plume/accompagnement/indicateurs';
import {
  publishBlocages,
  publishTableau,
  SEUIL_TABLEAU,
  type BlocagesPublies,
  type SecretTableau,
  type TableauPublie,
  type VueTableau,
} from '@porte-plume/accompagnement/tableau-de-bord';
import { getDemarche } from '@porte-plume/demarches';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { tableauArrete } from '../../db/schema-charge.ts';
import { intervention } from '../../db/schema.ts';
import { countAteliers } from '../../domain/ateliers.ts';
import { processorTime } from '../../domain/chrono.ts';
import { readFaits } from '../../domain/faits.ts';
import type { Annee, Periode } from './periode.ts';

/** Up to here a dashboard follows each change; beyond, it is computed once a day (decision 0018). */
export const SUIVI = 1_000;
/** Who began so long ago has stopped on the way. */
const ABANDON_MS = 10 * 60_000;

/** Protected figures of a period, of the structure and of its lieux: all that the pages and their CSV may show. */
export interface Tableau {
  publie: TableauPublie;
  ateliers: { tenus: number; participants: number | null };
  blocages: BlocagesPublies;
}

/** A dashboard that was kept: what is told of the structure, and of the lieu that was asked for. */
export interface Arrete {
  /** Without its lieux, which are read one at a time, nor blockages, which have their page. */
  tableau: Omit<Tableau, 'publie' | 'blocages'> & { publie: Omit<TableauPublie, 'lieux'> };
  /** Lieux of which enough may be told. */
  lieux: readonly string[];
  /** What is told of the lieu; null when it is none of them, or none was asked for. */
  vueLieu: VueTableau | null;
  /** Null when they were not asked for. */
  blocages: BlocagesPublies | null;
  arreteLe: string;
  /** Digest of the facts that it was computed from; null for a big organisation. */
  empreinte: string | null;
}

/** What a dashboard is computed from; nothing of it is shown. */
interface Bruts {
  faits: Faits;
  ateliers: { tenus: number; participants: number };
}

export async function readBruts(tx: Tx, orgId: string, periode: Periode): Promise<Bruts> {
  return { faits: await readFaits(tx, orgId), ateliers: await countAteliers(tx, orgId, periode) };
}

/** Computes and protects the dashboard; outside any transaction, for it may last. */
export async function computeTableau(
  { faits, ateliers: { tenus, participants } }: Bruts,
  periode: Periode,
  secret: SecretTableau,
): Promise<Tableau> {
  const protege = { horloge: processorTime, ...secret };
  return {
    publie: await publishTableau(faits, periode, protege),
    ateliers: { tenus, participants: participants > 0 && participants < SEUIL_TABLEAU ? null : participants },
    blocages: await publishBlocages(
      faits.interventions,
      periode,
      protege,
      (id) => getDemarche(id)?.operateur.id,
    ),
  };
}

/** Whether an organisation has more interventions than a page may read. */
export async function isGrande(tx: Tx, orgId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from ${intervention} where ${intervention.orgId} = ${orgId} limit ${SUIVI + 1}) x`,
  );
  return (rows[0]?.n ?? 0) > SUIVI;
}

/** Which kept dashboard is read. */
export interface Lecture {
  quoi: Annee;
  /** First day of the year: what was kept of another one is not read. */
  du: string;
  /** A lieu of the organisation; the structure alone without it. */
  lieuId?: string | undefined;
  /** Whether blockages are read. */
  blocages?: boolean;
}

const LIEUX = sql.raw(`'{publie,lieux}'`);

/** The dashboard that was kept; null when there is none of that year that was made with these rules. */
export async function readArrete(
  tx: Tx,
  orgId: string,
  { quoi, du, lieuId = '', blocages = false }: Lecture,
  regles: string,
): Promise<Arrete | null> {
  const { contenu } = tableauArrete;
  const [row] = await tx
    .select({
      version: tableauArrete.version,
      arreteLe: tableauArrete.arreteLe,
      // Lieu by lieu: a structure has dozens of them, a page shows one.
      contenu: sql<Contenu | null>`(${contenu} #- ${LIEUX}) #- '{blocages}'`,
      lieux: sql<string[]>`array(select jsonb_object_keys(${contenu} #> ${LIEUX}))`,
      blocages: sql<BlocagesPublies | null>`case when ${blocages}::boolean then ${contenu} -> 'blocages'::text end`,
      vueLieu: sql<VueTableau | null>`${contenu} #> ${LIEUX} -> ${lieuId}::text`,
    })
    .from(tableauArrete)
    .where(and(eq(tableauArrete.orgId, orgId), eq(tableauArrete.quoi, quoi)));
  if (row?.version !== regles || row.arreteLe === null || row.contenu === null) return null;
  const { empreinte, ...tableau } = row.contenu;
  if (tableau.publie.periode.du !== du) return null;
  const { lieux, vueLieu } = row;
  return {
    tableau,
    lieux,
    vueLieu,
    blocages: row.blocages,
    empreinte,
    arreteLe: new Date(row.arreteLe).toISOString(),
  };
}

type Contenu = Arrete['tableau'] & Pick<Arrete, 'empreinte'>;

/** True for the one who may compute now; false when another has begun and may still end. */
export async function beginArrete(tx: Tx, orgId: string, quoi: Annee, maintenant: string): Promise<boolean> {
  const perime = new Date(Date.parse(maintenant) - ABANDON_MS).toISOString();
  const pris = await tx
    .insert(tableauArrete)
    .values({ orgId, quoi, version: '', commenceLe: maintenant })
    .onConflictDoUpdate({
      target: [tableauArrete.orgId, tableauArrete.quoi],
      set: { commenceLe: maintenant },
      setWhere: sql`${tableauArrete.commenceLe} < ${perime} or ${tableauArrete.arreteLe} >= ${tableauArrete.commenceLe}`,
    })
    .returning({ orgId: tableauArrete.orgId });
  return pris.length > 0;
}

/** Keeps a dashboard in place of the former one. */
export async function keepArrete(
  tx: Tx,
  orgId: string,
  quoi: Annee,
  contenu: Tableau & Pick<Arrete, 'empreinte'>,
  { regles, maintenant }: { regles: string; maintenant: string },
): Promise<void> {
  const ligne = { version: regles, commenceLe: maintenant, arreteLe: maintenant, contenu };
  await tx
    .insert(tableauArrete)
    .values({ orgId, quoi, ...ligne })
    .onConflictDoUpdate({ target: [tableauArrete.orgId, tableauArrete.quoi], set: ligne });
}
