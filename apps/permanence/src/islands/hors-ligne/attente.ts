import { drawCommencees } from './commencees.ts';
import { poste } from './courrier.ts';
import { make, one, quand, say } from './ecran.ts';
import { keepFiche, PAGE_FICHE, type FicheEnAttente } from './fiche.ts';
import { FICHE, following, RAPPEL_MS, VIE_MS, type Fin, type Operation } from './modele.ts';
import { startVerrou } from './verrou.ts';

const FINS: Readonly<Record<Fin, string>> = {
  fini: '',
  reseau: 'Le réseau ne répond pas. Nouvel essai dans un moment.',
  connexion: 'Votre session est finie. Reconnectez-vous : ce qui attend partira ensuite.',
  verrou: 'Ce poste est verrouillé.',
};

const sortie = new URLSearchParams(location.search).has('sortie');

/** Some browsers forbid the worker and never say so: this long without any, and none will come. */
const SILENCE_MS = 5000;

if ('serviceWorker' in navigator) {
  setTimeout(
    () =>
      void navigator.serviceWorker
        .getRegistration()
        .then((une) => (une === undefined ? sayBlocked() : undefined), sayBlocked),
    SILENCE_MS,
  );
  void navigator.serviceWorker.ready.then(() => {
    sayBlocked(false);
    sayReady();
    startVerrou(refresh);
    void refresh();
    addEventListener('attente', () => void refresh());
  });
} else sayBlocked();
addEventListener('sans-poste', () => sayBlocked());

function sayBlocked(bloque = true): void {
  const place = one('[data-sans-poste]');
  if (place) place.hidden = !bloque;
  if (bloque) sayReady();
}

/** The first visit fetches the pages of a cut: until then, nothing else stands here. */
function sayReady(): void {
  one('[data-prepare]')?.setAttribute('hidden', '');
}

let tours = 0;
let affichees = '';

async function refresh(): Promise<void> {
  const tour = (tours += 1);
  const etat = await poste.etat();
  // Locked since it was asked: there is nothing to show.
  const operations = etat.ouvert ? await poste.lister().catch(() => []) : [];
  const entamees = await drawCommencees(etat);
  // Answers cross: an older one never covers a newer one.
  if (tour !== tours) return;
  const commencees = one('[data-commencees]');
  commencees?.replaceChildren(...entamees);
  const rien = one('[data-rien]');
  const liste = one('[data-liste]');
  const effacement = one('[data-effacement]');
  const avant = one('[data-sortie]');
  const verrouillage = one('[data-verrouillage]');
  if (verrouillage) verrouillage.hidden = !etat.ouvert;
  const enCours = etat.enCours.fiches + etat.enCours.lignes;
  if (rien) rien.hidden = etat.nombre > 0 || enCours > 0 || etat.mode === null;
  if (commencees) commencees.hidden = enCours === 0;
  if (liste) liste.hidden = etat.nombre === 0;
  if (effacement) effacement.hidden = etat.mode === null;
  if (avant) avant.hidden = !sortie || etat.nombre + enCours === 0;
  const compte = one('[data-compte]');
  if (compte)
    compte.textContent = etat.nombre === 1 ? 'Une saisie attend' : `${etat.nombre} saisies attendent`;
  const depuis = one('[data-depuis]');
  if (depuis && etat.plusAncien !== null) {
    const age = Date.now() - Date.parse(etat.plusAncien);
    const reste = Math.floor((VIE_MS - age) / 3_600_000);
    depuis.textContent =
      `La plus ancienne date de ${quand(etat.plusAncien)}. ` +
      (age > RAPPEL_MS
        ? `Elle s’effacera dans ${reste < 1 ? 'moins d’une heure' : `${reste} h`} : envoyez-la ou imprimez-la.`
        : 'Rien ne reste ici plus d’un jour.');
  }
  // The same lines stay: a choice that is being made in one of them would be lost.
  const lues = JSON.stringify(operations);
  if (lues !== affichees) one('[data-operations]')?.replaceChildren(...toLignes(operations));
  affichees = lues;
  if (etat.dernier !== null && FINS[etat.dernier] !== '' && etat.nombre > 0) say(FINS[etat.dernier], true);
  if (sortie && etat.nombre + enCours === 0) one<HTMLFormElement>('[data-quitter]')?.requestSubmit();
}

const toLignes = (operations: Operation[]): HTMLElement[] =>
  operations.map((une) => toLigne(une, following(une.op, operations).size - 1));

/** @param suivent - how many others mean nothing without this one */
function toLigne(operation: Operation, suivent: number): HTMLElement {
  const { op, libelle, at, suite } = operation;
  const corps = make('div', '', 'pile-serree', make('p', '', '', make('strong', libelle)));
  if (suite?.etat === 'refusee')
    corps.append(
      make('p', 'Le serveur ne l’a pas prise :', 'doux'),
      make('ul', '', '', ...suite.motifs.map(({ phrase }) => make('li', phrase))),
    );
  if (suite?.etat === 'autre_compte')
    corps.append(make('p', 'Saisie par un autre compte : lui seul peut l’envoyer.', 'doux'));
  if (suite?.etat === 'conflit')
    corps.append(isAChoisir(suite) ? toChoix(operation, suite) : make('p', suite.phrase, 'doux'));
  corps.append(toGestes(operation, suivent));
  const etat =
    suite === undefined ? 'attend' : suite.etat === 'conflit' && isAChoisir(suite) ? 'à choisir' : 'à revoir';
  const ligne = make(
    'li',
    '',
    '',
    make('span', quand(at), 'heure'),
    corps,
    make('span', etat, 'etat etat-attente'),
  );
  ligne.dataset.op = op;
  return ligne;
}

const isAChoisir = ({ champs }: Extract<Operation['suite'], { etat: 'conflit' }>): boolean =>
  champs.every(({ choix }) => choix.length > 0);

/** What the device says beside what the server says, one field after another; nothing is chosen in advance. */
function toChoix(operation: Operation, suite: Extract<Operation['suite'], { etat: 'conflit' }>): HTMLElement {
  const form = make('form', '', 'pile') as HTMLFormElement;
  form.append(make('p', suite.phrase));
  for (const { champ, libelle, ici, serveur, choix } of suite.champs) {
    const deux = make(
      'p',
      '',
      'doux',
      make('span', `Ici : ${ici}. `),
      make('span', `Sur le serveur : ${serveur}.`),
    );
    const groupe = make('fieldset', '', 'groupe', make('legend', libelle), deux);
    for (const { code, libelle: dit } of choix) {
      const input = document.createElement('input');
      Object.assign(input, { type: 'radio', name: `${operation.op}.${champ}`, value: code });
      const cote =
        code === 'ici' ? 'Garder celle d’ici : ' : code === 'serveur' ? 'Garder celle du serveur : ' : '';
      groupe.append(make('label', '', 'puce', input, make('span', cote + dit)));
    }
    form.append(groupe);
  }
  const bouton = make('button', 'Garder ces choix', 'bouton bouton-premier');
  form.append(make('div', '', 'actions', bouton));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    delete form.dataset.parti;
    const lus = new FormData(form);
    const choix: Record<string, string> = {};
    for (const { champ } of suite.champs) {
      const pris = lus.get(`${operation.op}.${champ}`);
      if (typeof pris === 'string') choix[champ] = pris;
    }
    if (Object.keys(choix).length < suite.champs.length) {
      say('Choisissez pour chaque ligne.', true);
      return;
    }
    const { version } = suite;
    void poste
      .resoudre(operation.op, { ...(version === undefined ? {} : { version }), choix })
      .then(() => send());
  });
  return form;
}

function button(texte: string, faire: (bouton: HTMLElement) => void, discret = false): HTMLElement {
  const bouton = make('button', texte, discret ? 'bouton bouton-discret' : 'bouton');
  bouton.setAttribute('type', 'button');
  bouton.addEventListener('click', () => faire(bouton));
  return bouton;
}

/** Until it is gone, an entry is corrected or withdrawn here; a signature, an interview, are only withdrawn. */
function toGestes(operation: Operation, suivent: number): HTMLElement {
  const { op, type, suite } = operation;
  const encore = button('Réessayer', () => void poste.resoudre(op, null).then(() => send()));
  const corriger = button('Corriger', () => void correct(operation), true);
  const retirer = button(
    'Retirer',
    (bouton) => {
      if (bouton.dataset.sur === undefined) {
        bouton.dataset.sur = '';
        bouton.textContent =
          suivent === 0
            ? 'Effacer pour toujours\u00a0?'
            : `Effacer pour toujours, avec ce qui en dépend (${suivent})\u00a0?`;
        return;
      }
      void withdraw(op).then(() => {
        dispatchEvent(new Event('attente'));
        say('Effacé de ce poste.');
      });
    },
    true,
  );
  // Nothing to choose from yet: a permanence is to be opened first, then it is sent again.
  const reprise = suite?.etat === 'conflit' ? !isAChoisir(suite) : suite?.etat === 'refusee';
  const fiche = type === 'intervention.enregistrer' && (suite === undefined || suite.etat === 'refusee');
  return make(
    'div',
    '',
    'actions ecran-seul',
    ...(reprise ? [encore] : []),
    ...(fiche ? [corriger] : []),
    retirer,
  );
}

/** The entry in progress that a withdrawn mandate was signed for asks for another one. */
async function withdraw(op: string): Promise<void> {
  await poste.retirer(op);
  for (const enCours of (await poste.relireTous(FICHE).catch(() => [])) as FicheEnAttente[]) {
    if (enCours.mandat !== op) continue;
    const fiche: FicheEnAttente = { ...enCours };
    delete fiche.mandat;
    await keepFiche(fiche);
  }
}

/** Back to its screen with its answers, under the same key: it keeps its place in the list until it is kept again. */
async function correct({ op, payload, at, compte, libelle }: Operation): Promise<void> {
  const { seance = '', mandat, ...valeurs } = payload;
  await keepFiche({
    op,
    valeurs,
    demarche: String(valeurs.demarche),
    libelle,
    ...(typeof mandat === 'string' ? { mandat } : {}),
    compte,
    garde: { seance: String(seance), at },
  });
  location.assign(`${PAGE_FICHE}#${op}`);
}

async function send(): Promise<void> {
  const fin = await poste.envoyer();
  dispatchEvent(new Event('attente'));
  const { nombre } = await poste.etat();
  if (fin === 'fini')
    say(nombre === 0 ? 'Tout est enregistré.' : 'Envoyé. Il reste une question à trancher.');
}

one('[data-envoyer]')?.addEventListener('click', () => void send());
one('[data-verrouiller]')?.addEventListener(
  'click',
  () => void poste.verrouiller().then(() => location.reload()),
);
one('[data-imprimer-attente]')?.addEventListener('click', () => print());
one<HTMLFormElement>('[data-effacer-tout]')?.addEventListener('submit', (event) => {
  event.preventDefault();
  void poste.effacer().then(() => {
    if (sortie) one<HTMLFormElement>('[data-quitter]')?.requestSubmit();
    else location.reload();
  });
});
