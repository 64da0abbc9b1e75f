import type { DocumentMandat } from '@porte-plume/mandat/document';
import { textesLusOf } from '../../features/mandat/texte.ts';
import type { PartieLue } from '../../ui/lecture.tsx';
import { make } from './ecran.ts';

function part({ titre, phrases, liste }: PartieLue): HTMLElement {
  return make(
    'section',
    '',
    'lu-partie',
    ...(titre === undefined ? [] : [make('h2', titre)]),
    ...phrases.map((phrase) => make('p', phrase)),
    ...(liste === undefined ? [] : [make('ul', '', '', ...liste.map((ligne) => make('li', ligne)))]),
  );
}

/** The text of the mandate to read aloud, French first; in two languages each part stands beside the other. */
export function drawTexte(document: DocumentMandat): Node[] {
  const { fr, traduction } = textesLusOf(document);
  if (traduction === undefined) return fr.map(part);
  const colonne = make('div', '', '', ...traduction.map(part));
  colonne.lang = document.langue;
  colonne.dir = /^(?:ar|fa|ps)$/.test(document.langue) ? 'rtl' : 'ltr';
  return [
    make(
      'div',
      '',
      'lu-bilingue',
      make('div', '', 'lu-paire', make('div', '', '', ...fr.map(part)), colonne),
    ),
  ];
}
