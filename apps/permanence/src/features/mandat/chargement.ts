import { etatA } from '@porte-plume/mandat';
import type { Identites } from '@porte-plume/mandat/document';
import type { Context } from 'hono';
import { readBrouillon } from '../../domain/brouillons.ts';
import { readMandat, type MandatLu } from '../../domain/mandats.ts';
import { demand } from '../../server/acces.ts';
import { now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import type { Source } from './document.ts';
import { readIdentites } from './identites.ts';
import { PREPARATION, PreparationSchema, type Preparation } from './preparation.ts';

/** Everything that a screen of one mandate reads. */
export interface Chargement {
  lu: MandatLu;
  preparation: Preparation | null;
  identites: Identites | null;
  source: Source;
  /** Sentence of what was just done, once. */
  fait: string | null;
}

const EN_RETARD =
  'L’horloge du serveur est en retard sur ce mandat. Il est gardé, et se lira quand l’heure sera juste. ' +
  'Prévenez la personne qui s’occupe du serveur.';

/**
 * The mandate in the path, with the names of the vault (read, and logged).
 * @throws {ErreurHttp} 404 when it is unknown or foreign, 409 when the clock of the server is behind it
 */
export async function loadMandat(c: Context<AppEnv>): Promise<Chargement> {
  demand(c.var.visiteur, 'lire_dossier', { agentId: c.var.visiteur.compteId });
  const id = idOf(c);
  return forVisiteur(c, 'mandat.lire', async (tx, services, visiteur) => {
    const lu = await readMandat(tx, visiteur.orgId, id);
    if (lu === null) throw new ErreurHttp(404);
    // Nothing of it has happened yet, by this clock: it was set back since then, or was ahead.
    if (etatA(lu.evenements, now(services)) === null) throw new ErreurHttp(409, EN_RETARD);
    const preparation = await readBrouillon(tx, services, visiteur, {
      id,
      nature: PREPARATION,
      schema: PreparationSchema,
    });
    const identites = await readIdentites(tx, services, visiteur, lu, 'mandat');
    const faitId = queryId(c, 'fait');
    const fait = faitId === null ? null : await readFait(tx, visiteur, faitId);
    return {
      lu,
      preparation,
      identites,
      source: { etat: lu.etat, identites, maintenant: now(services) },
      fait,
    };
  });
}
