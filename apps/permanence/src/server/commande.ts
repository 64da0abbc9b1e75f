import type { Context } from 'hono';
import type { Tx } from '../db/client.ts';
import { once, Refus, type MotifRefus } from '../db/operation.ts';
import { now, type AppEnv, type Services, type Visiteur } from './contexte.ts';
import { readOp, type Champs } from './formulaire.ts';
import { forVisiteur } from './page.ts';

/** What a command answered: the operation to read its sentence from, or every reason why not. */
export type Issue = { ok: true; op: string } | { ok: false; motifs: readonly MotifRefus[] };

/**
 * Carries a form out once, in one transaction under its organisation. `travail` gives the sentence that the next page
 * says; it holds no personal value, since it is kept with the operation.
 */
export async function carryOut(
  c: Context<AppEnv>,
  type: string,
  champs: Champs,
  travail: (tx: Tx, services: Services, visiteur: Visiteur) => Promise<string>,
): Promise<Issue> {
  const op = readOp(champs);
  try {
    await forVisiteur(c, type, (tx, services, visiteur) => {
      const { orgId, compteId } = visiteur;
      return once(tx, { orgId, op, type, compteId, maintenant: now(services) }, async () => ({
        fait: await travail(tx, services, visiteur),
      }));
    });
    return { ok: true, op };
  } catch (error) {
    if (error instanceof Refus) return { ok: false, motifs: error.motifs };
    throw error;
  }
}
