import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { passkey } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { readEtatPersonnel } from './code-personnel.ts';
import { countCodes, type Titulaire } from './codes-acces.ts';
import { revokeSessions } from './sessions.ts';
import { hasTotp } from './totp.ts';

/** A passkey of an account, as its holder recognises it. */
interface Cle {
  id: string;
  creeLe: string;
  transports: readonly string[];
}

/** Passkeys of an account, the oldest first. */
export async function listCles(tx: Tx, { orgId, compteId }: Titulaire): Promise<Cle[]> {
  return tx
    .select({ id: passkey.id, creeLe: passkey.creeLe, transports: passkey.transports })
    .from(passkey)
    .where(and(eq(passkey.orgId, orgId), eq(passkey.compteId, compteId)))
    .orderBy(asc(passkey.creeLe), asc(passkey.id));
}

/**
 * Takes a passkey away, and closes the other sessions with it: whoever holds the lost device may be in one.
 * @returns how many sessions were closed, or null when this account has no such key
 * @throws {Refus} `derniere_cle` when nothing else would open the account
 */
export async function dropCle(
  tx: Tx,
  services: Services,
  visiteur: Pick<Visiteur, 'orgId' | 'compteId' | 'sessionId'>,
  id: string,
): Promise<number | null> {
  const { orgId, compteId, sessionId } = visiteur;
  const cles = await listCles(tx, visiteur);
  if (!cles.some((une) => une.id === id)) return null;
  if (cles.length === 1 && !(await opensByCode(tx, visiteur)))
    throw new Refus([
      {
        code: 'derniere_cle',
        phrase: 'C’est votre seul moyen d’entrer. Ajoutez d’abord une autre clé, ou des codes.',
      },
    ]);
  await tx.delete(passkey).where(and(eq(passkey.orgId, orgId), eq(passkey.id, id)));
  await appendJournal(tx, orgId, [{ type: 'CleOtee', par: compteId, compte: compteId, le: now(services) }]);
  return revokeSessions(tx, services, visiteur, compteId, { sauf: sessionId });
}

/** Whether codes would let this account in. */
async function opensByCode(tx: Tx, titulaire: Titulaire): Promise<boolean> {
  if ((await readEtatPersonnel(tx, titulaire)) !== 'bon') return false;
  return (await hasTotp(tx, titulaire)) || ((await countCodes(tx, titulaire)) ?? 0) > 0;
}
