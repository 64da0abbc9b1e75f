import { expect, type Page } from '@playwright/test';

/** What a pair of hands did, as application §5 counts it. */
export interface Gestes {
  /** Pointer activations. */
  pointeur: number;
  /** Key presses that are not text: Tab, Enter, arrows, number keys on a choice, modifiers. */
  touches: number;
  /** Signs typed in a field. */
  signes: number;
  /** Fields answered, and buttons, links or folds activated: what one has to think of. */
  pensees: number;
}

/**
 * Keystroke-level model (Card, Moran, Newell), with the operators of application §5: an estimate, not a measure of time.
 * One M for each field answered and each fold, link or button, but for the last: the save that ends every sheet is
 * anticipated (their rule 1).
 */
const KLM = { K: 0.28, P: 1.1, B: 0.2, M: 1.35 };

export const evenements = ({ pointeur, touches }: Gestes): number => pointeur + touches;
export const secondes = ({ pointeur, touches, signes, pensees }: Gestes): number =>
  KLM.K * (touches + signes) + (KLM.P + KLM.B) * pointeur + KLM.M * Math.max(0, pensees - 1);

interface Vu {
  nature: keyof Gestes;
  /** Same field twice is thought of once. */
  cle?: string;
}

/** Counts in the page itself, by capture listeners: not what a script says that it does, but what the page receives. */
export async function createCompteur(page: Page): Promise<{ reset(): void; read(): Gestes }> {
  let vus: Vu[] = [];
  await page.exposeBinding('noterGeste', (_source, vu: Vu) => {
    vus.push(vu);
  });
  await page.addInitScript(() => {
    const note = (vu: unknown): void => {
      (globalThis as unknown as { noterGeste(vu: unknown): void }).noterGeste(vu);
    };
    const SANS_TEXTE = new Set(['radio', 'checkbox', 'button', 'submit', 'file', 'range']);
    const isText = (cible: EventTarget | null): boolean =>
      cible instanceof HTMLTextAreaElement ||
      (cible instanceof HTMLInputElement && !SANS_TEXTE.has(cible.type));
    addEventListener(
      'pointerdown',
      ({ isTrusted }) => {
        if (isTrusted) note({ nature: 'pointeur' });
      },
      true,
    );
    addEventListener(
      'keydown',
      ({ isTrusted, key, ctrlKey, metaKey, altKey, target }) => {
        if (!isTrusted) return;
        const texte = key.length === 1 && !ctrlKey && !metaKey && !altKey && isText(target);
        note({ nature: texte ? 'signes' : 'touches' });
      },
      true,
    );
    addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
          note({ nature: 'pensees', cle: target.name });
      },
      true,
    );
    addEventListener(
      'click',
      ({ target }) => {
        if (target instanceof Element && target.closest('a, button, summary')) note({ nature: 'pensees' });
      },
      true,
    );
  });
  return {
    reset() {
      vus = [];
    },
    read() {
      const somme = (nature: keyof Gestes): number => vus.filter((vu) => vu.nature === nature).length;
      const champs = new Set(vus.flatMap(({ cle }) => cle ?? []));
      const actions = vus.filter(({ nature, cle }) => nature === 'pensees' && cle === undefined).length;
      const gestes = {
        pointeur: somme('pointeur'),
        touches: somme('touches'),
        signes: somme('signes'),
        pensees: champs.size + actions,
      };
      expect(gestes.pointeur + gestes.touches, 'the page has seen the gestures').toBeGreaterThan(0);
      return gestes;
    },
  };
}
