import type { DemarcheFaits, Item, Portee } from './modele.ts';
import type { Acte } from './nomenclatures.ts';

/** The démarches of an item, as frozen at preparation. */
export function toDemarches(portee: Portee): readonly DemarcheFaits[] {
  return portee.kind === 'demarche' ? [portee.demarche] : portee.demarches;
}

/** Frozen facts of a démarche of the item, if it is there. */
export function findDemarche(item: Item, demarcheId: string): DemarcheFaits | undefined {
  return toDemarches(item.portee).find((d) => d.id === demarcheId);
}

/** Whether an exception takes this act of this démarche out of the item: the exception always wins. */
export function isExclu(item: Item, demarcheId: string, acte: Acte): boolean {
  return item.sauf.some(
    (e) =>
      (e.demarcheId === undefined || e.demarcheId === demarcheId) &&
      (e.acte === undefined || e.acte === acte),
  );
}

/** Every (démarche, act) that the item grants, exceptions taken out. */
export function listPaires(item: Item): { demarcheId: string; acte: Acte }[] {
  return toDemarches(item.portee).flatMap(({ id }) =>
    item.actes.filter((acte) => !isExclu(item, id, acte)).map((acte) => ({ demarcheId: id, acte })),
  );
}

/** The acts that the item still grants for at least one démarche, in the order of the item. */
export function listActes(item: Item): Acte[] {
  const accordes = new Set(listPaires(item).map((p) => p.acte));
  return item.actes.filter((acte) => accordes.has(acte));
}
