import { toTexte, type Bloc, type DocumentMandat, type Inline } from '@porte-plume/mandat/document';
import type { PartieLue } from '../../ui/lecture.tsx';

interface Partie {
  titre?: string;
  phrases: string[];
  liste?: string[];
}

/** What was read aloud: the French, and beside it the language of the person where the text is in two. */
export function textesLusOf(document: DocumentMandat): { fr: PartieLue[]; traduction?: PartieLue[] } {
  const deux = document.blocs.some(({ kind }) => kind === 'bilingue');
  const cote = (langue: string, prendre: (bloc: Bloc) => readonly Bloc[]): PartieLue[] =>
    texteOf({ ...document, langue, blocs: document.blocs.flatMap((bloc) => [...prendre(bloc)]) });
  const fr = cote('fr', (bloc) => (bloc.kind === 'bilingue' ? bloc.fr : [bloc]));
  if (!deux) return { fr };
  return {
    fr,
    traduction: cote(document.langue, (bloc) => (bloc.kind === 'bilingue' ? bloc.traduction.blocs : [])),
  };
}

/** The plain text cut for the screen: one part a title, then its sentences, then its list. */
export function texteOf(document: DocumentMandat): PartieLue[] {
  const parties: Partie[] = [];
  const open = (titre?: string): Partie => {
    const partie: Partie = { ...(titre === undefined ? {} : { titre }), phrases: [] };
    parties.push(partie);
    return partie;
  };
  /** The part that still takes text: a list ends its part. */
  const current = (): Partie => {
    const partie = parties.at(-1);
    return partie === undefined || partie.liste !== undefined ? open() : partie;
  };
  const enTexte = (contenu: readonly Inline[]) =>
    contenu.map((inline) => toTexte(inline, document.langue)).join('');
  const read = (bloc: Bloc): void => {
    if (bloc.kind === 'titre' && bloc.niveau > 1) open(enTexte(bloc.contenu));
    else if (bloc.kind === 'paragraphe') current().phrases.push(enTexte(bloc.contenu));
    else if (bloc.kind === 'liste') current().liste = bloc.items.map(enTexte);
    else if (bloc.kind === 'encadre') bloc.blocs.forEach(read);
  };
  document.blocs.forEach(read);
  return parties.filter(({ phrases, liste }) => phrases.length > 0 || liste !== undefined);
}
