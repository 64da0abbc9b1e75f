import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import fa from './fa.json' with { type: 'json' };
import simple from './fr-simple.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import type { Langue } from './langue.ts';
import ps from './ps.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };
import tr from './tr.json' with { type: 'json' };
import uk from './uk.json' with { type: 'json' };

/** A sentence of the pages that a person reads. French is the list: a translation that lacks one does not compile. */
export type Cle = keyof typeof fr.textes;

/** A file of this folder, as a translator receives it. */
interface Fichier<Textes> {
  langue: string;
  /** Name of the language in itself. */
  nom: string;
  dir: string;
  /** Day of the texts. */
  date: string;
  /** Who read the translation again; null is said on every page. */
  relu_par: string | null;
  textes: Textes;
}

type Complet = Fichier<Readonly<Record<Cle, string>>>;

const TRADUITS: Readonly<Record<Exclude<Langue, 'fr-simple'>, Complet>> = { fr, ar, en, uk, tr, ps, fa, pt };
/** Plain French says again only what it says more simply. */
const SIMPLE: Fichier<Readonly<Partial<Record<Cle, string>>>> = simple;

/** The sentences of one language, and how they are set. */
export interface Messages {
  langue: Langue;
  nom: string;
  /** Of the `lang` attribute: plain French is French. */
  lang: string;
  dir: 'ltr' | 'rtl';
  relu: boolean;
  /** The sentence of a key, its `{words}` replaced. */
  dit(cle: Cle, valeurs?: Readonly<Record<string, string>>): string;
}

const ISOLE = ['\u2068', '\u2069'] as const;

/** A run that keeps its own order inside a line that reads the other way: a date, a number, a French name. */
export function isole(texte: string, dir: Messages['dir']): string {
  return dir === 'rtl' ? `${ISOLE[0]}${texte}${ISOLE[1]}` : texte;
}

function make(langue: Langue): Messages {
  const { nom, dir, relu_par, textes }: Complet =
    langue === 'fr-simple' ? { ...SIMPLE, textes: { ...fr.textes, ...SIMPLE.textes } } : TRADUITS[langue];
  const sens = dir === 'rtl' ? 'rtl' : 'ltr';
  return {
    langue,
    nom,
    lang: langue === 'fr-simple' ? 'fr' : langue,
    dir: sens,
    relu: langue === 'fr' || relu_par !== null,
    dit(cle, valeurs = {}) {
      return textes[cle].replace(/\{(\w+)\}/g, (_, mot: string) => {
        const valeur = valeurs[mot];
        if (valeur === undefined) throw new Error(`${cle} needs {${mot}}`);
        return isole(valeur, sens);
      });
    },
  };
}

const FAITS = new Map<Langue, Messages>();

export function messagesOf(langue: Langue): Messages {
  const connus = FAITS.get(langue) ?? make(langue);
  FAITS.set(langue, connus);
  return connus;
}

/** What writers read, and what binds. */
export const FRANCAIS = messagesOf('fr');
