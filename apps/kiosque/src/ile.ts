import {
  avancer,
  DEBUT,
  INSTRUMENT,
  progression,
  reponsesActuelles,
  resteDesQuestions,
  type Ecran,
  type Geste,
  type Parcours,
} from './parcours.ts';
import { resultatDe } from './resultat.ts';
import { surveiller } from './veille.ts';

let parcours: Parcours = DEBUT;

/** @throws Error if the page and the script are not of the same build (programmer error). */
function un(selecteur: string, racine: ParentNode = document): HTMLElement {
  const element = racine.querySelector<HTMLElement>(selecteur);
  if (!element) throw new Error(`missing ${selecteur}`);
  return element;
}

function remplir(liste: HTMLElement, phrases: readonly string[]): void {
  liste.replaceChildren(
    ...phrases.map((phrase) => {
      const element = document.createElement('li');
      element.textContent = phrase;
      return element;
    }),
  );
}

const idDe = (ecran: Ecran): string => (ecran.nom === 'question' ? `question-${ecran.item}` : ecran.nom);

const DIT: Readonly<Record<string, string>> = {
  yes: 'Oui',
  no: 'Non',
  unknown: 'Je ne sais pas',
  refused: 'Question passée',
};

function peindreQuestion(section: HTMLElement, item: string): void {
  const { faits, total } = progression(parcours);
  const rang = parcours.changement
    ? 'Réponse à changer'
    : `Question ${faits + 1}${parcours.complet ? '' : ` sur ${total}`}`;
  un('[data-progres]', section).textContent = rang;
  un('[data-points]', section).replaceChildren(
    ...Array.from({ length: parcours.changement ? 0 : total }, (_, index) => {
      const point = document.createElement('i');
      point.className = index < faits ? 'fait' : index === faits ? 'ici' : '';
      return point;
    }),
  );
  const dite = reponsesActuelles(parcours.journal).find((reponse) => reponse.item === item)?.value;
  for (const bouton of section.querySelectorAll<HTMLElement>('[data-geste=repondre]')) {
    const choisie = bouton.dataset.value === String(dite ?? '');
    bouton.classList.toggle('choisie', choisie);
    if (choisie) bouton.setAttribute('aria-current', 'true');
    else bouton.removeAttribute('aria-current');
  }
}

function peindreApercu(section: HTMLElement): void {
  const modele = section.querySelector('template');
  if (!modele) throw new Error('missing template');
  const lignes = reponsesActuelles(parcours.journal).map(({ item: code, value }) => {
    const ligne = document.importNode(modele.content, true);
    const item = INSTRUMENT.items.find((candidat) => candidat.code === code);
    const sujet = item?.i18n.fr?.label ?? code;
    un('.sujet', ligne).textContent = sujet;
    un('.dit', ligne).textContent = item?.choices?.[String(value)] ?? DIT[String(value)] ?? '';
    un('button', ligne).dataset.item = code;
    un('.lu', ligne).textContent = `\u00a0: ${sujet}`;
    return ligne;
  });
  un('[data-reponses]', section).replaceChildren(...lignes);
  un('[data-geste=continuer]', section).hidden = !resteDesQuestions(parcours);
}

function peindreResultat(section: HTMLElement): void {
  const { titre, faits, aides, regles } = resultatDe(parcours);
  un('h1', section).textContent = titre;
  un('[data-faits-bloc]', section).hidden = faits.length === 0;
  remplir(un('[data-faits]', section), faits);
  remplir(un('[data-aides]', section), aides);
  remplir(un('[data-regles]', section), regles);
  section.querySelector('details')?.removeAttribute('open');
}

function peindrePied(): void {
  const { nom } = parcours.ecran;
  un('[data-pied]').hidden = nom !== 'question' && nom !== 'exemple' && nom !== 'exemple-compris';
  un('[data-pied] [data-geste=retour]').hidden = parcours.precedent === null;
  un('[data-pied] [data-geste=passer]').hidden = nom !== 'question';
}

function peindre(): void {
  const { ecran } = parcours;
  const section = un(`#${idDe(ecran)}`);
  for (const autre of document.querySelectorAll<HTMLElement>('.ecran')) autre.hidden = autre !== section;
  if (ecran.nom === 'question') peindreQuestion(section, ecran.item);
  if (ecran.nom === 'apercu') peindreApercu(section);
  if (ecran.nom === 'resultat') peindreResultat(section);
  peindrePied();
  const titre = un('h1', section);
  document.title = `${titre.textContent} — Porte-plume`;
  scrollTo(0, 0);
  titre.focus({ preventScroll: true });
}

function gesteDe(bouton: HTMLElement): Geste | null {
  const { geste, value = '', item = '' } = bouton.dataset;
  switch (geste) {
    case 'repondre':
      return {
        geste,
        value: /^\d+$/.test(value) ? Number(value) : value === 'yes' || value === 'no' ? value : 'unknown',
      };
    case 'passer':
      return { geste: 'repondre', value: 'refused' };
    case 'changer':
      return { geste, item };
    case 'commencer':
    case 'exemple':
    case 'compris':
    case 'retour':
    case 'arreter':
    case 'continuer':
    case 'resultat':
    case 'terminer':
      return { geste };
    default:
      return null;
  }
}

function oublier(): void {
  parcours = DEBUT;
  for (const liste of document.querySelectorAll('[data-reponses],[data-faits],[data-aides],[data-regles]')) {
    liste.replaceChildren();
  }
  for (const bouton of document.querySelectorAll('.choisie')) {
    bouton.classList.remove('choisie');
    bouton.removeAttribute('aria-current');
  }
  peindre();
}

document.addEventListener('click', (event) => {
  const bouton = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-geste]') : null;
  if (!bouton) return;
  if (bouton.dataset.geste === 'imprimer') {
    print();
    return;
  }
  if (bouton.dataset.geste === 'rester') {
    bouton.closest('dialog')?.close();
    return;
  }
  const geste = gesteDe(bouton);
  if (!geste) return;
  if (geste.geste === 'terminer') {
    oublier();
    return;
  }
  parcours = avancer(parcours, geste, new Date().toISOString());
  peindre();
});

addEventListener('pagehide', oublier);
surveiller(un('[data-veille]') as HTMLDialogElement, () => parcours.ecran.nom !== 'accueil', oublier);
peindre();

// From a USB stick (file:) the one file is enough: no worker there.
if (location.protocol.startsWith('http') && 'serviceWorker' in navigator) {
  addEventListener('load', () => void navigator.serviceWorker.register('sw.js'));
}
