/**
 * The catalogue: a search answers in place, so that the Back button never asks to send a form again, and Ctrl+K opens
 * it from every screen (a shortcut of one sign alone would fire while somebody dictates: WCAG 2.1.4).
 */
export function startRecherche(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-ilot="recherche"]');
  const link = document.querySelector<HTMLAnchorElement>('a[data-raccourci]');
  document.addEventListener('keydown', (event) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey
    )
      return;
    const field = form?.querySelector<HTMLInputElement>('[name="q"]');
    // Somebody who fills in a form would lose it.
    if (!field && (!link || (event.target instanceof Element && event.target.closest('form')))) return;
    event.preventDefault();
    if (field) field.select();
    else link?.click();
  });
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    answerInPlace(form);
  });
}

/** Posts the very form that would be posted without script; a redirection is the page of the only answer. */
function answerInPlace(form: HTMLFormElement): void {
  const body = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (typeof value === 'string') body.append(key, value);
  const call = new XMLHttpRequest();
  const giveUp = () => HTMLFormElement.prototype.submit.call(form);
  call.open('POST', form.action);
  call.responseType = 'document';
  call.onload = () => {
    if (new URL(call.responseURL).pathname !== new URL(form.action).pathname) {
      location.assign(call.responseURL);
      return;
    }
    const fresh = call.responseXML?.getElementById('reponse');
    const old = document.getElementById('reponse');
    if (!fresh || !old) {
      giveUp();
      return;
    }
    old.replaceWith(document.adoptNode(fresh));
    const field = form.querySelector<HTMLInputElement>('[name="q"]');
    const first = fresh.querySelector<HTMLElement>('[autofocus]');
    if (first) first.focus();
    else field?.select();
  };
  // No network: let the browser say so in its own words.
  call.onerror = giveUp;
  call.send(body);
}
