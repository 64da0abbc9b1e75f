import type { Valeur } from '@porte-plume/diagnostic';
import { QUESTIONS_FREINS } from './freins.ts';
import { ecrire, PHRASES, un } from './page-vivante.ts';
import { progression, reponsesActuelles, resteDesQuestions, type Parcours } from './parcours.ts';
import { dessinerQr } from './qr.ts';
import { resultatDe } from './resultat.ts';

const DIT: Readonly<Record<string, string>> = {
  yes: 'oui',
  no: 'non',
  unknown: 'sais-pas',
  refused: 'passee',
};

/** The text of an answer is also the name of its drawing. */
const cleDe = (value: Valeur): string =>
  typeof value === 'number' ? `choix.${value}` : (DIT[value] ?? 'sais-pas');

function dessiner(svg: Element | null, nom: string): void {
  svg?.querySelector('use')?.setAttribute('href', `#picto-${nom}`);
}

function peindreProgres(section: HTMLElement, parcours: Parcours): void {
  const { faits, total } = progression(parcours);
  const { changement, ecran } = parcours;
  const rang = (PHRASES.rang ?? '').replace('{n}', String(faits + 1));
  un('[data-progres]', section).textContent = changement ? (PHRASES.changement ?? '') : rang;
  const points = Array.from({ length: changement || ecran.nom === 'montrer' ? 0 : total }, (_, index) => {
    const point = document.createElement('i');
    point.className = index < faits ? 'fait' : index === faits ? 'ici' : '';
    return point;
  });
  un('[data-points]', section).replaceChildren(...points);
}

/** The answer given before is marked, where the person comes back to the question. */
function marquerChoix(section: HTMLElement, choisie: (bouton: HTMLElement) => boolean): void {
  for (const bouton of section.querySelectorAll<HTMLElement>('.reponse')) {
    const estChoisie = choisie(bouton);
    bouton.classList.toggle('choisie', estChoisie);
    if (estChoisie) bouton.setAttribute('aria-current', 'true');
    else bouton.removeAttribute('aria-current');
  }
}

export function peindreQuestion(section: HTMLElement, parcours: Parcours): void {
  const { ecran, journal, freins } = parcours;
  peindreProgres(section, parcours);
  if (ecran.nom === 'question') {
    const dite = reponsesActuelles(journal).find((reponse) => reponse.item === ecran.item)?.value;
    marquerChoix(section, ({ dataset }) => dite !== undefined && dataset.value === String(dite));
  }
  if (ecran.nom === 'frein') marquerChoix(section, ({ dataset }) => dataset.cle === freins[ecran.code]);
}

interface Ligne {
  code: string;
  sujet: string;
  dit: string;
}

function lignesDe({ journal, freins }: Parcours): readonly Ligne[] {
  const activites = reponsesActuelles(journal).map(({ item, value }) => ({
    code: item,
    sujet: `${item}.label`,
    dit: cleDe(value),
  }));
  const genes = QUESTIONS_FREINS.flatMap(({ code }) => {
    const dit = freins[code];
    return dit === undefined ? [] : [{ code, sujet: `${code}.label`, dit }];
  });
  return [...activites, ...genes];
}

export function peindreApercu(section: HTMLElement, parcours: Parcours): void {
  const modele = un('template', section) as HTMLTemplateElement;
  const lignes = lignesDe(parcours).map(({ code, sujet, dit }) => {
    const ligne = document.importNode(modele.content, true);
    dessiner(ligne.querySelector('svg'), code);
    ecrire(un('.sujet', ligne), sujet);
    ecrire(un('.dit', ligne), dit);
    un('button', ligne).dataset.item = code;
    un('button .lu', ligne).textContent = `\u00a0: ${PHRASES[sujet] ?? ''}`;
    return ligne;
  });
  un('[data-reponses]', section).replaceChildren(...lignes);
  un('[data-geste=continuer]', section).hidden = !resteDesQuestions(parcours);
}

/** The drawing of each aid, by the end of its key. */
const DESSINS: Readonly<Record<string, string>> = {
  'accompagnement-durable': 'rassurer',
  'acquerir-un-equipement': 'equipement',
  'acceder-a-une-connexion': 'connexion',
  eva: 'lecture.seul',
  'accompagnement-individuel': 'rassurer',
  'atelier-securite': 'securite',
  'atelier-debutant': 'apprendre',
  'atelier-intermediaire': 'apprendre',
  'aide-ponctuelle': 'demarche',
  'j-observe-je-verifie': 'observe',
  'a-preciser': 'sais-pas',
  parler: 'parler',
  libre: 'libre',
};

function lister(section: HTMLElement, ou: string, textes: readonly { cle: string; dessin: string }[]): void {
  const modele = un('#apercu template') as HTMLTemplateElement;
  const elements = textes.map(({ cle, dessin }) => {
    const element = document.createElement('li');
    const svg = modele.content.querySelector('svg')?.cloneNode(true);
    const texte = document.createElement('span');
    ecrire(texte, cle);
    if (svg) element.append(svg);
    element.append(texte);
    dessiner(element.querySelector('svg'), dessin);
    return element;
  });
  un(ou, section).replaceChildren(...elements);
}

export function peindreResultat(section: HTMLElement, parcours: Parcours): void {
  const { titre, faits, aides, regles, code } = resultatDe(parcours);
  ecrire(un('h1', section), titre);
  un('[data-faits-bloc]', section).hidden = faits.length === 0;
  lister(
    section,
    '[data-faits]',
    faits.map((item) => ({ cle: `${item}.label`, dessin: item })),
  );
  lister(
    section,
    '[data-aides]',
    aides.map((cle) => ({ cle, dessin: DESSINS[cle.slice('aide.'.length)] ?? 'parler' })),
  );
  const phrases = regles.map((phrase) => {
    const element = document.createElement('li');
    element.textContent = phrase;
    return element;
  });
  un('[data-regles]', section).replaceChildren(...phrases);
  un('[data-qr]', section).replaceChildren(dessinerQr(code, PHRASES['resultat.code'] ?? ''));
  un('[data-code]', section).textContent = code;
  section.querySelector('details')?.removeAttribute('open');
}

/** Nothing of the answers stays in the page. */
export function effacer(): void {
  const tenus = '[data-reponses],[data-faits],[data-aides],[data-regles],[data-qr],[data-code],[data-points]';
  for (const liste of document.querySelectorAll(tenus)) liste.replaceChildren();
  for (const section of document.querySelectorAll<HTMLElement>('.ecran')) marquerChoix(section, () => false);
  for (const progres of document.querySelectorAll('[data-progres]')) progres.textContent = '';
  ecrire(un('#resultat h1'), '');
}
