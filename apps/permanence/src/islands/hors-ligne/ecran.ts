import { heureEnMots } from '../../ui/date.ts';

/** Small gestures that the pages without network share. */

/** The first element of the page that answers. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The caller knows what it asks for, as with querySelector.
export function one<T extends Element = HTMLElement>(
  selecteur: string,
  dans: ParentNode = document,
): T | null {
  return dans.querySelector<T>(selecteur);
}

/** One gesture at a time: pressed again while it is being kept, it is the same one. */
export function createTour(): (travail: () => Promise<void>) => Promise<void> {
  let occupe = false;
  return async (travail) => {
    if (occupe) return;
    occupe = true;
    try {
      await travail();
    } finally {
      occupe = false;
    }
  };
}

/** Says what just happened, where the page has a place for it. */
export function say(phrase: string, attention = false): void {
  const zone = one('[data-dit]');
  if (!zone) return;
  zone.hidden = false;
  zone.textContent = phrase;
  zone.classList.toggle('dit-attention', attention);
  zone.scrollIntoView({ block: 'center' });
}

/** An element with its text and its children. */
export function make(nom: string, texte = '', classe = '', ...enfants: Node[]): HTMLElement {
  const noeud = document.createElement(nom);
  if (texte !== '') noeud.textContent = texte;
  if (classe !== '') noeud.className = classe;
  noeud.append(...enfants);
  return noeud;
}

const JOUR = new Intl.DateTimeFormat('fr', { weekday: 'long' });
const HEURE = new Intl.DateTimeFormat('fr', { hour: '2-digit', minute: '2-digit' });

/** Day and hour of an instant on this device, as they are said: « lundi à 9 h 30 ». */
export function quand(instant: string): string {
  const date = new Date(instant);
  return `${JOUR.format(date)} à ${heureEnMots(HEURE.format(date))}`;
}
