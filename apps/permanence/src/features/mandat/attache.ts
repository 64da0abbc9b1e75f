import type { Tx } from '../../db/client.ts';
import { keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';
import { FICHE, FicheSchema, type Fiche } from '../accueil/fiche.ts';

/** Changes the entry that asked for a mandate, if it is still there. */
export async function attachToFiche(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string,
  change: (fiche: Fiche) => Fiche,
): Promise<void> {
  const fiche = await readBrouillon(tx, services, visiteur, { id, nature: FICHE, schema: FicheSchema });
  if (fiche !== null)
    await keepBrouillon(tx, services, visiteur, { id, nature: FICHE, contenu: change(fiche) });
}
