// What the rules of axe do not look at: the focus that is drawn, the texts that are cut (RGAA 10.4, 10.7, 10.12).
import type { Page } from '@playwright/test';

/** Criterion 10.12: what a reader may ask of every text, and lose nothing. */
export const ESPACE =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

/** Texts cut by their box, or that leave it over their neighbours. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      const style = getComputedStyle(element);
      if (
        element.closest(
          '.invisible, .defaut, .defile, svg, select, option, input, textarea, pre, .grille',
        ) !== null
      )
        return [];
      if (element.getClientRects().length === 0 || style.display === 'inline') return [];
      const cache = [style.overflowX, style.overflowY].some((un) => un === 'hidden' || un === 'clip');
      if (cache && element.scrollHeight > element.clientHeight + 2) return [`${element.className} is cut`];
      // Its own words, without those that only a reader hears.
      const boite = element.getBoundingClientRect();
      return [...element.childNodes].flatMap((noeud) => {
        if (noeud.nodeType !== Node.TEXT_NODE || noeud.textContent?.trim() === '') return [];
        const portee = document.createRange();
        portee.selectNodeContents(noeud);
        const mots = portee.getBoundingClientRect();
        return mots.right > boite.right + 8 || mots.left < boite.left - 8
          ? [`${element.tagName}.${element.className} lets « ${noeud.textContent ?? ''} » out`]
          : [];
      });
    }),
  );

/** Criterion 10.7: controls whose focus is not drawn, by an outline of 2 px at least that holds 3:1 on what is around. */
export const quietFocus = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const luminance = (couleur: string): number => {
      const [r = 0, v = 0, b = 0] = (couleur.match(/[\d.]+/g) ?? []).map((canal) => {
        const part = Number(canal) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * v + 0.0722 * b;
    };
    const fondOf = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const fond = getComputedStyle(element).backgroundColor;
      return /, 0\)$|transparent/.test(fond) ? fondOf(element.parentElement) : fond;
    };
    return [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]',
      ),
    ].flatMap((element) => {
      if (element.getClientRects().length === 0 || element.tabIndex < 0) return [];
      if (element.closest('details:not([open]) > :not(summary)') !== null) return [];
      element.focus({ preventScroll: true });
      const vu =
        element.closest('.puce, .puces:not(.cases) > label') === null
          ? element
          : (element.nextElementSibling ?? element);
      const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(vu);
      const [haut = 0, bas = 0] = [
        luminance(outlineColor),
        luminance(fondOf(parseFloat(outlineOffset) < 0 ? vu : vu.parentElement)),
      ].sort((a, b) => b - a);
      const net = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      return net && (haut + 0.05) / (bas + 0.05) >= 3 ? [] : [element.outerHTML.slice(0, 80)];
    });
  });
