import type { EntretienDuPoste, GroupeDuPoste, Mot, Phrase, Reponse } from './entretien.ts';
import { make } from './ecran.ts';

/** What the interview shows now. */
export type Ecran =
  | { nature: 'debut'; fiche: string | null }
  | { nature: 'question'; item: string; rang: number }
  | { nature: 'montrer'; item: string }
  | { nature: 'fin'; encore: boolean };

/** A sentence, with its French under it for the writer. */
function said({ dit, francais }: Phrase): Node[] {
  const texte = document.createTextNode(dit);
  if (francais === undefined) return [texte];
  const dessous = make('span', francais, 'traduction petit doux');
  dessous.lang = 'fr';
  dessous.dir = 'ltr';
  return [texte, dessous];
}

function button(phrase: Phrase, reponse: string, classe = 'bouton bouton-large'): HTMLButtonElement {
  const bouton = make('button', '', classe, ...said(phrase)) as HTMLButtonElement;
  bouton.type = 'button';
  bouton.dataset.reponse = reponse;
  return bouton;
}

const actions = (...enfants: Node[]): HTMLElement => make('div', '', 'actions sorties', ...enfants);

/** French words on a page of another language: what only the writer reads. */
function agent<E extends HTMLElement>(noeud: E): E {
  noeud.lang = 'fr';
  noeud.dir = 'ltr';
  return noeud;
}

function group({ nom, plusieurs, choix, ...legende }: GroupeDuPoste): HTMLElement {
  return make(
    'fieldset',
    '',
    'groupe',
    make('legend', '', '', ...said(legende)),
    make('div', '', 'puces', ...choix.map((un) => choice(nom, plusieurs, un))),
  );
}

function choice(nom: string, plusieurs: boolean, { code, ...phrase }: Reponse): HTMLElement {
  const input = document.createElement('input');
  Object.assign(input, { type: plusieurs ? 'checkbox' : 'radio', name: nom, value: code });
  return make('label', '', 'puce', input, make('span', '', '', ...said(phrase)));
}

const OBSERVATIONS: readonly Reponse[] = [
  { code: 'seul', dit: 'Réussi, sans aide' },
  { code: 'avec_aide', dit: 'Réussi, avec un peu d’aide' },
  { code: 'pas_reussi', dit: 'Pas encore réussi' },
];

/** The nodes of a screen, in the language of `t`. */
export function drawEcran(t: EntretienDuPoste, ecran: Ecran): Node[] {
  const mot = (nom: Mot): Phrase => t.mots[nom];
  const sorties = (passer: Mot, retour: boolean): HTMLElement =>
    actions(
      button(mot(passer), 'refused', 'bouton bouton-discret'),
      button(mot('arreter'), 'arreter', 'bouton bouton-discret'),
      ...(retour ? [button(mot('retour'), 'revenir', 'bouton bouton-discret')] : []),
    );
  switch (ecran.nature) {
    case 'debut':
      return [
        make('div', '', 'lu', ...t.accueil.map((phrase) => make('p', phrase))),
        agent(
          make(
            'p',
            ecran.fiche === null
              ? 'Saisissez d’abord la fiche de la personne\u00a0: l’entretien la suit.'
              : `Après la fiche\u00a0: ${ecran.fiche}.`,
            'doux',
          ),
        ),
        actions(button(mot('commencer'), 'commencer', 'bouton bouton-premier')),
      ];
    case 'question': {
      const question = t.questions[ecran.item];
      if (question === undefined) throw new Error('a question without words');
      return [
        make('h2', '', '', ...said(question)),
        ...(question.aide === undefined ? [] : [make('p', question.aide, 'doux')]),
        make(
          'div',
          '',
          'reponses',
          ...question.choix.map((un) => button(un, un.code)),
          button(mot('saisPas'), 'unknown'),
        ),
        sorties('passer', ecran.rang > 1),
      ];
    }
    case 'montrer': {
      const consigne = t.questions[ecran.item]?.consigne ?? { dit: '' };
      return [
        make('h2', '', '', ...said(mot('montrer'))),
        make('div', '', 'lu', make('p', '', '', ...said(consigne)), make('p', '', '', ...said(mot('temps')))),
        make('div', '', 'reponses', ...OBSERVATIONS.map((un) => agent(button(un, un.code)))),
        sorties('sansMontrer', true),
      ];
    }
    case 'fin':
      return [
        ...(ecran.encore ? [actions(button(mot('encore'), 'continuer', 'bouton'))] : []),
        ...t.apart.flatMap(({ titre, groupes }) => [
          make('h2', '', '', ...said(titre)),
          ...groupes.map(group),
        ]),
      ];
  }
}

/** The languages, each in its own name: under a question they are folded. */
export function drawLangues(t: EntretienDuPoste, choisie: string): Node[] {
  const liens = t.langues.map(({ code, nom, lang, dir }) => {
    const lien = make('a', nom) as HTMLAnchorElement;
    lien.href = `?langue=${code}`;
    lien.lang = lang;
    lien.dir = dir;
    lien.dataset.langue = code;
    if (code === choisie) lien.setAttribute('aria-current', 'true');
    return make('li', '', '', lien);
  });
  const nav = make('nav', '', 'langues', make('ul', '', '', ...liens));
  nav.setAttribute('aria-label', t.mots.langue.dit);
  const note = t.note === undefined ? [] : [make('p', t.note, 'petit doux note-traduction')];
  return [...note, make('details', '', '', make('summary', t.mots.langue.dit), nav)];
}
