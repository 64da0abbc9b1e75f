import { poste } from './courrier.ts';
import { make } from './ecran.ts';
import { PAGE_FEUILLE, PAGE_FICHE, type FicheEnAttente } from './fiche.ts';
import { FICHE, LIGNE, type Etat } from './modele.ts';

/** What was begun on this device and is not kept yet: nothing sends it, so the screen says that it is there. */
export async function drawCommencees({ ouvert, enCours }: Etat): Promise<HTMLElement[]> {
  const { fiches, lignes } = enCours;
  if (fiches + lignes === 0) return [];
  const lues = ouvert ? await poste.relireTous(FICHE).catch(() => []) : [];
  const feuille = lignes === 1 ? 'Une ligne de la feuille' : `${lignes} lignes de la feuille`;
  return [
    make('h2', 'Commencé ici, pas encore enregistré'),
    make('p', 'Finissez-le : rien ne l’enverra, et rien ne reste ici plus d’un jour.', 'doux'),
    make(
      'ul',
      '',
      'pile',
      ...(lues as FicheEnAttente[]).map(({ op, libelle = 'Une fiche sans démarche' }) =>
        drawLigne(libelle, `${PAGE_FICHE}#${op}`, () => poste.oublier(FICHE + op)),
      ),
      ...(ouvert || fiches === 0 ? [] : [make('li', fiches === 1 ? 'Une fiche' : `${fiches} fiches`)]),
      ...(lignes === 0 ? [] : [ouvert ? drawLigne(feuille, PAGE_FEUILLE, dropLignes) : make('li', feuille)]),
    ),
  ];
}

async function dropLignes(): Promise<void> {
  for (const { op } of (await poste.relireTous(LIGNE)) as { op: string }[]) await poste.oublier(LIGNE + op);
}

function drawLigne(libelle: string, adresse: string, drop: () => Promise<unknown>): HTMLElement {
  const finir = make('a', 'Finir', 'bouton', make('span', ` : ${libelle}`, 'invisible'));
  finir.setAttribute('href', adresse);
  const effacer = make('button', 'Effacer', 'bouton bouton-discret');
  effacer.setAttribute('type', 'button');
  effacer.addEventListener('click', () => {
    if (effacer.dataset.sur === undefined) {
      effacer.dataset.sur = '';
      effacer.textContent = 'Effacer pour toujours\u00a0?';
      return;
    }
    void drop().then(() => dispatchEvent(new Event('attente')));
  });
  return make('li', '', '', make('strong', libelle), make('div', '', 'actions ecran-seul', finir, effacer));
}
