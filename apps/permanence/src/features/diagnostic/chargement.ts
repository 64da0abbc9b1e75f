import { and, desc, eq, sql } from 'drizzle-orm';
import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { intervention } from '../../db/schema.ts';
import { readBrouillon } from '../../domain/brouillons.ts';
import {
  listOfEntree,
  listOfPersonne,
  readEntree,
  type DiagnosticGarde,
  type Entree,
} from '../../domain/diagnostics.ts';
import { demand } from '../../server/acces.ts';
import { civilDate, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { ecranOf, ENTRETIEN, EntretienSchema, type Entretien } from './entretien.ts';

/** The last intervention that this account recorded today: the person is still at the desk. */
export async function findDerniere(c: Context<AppEnv>): Promise<string | null> {
  return forVisiteur(c, 'diagnostic.derniere', async (tx, services, visiteur) => {
    const [row] = await tx
      .select({ id: intervention.id })
      .from(intervention)
      .where(
        and(
          eq(intervention.orgId, visiteur.orgId),
          eq(intervention.agentId, visiteur.compteId),
          eq(intervention.date, civilDate(services.clock(), visiteur.zone)),
        ),
      )
      .orderBy(desc(sql`${intervention.donnees}->>'creeLe'`))
      .limit(1);
    return row?.id ?? null;
  });
}

export interface Charge {
  id: string;
  entree: Entree;
  entretien: Entretien | null;
  /** Kept diagnostics, oldest first: those of the person, or of this entry alone when nobody is followed. */
  gardes: readonly DiagnosticGarde[];
  /** Some were kept with this very entry. */
  fini: boolean;
  fait: string | null;
}

export async function load(c: Context<AppEnv>): Promise<Charge> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const id = idOf(c);
  const faitId = queryId(c, 'fait');
  return forVisiteur(c, 'diagnostic.lire', async (tx, services, visiteur) => {
    const entree = await readEntree(tx, visiteur.orgId, id);
    if (entree === null) throw new ErreurHttp(404);
    const entretien = await readBrouillon(tx, services, visiteur, {
      id,
      nature: ENTRETIEN,
      schema: EntretienSchema,
    });
    return {
      id,
      entree,
      entretien,
      ...(await readGardes(tx, services, visiteur, id, entree, entretien)),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
}

/** The past is read where a screen shows it: the offer, the result, and what was kept; never at each question. */
async function readGardes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string,
  entree: Entree,
  entretien: Entretien | null,
): Promise<Pick<Charge, 'gardes' | 'fini'>> {
  if (entretien !== null && ecranOf(entretien).nature !== 'resultat') return { gardes: [], fini: false };
  const sienne = await listOfEntree(tx, visiteur.orgId, id);
  const fini = sienne.length > 0;
  if (entree.personneId === null) return { gardes: sienne, fini };
  demand(visiteur, 'lire_dossier', { agentId: entree.agentId });
  const gardes = await listOfPersonne(tx, services, visiteur, entree.personneId);
  // Once the person was erased only the lines are left.
  return { gardes: gardes.length > 0 ? gardes : sienne, fini };
}
