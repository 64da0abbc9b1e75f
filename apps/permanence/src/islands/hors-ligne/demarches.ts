import { search } from '@porte-plume/demarches/search';
import { make, one } from './ecran.ts';

const MAX = 9;

/** The catalogue on the device: the same search, in the page. Nothing of what is typed leaves it. */
const form = one<HTMLFormElement>('[data-chercher]');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  delete form.dataset.parti;
  const mots = one<HTMLInputElement>('input[name="q"]', form)?.value ?? '';
  const zone = one('[data-trouvees]');
  if (!zone || mots.trim() === '') return;
  const liens = search(mots, { limit: MAX }).flatMap(({ id }) => {
    const connu = one<HTMLAnchorElement>(`[data-demarche="${id}"]`);
    if (!connu) return [];
    const lien = make('a', connu.textContent);
    lien.setAttribute('href', connu.href);
    return [make('li', '', '', lien)];
  });
  zone.replaceChildren(
    liens.length === 0
      ? make('p', 'Aucune démarche trouvée. Essayez un mot plus simple.')
      : make('ol', '', 'pile-serree', ...liens),
  );
  one('a', zone)?.focus();
});
