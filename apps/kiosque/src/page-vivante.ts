type ParCle = Readonly<Record<string, string>>;

const lire = (id: string): ParCle => JSON.parse(un(`#${id}`).textContent) as ParCle;

/** The texts of the page, as the build wrote them: the island has no text of its own. */
export const PHRASES = lire('textes');

let sons: ParCle | null = null;

/** The recordings: two megabytes, read only when the first one is played. */
export function lesSons(): ParCle {
  sons ??= lire('voix');
  return sons;
}

/** @throws Error if the page and the script are not of the same build (programmer error). */
export function un(selecteur: string, racine: ParentNode = document): HTMLElement {
  const element = racine.querySelector<HTMLElement>(selecteur);
  if (!element) throw new Error(`missing ${selecteur}`);
  return element;
}

/** A text of the page and its voice. */
export function ecrire(element: HTMLElement, cle: string): void {
  element.dataset.dit = cle;
  element.textContent = PHRASES[cle] ?? '';
}
