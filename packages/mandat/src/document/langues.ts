import { ar } from './textes/ar.ts';
import { en } from './textes/en.ts';
import { fa } from './textes/fa.ts';
import { fr, type Langue, type Textes } from './textes/fr.ts';
import { ps } from './textes/ps.ts';
import { pt } from './textes/pt.ts';
import { tr } from './textes/tr.ts';
import { uk } from './textes/uk.ts';

/** The languages of the documents, French first. */
const TEXTES: Record<Langue, Textes> = { fr, ar, en, uk, tr, ps, fa, pt };

/** Texts of a language or of a regional form of it (`ar-DZ`), if there are any. */
export function findTextes(langue: string): Textes | undefined {
  const base = langue.split('-')[0] ?? '';
  return Object.hasOwn(TEXTES, base) ? TEXTES[base as Langue] : undefined;
}

/** A language in which documents are written: its code, its name in itself and in French, its direction. */
export interface LangueDocument {
  code: string;
  nom: string;
  nomEnFrancais: string;
  sens: 'ltr' | 'rtl';
  /** Whether someone who speaks it well has checked the texts. */
  relue: boolean;
}

/** The languages in which `toDocument` writes, French first. */
export const LANGUES_DOCUMENT: readonly LangueDocument[] = /* @__PURE__ */ listLangues();

function listLangues(): LangueDocument[] {
  return Object.values(TEXTES).map(({ langue, nom, nomEnFrancais, sens, relecture }) => ({
    code: langue,
    nom,
    nomEnFrancais,
    sens,
    relue: langue === 'fr' || relecture !== null,
  }));
}
