/**
 * F2, F8 and F9 lead to what a screen is opened for, whatever stands before it: `data-touche` names the key. On a list the
 * key goes from line to line. It only moves the focus: Enter acts, so that no key pressed twice does a thing twice. A letter
 * alone would fire while one dictates (WCAG 2.1.4).
 */
export function startTouches(): void {
  document.addEventListener('keydown', (event) => {
    if (!/^F\d+$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const controls = [...document.querySelectorAll<HTMLElement>(`[data-touche="${event.key}"]`)]
      .flatMap((one) => (one.matches('ul, ol') ? [...one.children].flatMap(actOf) : [one]))
      .filter((one) => one.tagName === 'SUMMARY' || !one.closest('details:not([open])'));
    const here = controls.findIndex((one) => placeOf(one).contains(document.activeElement));
    const next = controls[(here + 1) % controls.length];
    if (!next) return;
    event.preventDefault();
    const fold = next.closest('details');
    if (next.tagName !== 'SUMMARY' || !fold) {
      next.focus();
      return;
    }
    fold.open = true;
    firstOf(placeOf(next))?.focus();
  });
}

/** Where one stands when one has followed a key: on the control, or in the fold that it opened. */
const placeOf = (control: HTMLElement): HTMLElement =>
  control.tagName === 'SUMMARY' ? (control.closest('details') ?? control) : control;

const firstOf = (within: Element): HTMLElement | null =>
  within.querySelector('input:not([type="hidden"]), button, a[href], select, textarea');

/** What a line is there for: its button, rather than the link of its name. */
const actOf = (line: Element): HTMLElement[] => {
  const act = line.querySelector<HTMLElement>('.bouton') ?? firstOf(line);
  return act ? [act] : [];
};
