import { picto } from './pictos.ts';
import type { Textes } from './textes.ts';

export const echapper = (texte: string): string =>
  texte.replace(/[&<>"]/g, (signe) => `&#${signe.charCodeAt(0)};`);

/** The pieces of a screen in one language: whatever the person reads goes through `dire`, and so has a voice. */
export interface Gabarit {
  textes: Textes;
  /** A text by its key, in an element that the voice can find. */
  dire: (cle: string) => string;
  titre: (ecran: string, cle: string) => string;
  bouton: (geste: string, cle: string, options?: { classe?: string; picto?: string }) => string;
  reponse: (geste: string, attribut: string, cle: string) => string;
  ecran: (id: string, contenu: string, attributs?: string) => string;
}

/** @throws Error on a key that the language does not have (programmer error: the build stops). */
export function creerGabarit(textes: Textes): Gabarit {
  const phrase = (cle: string): string => {
    const texte = textes.phrases[cle];
    if (texte === undefined) throw new Error(`no text ${cle} in ${textes.langue}`);
    // "avez-vous" is one word to the eye: never cut at the end of a line.
    return echapper(texte).replace(/\p{L}+-vous/gu, '<span class="lie">$&</span>');
  };
  const dire = (cle: string): string => `<span data-dit="${cle}">${phrase(cle)}</span>`;
  return {
    textes,
    dire,
    titre: (ecran, cle) => `<h1 id="${ecran}-titre" tabindex="-1">${dire(cle)}</h1>`,
    bouton: (geste, cle, { classe = 'plein', picto: nom } = {}) =>
      `<button type="button" class="${classe}" data-geste="${geste}">` +
      `${nom === undefined ? '' : picto(nom)}${dire(cle)}</button>`,
    reponse: (geste, attribut, cle) =>
      `<button type="button" class="reponse ${cle.replace('.', '-')}" data-geste="${geste}" ${attribut}>` +
      `${picto(cle)}${dire(cle)}</button>`,
    ecran: (id, contenu, attributs = '') =>
      `<section class="ecran" id="${id}"${attributs} aria-labelledby="${id}-titre" hidden>${contenu}</section>`,
  };
}
