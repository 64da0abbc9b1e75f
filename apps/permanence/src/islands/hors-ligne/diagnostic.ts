import {
  arbreIllectronisme2021,
  departRapide,
  next,
  parseReponses,
  type Reponse,
  type Suite,
} from '@porte-plume/diagnostic';
import { champsOf, deposit, newOp, poste } from './courrier.ts';
import { one, say } from './ecran.ts';
import { startVerrou } from './verrou.ts';

const OBSERVATIONS: Readonly<Record<string, { value: string; evidence: 'observed' | 'assisted' }>> = {
  seul: { value: 'yes', evidence: 'observed' },
  avec_aide: { value: 'yes', evidence: 'assisted' },
  pas_reussi: { value: 'no', evidence: 'observed' },
  refused: { value: 'refused', evidence: 'observed' },
};

let reponses: Reponse[] = [];
let complet = false;
let montre = '';
let fiche: { id: string; demarche: string } | null = null;

const sure = startVerrou(async () => {
  fiche = (await poste.relire('derniere')) as typeof fiche;
  const ligne = one('[data-fiche]');
  if (ligne)
    ligne.textContent =
      fiche === null
        ? 'Saisissez d’abord la fiche de la personne : l’entretien la suit.'
        : `Après la fiche : ${fiche.demarche}.`;
});

function show(ecran: string): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-ecran]'))
    section.hidden = section.dataset.ecran !== ecran;
  one(`[data-ecran="${ecran}"] button`)?.focus();
}

/** The tree of the package says what comes: a question, something to show, or nothing more. */
function step(): void {
  const suite: { ok: boolean; value?: Suite } = next(
    complet ? arbreIllectronisme2021 : departRapide,
    reponses,
  );
  const { value } = suite;
  if (value?.kind === 'ask') show(`question:${value.item}`);
  else if (value?.kind === 'show') {
    montre = value.item;
    const tache = one('[data-tache]');
    if (tache) tache.textContent = value.tache.i18n.fr?.consigne ?? '';
    show('montrer');
  } else {
    const encore = one('[data-suite]');
    const reste = next(arbreIllectronisme2021, reponses);
    if (encore) encore.hidden = complet || !reste.ok || reste.value.kind === 'stop';
    show('fin');
  }
}

function append(reponse: object): void {
  const journal = parseReponses([...reponses, { ...reponse, le: new Date().toISOString() }]);
  if (journal.ok) reponses = [...journal.value];
  step();
}

document.addEventListener('click', (event) => {
  const bouton = (event.target as Element).closest<HTMLElement>('[data-reponse]');
  const { reponse, item } = bouton?.dataset ?? {};
  if (reponse === undefined) return;
  if (reponse === 'commencer') void begin();
  else if (reponse === 'continuer') {
    complet = true;
    step();
  } else if (item === 'montrer') append({ item: montre, ...OBSERVATIONS[reponse] });
  else append({ item, value: /^\d$/.test(reponse) ? Number(reponse) : reponse, evidence: 'self' });
});

async function begin(): Promise<void> {
  await (
    await sure
  )();
  if (fiche === null) {
    say('Saisissez d’abord la fiche de la personne, dans l’accueil rapide.', true);
    return;
  }
  step();
}

const form = one<HTMLFormElement>('[data-fin]');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void keep(form);
});

async function keep(form: HTMLFormElement): Promise<void> {
  if (fiche === null) return;
  await (
    await sure
  )();
  await deposit({
    op: newOp(),
    type: 'diagnostic.enregistrer',
    libelle: 'Diagnostic',
    payload: {
      ...champsOf(form),
      intervention: fiche.id,
      journal: JSON.stringify(reponses),
      complet: complet ? 'oui' : 'non',
    },
    apres: fiche.id,
  });
  // The person has left: nothing of her answers stays in the page.
  reponses = [];
  form.reset();
  await poste.oublier('derniere');
  fiche = null;
  dispatchEvent(new Event('attente'));
  show('debut');
  say('Résultat gardé sur ce poste. Il rejoindra la fiche au retour du réseau.');
}
