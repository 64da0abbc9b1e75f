import { prepareFaits, type Faits } from '@porte-plume/accompagnement/indicateurs';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { tableauArrete } from '../../db/schema-charge.ts';
import { intervention } from '../../db/schema.ts';
import { countAteliers } from '../../domain/ateliers.ts';
import { readFaits } from '../../domain/faits.ts';
import { publish, type Periode, type Publie } from './calcul.ts';
import { cellOf } from './case.ts';
import { SEUIL, type Secret } from './protege.ts';
import { computeSections, SECTIONS, type Deja, type Lu, type Section } from './sections.ts';

/** Up to here a dashboard follows each change; beyond, it is computed once a day (decision 0018). */
export const SUIVI = 1_000;
/** Who began so long ago has stopped on the way. */
const ABANDON_MS = 10 * 60_000;

/** Protected figures of a period: all that the page, its sections and its CSV may show. */
export interface Tableau {
  publie: Publie;
  sections: Record<Section, Lu[]>;
  ateliers: { tenus: number; participants: number | null };
}

/** A dashboard that was kept. */
export interface Arrete {
  tableau: Tableau;
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
  { faits: lus, ateliers: { tenus, participants } }: Bruts,
  periode: Periode,
  secret: Secret,
): Promise<Tableau> {
  const faits = prepareFaits(lus);
  const publie = await publish(faits, periode, secret);
  return {
    publie,
    sections: computeSections(SECTIONS, faits, periode, toDeja(publie)),
    ateliers: { tenus, participants: participants > 0 && participants < SEUIL ? null : participants },
  };
}

function toDeja({ croisement, chiffres }: Publie): Deja {
  return {
    personnes: chiffres.A2,
    modes: Object.fromEntries(LISTES.mode.map(({ code }) => [code, cellOf(croisement, { mode: code })])),
    demarches: cellOf(croisement, {}),
    seuil: SEUIL,
  };
}

/** Whether an organisation has more interventions than a page may read. */
export async function isGrande(tx: Tx, orgId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from ${intervention} where ${intervention.orgId} = ${orgId} limit ${SUIVI + 1}) x`,
  );
  return (rows[0]?.n ?? 0) > SUIVI;
}

/** The dashboard that was kept; null when there is none that was made with these rules. */
export async function readArrete(tx: Tx, orgId: string, regles: string): Promise<Arrete | null> {
  const [row] = await tx.select().from(tableauArrete).where(eq(tableauArrete.orgId, orgId));
  if (row?.version !== regles || row.arreteLe === null || row.contenu === null) return null;
  const { empreinte, ...tableau } = row.contenu as Contenu;
  return { tableau, empreinte, arreteLe: new Date(row.arreteLe).toISOString() };
}

type Contenu = Tableau & Pick<Arrete, 'empreinte'>;

/** True for the one who may compute now; false when another has begun and may still end. */
export async function beginArrete(tx: Tx, orgId: string, maintenant: string): Promise<boolean> {
  const perime = new Date(Date.parse(maintenant) - ABANDON_MS).toISOString();
  const pris = await tx
    .insert(tableauArrete)
    .values({ orgId, version: '', commenceLe: maintenant })
    .onConflictDoUpdate({
      target: tableauArrete.orgId,
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
  contenu: Contenu,
  { regles, maintenant }: { regles: string; maintenant: string },
): Promise<void> {
  const ligne = { version: regles, commenceLe: maintenant, arreteLe: maintenant, contenu };
  await tx
    .insert(tableauArrete)
    .values({ orgId, ...ligne })
    .onConflictDoUpdate({ target: tableauArrete.orgId, set: ligne });
}
