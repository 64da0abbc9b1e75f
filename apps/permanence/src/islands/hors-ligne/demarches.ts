import { search } from '@porte-plume/demarches/search';
import { PERIMETRES } from '../../features/mandat/libelles.ts';
import { readCatalogue, type DemarcheDuPoste } from './catalogue.ts';
import { make, one } from './ecran.ts';

const MAX = 9;
const collator = new Intl.Collator('fr');

void readCatalogue().then(({ demarches }) => {
  one('[data-familles]')?.replaceChildren(
    ...Object.entries(PERIMETRES).map(([code, libelle]) => {
      const siennes = demarches
        .filter(({ perimetre }) => perimetre === code)
        .sort((a, b) => collator.compare(a.nom, b.nom));
      return make('details', '', '', make('summary', libelle), make('ul', '', '', ...siennes.map(toLigne)));
    }),
  );
  listen(demarches);
});

function toLien({ id, nom }: DemarcheDuPoste): HTMLAnchorElement {
  const lien = make('a', nom) as HTMLAnchorElement;
  lien.href = `/demarches/${id}`;
  return lien;
}

function toLigne(demarche: DemarcheDuPoste): HTMLElement {
  return make('li', '', '', toLien(demarche), make('span', ` ${demarche.operateur}`, 'doux'));
}

/** The catalogue on the device: the same search, in the page. Nothing of what is typed leaves it. */
function listen(demarches: readonly DemarcheDuPoste[]): void {
  const form = one<HTMLFormElement>('[data-chercher]');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    delete form.dataset.parti;
    const mots = one<HTMLInputElement>('input[name="q"]', form)?.value ?? '';
    const zone = one('[data-trouvees]');
    if (!zone || mots.trim() === '') return;
    const liens = search(mots, { limit: MAX }).flatMap(({ id }) => {
      const connue = demarches.find((une) => une.id === id);
      return connue === undefined ? [] : [make('li', '', '', toLien(connue))];
    });
    zone.replaceChildren(
      liens.length === 0
        ? make('p', 'Aucune démarche trouvée. Essayez un mot plus simple.')
        : make('ol', '', 'pile-serree', ...liens),
    );
    one('a', zone)?.focus();
  });
}
