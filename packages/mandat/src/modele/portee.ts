import type { DemarcheFaits, Exception, Item, Portee } from './modele.ts';
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

/** Acts that stay the person's own on this item: her signature where it is personal, and reserved acts it lists. */
export function listReserves(item: Item): { demarcheId: string; acte: Acte }[] {
  return toDemarches(item.portee).flatMap((demarche) => {
    const listes = item.actes.filter((acte) => demarche.actesReserves.includes(acte));
    const actes = new Set<Acte>(demarche.signaturePersonnelle ? ['signer', ...listes] : listes);
    return [...actes].map((acte) => ({ demarcheId: demarche.id, acte }));
  });
}

/** Exceptions that take something out of the item: one about another démarche takes nothing. */
export function listExceptions(item: Item): Exception[] {
  return item.sauf.filter(
    (e) => e.demarcheId === undefined || findDemarche(item, e.demarcheId) !== undefined,
  );
}

/** The acts that the writers may do for at least one démarche of the item, in its order. */
export function listActes(item: Item): Acte[] {
  const reserves = listReserves(item);
  const isReserve = (p: { demarcheId: string; acte: Acte }) =>
    reserves.some((r) => r.demarcheId === p.demarcheId && r.acte === p.acte);
  const accordes = new Set(
    listPaires(item)
      .filter((p) => !isReserve(p))
      .map((p) => p.acte),
  );
  return item.actes.filter((acte) => accordes.has(acte));
}
