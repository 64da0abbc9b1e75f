import { and, eq } from 'drizzle-orm';
import type { Tx } from './client.ts';
import { operation } from './schema.ts';

/** Refusal carried out of a transaction so that it rolls back. */
export class Refus extends Error {
  override name = 'Refus';
  readonly motifs: readonly MotifRefus[];
  constructor(motifs: readonly MotifRefus[]) {
    super(motifs.map((motif) => motif.code).join(' '));
    this.motifs = motifs;
  }
}

/** A reason of refusal, of any of the packages. */
export interface MotifRefus {
  code: string;
  phrase: string;
  path?: readonly (string | number)[];
}

/** What identifies a command: made when the form was opened. */
export interface Commande {
  orgId: string;
  op: string;
  type: string;
  compteId: string;
  maintenant: string;
}

/**
 * Runs a command once. The first transaction to insert `op` does the work; any other, parallel or later, waits for it
 * and gets the same answer. A refusal rolls back, so that the corrected form may be sent with the same `op`.
 * @throws {Refus} `operation_en_conflit` when the same `op` was used by another account or for another command
 */
export async function once<T>(
  tx: Tx,
  commande: Commande,
  travail: () => Promise<T>,
): Promise<{ reponse: T; rejoue: boolean }> {
  const { orgId, op, type, compteId, maintenant } = commande;
  const inserted = await tx
    .insert(operation)
    .values({ orgId, op, type, compteId, recueLe: maintenant })
    .onConflictDoNothing()
    .returning({ op: operation.op });
  const cle = and(eq(operation.orgId, orgId), eq(operation.op, op));
  if (inserted.length > 0) {
    const reponse = await travail();
    await tx.update(operation).set({ reponse }).where(cle);
    return { reponse, rejoue: false };
  }
  const [deja] = await tx.select().from(operation).where(cle);
  if (deja?.type !== type || deja.compteId !== compteId) {
    throw new Refus([
      { code: 'operation_en_conflit', phrase: 'Ce formulaire a déjà servi à autre chose. Rouvrez-le.' },
    ]);
  }
  return { reponse: deja.reponse as T, rejoue: true };
}
