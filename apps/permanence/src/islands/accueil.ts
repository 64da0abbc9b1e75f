/**
 * Accueil rapide: number keys answer the current question and lead to the next one;
 * the search answers in place. Digits act only while an answer of the sheet has the focus (WCAG 2.1.4).
 */
export function startAccueil(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-ilot="accueil"]');
  if (!form) return;
  enter(form);
  form.addEventListener('keydown', (event) => {
    const target = event.target;
    if (!(target instanceof HTMLInputElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.type === 'radio' && event.key >= '1' && event.key <= '9') answer(form, target, event);
    // Enter never sends an entry that is not finished: it leads to the question that waits.
    if (event.key === 'Enter' && target.closest('[data-personne]') && focusWaiting(form))
      event.preventDefault();
    if (target.name === 'q' && event.key === 'Enter') {
      event.preventDefault();
      form.querySelector<HTMLButtonElement>('[data-bouton="chercher"]')?.click();
    }
  });
  form.addEventListener('submit', (event) => {
    const bouton = event.submitter;
    if (bouton instanceof HTMLButtonElement && bouton.dataset.bouton !== undefined) {
      event.preventDefault();
      searchInPlace(form, bouton);
    }
  });
}

/** The sheet opens on the first question that waits, unless a message asks for attention. */
function enter(form: HTMLFormElement): void {
  const fold = form.querySelector<HTMLDetailsElement>('[data-precision]');
  // Opened by its key, the fold takes the keyboard in: its questions have number keys too.
  fold?.addEventListener('toggle', () => {
    if (fold.open && document.activeElement === fold.querySelector('summary')) radioOf(fold)?.focus();
  });
  if (document.querySelector('[data-focus]') || focusWaiting(form)) return;
  const first =
    radioOf(form.querySelector('#resultats')) ?? form.querySelector<HTMLInputElement>('[name="q"]');
  first?.focus({ preventScroll: true });
}

const radioOf = (group: Element | null | undefined): HTMLInputElement | null | undefined =>
  group?.querySelector<HTMLInputElement>('input:checked') ??
  group?.querySelector<HTMLInputElement>('input[type="radio"]');

/** Questions in sight: what waits in a closed fold keeps its box in some browsers. */
const groupsOf = (form: HTMLFormElement): HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>('[data-touches]')].filter(
    (one) => one.offsetParent && !one.closest('details:not([open])'),
  );

/** Goes to the first question without an answer; false when there is none. */
function focusWaiting(form: HTMLFormElement): boolean {
  const group = groupsOf(form).find((one) => !one.querySelector('input:checked'));
  radioOf(group)?.focus({ preventScroll: true });
  return group !== undefined;
}

function answer(form: HTMLFormElement, from: HTMLInputElement, event: KeyboardEvent): void {
  const group = from.closest<HTMLElement>('[data-touches]');
  const chosen = group?.querySelectorAll<HTMLInputElement>('input')[Number(event.key) - 1];
  if (!group || !chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.dispatchEvent(new Event('change', { bubbles: true }));
  const groups = groupsOf(form);
  const next = radioOf(groups[groups.indexOf(group) + 1]);
  if (next) next.focus();
  else form.querySelector<HTMLInputElement>('[data-chrono]')?.select();
}

/**
 * Posts the very form that would be posted without script, and takes the results out of the answer.
 * `responseType: document` parses without running anything and is no Trusted Types sink.
 */
function searchInPlace(form: HTMLFormElement, bouton: HTMLButtonElement): void {
  const body = new URLSearchParams();
  for (const [key, value] of new FormData(form, bouton))
    if (typeof value === 'string') body.append(key, value);
  const call = new XMLHttpRequest();
  call.open('POST', form.action);
  call.responseType = 'document';
  call.onload = () => {
    const fresh = call.responseXML?.getElementById('resultats');
    const old = document.getElementById('resultats');
    if (!fresh || !old) {
      bouton.removeAttribute('data-bouton');
      form.requestSubmit(bouton);
      return;
    }
    const query = form.querySelector<HTMLInputElement>('[name="q"]');
    if (query && bouton.dataset.bouton === 'favoris') query.value = '';
    old.replaceWith(document.adoptNode(fresh));
    (fresh.querySelector<HTMLInputElement>('input') ?? query)?.focus();
  };
  call.onerror = () => {
    // No network: let the browser say so in its own words.
    bouton.removeAttribute('data-bouton');
    form.requestSubmit(bouton);
  };
  call.send(body);
}
