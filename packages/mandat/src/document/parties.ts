import { liste, paragraphe, titre, type Bloc, type BlocTexte, type Inline } from './ast.ts';
import { compose, type Valeurs } from './message.ts';
import type { Duree } from '../modele/modele.ts';
import { fr, type Textes } from './textes/fr.ts';

type Colonne = Extract<Bloc, { kind: 'bilingue' }>['fr'];

/** A short part of a document, written once for every language; nothing = the part has no place in this document. */
export type Partie = (t: Textes) => Colonne;

/** The parts one after the other in French, or side by side with their translation. */
export function assembler(parties: readonly Partie[], traduction: Textes | undefined): Bloc[] {
  if (traduction === undefined) return parties.flatMap((partie) => partie(fr));
  const { langue, sens } = traduction;
  return parties.flatMap((partie): Bloc[] => {
    const colonne = partie(fr);
    if (colonne.length === 0) return [];
    return [{ kind: 'bilingue', fr: colonne, traduction: { langue, sens, blocs: partie(traduction) } }];
  });
}

export function titreDe(t: Textes, niveau: 1 | 2 | 3, message: string): BlocTexte {
  return titre(niveau, compose(t, message));
}
/** A paragraph of one or several messages, in a row. */
export function phrase(t: Textes, message: string, valeurs: Valeurs = {}): BlocTexte {
  return paragraphe(compose(t, message, valeurs));
}
export function puces(t: Textes, ...messages: string[]): BlocTexte {
  return liste(messages.map((message) => compose(t, message)));
}
/** An introduction and its list, or nothing when the list is empty. */
export function listeDe(t: Textes, intitule: string, items: Inline[][], valeurs: Valeurs = {}): BlocTexte[] {
  return items.length === 0 ? [] : [phrase(t, intitule, valeurs), liste(items)];
}
/** One line of a list of definitions. */
export function entree(t: Textes, terme: string, ...valeurs: Inline[][]) {
  return { terme: compose(t, terme), valeurs };
}
export function definitions(...entrees: ReturnType<typeof entree>[]): BlocTexte {
  return { kind: 'definitions', entrees };
}
/** A plain run. */
export function texte(contenu: string): Inline {
  return { kind: 'texte', texte: contenu };
}
/** A length in words. */
export function toDuree(t: Textes, duree: Duree): string {
  return 'jours' in duree ? t.enJours(duree.jours) : t.enMois(duree.mois);
}
