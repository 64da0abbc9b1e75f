import type { Inline } from './ast.ts';
import { compose, typographier } from './message.ts';
import type { DemarcheFaits, Exception, Item } from '../modele/modele.ts';
import type { Acte, NiveauDocument, Perimetre } from '../modele/nomenclatures.ts';
import { findDemarche } from '../modele/portee.ts';
import type { Textes } from './textes/fr.ts';

/** The frozen name of a démarche: French in every language, as on the forms. */
export function toNomDemarche({ libelle }: Pick<DemarcheFaits, 'libelle'>): Inline {
  return toFrancais(libelle);
}

/** A public name that stays French in a translation. */
export function toFrancais(texte: string, kind: 'texte' | 'fort' = 'texte'): Inline {
  return { kind, texte, langue: 'fr' };
}

/** An act as the person reads it. */
export function toLibelleActe(t: Textes, acte: Acte, niveau: NiveauDocument): string {
  return typographier(t, niveau === 'complet' ? t.actes.complet[acte] : t.actes.simple[acte]);
}

/** One act that the person keeps; inside a theme, with the name of its démarche. */
export function toLibelleGarde(t: Textes, item: Item, p: Exception, niveau: NiveauDocument): Inline[] {
  const gardes: Partial<Record<Acte, string>> =
    niveau === 'complet' ? t.actes.gardesComplet : t.actes.gardesSimple;
  const garde = p.acte === undefined ? undefined : gardes[p.acte];
  const acte =
    p.acte === undefined || garde !== undefined
      ? garde && typographier(t, garde)
      : toLibelleActe(t, p.acte, niveau);
  return toLigne(t, item.portee.kind === 'perimetre' ? findNom(item, p.demarcheId) : undefined, acte);
}

/** One exception: an act, a démarche, or one act of one démarche. */
export function toLibelleException(t: Textes, item: Item, e: Exception, niveau: NiveauDocument): Inline[] {
  const acte = e.acte === undefined ? undefined : toLibelleActe(t, e.acte, niveau);
  return toLigne(t, findNom(item, e.demarcheId), acte);
}

export function toLibellePerimetre(t: Textes, perimetre: Perimetre): string {
  return typographier(t, t.perimetres[perimetre]);
}

/** Name of an item: its démarche, or its theme. */
export function toNomItem(t: Textes, { portee }: Item): Inline {
  return portee.kind === 'demarche'
    ? toNomDemarche(portee.demarche)
    : { kind: 'texte', texte: toLibellePerimetre(t, portee.perimetre) };
}

function findNom(item: Item, demarcheId: string | undefined): Inline | undefined {
  const demarche = demarcheId === undefined ? undefined : findDemarche(item, demarcheId);
  return demarche === undefined ? undefined : toNomDemarche(demarche);
}

function toLigne(t: Textes, demarche: Inline | undefined, acte: string | undefined): Inline[] {
  if (demarche === undefined) return acte === undefined ? [] : [{ kind: 'texte', texte: acte }];
  if (acte === undefined) return [demarche];
  const suite = t.langue === 'fr' ? `${acte.charAt(0).toLowerCase()}${acte.slice(1)}` : acte;
  return compose(t, t.ligne, { demarche, texte: suite });
}
