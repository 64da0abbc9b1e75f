import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'hono';
import { readCleStable } from '../../domain/cle-stable.ts';
import type { Calcul, DemandeRapport } from '../../domain/rapports.ts';
import { now, type AppEnv } from '../../server/contexte.ts';
import { forVisiteur } from '../../server/page.ts';
import { runRapport } from '../../server/travail/tableau-fil.ts';

/** How long one waits for a draft before being told to come back. */
export const PATIENCE = { ms: 20_000 };
/** A refusal that nobody came back for is forgotten. */
const OUBLI_MS = 10 * 60_000;

const enCours = new Map<string, Promise<Calcul>>();

/**
 * Computes a draft in a thread and has it kept as soon as it is there, whether or not somebody still waits.
 * @param op - the same op asks again for the same draft: it is not computed twice
 * @returns null while it is being computed
 */
export async function waitBrouillon(
  c: Context<AppEnv>,
  op: string,
  rapport: DemandeRapport,
  keep: (calcul: Calcul) => Promise<Calcul>,
): Promise<Calcul | null> {
  const { orgId, compteId } = c.var.visiteur;
  const cle = [orgId, compteId, op].join(' ');
  let travail = enCours.get(cle);
  if (travail === undefined) {
    travail = compute(c, rapport).then(keep);
    enCours.set(cle, travail);
    // Whoever waits is told; if nobody does, the next one to ask begins again.
    travail.catch(() => enCours.delete(cle));
    setTimeout(() => enCours.delete(cle), OUBLI_MS).unref();
  }
  const fait = await Promise.race([travail, wait(PATIENCE.ms, null, { ref: false })]);
  if (fait !== null) enCours.delete(cle);
  return fait;
}

async function compute(c: Context<AppEnv>, rapport: DemandeRapport): Promise<Calcul> {
  const { services, visiteur } = c.var;
  const cle = await forVisiteur(c, 'rapport.cle', (tx) =>
    readCleStable(tx, services, visiteur, 'protection'),
  );
  return runRapport(services, { visiteur, rapport, cle, maintenant: now(services) });
}
