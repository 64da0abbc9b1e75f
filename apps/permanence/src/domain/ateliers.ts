import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseAtelier, type Atelier } from '@porte-plume/accompagnement';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import type { AtelierAnnonce } from '@porte-plume/accompagnement/orientation';
import { and, asc, desc, eq, gte, isNotNull, isNull, lt, lte, ne, sql } from 'drizzle-orm';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { atelier, orientation } from '../db/schema-orientations.ts';
import { lieu, organisation } from '../db/schema.ts';
import { civilDate, now, type Services } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { listClesValables } from './cle-retiree.ts';
import { foldCommune, type LieuxConnus } from './lieux-publics.ts';

/** One workshop of the structure, with its lieu and how many sheets were given. */
export interface AtelierLu {
  id: string;
  date: string;
  /** `HH:MM` */
  debut: string;
  dureeMin: number;
  theme: Atelier['theme'];
  niveau: Atelier['niveau'];
  titre: string;
  lieu: string;
  lieuId: string;
  commune: string;
  adresse: string | null;
  animateur: string | null;
  places: number | null;
  inscrits: number;
  lien: number | null;
  donnees: Atelier | null;
  tenuLe: string | null;
  annuleLe: string | null;
}

/** Start of a workshop of the past of which a file gives the day only. */
export const SANS_HEURE = '';

const INSCRITES = ['acceptee', 'rdv_pris', 'venue', 'non_venue'];

const inscrits = sql<number>`(select count(*)::int from ${orientation} o where o.org_id = ${atelier.orgId} and o.atelier_id = ${atelier.id} and o.statut in (${sql.join(
  INSCRITES.map((un) => sql`${un}`),
  sql`, `,
)}))`;

function selectAteliers(tx: Tx) {
  return tx
    .select({ row: atelier, lieu: lieu.nom, commune: lieu.commune, inscrits })
    .from(atelier)
    .innerJoin(lieu, and(eq(lieu.orgId, atelier.orgId), eq(lieu.id, atelier.lieuId)));
}

function toLu({
  row,
  inscrits: nombre,
  ...reste
}: Awaited<ReturnType<typeof selectAteliers>>[number]): AtelierLu {
  const lue = row.donnees === null ? null : parseAtelier(row.donnees);
  return {
    ...row,
    ...reste,
    theme: row.theme as Atelier['theme'],
    niveau: row.niveau as Atelier['niveau'],
    titre: getLibelle('theme', row.theme),
    inscrits: nombre,
    donnees: lue?.ok === true ? lue.value : null,
  };
}

/** The workshops that are to come, soonest first. */
export async function listAVenir(tx: Tx, orgId: string, le: string): Promise<AtelierLu[]> {
  const rows = await selectAteliers(tx)
    .where(and(eq(atelier.orgId, orgId), gte(atelier.date, le), isNull(atelier.annuleLe)))
    .orderBy(asc(atelier.date), asc(atelier.debut), asc(atelier.id));
  return rows.map(toLu);
}

/** The last ones that were held, latest first. */
export async function listPasses(tx: Tx, orgId: string, le: string, nombre: number): Promise<AtelierLu[]> {
  const rows = await selectAteliers(tx)
    .where(and(eq(atelier.orgId, orgId), lt(atelier.date, le), isNull(atelier.annuleLe)))
    .orderBy(desc(atelier.date), desc(atelier.debut), desc(atelier.id))
    .limit(nombre);
  return rows.map(toLu);
}

/** Workshops that were held in a period, and who came, one count for all. */
export async function countAteliers(
  tx: Tx,
  orgId: string,
  { du, au }: { du: string; au: string },
): Promise<{ tenus: number; participants: number }> {
  const [row] = await tx
    .select({
      tenus: sql<number>`count(*)::int`,
      participants: sql<number>`coalesce(sum((${atelier.donnees}->>'participants')::int), 0)::int`,
    })
    .from(atelier)
    .where(
      and(
        eq(atelier.orgId, orgId),
        isNotNull(atelier.tenuLe),
        isNull(atelier.annuleLe),
        gte(atelier.date, du),
        lte(atelier.date, au),
      ),
    );
  return row ?? { tenus: 0, participants: 0 };
}

/** One workshop, or null: foreign and unknown ids look the same. */
export async function readAtelier(tx: Tx, orgId: string, id: string): Promise<AtelierLu | null> {
  const [row] = await selectAteliers(tx).where(and(eq(atelier.orgId, orgId), eq(atelier.id, id)));
  return row === undefined ? null : toLu(row);
}

/** Workshops as the search reads them; their position is that of the commune where they are held. */
export function toAnnonce(un: AtelierLu, { communes }: Pick<LieuxConnus, 'communes'>): AtelierAnnonce {
  const commune = communes.get(foldCommune(un.commune));
  return {
    id: un.id,
    date: un.date,
    debut: un.debut,
    dureeMin: un.dureeMin,
    theme: un.theme,
    titre: un.titre,
    niveau: un.niveau,
    nom: un.lieu,
    commune: un.commune,
    latitude: commune?.latitude ?? null,
    longitude: commune?.longitude ?? null,
    ...(un.places === null ? {} : { placesRestantes: Math.max(0, un.places - un.inscrits) }),
  };
}

/** Number of the next sheet of a workshop; the row is held, so that two writers never give the same number. */
export async function takeFiche(tx: Tx, orgId: string, id: string): Promise<number> {
  const [un] = await tx
    .select({ places: atelier.places })
    .from(atelier)
    .where(and(eq(atelier.orgId, orgId), eq(atelier.id, id)))
    .for('update');
  const [compte] = await tx
    .select({
      derniere: sql<number>`coalesce(max(fiche), 0)::int`,
      pris: sql<number>`(count(*) filter (where statut in ('acceptee','rdv_pris','venue','non_venue')))::int`,
    })
    .from(orientation)
    .where(and(eq(orientation.orgId, orgId), eq(orientation.atelierId, id)));
  if (un?.places != null && (compte?.pris ?? 0) >= un.places)
    throw new Refus([
      { code: 'complet', phrase: 'Cet atelier vient de se remplir. Choisissez-en un autre.' },
    ]);
  return (compte?.derniere ?? 0) + 1;
}

/** A sheet given for a workshop, as its leader sees it: a number and whether the person came. */
export interface FicheAtelier {
  orientationId: string;
  numero: number;
  statut: string;
}

/** The sheets given for a workshop, by number. */
export async function listFiches(tx: Tx, orgId: string, atelierId: string): Promise<FicheAtelier[]> {
  const rows = await tx
    .select({ orientationId: orientation.id, numero: orientation.fiche, statut: orientation.statut })
    .from(orientation)
    .where(
      and(
        eq(orientation.orgId, orgId),
        eq(orientation.atelierId, atelierId),
        ne(orientation.statut, 'refusee'),
        ne(orientation.statut, 'proposee'),
      ),
    )
    .orderBy(asc(orientation.fiche));
  return rows.flatMap(({ numero, ...une }) => (numero === null ? [] : [{ ...une, numero }]));
}

// The signed link: organisation ‖ workshop ‖ rank of the link, then an HMAC of them. It opens one workshop, until the
// day after it, and no longer once another link was made or this one taken back.
const OCTETS = 16 + 16 + 4;
const SCEAU = 20;

const toOctets = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const toUuid = (octets: Uint8Array): string =>
  Buffer.from(octets)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function sealOf(cle: Uint8Array, corps: Uint8Array): Buffer {
  return createHmac('sha256', cle).update(corps).digest().subarray(0, SCEAU);
}

/** The token of a workshop's link. */
export function createJeton(services: Services, un: { orgId: string; id: string; lien: number }): string {
  const rang = Buffer.alloc(4);
  rang.writeUInt32BE(un.lien);
  const corps = Buffer.concat([toOctets(un.orgId), toOctets(un.id), rang]);
  return Buffer.concat([corps, sealOf(services.coffre.derive('atelier'), corps)]).toString('base64url');
}

/** A workshop opened by its link, and the organisation that it belongs to. */
export interface AtelierOuvert {
  orgId: string;
  zone: string;
  structure: string;
  telephone: string | null;
  fictive: boolean;
  atelier: AtelierLu;
}

/**
 * Runs `travail` on the workshop of a token, or answers null: forged, taken back, cancelled and expired look the same.
 * The seal is checked before a workshop is looked for; a link given before a rotation opens until it expires.
 */
export async function withJeton<T>(
  services: Services,
  jeton: string,
  requete: string,
  travail: (tx: Tx, ouvert: AtelierOuvert) => Promise<T>,
): Promise<T | null> {
  const octets = Buffer.from(jeton.slice(0, 100), 'base64url');
  if (octets.length !== OCTETS + SCEAU || octets.toString('base64url') !== jeton) return null;
  const corps = octets.subarray(0, OCTETS);
  const orgId = toUuid(corps.subarray(0, 16));
  return asOrg(services.client.db, orgId, requete, async (tx) => {
    const cles = await listClesValables(tx, services, 'atelier');
    if (!cles.some((cle) => timingSafeEqual(sealOf(cle, corps), octets.subarray(OCTETS)))) return null;
    const un = await readAtelier(tx, orgId, toUuid(corps.subarray(16, 32)));
    const [org] = await tx.select().from(organisation).where(eq(organisation.orgId, orgId));
    if (un === null || org === undefined || un.lien !== corps.readUInt32BE(32) || un.annuleLe !== null)
      return null;
    if (civilDate(services.clock(), org.zone) > addDays(un.date, 1)) return null;
    const { zone, nom: structure, telephone, fictive } = org;
    return travail(tx, { orgId, zone, structure, telephone, fictive, atelier: un });
  });
}

/** Keeps the margins of a workshop: totals, one variable at a time. @throws {Refus} with every motif of `parseAtelier` */
export async function keepMarges(
  tx: Tx,
  services: Services,
  orgId: string,
  un: AtelierLu,
  dit: { participants: number; marges: Record<string, Record<string, number>> },
): Promise<void> {
  const { id, lieuId, date, dureeMin, theme, niveau } = un;
  const lu = parseAtelier({ id, lieuId, date, dureeMin, theme, niveau, ...dit });
  if (!lu.ok) throw new Refus(lu.motifs);
  await tx
    .update(atelier)
    .set({ donnees: lu.value, tenuLe: now(services) })
    .where(and(eq(atelier.orgId, orgId), eq(atelier.id, id)));
}

/** Makes the link of a workshop, or takes it back. A rank never serves twice, so that an old link stays shut. */
export async function setLien(tx: Tx, orgId: string, un: AtelierLu, ouvert: boolean): Promise<void> {
  const dernier = Math.abs(un.lien ?? 0);
  await tx
    .update(atelier)
    .set({ lien: ouvert ? dernier + 1 : -dernier })
    .where(and(eq(atelier.orgId, orgId), eq(atelier.id, un.id)));
}

/** Whether a link opens this workshop today. */
export const hasLien = ({ lien }: Pick<AtelierLu, 'lien'>): boolean => lien !== null && lien > 0;
