import {
  textesDe as textesEntretien,
  type Langue,
  type TextesEntretien,
} from '@porte-plume/diagnostic/langues';

export { LANGUES, type Langue } from '@porte-plume/diagnostic/langues';

/** Placeholder voice of espeak-ng; none exists for Pashto. */
const VOIX: Readonly<Record<Langue, string | null>> = {
  fr: 'roa/fr',
  'fr-simple': 'roa/fr',
  ar: 'sem/ar',
  en: 'gmw/en',
  uk: 'zle/uk',
  tr: 'trk/tr',
  ps: null,
  fa: 'ira/fa',
  pt: 'roa/pt',
};

/** Everything that the person reads in one language, by key: the same keys name the audio. */
export interface Textes extends TextesEntretien {
  /** Identifier of the placeholder voice; `null`: none exists for this language. */
  voix: string | null;
}

export const textesDe = (langue: Langue): Textes => ({ ...textesEntretien(langue), voix: VOIX[langue] });

/** File of the page of a language. */
export const pageDe = (langue: Langue): string => (langue === 'fr' ? 'index.html' : `${langue}.html`);
