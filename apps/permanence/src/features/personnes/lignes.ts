import type { Tx } from '../../db/client.ts';
import { readFusions } from '../../domain/fusions.ts';
import { readIdentites, toInitiales } from '../../domain/initiales.ts';
import type { Identite } from '../../domain/identite.ts';
import { listVisites, sayObjet } from '../../domain/visites.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { LignePersonne } from './vue-recherche.tsx';

/**
 * Persons as a list shows them, merged files once, erased ones left out; each name read is in the audit log.
 * @param garde - keeps only the identities that pass
 */
export async function toLignes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  personneIds: readonly string[],
  pourquoi: string,
  garde: (identite: Identite) => boolean = () => true,
): Promise<LignePersonne[]> {
  const { rootOf, groupOf } = await readFusions(tx, visiteur.orgId);
  const identites = await readIdentites(tx, services, visiteur, personneIds, pourquoi);
  const trouvees = personneIds.filter((id) => {
    const identite = identites.get(id);
    return identite !== undefined && garde(identite);
  });
  const uniques = [...new Map(trouvees.map((id) => [rootOf(id), id])).values()];
  const visites = await listVisites(tx, visiteur.orgId, uniques.flatMap(groupOf));
  return uniques.flatMap((id) => {
    const identite = identites.get(id);
    if (identite === undefined) return [];
    const groupe = new Set(groupOf(id));
    const derniere = visites.find(({ personneId }) => groupe.has(personneId));
    const objet = derniere?.intervention.actes.map(sayObjet)[0];
    return [
      {
        id,
        initiales: toInitiales(identite),
        annee: String(identite.anneeNaissance),
        derniere:
          derniere === undefined
            ? 'pas encore de visite'
            : `vue le ${dateEnMots(derniere.intervention.date)}, ${derniere.lieu}`,
        ...(objet === undefined ? {} : { objet }),
      },
    ];
  });
}
