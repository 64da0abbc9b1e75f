import { inseeIllectronisme2021 as INSTRUMENT } from '@porte-plume/diagnostic/instruments';
import ar from '../data/textes/ar.json' with { type: 'json' };
import en from '../data/textes/en.json' with { type: 'json' };
import fa from '../data/textes/fa.json' with { type: 'json' };
import simple from '../data/textes/fr-simple.json' with { type: 'json' };
import fr from '../data/textes/fr.json' with { type: 'json' };
import ps from '../data/textes/ps.json' with { type: 'json' };
import pt from '../data/textes/pt.json' with { type: 'json' };
import tr from '../data/textes/tr.json' with { type: 'json' };
import uk from '../data/textes/uk.json' with { type: 'json' };

/** In the order of the door screen. French is the binding text. */
export const LANGUES = ['fr', 'fr-simple', 'ar', 'en', 'uk', 'tr', 'ps', 'fa', 'pt'] as const;
export type Langue = (typeof LANGUES)[number];

/** A file of data/textes, as it is written. */
interface Fichier {
  langue: string;
  nom: string;
  dir: string;
  /** Identifier of the placeholder voice; `null`: none exists for this language. */
  voix: string | null;
  /** Who read the translation again; `null` is said on the screen. */
  relu_par: string | null;
  ecran: Readonly<Record<string, string>>;
  items?: Readonly<Record<string, { text: string; aide?: string; label: string; consigne?: string }>>;
}

/** Everything that the person reads in one language, by key: the same keys name the audio. */
export interface Textes {
  langue: Langue;
  nom: string;
  /** Of the `lang` attribute: plain French is French. */
  lang: string;
  dir: 'ltr' | 'rtl';
  voix: string | null;
  relu: boolean;
  phrases: Readonly<Record<string, string>>;
}

const FICHIERS: Readonly<Record<Langue, Fichier>> = { fr, 'fr-simple': simple, ar, en, uk, tr, ps, fa, pt };

function francaises(): Record<string, string> {
  const phrases: Record<string, string> = { ...fr.ecran };
  for (const { code, i18n, tache } of INSTRUMENT.items) {
    const texte = i18n.fr;
    if (texte?.label === undefined) throw new Error(`no French text for ${code}`);
    phrases[`${code}.text`] = texte.text;
    phrases[`${code}.label`] = texte.label;
    if (texte.aide !== undefined) phrases[`${code}.aide`] = texte.aide;
    const consigne = tache?.i18n.fr?.consigne;
    if (consigne !== undefined) phrases[`${code}.consigne`] = consigne;
  }
  return phrases;
}

/** The texts of a language. Plain French takes over what it does not say more simply; a translation never does. */
export function textesDe(langue: Langue): Textes {
  const { nom, dir, voix, relu_par, ecran, items = {} }: Fichier = FICHIERS[langue];
  const herite = langue === 'fr' || langue === 'fr-simple';
  // A question told more simply has its own help, or none: never the help of the other wording.
  const heritees = Object.entries(herite ? francaises() : {}).filter(
    ([cle]) => !Object.hasOwn(items, cle.replace(/\.aide$/, '')),
  );
  const phrases: Record<string, string> = { ...Object.fromEntries(heritees), ...ecran };
  for (const [code, textes] of Object.entries(items)) {
    for (const [champ, texte] of Object.entries(textes)) phrases[`${code}.${champ}`] = texte;
  }
  return {
    langue,
    nom,
    lang: langue === 'fr-simple' ? 'fr' : langue,
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
    voix,
    relu: langue === 'fr' || relu_par !== null,
    phrases,
  };
}

/** File of the page of a language. */
export const pageDe = (langue: Langue): string => (langue === 'fr' ? 'index.html' : `${langue}.html`);

/** The sentences of a text, for the rule of twelve words. */
export const phrasesDe = (texte: string): readonly string[] =>
  texte.split(/[.!?؟](?:\s|$)/u).filter((phrase) => /\p{L}/u.test(phrase));

export const motsDe = (phrase: string): readonly string[] =>
  phrase.split(/\s+/u).filter((mot) => /[\p{L}\p{N}]/u.test(mot));
