import { toExdatesRdvsp, toPermanenceRdvsp, type EvenementRdvsp } from '@porte-plume/accompagnement/imports';
import { parsePermanence, type Permanence } from '@porte-plume/accompagnement';
import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { rdvsp, rdvspRecu } from '../db/schema-administration.ts';
import { passage } from '../db/schema-agenda.ts';
import { organisation, permanence } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays, localTime } from '../server/heure.ts';
import { appendJournal, lockChaine } from './chaine.ts';
import { open, seal } from './coffre.ts';

const LiensSchema = z.object({
  lieux: z.record(z.string(), z.string()),
  agents: z.record(z.string(), z.string()),
});
/** Which of our lieux and accounts are theirs, by their id. */
export type Liens = z.infer<typeof LiensSchema>;

/** What became of a webhook. */
export type Suite = 'fait' | 'ignore' | 'a_relier' | 'depasse';

const ETATS = {
  rdv_pris: 'attendu',
  rdv_honore: 'recu',
  rdv_non_honore: 'absent',
  rdv_annule: 'annule',
  rdv_supprime: 'annule',
} as const;

const aad = (orgId: string): string => `rdvsp:${orgId}`;

export interface LienRdvsp {
  actif: boolean;
  liens: Liens;
}

export async function readLien(tx: Tx, orgId: string): Promise<LienRdvsp | null> {
  const [row] = await tx.select().from(rdvsp).where(eq(rdvsp.orgId, orgId));
  if (row === undefined) return null;
  const liens = LiensSchema.safeParse(row.liens);
  return { actif: row.actif, liens: liens.success ? liens.data : { lieux: {}, agents: {} } };
}

/** The secret of the webhooks of an organisation; null while none is wanted. */
export async function readSecret(tx: Tx, services: Services, orgId: string): Promise<string | null> {
  const [row] = await tx.select().from(rdvsp).where(eq(rdvsp.orgId, orgId));
  if (row?.actif !== true) return null;
  return open(services.coffre.derive('rdvsp'), row.secret, aad(orgId)).toString('utf8');
}

/** Makes another secret, which opens the link; the former one is refused at once. */
export async function renewSecret(tx: Tx, services: Services, auteur: Visiteur): Promise<string> {
  const { orgId, compteId } = auteur;
  const clair = Buffer.from(services.alea(32)).toString('base64url');
  const secret = seal(services.coffre.derive('rdvsp'), Buffer.from(clair), aad(orgId), services.alea);
  const modifieLe = now(services);
  await tx
    .insert(rdvsp)
    .values({ orgId, actif: true, secret, liens: { lieux: {}, agents: {} }, modifieLe })
    .onConflictDoUpdate({ target: [rdvsp.orgId], set: { actif: true, secret, modifieLe } });
  await appendJournal(tx, orgId, [{ type: 'SecretRdvChange', par: compteId, le: modifieLe }]);
  return clair;
}

/** Stops listening; what was received stays. */
export async function stopRdvsp(tx: Tx, services: Services, { orgId, compteId }: Visiteur): Promise<void> {
  await tx
    .update(rdvsp)
    .set({ actif: false, modifieLe: now(services) })
    .where(eq(rdvsp.orgId, orgId));
  await appendJournal(tx, orgId, [{ type: 'LienRdvCoupe', par: compteId, le: now(services) }]);
}

/** Keeps which of ours are theirs, then takes up again what was waiting for it. @returns how many were done */
export async function saveLiens(tx: Tx, services: Services, orgId: string, liens: Liens): Promise<number> {
  await tx
    .update(rdvsp)
    .set({ liens, modifieLe: now(services) })
    .where(eq(rdvsp.orgId, orgId));
  const attente = await tx
    .select()
    .from(rdvspRecu)
    .where(and(eq(rdvspRecu.orgId, orgId), eq(rdvspRecu.suite, 'a_relier')))
    .orderBy(sql`${rdvspRecu.donnees}->>'le'`);
  let faits = 0;
  for (const { cle, donnees } of attente) {
    const suite = await apply(tx, services, orgId, liens, donnees as EvenementRdvsp);
    if (suite === 'a_relier') continue;
    faits += 1;
    await tx
      .update(rdvspRecu)
      .set({ suite })
      .where(and(eq(rdvspRecu.orgId, orgId), eq(rdvspRecu.cle, cle)));
  }
  return faits;
}

/** Their lieux and agents that nobody has told us about yet. */
export async function listInconnus(
  tx: Tx,
  orgId: string,
): Promise<{ lieux: string[]; agents: string[]; attente: number }> {
  const rows = await tx
    .select({ donnees: rdvspRecu.donnees })
    .from(rdvspRecu)
    .where(and(eq(rdvspRecu.orgId, orgId), eq(rdvspRecu.suite, 'a_relier')))
    .limit(2000);
  const lien = await readLien(tx, orgId);
  const lieux = new Set<string>();
  const agents = new Set<string>();
  for (const { donnees } of rows) {
    const evenement = donnees as EvenementRdvsp;
    if ('lieuSource' in evenement && evenement.lieuSource !== null) lieux.add(evenement.lieuSource);
    if ('agentSource' in evenement && evenement.agentSource !== null) agents.add(evenement.agentSource);
  }
  const nouveaux = (vus: Set<string>, connus: Readonly<Record<string, string>> = {}) =>
    [...vus].filter((id) => connus[id] === undefined).sort();
  return {
    lieux: nouveaux(lieux, lien?.liens.lieux),
    agents: nouveaux(agents, lien?.liens.agents),
    attente: rows.length,
  };
}

/** Receives one webhook: its key is written first, so that the same one again, or at once, does nothing more. */
export async function receiveRdvsp(
  tx: Tx,
  services: Services,
  orgId: string,
  evenement: EvenementRdvsp,
): Promise<Suite | 'rejoue'> {
  const recus = await tx
    .insert(rdvspRecu)
    .values({
      orgId,
      cle: evenement.cle,
      type: evenement.type,
      suite: 'ignore',
      donnees: evenement,
      recuLe: now(services),
    })
    .onConflictDoNothing()
    .returning({ cle: rdvspRecu.cle });
  if (recus.length === 0) return 'rejoue';
  if (evenement.type === 'ignore') return 'ignore';
  await lockChaine(tx, orgId);
  const lien = await readLien(tx, orgId);
  const suite = (await isOlder(tx, orgId, evenement))
    ? 'depasse'
    : await apply(tx, services, orgId, lien?.liens ?? { lieux: {}, agents: {} }, evenement);
  await tx
    .update(rdvspRecu)
    .set({ suite })
    .where(and(eq(rdvspRecu.orgId, orgId), eq(rdvspRecu.cle, evenement.cle)));
  return suite;
}

const objetOf = ({ cle }: { cle: string }): string => cle.slice(0, cle.lastIndexOf('|') + 1);

/** Webhooks may overtake each other: what is older than what is known changes nothing. */
async function isOlder(tx: Tx, orgId: string, evenement: EvenementRdvsp): Promise<boolean> {
  const [dernier] = await tx
    .select({ le: sql<string>`${rdvspRecu.donnees}->>'le'` })
    .from(rdvspRecu)
    .where(and(eq(rdvspRecu.orgId, orgId), sql`starts_with(${rdvspRecu.cle}, ${objetOf(evenement)})`))
    .orderBy(desc(sql`${rdvspRecu.donnees}->>'le'`))
    .limit(1);
  return dernier !== undefined && dernier.le > evenement.le;
}

async function apply(
  tx: Tx,
  services: Services,
  orgId: string,
  liens: Liens,
  evenement: EvenementRdvsp,
): Promise<Suite> {
  switch (evenement.type) {
    case 'ignore':
      return 'ignore';
    case 'plage':
      return applyPlage(tx, services, orgId, liens, evenement);
    case 'absence':
      return applyAbsence(tx, orgId, liens, evenement);
    default:
      return applyRdv(tx, services, orgId, liens, evenement);
  }
}

async function zoneOf(tx: Tx, orgId: string): Promise<string> {
  const [row] = await tx
    .select({ zone: organisation.zone })
    .from(organisation)
    .where(eq(organisation.orgId, orgId));
  return row?.zone ?? 'Europe/Paris';
}

/** UUID version 8 of one of their objects: the same one always lands on the same row. */
function idOfSource(orgId: string, objet: string): string {
  const hex = createHash('sha256').update(`rdvsp ${orgId} ${objet}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type Rdv = Exclude<EvenementRdvsp, { type: 'plage' | 'absence' | 'ignore' }>;

/** A rdv is one line of the queue of its lieu: no name, since none was read. */
async function applyRdv(tx: Tx, services: Services, orgId: string, liens: Liens, rdv: Rdv): Promise<Suite> {
  const id = idOfSource(orgId, `rdv ${rdv.source}`);
  const etat = ETATS[rdv.type];
  if (rdv.debut === null || rdv.lieuSource === null) {
    const changes = await tx
      .update(passage)
      .set({ etat })
      .where(and(eq(passage.orgId, orgId), eq(passage.id, id)))
      .returning({ id: passage.id });
    return changes.length > 0 ? 'fait' : 'ignore';
  }
  const lieuId = liens.lieux[rdv.lieuSource];
  if (lieuId === undefined) return 'a_relier';
  const zone = await zoneOf(tx, orgId);
  const quand = {
    lieuId,
    date: civilDate(new Date(rdv.debut), zone),
    heure: localTime(rdv.debut, zone),
    etat,
  };
  await tx
    .insert(passage)
    .values({ orgId, id, ...quand, interprete: false, creeLe: now(services) })
    .onConflictDoUpdate({ target: [passage.orgId, passage.id], set: quand });
  return 'fait';
}

type Plage = Extract<EvenementRdvsp, { type: 'plage' }>;

async function applyPlage(
  tx: Tx,
  services: Services,
  orgId: string,
  liens: Liens,
  plage: Plage,
): Promise<Suite> {
  const lieuId = plage.lieuSource === null ? undefined : liens.lieux[plage.lieuSource];
  const agentId = plage.agentSource === null ? undefined : liens.agents[plage.agentSource];
  if (lieuId === undefined || agentId === undefined) return 'a_relier';
  const zone = await zoneOf(tx, orgId);
  const lue = toPermanenceRdvsp(
    { ...plage, rrule: plage.action === 'supprimee' ? ended(plage, services, zone) : plage.rrule },
    { lieuId, agentIds: [agentId], zone, accueil: 'sur_rdv', publique: false },
  );
  if (!lue.ok) return 'ignore';
  const [avant] = await tx
    .select()
    .from(permanence)
    .where(and(eq(permanence.orgId, orgId), eq(permanence.id, lue.value.id)));
  const connue = avant === undefined ? null : (avant.donnees as Permanence);
  // What was chosen here stays: the days closed, and whether everybody may read it.
  const donnees =
    connue === null ? lue.value : { ...lue.value, exdates: connue.exdates, publique: connue.publique };
  await tx
    .insert(permanence)
    .values({ orgId, id: donnees.id, donnees })
    .onConflictDoUpdate({ target: [permanence.orgId, permanence.id], set: { donnees } });
  return 'fait';
}

/** A slot taken away there is held no more from today on; its past was held. */
function ended(plage: Plage, services: Services, zone: string): string {
  const hier = addDays(civilDate(services.clock(), zone), -1);
  const dernier = hier < plage.premierJour ? plage.premierJour : hier;
  const regle = (plage.rrule ?? 'FREQ=DAILY').replace(/;?(?:UNTIL|COUNT)=[^;]*/g, '');
  return `${regle};UNTIL=${dernier.replaceAll('-', '')}`;
}

type Absence = Extract<EvenementRdvsp, { type: 'absence' }>;

/** Closes the days of the permanences that this agent holds alone. */
async function applyAbsence(tx: Tx, orgId: string, liens: Liens, absence: Absence): Promise<Suite> {
  const agentId = absence.agentSource === null ? undefined : liens.agents[absence.agentSource];
  if (agentId === undefined) return 'a_relier';
  if (absence.action === 'supprimee') return 'ignore';
  const rows = await tx
    .select()
    .from(permanence)
    .where(
      and(
        eq(permanence.orgId, orgId),
        sql`${permanence.donnees}->'agentIds' = ${JSON.stringify([agentId])}::jsonb`,
      ),
    );
  const au =
    absence.rrule === null ? (absence.dernierJour ?? absence.premierJour) : addDays(absence.premierJour, 366);
  for (const { id, donnees } of rows) {
    const lue = parsePermanence(donnees);
    if (!lue.ok) continue;
    const jours = toExdatesRdvsp(absence, lue.value, { du: absence.premierJour, au });
    const exdates = [...new Set([...lue.value.exdates, ...jours])].sort();
    await tx
      .update(permanence)
      .set({ donnees: { ...lue.value, exdates } })
      .where(and(eq(permanence.orgId, orgId), eq(permanence.id, id)));
  }
  return 'fait';
}
