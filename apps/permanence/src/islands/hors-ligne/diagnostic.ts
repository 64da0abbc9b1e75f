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
import { readEntretien, type EntretienDuPoste } from './entretien.ts';
import { startVerrou } from './verrou.ts';
import { drawEcran, drawLangues, type Ecran } from './vue-entretien.ts';

const OBSERVATIONS: Readonly<Record<string, { value: string; evidence: 'observed' | 'assisted' }>> = {
  seul: { value: 'yes', evidence: 'observed' },
  avec_aide: { value: 'yes', evidence: 'assisted' },
  pas_reussi: { value: 'no', evidence: 'observed' },
  refused: { value: 'refused', evidence: 'observed' },
};

const zone = one('[data-entretien]');
const form = one<HTMLFormElement>('[data-fin]');

let langue = 'fr';
let textes: EntretienDuPoste | null = null;
let ecran: Ecran = { nature: 'debut', fiche: null };
let reponses: Reponse[] = [];
let complet = false;
let fiche: { id: string; demarche: string } | null = null;

const sure = startVerrou(async () => {
  fiche = (await poste.relire('derniere')) as typeof fiche;
  if (ecran.nature === 'debut') show({ nature: 'debut', fiche: fiche?.demarche ?? null });
});

/** The words of a language, then the same screen in it: an answer given stays given. */
async function speak(code: string): Promise<void> {
  textes = await readEntretien(code);
  langue = code;
  const titre = one('h1');
  if (titre) Object.assign(titre, { textContent: textes.titre, lang: textes.lang, dir: textes.dir });
  show(ecran);
}

function show(voulu: Ecran): void {
  const change = ecran !== voulu;
  const coches = new FormData(form ?? undefined);
  ecran = voulu;
  if (textes === null || !zone || !form) return;
  const dedans = ecran.nature === 'fin' ? one('[data-apart]', form) : zone;
  form.hidden = ecran.nature !== 'fin';
  for (const place of [zone, one('[data-apart]', form), one('[data-langues-ici]')])
    if (place) Object.assign(place, { lang: textes.lang, dir: textes.dir });
  zone.replaceChildren();
  dedans?.replaceChildren(...drawEcran(textes, ecran));
  zone.dataset.ecran = ecran.nature === 'question' ? `question:${ecran.item}` : ecran.nature;
  one('[data-langues-ici]')?.replaceChildren(...drawLangues(textes, langue));
  for (const boite of form.querySelectorAll<HTMLInputElement>('input[name]'))
    boite.checked = coches.getAll(boite.name).includes(boite.value);
  if (change) one('button, input', dedans ?? zone)?.focus();
}

/** The tree of the package says what comes: a question, something to show, or nothing more. */
function step(): void {
  const suite: { ok: boolean; value?: Suite } = next(
    complet ? arbreIllectronisme2021 : departRapide,
    reponses,
  );
  const { value } = suite;
  const rang = reponses.length + 1;
  if (value?.kind === 'ask') show({ nature: 'question', item: value.item, rang });
  else if (value?.kind === 'show') show({ nature: 'montrer', item: value.item });
  else end();
}

function end(): void {
  const reste = next(arbreIllectronisme2021, reponses);
  show({ nature: 'fin', encore: !complet && reste.ok && reste.value.kind !== 'stop' });
}

function append(reponse: object): void {
  const journal = parseReponses([...reponses, { ...reponse, le: new Date().toISOString() }]);
  if (journal.ok) reponses = [...journal.value];
  step();
}

document.addEventListener('click', (event) => {
  const cible = event.target as Element;
  const choisie = cible.closest<HTMLElement>('[data-langue]')?.dataset.langue;
  if (choisie !== undefined) {
    // The page stays: what was answered is in its memory, and nowhere else.
    event.preventDefault();
    void speak(choisie);
    return;
  }
  const reponse = cible.closest<HTMLElement>('[data-reponse]')?.dataset.reponse;
  if (reponse === undefined) return;
  if (reponse === 'commencer') void begin();
  else if (reponse === 'arreter') end();
  else if (reponse === 'revenir') {
    // Nothing is recorded yet: the last answer is taken back, not corrected.
    reponses = reponses.slice(0, -1);
    step();
  } else if (reponse === 'continuer') {
    complet = true;
    step();
  } else if (ecran.nature === 'montrer') append({ item: ecran.item, ...OBSERVATIONS[reponse] });
  else if (ecran.nature === 'question')
    append({
      item: ecran.item,
      value: /^\d$/.test(reponse) ? Number(reponse) : reponse,
      evidence: one<HTMLInputElement>('#proche')?.checked === true ? 'proxy' : 'self',
    });
});

async function begin(): Promise<void> {
  await sure();
  if (fiche === null) {
    say('Saisissez d’abord la fiche de la personne, dans l’accueil rapide.', true);
    return;
  }
  step();
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void keep(form);
});

async function keep(form: HTMLFormElement): Promise<void> {
  await sure();
  // Taken at once: a second press finds nothing more to keep.
  const sienne = fiche;
  fiche = null;
  if (sienne === null) return;
  await deposit({
    op: newOp(),
    type: 'diagnostic.enregistrer',
    libelle: 'Diagnostic',
    payload: {
      ...champsOf(form),
      intervention: sienne.id,
      journal: JSON.stringify(reponses),
      complet: complet ? 'oui' : 'non',
    },
    apres: sienne.id,
  }).catch((raison: unknown) => {
    fiche = sienne;
    throw raison;
  });
  // The person has left: nothing of her answers stays in the page.
  reponses = [];
  complet = false;
  form.reset();
  await poste.oublier('derniere');
  dispatchEvent(new Event('attente'));
  await speak('fr');
  show({ nature: 'debut', fiche: null });
  say('Résultat gardé sur ce poste. Il rejoindra la fiche au retour du réseau.');
}

void speak('fr');
