import { champsOf, deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { createTour, make, one, quand, say } from './ecran.ts';
import { startVerrou } from './verrou.ts';

/** The day as it was taken while the network was there: to read, and to count who could not be received. */
let trousse: Trousse | null = null;
const sure = startVerrou(async () => {
  trousse = (await poste.relire(TROUSSE)) as Trousse | null;
  const vide = one('[data-sans-trousse]');
  const jour = one('[data-journee]');
  if (vide) vide.hidden = trousse !== null;
  if (trousse === null || !jour) return;
  jour.hidden = false;
  show(jour, trousse);
});

function show(jour: HTMLElement, { faiteLe, seance, prevues, lignes }: Trousse): void {
  const faite = one('[data-faite]', jour);
  if (faite) faite.textContent = `À lire seulement, tel que c’était ${quand(faiteLe)}.`;
  const ouverte = one('[data-ouverte]', jour);
  const lieu = one('[data-lieu]', jour);
  if (ouverte && lieu && seance) {
    ouverte.hidden = false;
    lieu.textContent = `${seance.lieu}, ${seance.commune}, depuis ${seance.depuis}`;
  }
  one('[data-prevues]', jour)?.replaceChildren(
    ...prevues.map((une) =>
      make('li', `${une.lieu}, ${une.commune} · ${une.debut} – ${une.fin} · ${une.accueil}`),
    ),
  );
  const aucune = one('[data-aucune]', jour);
  if (aucune) aucune.hidden = prevues.length > 0;
  one('[data-lignes]', jour)?.replaceChildren(
    ...lignes.map(({ heure, demarches, mode, issue }) =>
      make(
        'li',
        '',
        '',
        make('span', heure, 'heure nombre'),
        make('div', '', '', make('strong', demarches.join(', ')), make('p', mode, 'doux petit')),
        make('span', issue, 'etat'),
      ),
    ),
  );
  const demande = one('[data-demande]', jour);
  if (demande) demande.hidden = false;
}

const alone = createTour();
const form = one<HTMLFormElement>('[data-demande-form]');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const bouton = event.submitter as HTMLButtonElement | null;
  void sure().then(() => alone(() => count(form, bouton)));
});

async function count(form: HTMLFormElement, bouton: HTMLButtonElement | null): Promise<void> {
  await deposit({
    op: newOp(),
    type: 'demande.noter',
    libelle: `Demande refusée : ${bouton?.textContent ?? ''}`,
    payload: { ...champsOf(form), motif: bouton?.value ?? '', seance: trousse?.seance?.id ?? '' },
  });
  delete form.dataset.parti;
  dispatchEvent(new Event('attente'));
  say('C’est compté sur ce poste.');
}
