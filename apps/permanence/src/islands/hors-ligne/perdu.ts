import { poste } from './courrier.ts';
import { one } from './ecran.ts';

const boite = one('[data-renvoi]');
if (boite) void start(boite);

/** A form of any other screen whose sending was cut: what was typed is held here, in memory, until it is sent again. */
async function start(boite: HTMLElement): Promise<void> {
  const corps = await poste.reprendre().catch(() => null);
  if (corps === null) return;
  let parti = false;
  boite.hidden = false;
  one('[data-perdu]')?.setAttribute('hidden', '');
  const phrase = one('[data-reseau]')?.parentElement;
  if (phrase) phrase.textContent = 'Réseau coupé. Cette saisie-ci ne part pas toute seule.';
  const bouton = one('[data-renvoyer]', boite);
  bouton?.addEventListener('click', () => {
    parti = true;
    send(corps);
  });
  bouton?.focus();
  addEventListener('beforeunload', (event) => {
    if (!parti) event.preventDefault();
  });
}

/** The very form that was sent, at the address where it was sent: its key makes it count once. */
function send(corps: string): void {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: location.pathname + location.search, hidden: true });
  for (const [name, value] of new URLSearchParams(corps)) {
    const champ = document.createElement('input');
    Object.assign(champ, { type: 'hidden', name, value });
    form.append(champ);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}
