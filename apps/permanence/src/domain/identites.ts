import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { identiteExterne } from '../db/schema-acces.ts';
import { compte } from '../db/schema.ts';
import { now, type Services } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import type { Titulaire } from './codes-acces.ts';
import { createId } from './identifiant.ts';
import type { Identite } from './identite-externe.ts';

const fingerprint = ({ emetteur, sujet }: Identite): string =>
  createHash('sha256')
    .update(JSON.stringify([emetteur, sujet]))
    .digest('hex');

/** The open account that an identity is tied to, or null. */
export async function findIdentite(
  services: Services,
  identite: Identite,
): Promise<(Titulaire & { identifiant: string }) | null> {
  const empreinte = fingerprint(identite);
  const [liee] = await asAnyone(services.client.db, { identite: empreinte }, 'identite.lire', (tx) =>
    tx.select().from(identiteExterne).where(eq(identiteExterne.empreinte, empreinte)),
  );
  if (liee === undefined) return null;
  const { orgId, compteId } = liee;
  const [row] = await asOrg(services.client.db, orgId, 'identite.compte', (tx) =>
    tx
      .select({ identifiant: compte.identifiant })
      .from(compte)
      .where(and(eq(compte.orgId, orgId), eq(compte.id, compteId), eq(compte.actif, true))),
  );
  return row === undefined ? null : { orgId, compteId, identifiant: row.identifiant };
}

/**
 * Ties an identity to the account that asks for it.
 * @throws {Refus} `identite_deja_liee` when it opens an account already, wherever that is
 */
export async function linkIdentite(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Titulaire,
  identite: Identite,
): Promise<void> {
  const liees = await tx
    .insert(identiteExterne)
    .values({
      orgId,
      id: createId(services.clock().getTime(), services.alea),
      compteId,
      emetteur: identite.emetteur,
      empreinte: fingerprint(identite),
      lieeLe: now(services),
    })
    .onConflictDoNothing()
    .returning({ id: identiteExterne.id });
  if (liees.length === 0)
    throw new Refus([
      {
        code: 'identite_deja_liee',
        phrase: 'Cette identité ouvre déjà un compte. Retirez-la d’abord de celui-là.',
      },
    ]);
  await appendJournal(tx, orgId, [
    { type: 'IdentiteLiee', par: compteId, compte: compteId, le: now(services) },
  ]);
}

/** Identities tied to an account, the first one first. */
export async function listIdentites(
  tx: Tx,
  { orgId, compteId }: Titulaire,
): Promise<{ id: string; lieeLe: string }[]> {
  return tx
    .select({ id: identiteExterne.id, lieeLe: identiteExterne.lieeLe })
    .from(identiteExterne)
    .where(and(eq(identiteExterne.orgId, orgId), eq(identiteExterne.compteId, compteId)))
    .orderBy(asc(identiteExterne.lieeLe));
}

/** Unties one; false when this account has no such one. */
export async function unlinkIdentite(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Titulaire,
  id: string,
): Promise<boolean> {
  const otees = await tx
    .delete(identiteExterne)
    .where(
      and(
        eq(identiteExterne.orgId, orgId),
        eq(identiteExterne.compteId, compteId),
        eq(identiteExterne.id, id),
      ),
    )
    .returning({ id: identiteExterne.id });
  if (otees.length === 0) return false;
  await appendJournal(tx, orgId, [
    { type: 'IdentiteDeliee', par: compteId, compte: compteId, le: now(services) },
  ]);
  return true;
}
