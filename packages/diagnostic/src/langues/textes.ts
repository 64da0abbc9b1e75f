import ar from '../../data/langues/ar.json' with { type: 'json' };
import en from '../../data/langues/en.json' with { type: 'json' };
import fa from '../../data/langues/fa.json' with { type: 'json' };
import simple from '../../data/langues/fr-simple.json' with { type: 'json' };
import fr from '../../data/langues/fr.json' with { type: 'json' };
import ps from '../../data/langues/ps.json' with { type: 'json' };
import pt from '../../data/langues/pt.json' with { type: 'json' };
import tr from '../../data/langues/tr.json' with { type: 'json' };
import uk from '../../data/langues/uk.json' with { type: 'json' };
import { inseeIllectronisme2021 as INSTRUMENT } from '../official-editions.ts';

/** Languages of the interview, in the order in which they are offered. French is the binding text. */
export const LANGUES = ['fr', 'fr-simple', 'ar', 'en', 'uk', 'tr', 'ps', 'fa', 'pt'] as const;
export type Langue = (typeof LANGUES)[number];

/** A word or a sentence around the questions: an answer, an offer, what holds back, what may help. */
export type CleMot = keyof typeof fr.mots;

/** What a question says in one language. */
export interface TexteQuestion {
  text: string;
  aide?: string;
  /** The activity in few words, for a list of facts. */
  label: string;
  /** What to show, when the question has a task. */
  consigne?: string;
}

/** A file of data/langues, as a translator receives it. */
interface Fichier<Mots> {
  langue: string;
  nom: string;
  dir: string;
  /** Who read the translation again; null must be said on the screen. */
  relu_par: string | null;
  mots: Mots;
  items?: Readonly<Record<string, Partial<TexteQuestion>>>;
}

/** Everything that the person reads in one language, by key: `IU.text`, `IU.aide`, `oui`, `aide.eva`… */
export interface TextesEntretien {
  langue: Langue;
  /** Name of the language in itself. */
  nom: string;
  /** Of the `lang` attribute: plain French is French. */
  lang: string;
  dir: 'ltr' | 'rtl';
  relu: boolean;
  phrases: Readonly<Record<string, string>>;
}

type Complet = Fichier<Readonly<Record<CleMot, string>>>;
const TRADUITS: Readonly<Record<Exclude<Langue, 'fr-simple'>, Complet>> = { fr, ar, en, uk, tr, ps, fa, pt };
/** Plain French says again only what it says more simply. */
const SIMPLE: Fichier<Readonly<Record<string, string>>> = simple;

function francaises(): Record<string, string> {
  const phrases: Record<string, string> = { ...fr.mots };
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
export function textesDe(langue: Langue): TextesEntretien {
  const fichier: Fichier<Readonly<Record<string, string>>> =
    langue === 'fr-simple' ? SIMPLE : TRADUITS[langue];
  const { nom, dir, relu_par, mots, items = {} } = fichier;
  const herite = langue === 'fr' || langue === 'fr-simple';
  // A question told more simply has its own help, or none: never the help of the other wording.
  const heritees = Object.entries(herite ? francaises() : {}).filter(
    ([cle]) => !Object.hasOwn(items, cle.replace(/\.aide$/, '')),
  );
  const phrases: Record<string, string> = { ...Object.fromEntries(heritees), ...mots };
  for (const [code, textes] of Object.entries(items)) {
    for (const [champ, texte] of Object.entries(textes)) phrases[`${code}.${champ}`] = texte;
  }
  return {
    langue,
    nom,
    lang: langue === 'fr-simple' ? 'fr' : langue,
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
    relu: langue === 'fr' || relu_par !== null,
    phrases,
  };
}

/** A word of the interview. A key that the French lacks does not compile. */
export function motDe({ phrases }: TextesEntretien, cle: CleMot): string {
  const mot = phrases[cle];
  if (mot === undefined) throw new Error(`no text ${cle}`);
  return mot;
}

/**
 * A question of the interview in one language.
 * @param item code of the question: `IU`, `IUEM`…
 * @returns undefined when the interview has no such question
 */
export function questionDe({ phrases }: TextesEntretien, item: string): TexteQuestion | undefined {
  const text = phrases[`${item}.text`];
  const label = phrases[`${item}.label`];
  if (text === undefined || label === undefined || INSTRUMENT.items.every(({ code }) => code !== item))
    return undefined;
  const aide = phrases[`${item}.aide`];
  const consigne = phrases[`${item}.consigne`];
  return {
    text,
    label,
    ...(aide === undefined ? {} : { aide }),
    ...(consigne === undefined ? {} : { consigne }),
  };
}
