import type { Evidence } from '@porte-plume/diagnostic';
import { lesSons, un } from './page-vivante.ts';
import { avancer, DEBUT, type Ecran, type Geste, type Parcours } from './parcours.ts';
import { effacer, peindreApercu, peindreQuestion, peindreResultat } from './peinture.ts';
import { surveiller } from './veille.ts';
import { creerLecteur } from './voix.ts';

let parcours: Parcours = DEBUT;
/** Reads each new screen by itself until the person turns the sound off. */
let parle = true;

const boutonSon = document.querySelector<HTMLElement>('[data-son]');
const lecteur = creerLecteur(lesSons, (lit) => {
  boutonSon?.classList.toggle('lit', lit);
  for (const texte of boutonSon?.querySelectorAll<HTMLElement>('[data-dit]') ?? []) {
    texte.hidden = (texte.dataset.dit === 'couper') !== lit;
  }
});

function idDe(ecran: Ecran): string {
  if (ecran.nom === 'frein') return `frein-${ecran.code}`;
  return ecran.nom === 'question' || ecran.nom === 'montrer' ? `${ecran.nom}-${ecran.item}` : ecran.nom;
}

/** Where something is asked: passing and stopping are at hand. */
const DEMANDE: readonly Ecran['nom'][] = ['exemple', 'exemple-compris', 'question', 'montrer', 'frein'];

function peindrePied(): void {
  const { nom } = parcours.ecran;
  un('[data-pied]').hidden = !DEMANDE.includes(nom);
  un('[data-pied] [data-geste=retour]').hidden = parcours.precedent === null;
  un('[data-pied] [data-geste=passer]').hidden = nom === 'exemple' || nom === 'exemple-compris';
}

function peindreCarnet(section: HTMLElement): void {
  const { mode, ecran } = parcours;
  const carnet = un('[data-carnet]');
  carnet.hidden = mode !== 'entretien' || section.dataset.fr === undefined;
  // Before the answers: touching one of them goes on, so the evidence is said first.
  if (!carnet.hidden) un('.reponses', section).before(carnet);
  un('[data-a-lire]').textContent = document.documentElement.lang === 'fr' ? '' : (section.dataset.fr ?? '');
  un('[data-preuves]').hidden = ecran.nom !== 'question';
  (un('[name=preuve][value=self]') as HTMLInputElement).checked = true;
}

function peindre(): void {
  const { ecran } = parcours;
  const section = un(`#${idDe(ecran)}`);
  for (const autre of document.querySelectorAll<HTMLElement>('.ecran')) autre.hidden = autre !== section;
  if (section.dataset.fr !== undefined) peindreQuestion(section, parcours);
  if (ecran.nom === 'apercu') peindreApercu(section, parcours);
  if (ecran.nom === 'resultat') peindreResultat(section, parcours);
  peindrePied();
  peindreCarnet(section);
  const titre = un('h1', section);
  document.title = `${titre.textContent} — Porte-plume`;
  scrollTo(0, 0);
  titre.focus({ preventScroll: true });
}

function lireEcran(): void {
  lecteur.lire(un(`#${idDe(parcours.ecran)}`));
}

function preuve(): Evidence {
  if (parcours.mode !== 'entretien') return 'self';
  return (un('[name=preuve]:checked') as HTMLInputElement).value as Evidence;
}

function gesteDe(bouton: HTMLElement): Geste | null {
  const { geste, value = '', cle = '', item = '' } = bouton.dataset;
  switch (geste) {
    case 'repondre': {
      const valeur = value === 'yes' || value === 'no' ? value : 'unknown';
      return { geste, value: /^\d+$/.test(value) ? Number(value) : valeur, evidence: preuve() };
    }
    case 'montrer':
      return { geste, value: value === 'yes' || value === 'no' ? value : 'refused' };
    case 'choisir':
      return { geste, cle };
    case 'changer':
      return { geste, item };
    case 'commencer':
    case 'entretien':
    case 'exemple':
    case 'compris':
    case 'passer':
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
  parle = true;
  lecteur.taire();
  effacer();
  peindre();
}

function agir(geste: Geste): void {
  if (geste.geste === 'terminer') {
    oublier();
    return;
  }
  // In French the writer reads aloud: the voice would speak over.
  if (geste.geste === 'entretien') parle = document.documentElement.lang !== 'fr';
  parcours = avancer(parcours, geste, new Date().toISOString());
  lecteur.taire();
  peindre();
  if (parle) lireEcran();
}

document.addEventListener('click', (event) => {
  const bouton =
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-geste],[data-son]') : null;
  if (!bouton) return;
  if (bouton === boutonSon) {
    parle = !bouton.classList.contains('lit');
    if (parle) lireEcran();
    else lecteur.taire();
    return;
  }
  if (bouton.dataset.geste === 'imprimer') {
    print();
    return;
  }
  if (bouton.dataset.geste === 'rester') {
    bouton.closest('dialog')?.close();
    return;
  }
  const geste = gesteDe(bouton);
  if (geste) agir(geste);
});

addEventListener('pagehide', oublier);
surveiller(un('[data-veille]') as HTMLDialogElement, () => parcours.ecran.nom !== 'accueil', oublier);
peindre();

// From a USB stick (file:) the files are enough: no worker there.
if (location.protocol.startsWith('http') && 'serviceWorker' in navigator) {
  addEventListener('load', () => void navigator.serviceWorker.register('sw.js'));
}
