import type { Acte, EtatMandat, ItemEtat } from '@porte-plume/mandat';
import { ACTES, PERIMETRES } from './libelles.ts';

/** A part of a mandate that may stop alone: a whole line, or one act of it. */
export interface Ligne {
  /** `item-1` or `item-1.deposer`. */
  code: string;
  libelle: string;
  itemId: string;
  acte?: Acte;
}

/** The démarche of a line, or its theme. */
export function libelleOfItem({ portee }: Pick<ItemEtat, 'portee'>): string {
  return portee.kind === 'demarche' ? portee.demarche.libelle : PERIMETRES[portee.perimetre];
}

/** Whether an act of a line was withdrawn, for every démarche of the line. */
export function isRetire(item: ItemEtat, acte: Acte, instant: string): boolean {
  return item.retraits.some(
    ({ fin, actes, demarcheIds }) =>
      fin.faitLe <= instant && demarcheIds === undefined && (actes === undefined || actes.includes(acte)),
  );
}

/** What may still stop alone. Empty when there is only one thing left: that is stopping the mandate. */
export function listLignes(etat: EtatMandat, instant: string): Ligne[] {
  const ouverts = etat.items
    .map((item) => ({ item, actes: item.actes.filter((acte) => !isRetire(item, acte, instant)) }))
    .filter(({ actes }) => actes.length > 0);
  return ouverts.flatMap(({ item, actes }) => {
    const libelle = libelleOfItem(item);
    return [
      ...(ouverts.length > 1 ? [{ code: item.id, libelle: `Tout\u00a0: ${libelle}`, itemId: item.id }] : []),
      ...(actes.length > 1
        ? actes.map((acte) => ({
            code: `${item.id}.${acte}`,
            libelle: `${ACTES[acte]}\u00a0: ${libelle}`,
            itemId: item.id,
            acte,
          }))
        : []),
    ];
  });
}
