import type { Recueil } from '@porte-plume/mandat';
import { createRef, foldNom, type Tiers } from '../../domain/tiers.ts';
import type { Saisie } from './saisie.ts';

/**
 * Gives every witness a reference. One who bears the name of an account of the structure, of the person or of who signs
 * for her is that one: the package then says why it is no witness. Two times one name is one witness.
 */
export function nameTemoins(
  { source: { etat, identites }, equipe, services }: Saisie,
  noms: readonly string[],
): { temoins: Recueil['temoins']; tiers: Tiers[] } {
  const connus = new Map<string, Recueil['temoins'][number]>();
  const know = (nom: string | undefined, temoin: Recueil['temoins'][number]) => {
    if (nom !== undefined && !connus.has(foldNom(nom))) connus.set(foldNom(nom), temoin);
  };
  for (const { ref, nom } of equipe) know(nom, { ref, kind: 'ecrivain' });
  know(identites?.mandant.nom, { ref: etat.mandant.ref, kind: 'tiers' });
  if (etat.constituant.ref !== undefined)
    know(identites?.constituant?.nom, { ref: etat.constituant.ref, kind: 'tiers' });
  const temoins: Recueil['temoins'] = [];
  const tiers: Tiers[] = [];
  for (const nom of noms) {
    const deja = connus.get(foldNom(nom));
    if (deja === undefined) {
      const nouveau = { ref: createRef(services), kind: 'tiers' as const };
      connus.set(foldNom(nom), nouveau);
      temoins.push(nouveau);
      tiers.push({ ref: nouveau.ref, role: 'temoin', nom, mandatId: etat.id });
    } else if (temoins.every(({ ref }) => ref !== deja.ref)) temoins.push(deja);
  }
  return { temoins, tiers };
}
