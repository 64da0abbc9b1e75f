import { ROLES, type Role } from '@porte-plume/accompagnement';
import { createHash } from 'node:crypto';
import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { invitation } from '../db/schema-administration.ts';
import { compte, organisation, passkey, service, session } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal, lockChaine } from './chaine.ts';
import type { FaitJournal } from './fait-journal.ts';
import { createId } from './identifiant.ts';

/** An invitation opens an account once, within seven days. */
const DUREE_INVITATION = 7 * 86_400_000;

export type Compte = typeof compte.$inferSelect;
/** Who acts, for the audit log. */
type Auteur = Pick<Visiteur, 'orgId' | 'compteId'>;

/** Accounts of an organisation, those that open first, by name. */
export async function listComptes(tx: Tx, orgId: string): Promise<Compte[]> {
  const rows = await tx.select().from(compte).where(eq(compte.orgId, orgId));
  const ordre = new Intl.Collator('fr');
  return rows.sort((a, b) => Number(b.actif) - Number(a.actif) || ordre.compare(a.nom, b.nom));
}

/** One account, or null: foreign and unknown ids look the same. */
export async function readCompte(tx: Tx, orgId: string, id: string): Promise<Compte | null> {
  const [row] = await tx
    .select()
    .from(compte)
    .where(and(eq(compte.orgId, orgId), eq(compte.id, id)));
  return row ?? null;
}

/** How an account may open: its passkeys, and the invitation that still waits. */
export async function readAcces(
  tx: Tx,
  services: Services,
  orgId: string,
  compteId: string,
): Promise<{ cles: number; invitation: string | null }> {
  const cles = await tx
    .select({ id: passkey.id })
    .from(passkey)
    .where(and(eq(passkey.orgId, orgId), eq(passkey.compteId, compteId)));
  const [attente] = await tx
    .select({ expireLe: invitation.expireLe })
    .from(invitation)
    .where(
      and(
        eq(invitation.orgId, orgId),
        eq(invitation.compteId, compteId),
        isNull(invitation.closeLe),
        gt(invitation.expireLe, now(services)),
      ),
    );
  return { cles: cles.length, invitation: attente?.expireLe ?? null };
}

export async function listServices(tx: Tx, orgId: string): Promise<{ id: string; nom: string }[]> {
  return tx
    .select({ id: service.id, nom: service.nom })
    .from(service)
    .where(eq(service.orgId, orgId))
    .orderBy(asc(service.nom));
}

/** What the screens ask of an account. */
export interface SaisieCompte {
  nom: string;
  identifiant: string;
  roles: readonly Role[];
  serviceId: string | null;
}

/**
 * A new account, without any key: its invitation opens it.
 * @throws {Refus} `identifiant_pris`
 */
export async function createCompte(
  tx: Tx,
  services: Services,
  auteur: Auteur,
  saisie: SaisieCompte,
): Promise<string> {
  const { orgId } = auteur;
  const id = createId(services.clock().getTime(), services.alea);
  const { nom, identifiant, roles, serviceId } = saisie;
  const crees = await tx
    .insert(compte)
    .values({ orgId, id, nom, identifiant, roles: [...roles], serviceId })
    .onConflictDoNothing()
    .returning({ id: compte.id });
  if (crees.length === 0) {
    throw new Refus([
      {
        code: 'identifiant_pris',
        phrase: 'Cette adresse ouvre déjà un compte. Donnez-en une autre.',
        path: ['identifiant'],
      },
    ]);
  }
  await tell(tx, services, auteur, 'CompteCree', id, { roles: roles.join(' ') });
  return id;
}

/**
 * Changes the roles of an account.
 * @throws {Refus} `dernier_administrateur`
 */
export async function changeRoles(
  tx: Tx,
  services: Services,
  auteur: Auteur,
  cible: Compte,
  roles: readonly Role[],
  serviceId: string | null,
): Promise<void> {
  await lockChaine(tx, auteur.orgId);
  if (!roles.includes('administrateur')) await demandAutreAdministrateur(tx, auteur.orgId, cible);
  await tx
    .update(compte)
    .set({ roles: [...roles], serviceId })
    .where(and(eq(compte.orgId, auteur.orgId), eq(compte.id, cible.id)));
  await tell(tx, services, auteur, 'RolesChanges', cible.id, {
    avant: cible.roles.join(' '),
    apres: roles.join(' '),
  });
}

/**
 * Closes an account, its sessions and its invitation, or opens it again. Nothing of its past is removed.
 * @throws {Refus} `dernier_administrateur`
 */
export async function setActif(
  tx: Tx,
  services: Services,
  auteur: Auteur,
  cible: Compte,
  actif: boolean,
): Promise<void> {
  const { orgId } = auteur;
  await lockChaine(tx, orgId);
  if (!actif) {
    await demandAutreAdministrateur(tx, orgId, cible);
    await closeInvitations(tx, services, orgId, cible.id);
    await tx.delete(session).where(and(eq(session.orgId, orgId), eq(session.compteId, cible.id)));
  }
  await tx
    .update(compte)
    .set({ actif })
    .where(and(eq(compte.orgId, orgId), eq(compte.id, cible.id)));
  await tell(tx, services, auteur, actif ? 'CompteRouvert' : 'CompteFerme', cible.id);
}

/** A structure keeps somebody who can give access to the others. */
async function demandAutreAdministrateur(tx: Tx, orgId: string, cible: Compte): Promise<void> {
  if (!cible.actif || !cible.roles.includes('administrateur')) return;
  const autres = await tx
    .select({ id: compte.id })
    .from(compte)
    .where(
      and(
        eq(compte.orgId, orgId),
        ne(compte.id, cible.id),
        eq(compte.actif, true),
        sql`'administrateur' = any(${compte.roles})`,
      ),
    );
  if (autres.length > 0) return;
  throw new Refus([
    {
      code: 'dernier_administrateur',
      phrase: 'C’est le seul compte qui administre la structure. Donnez d’abord ce rôle à un autre compte.',
      path: ['roles'],
    },
  ]);
}

const hash = (jeton: string): string => createHash('sha256').update(jeton).digest('hex');

/** A new invitation for an account; the former one opens nothing any more. The token is in no table. */
export async function createInvitation(
  tx: Tx,
  services: Services,
  auteur: Auteur,
  compteId: string,
): Promise<string> {
  const { orgId } = auteur;
  await closeInvitations(tx, services, orgId, compteId);
  const jeton = Buffer.from(services.alea(32)).toString('base64url');
  await tx.insert(invitation).values({
    orgId,
    id: createId(services.clock().getTime(), services.alea),
    compteId,
    jetonHash: hash(jeton),
    creeLe: now(services),
    expireLe: new Date(services.clock().getTime() + DUREE_INVITATION).toISOString(),
  });
  await tell(tx, services, auteur, 'InvitationCreee', compteId);
  return jeton;
}

async function closeInvitations(tx: Tx, services: Services, orgId: string, compteId: string): Promise<void> {
  await tx
    .update(invitation)
    .set({ closeLe: now(services) })
    .where(and(eq(invitation.orgId, orgId), eq(invitation.compteId, compteId), isNull(invitation.closeLe)));
}

/** Whom a link invites: only while it is unused, in time, and its account is open. */
export interface Invite {
  orgId: string;
  compteId: string;
  nom: string;
  identifiant: string;
  organisation: string;
  fictive: boolean;
}

export async function findInvite(services: Services, jeton: string): Promise<Invite | null> {
  const jetonHash = hash(jeton);
  const [trouvee] = await asAnyone(services.client.db, { invitation: jetonHash }, 'invitation.lire', (tx) =>
    tx.select().from(invitation).where(eq(invitation.jetonHash, jetonHash)),
  );
  if (trouvee?.closeLe !== null) return null;
  if (Date.parse(trouvee.expireLe) <= services.clock().getTime()) return null;
  const { orgId, compteId } = trouvee;
  const [row] = await asOrg(services.client.db, orgId, 'invitation.compte', (tx) =>
    tx
      .select({ compte, organisation })
      .from(compte)
      .innerJoin(organisation, eq(organisation.orgId, compte.orgId))
      .where(and(eq(compte.orgId, orgId), eq(compte.id, compteId), eq(compte.actif, true))),
  );
  if (row === undefined) return null;
  const { nom, identifiant } = row.compte;
  return {
    ...{ orgId, compteId, nom, identifiant },
    organisation: row.organisation.nom,
    fictive: row.organisation.fictive,
  };
}

/** Uses an invitation up; false when another gesture did so first. */
export async function closeInvite(
  services: Services,
  { orgId, compteId }: Invite,
  jeton: string,
): Promise<boolean> {
  return asOrg(services.client.db, orgId, 'invitation.compte', async (tx) => {
    const closes = await tx
      .update(invitation)
      .set({ closeLe: now(services) })
      .where(
        and(eq(invitation.orgId, orgId), eq(invitation.jetonHash, hash(jeton)), isNull(invitation.closeLe)),
      )
      .returning({ id: invitation.id });
    if (closes.length === 0) return false;
    await appendJournal(tx, orgId, [{ type: 'InvitationUtilisee', compte: compteId, le: now(services) }]);
    return true;
  });
}

/** Gives an invitation back, when the key that it was used for could not be kept. */
export async function reopenInvite(services: Services, { orgId }: Invite, jeton: string): Promise<void> {
  await asOrg(services.client.db, orgId, 'invitation.rouvrir', (tx) =>
    tx
      .update(invitation)
      .set({ closeLe: null })
      .where(and(eq(invitation.orgId, orgId), eq(invitation.jetonHash, hash(jeton)))),
  );
}

/** Roles as the rules know them, in their order. */
export function toRoles(codes: readonly string[]): Role[] {
  return ROLES.filter((role) => codes.includes(role));
}

/** Writes in the audit log what was done to an account: codes and ids only. */
async function tell(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Auteur,
  type: FaitJournal['type'],
  cible: string,
  faits: Readonly<Record<string, string>> = {},
): Promise<void> {
  await appendJournal(tx, orgId, [{ type, par: compteId, compte: cible, ...faits, le: now(services) }]);
}
