import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { operation } from '../db/schema.ts';
import type { Visiteur } from './contexte.ts';

const reponse = z.object({ fait: z.string() });

/**
 * Sentence of an operation that this account just carried out, for the page that follows it. The address holds the
 * operation's id only: no state of a form is ever in an URL.
 */
export async function readFait(tx: Tx, visiteur: Visiteur, op: string): Promise<string | null> {
  const [row] = await tx
    .select({ reponse: operation.reponse })
    .from(operation)
    .where(
      and(
        eq(operation.orgId, visiteur.orgId),
        eq(operation.op, op),
        eq(operation.compteId, visiteur.compteId),
      ),
    );
  const lue = reponse.safeParse(row?.reponse);
  return lue.success ? lue.data.fait : null;
}
