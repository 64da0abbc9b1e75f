import { asc, eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { lieu } from '../../db/schema.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur } from '../../server/page.ts';
import { chooseAnnee, listAnnees, type Choisie } from './periode.ts';

/** Whose figures, and of which year. */
export interface Choix {
  annees: readonly [Choisie, Choisie];
  annee: Choisie;
  /** Every lieu of the structure. */
  lieux: readonly { id: string; nom: string }[];
  /** Undefined: the whole structure. */
  lieu: { id: string; nom: string } | undefined;
}

/**
 * Reads the choice out of the address.
 * @throws {ErreurHttp} 404 for a lieu that is unknown or of another structure
 */
export async function readChoix(c: Context<AppEnv>): Promise<Choix> {
  const { services, visiteur } = c.var;
  const annees = listAnnees(services, visiteur);
  const lieux = await forVisiteur(c, 'tableau.lieux', (tx) =>
    tx
      .select({ id: lieu.id, nom: lieu.nom })
      .from(lieu)
      .where(eq(lieu.orgId, visiteur.orgId))
      .orderBy(asc(lieu.nom), asc(lieu.id)),
  );
  const demande = c.req.query('lieu') ?? '';
  const choisi = lieux.find(({ id }) => id === demande);
  if (demande !== '' && choisi === undefined) throw new ErreurHttp(404);
  return { annees, annee: chooseAnnee(annees, c.req.query('annee')), lieux, lieu: choisi };
}
