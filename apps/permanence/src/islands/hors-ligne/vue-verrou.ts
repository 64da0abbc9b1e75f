import { make } from './ecran.ts';

/** Places of the lock that its script fills or reads. */
type EtatVerrou = 'creer' | 'pin' | 'prf';

function button(texte: string, clef?: 'creer' | 'ouvrir'): HTMLElement {
  const bouton = make('button', texte, 'bouton');
  bouton.setAttribute('type', clef === undefined ? 'submit' : 'button');
  if (clef !== undefined) bouton.dataset.clef = clef;
  return bouton;
}

function code(id: string, libelle: string): HTMLElement {
  const label = make('label', libelle);
  label.setAttribute('for', id);
  const saisie = document.createElement('input');
  // No name: whatever happens, it is part of no form.
  Object.assign(saisie, { id, className: 'saisie saisie-moyen', type: 'password', maxLength: 64 });
  saisie.inputMode = 'numeric';
  saisie.autocomplete = 'off';
  saisie.dataset.pin = '';
  return make('div', '', 'champ', label, saisie);
}

/** Never posted (`method=dialog` sends nothing): the script reads it. */
function local(geste: 'creer' | 'ouvrir', ...enfants: Node[]): HTMLElement {
  const form = make('form', '', 'pile', ...enfants) as HTMLFormElement;
  form.method = 'dialog';
  form.noValidate = true;
  form.dataset.geste = geste;
  return form;
}

function etat(nom: EtatVerrou, titre: string, ...enfants: Node[]): HTMLElement {
  const partie = make('div', '', 'pile', make('h2', titre), ...enfants);
  partie.dataset.verrouEtat = nom;
  partie.hidden = true;
  return partie;
}

const actions = (...boutons: Node[]): HTMLElement => make('div', '', 'actions', ...boutons);

/** Without script there is nothing to lock: the script brings its own screen, and pages stay light. */
export function fillVerrou(section: HTMLElement): void {
  const phrase = make('p');
  phrase.setAttribute('role', 'status');
  phrase.dataset.verrouPhrase = '';
  section.replaceChildren(
    etat(
      'creer',
      'Préparer ce poste',
      make(
        'p',
        'Choisissez un code. Il chiffre ce qui attend ici, et lui seul le rouvre. Après dix erreurs, tout s’efface.',
      ),
      local(
        'creer',
        code('code-neuf', 'Nouveau code, six chiffres au moins'),
        actions(button('Choisir ce code'), button('Utiliser ma clé d’accès', 'creer')),
      ),
    ),
    etat(
      'pin',
      'Ce poste est verrouillé',
      local('ouvrir', code('code', 'Code de ce poste'), actions(button('Déverrouiller'))),
    ),
    etat('prf', 'Ce poste est verrouillé', actions(button('Déverrouiller avec ma clé d’accès', 'ouvrir'))),
    phrase,
  );
}
