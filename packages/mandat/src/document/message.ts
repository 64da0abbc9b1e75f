import type { Inline } from './ast.ts';
import type { Textes } from './textes/fr.ts';
import { fr } from './lettres.ts';

/** What fills the places of a message. */
export type Valeurs = Record<string, Inline | string>;

/**
 * A message of the catalogue as runs: `{nom}` takes its value, `**…**` is strong. Typography is ours for French only.
 * @throws TypeError when a place has no value
 */
export function compose(t: Textes, message: string, valeurs: Valeurs = {}): Inline[] {
  const runs: Inline[] = [];
  let gras = false;
  /** The run being written, of our own words: a value given as a run stays as it is. */
  let courant: { kind: 'texte' | 'fort'; texte: string } | undefined;
  const add = (texte: string) => {
    const kind = gras ? 'fort' : 'texte';
    if (courant?.kind === kind) courant.texte += texte;
    else runs.push((courant = { kind, texte }));
  };
  for (const morceau of typographier(t, message).split(/(\*\*|\{\w+\})/)) {
    if (morceau === '**') gras = !gras;
    else if (/^\{\w+\}$/.test(morceau)) {
      const valeur = valeurs[morceau.slice(1, -1)];
      if (valeur === undefined) throw new TypeError(`The message has no value for ${morceau}`);
      if (typeof valeur === 'string') add(valeur);
      else {
        runs.push(valeur);
        courant = undefined;
      }
    } else if (morceau !== '') add(morceau);
  }
  return runs;
}

/** A message whose places take texts only. */
export function toPhrase(t: Textes, message: string, valeurs: Record<string, string> = {}): string {
  return compose(t, message, valeurs)
    .map((run) => ('texte' in run ? run.texte : ''))
    .join('');
}

/** A constant text of a language, as printed. */
export function typographier(t: Textes, texte: string): string {
  return t.langue === 'fr' ? fr(texte) : texte;
}
