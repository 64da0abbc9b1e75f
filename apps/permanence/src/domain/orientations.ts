import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import {
  advance,
  type MotifRefusOrientation,
  type Orientation,
  type StatutOrientation,
} from '@porte-plume/accompagnement/orientation';
import { parseOrientation } from '@porte-plume/accompagnement';
import type { LieuPublic } from '@porte-plume/accompagnement/lieux';
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { atelier, lieuPublic, orientation } from '../db/schema-orientations.ts';
import { intervention, lieu } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';

/** Statuses in which an answer is still waited for. */
export const EN_ATTENTE = [
  'proposee',
  'acceptee',
  'rdv_pris',
] as const satisfies readonly StatutOrientation[];

/** One orientation as the screens show it: where to, and where it stands, without a name. */
export interface OrientationLue {
  orientation: Orientation;
  /** Who takes up: « Médiathèque des Trois-Ponts, Roanne ». */
  vers: string;
  /** « Proposée », « Rendez-vous pris »… */
  statut: string;
  /** Number of the sheet at a workshop, or null. */
  fiche: number | null;
  agentId: string;
  href: string;
}

type Row = typeof orientation.$inferSelect;

/**
 * The orientation of a row.
 * @throws {Error} when the row was not written by us
 */
export function toOrientation({ donnees }: Pick<Row, 'donnees'>): Orientation {
  const lue = parseOrientation(donnees);
  if (!lue.ok) throw new Error('a stored orientation is not readable');
  return lue.value;
}

const jointes = {
  row: orientation,
  agentId: intervention.agentId,
  lieu: lieuPublic.donnees,
  atelierTheme: atelier.theme,
  atelierDate: atelier.date,
  atelierLieu: lieu.nom,
  atelierCommune: lieu.commune,
};

function selectJointes(tx: Tx) {
  return tx
    .select(jointes)
    .from(orientation)
    .innerJoin(
      intervention,
      and(eq(intervention.orgId, orientation.orgId), eq(intervention.id, orientation.interventionId)),
    )
    .leftJoin(
      lieuPublic,
      and(
        eq(lieuPublic.orgId, orientation.orgId),
        eq(lieuPublic.id, sql`${orientation.donnees}->'cible'->>'lieuId'`),
      ),
    )
    .leftJoin(atelier, and(eq(atelier.orgId, orientation.orgId), eq(atelier.id, orientation.atelierId)))
    .leftJoin(lieu, and(eq(lieu.orgId, atelier.orgId), eq(lieu.id, atelier.lieuId)));
}

type Jointe = Awaited<ReturnType<typeof selectJointes>>[number];

function toLue(une: Jointe): OrientationLue {
  const o = toOrientation(une.row);
  return {
    orientation: o,
    vers: sayCible(o, une),
    statut: getLibelle('statutOrientation', o.statut),
    fiche: une.row.fiche,
    agentId: une.agentId,
    href: `/orientation/${o.id}`,
  };
}

function sayCible({ cible }: Orientation, une: Jointe): string {
  switch (cible.nature) {
    case 'lieu': {
      const place = une.lieu as LieuPublic | null;
      return place === null ? 'Lieu retiré du fichier' : `${place.nom}, ${place.commune}`;
    }
    case 'atelier':
      return `Atelier «\u00a0${getLibelle('theme', une.atelierTheme ?? '')}\u00a0», ${une.atelierLieu ?? ''}`;
    case 'organisme':
      return cible.organisme;
    case 'aidant_familial':
      return 'Un proche qui aide';
  }
}

/** The orientations of a followed person, latest first. No name is read: nothing is written in the audit log. */
export async function listOrientationsOf(
  tx: Tx,
  orgId: string,
  personneId: string,
): Promise<OrientationLue[]> {
  const rows = await selectJointes(tx)
    .where(and(eq(orientation.orgId, orgId), sql`${intervention.donnees}->'personne'->>'id' = ${personneId}`))
    .orderBy(desc(sql`${orientation.donnees}->>'proposeeLe'`), desc(orientation.id));
  return rows.map(toLue);
}

/** Those that await news, the first to chase first. */
export async function listEnAttente(tx: Tx, orgId: string): Promise<OrientationLue[]> {
  const rows = await selectJointes(tx)
    .where(and(eq(orientation.orgId, orgId), inArray(orientation.statut, [...EN_ATTENTE])))
    .orderBy(asc(orientation.relanceLe), asc(orientation.id));
  return rows.map(toLue);
}

/** One orientation, or null: unknown and foreign ids look the same. */
export async function readOrientation(tx: Tx, orgId: string, id: string): Promise<OrientationLue | null> {
  const [row] = await selectJointes(tx).where(and(eq(orientation.orgId, orgId), eq(orientation.id, id)));
  return row === undefined ? null : toLue(row);
}

/** Those of one intervention, oldest first. */
export async function listOrientationsOfEntree(
  tx: Tx,
  orgId: string,
  interventionId: string,
): Promise<OrientationLue[]> {
  const rows = await selectJointes(tx)
    .where(and(eq(orientation.orgId, orgId), eq(orientation.interventionId, interventionId)))
    .orderBy(asc(orientation.id));
  return rows.map(toLue);
}

/** Keeps a new orientation. */
export async function insertOrientation(
  tx: Tx,
  orgId: string,
  o: Orientation,
  { fiche, modifieLe }: { fiche: number | null; modifieLe: string },
): Promise<void> {
  await tx.insert(orientation).values({
    orgId,
    id: o.id,
    interventionId: o.interventionId,
    donnees: o,
    statut: o.statut,
    relanceLe: o.relanceLe,
    expireLe: o.expireLe,
    atelierId: o.cible.nature === 'atelier' ? o.cible.atelierId : null,
    fiche,
    modifieLe,
  });
}

/**
 * The next status of an orientation.
 * @throws {Refus} with every motif of `advance`
 */
export async function runAdvance(
  tx: Tx,
  services: Services,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  id: string,
  pas: { vers: StatutOrientation; motif?: MotifRefusOrientation; rdvLe?: string },
): Promise<Orientation | null> {
  const cle = and(eq(orientation.orgId, orgId), eq(orientation.id, id));
  const [row] = await tx.select().from(orientation).where(cle).for('update');
  if (row === undefined) return null;
  const maintenant = now(services);
  const suite = advance(toOrientation(row), pas.vers, { maintenant, zone }, pas.motif);
  if (!suite.ok) throw new Refus(suite.motifs);
  const donnees = parseOrientation({
    ...suite.value,
    ...(pas.rdvLe === undefined ? {} : { rdvLe: pas.rdvLe }),
  });
  if (!donnees.ok) throw new Refus(donnees.motifs);
  await tx
    .update(orientation)
    .set({ donnees: donnees.value, statut: donnees.value.statut, modifieLe: maintenant })
    .where(cle);
  return donnees.value;
}

/** Closes those whose last day has passed: without news, `expiree`. */
export async function expireOrientations(
  tx: Tx,
  services: Services,
  visiteur: Pick<Visiteur, 'orgId' | 'zone'>,
): Promise<void> {
  const rows = await tx
    .select({ id: orientation.id })
    .from(orientation)
    .where(
      and(
        eq(orientation.orgId, visiteur.orgId),
        inArray(orientation.statut, [...EN_ATTENTE]),
        lt(orientation.expireLe, civilDate(services.clock(), visiteur.zone)),
      ),
    );
  for (const { id } of rows) await runAdvance(tx, services, visiteur, id, { vers: 'expiree' });
}
