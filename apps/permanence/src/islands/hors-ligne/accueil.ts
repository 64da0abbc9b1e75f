import { search } from '@porte-plume/demarches/search';
import { checkBesoins } from './besoins.ts';
import { readCatalogue, type DemarcheDuPoste } from './catalogue.ts';
import { champsOf, deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { createTour, make, one, say } from './ecran.ts';
import { dropFiche, keepFiche, PAGE_MANDAT, readFiches, type FicheEnAttente } from './fiche.ts';
import type { Champs } from './modele.ts';
import { fill, isTouched, namesOf, restOf, sayReste, toCorps } from './saisie.ts';
import { startVerrou } from './verrou.ts';

const TOUCHES = 9;
const NOMS = ['prenom', 'nom', 'anneeNaissance'] as const;

/** Of an entry that nothing came before. */
const VIDE: Pick<EnAttenteOuNon, 'mandat' | 'garde' | 'seance' | 'compte'> = {
  mandat: undefined,
  garde: undefined,
  seance: undefined,
  compte: undefined,
};
type EnAttenteOuNon = { [C in keyof FicheEnAttente]: FicheEnAttente[C] | undefined };

const form = document.querySelector<HTMLFormElement>('form[data-ilot="accueil"]');
if (form) void start(form);

async function start(form: HTMLFormElement): Promise<void> {
  const { demarches: catalogue, premieres } = await readCatalogue();
  let op = newOp();
  let mandat: string | undefined;
  let seance: string | undefined;
  let garde: FicheEnAttente['garde'];
  let compte: string | undefined;
  let moi: string | undefined;
  /** What the page that was cut said and this one does not show. */
  let reste: Champs = {};
  let nommes = '';
  /** Taken back from a page that was cut, and not sealed yet: the device may be opened again later, on another entry. */
  let repris = false;
  const alone = createTour();
  /** What a hand answers while the worker is being asked is not answered in its place. */
  const siens = new Set<string>();
  let reprend = false;
  for (const nom of ['input', 'change'])
    form.addEventListener(nom, ({ target }) => {
      if (!reprend && target instanceof Element) siens.add(target.getAttribute('name') ?? '');
    });
  // The answers of the page itself are caught before the island that would post them.
  document.addEventListener(
    'submit',
    (event) => {
      if (event.target !== form) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const valeur = (event.submitter as HTMLButtonElement | null)?.value;
      const q = field('q');
      if (valeur === 'chercher' || (valeur === 'enregistrer' && q !== '' && chosen() === undefined))
        show(find(q));
      else if (valeur === 'favoris') show(favoris);
      else void save();
    },
    true,
  );

  /** Everything of the entry, in sight or not. */
  const collect = (): Champs => {
    const tout: Champs = { ...reste, ...champsOf(form) };
    // Told apart under one name, she would be asked again under another.
    if (noms() !== nommes) delete tout.quiEst;
    return tout;
  };
  const noms = (): string => NOMS.map(field).join('\n');
  const toFiche = (): FicheEnAttente => ({
    op,
    valeurs: collect(),
    demarche: chosen()?.id ?? '',
    ...named(chosen()),
    ...(mandat === undefined ? {} : { mandat }),
    ...(seance === undefined ? {} : { seance }),
    compte: compte ?? moi ?? '',
    ...(garde === undefined ? {} : { garde }),
  });
  const named = (une: DemarcheDuPoste | undefined) => (une === undefined ? {} : { libelle: une.nom });
  const isNommee = (): boolean => NOMS.some((nom) => field(nom) !== '');
  const field = (nom: string): string => {
    const lue = new FormData(form).get(nom);
    return typeof lue === 'string' ? lue.trim() : '';
  };
  const chosen = (): DemarcheDuPoste | undefined => catalogue.find(({ id }) => id === field('demarche'));
  const find = (mots: string): DemarcheDuPoste[] =>
    known(search(mots, { limit: TOUCHES }).map(({ id }) => id));
  const known = (ids: readonly string[]): DemarcheDuPoste[] =>
    ids.flatMap((id) => catalogue.find((une) => une.id === id) ?? []);
  let favoris = known(premieres);

  /** @param prend - takes the keyboard there: not from a hand that writes elsewhere */
  function show(demarches: readonly DemarcheDuPoste[], prend = true): void {
    const groupe = form.querySelector('#resultats .puces');
    if (!groupe || demarches.length === 0) {
      say('Aucune démarche trouvée. Essayez un mot plus simple.');
      return;
    }
    const labels = demarches.map(({ id, nom, operateur, classe }, rang) => {
      const label = document.createElement('label');
      label.className = 'puce';
      const input = document.createElement('input');
      Object.assign(input, { type: 'radio', name: 'demarche', value: id });
      if (rang === 0) input.id = 'demarche';
      const texte = document.createElement('span');
      const aide = document.createElement('small');
      aide.textContent = classe === 'sensible' ? `${operateur} · sensible` : operateur;
      texte.append(nom, aide);
      label.append(input, texte);
      return label;
    });
    groupe.replaceChildren(...labels);
    if (prend) groupe.querySelector('input')?.focus();
  }
  const isIdle = (): boolean => {
    const la = document.activeElement;
    return la === null || la === document.body || form.querySelector('#resultats')?.contains(la) === true;
  };

  /** Puts answers back, their démarche among those that are offered. */
  const restore = (corps: URLSearchParams): void => {
    const sienne = catalogue.find(({ id }) => id === corps.get('demarche'));
    if (sienne !== undefined && !siens.has('demarche'))
      show([sienne, ...favoris.filter(({ id }) => id !== sienne.id)].slice(0, TOUCHES), isIdle());
    reprend = true;
    fill(form, corps, siens);
    reprend = false;
    reste = restOf(corps, namesOf(form));
    nommes = noms();
    const pli = one<HTMLDetailsElement>('[data-personne]', form);
    if (pli && isNommee()) Object.assign(pli, { hidden: false, open: true });
  };
  show(favoris);
  const reprise = takeBack();
  const sure = startVerrou(async () => {
    await reprise;
    const trousse = (await poste.relire(TROUSSE)) as Trousse | null;
    if (trousse !== null) {
      favoris = known(trousse.favoris);
      const ligne = document.querySelector('[data-seance]');
      if (ligne && trousse.seance)
        ligne.textContent = `${trousse.seance.lieu}, ouverte à ${trousse.seance.depuis}`;
    }
    moi = trousse?.compte.id;
    // Sealed at once: a page that closes loses nothing of what was being sent.
    if (repris) await keepFiche(toFiche());
    repris = false;
    const [attendue] = await readFiches(moi);
    // What is typed here stays: what waited before goes on waiting, and is offered.
    if (isTouched(form)) await offer();
    else if (attendue !== undefined) await take(attendue);
    else if (favoris.length > 0) show(favoris, isIdle());
  });

  /** Takes up an entry that was begun, in the place of an empty one. */
  async function take(attendue: FicheEnAttente): Promise<void> {
    form.reset();
    siens.clear();
    ({ op, mandat, garde, seance, compte } = { ...VIDE, ...attendue });
    restore(toCorps(attendue.valeurs));
    if (garde !== undefined) say('Corrigez la fiche, puis enregistrez-la.');
    else if (mandat !== undefined) say('Mandat signé. La fiche peut reprendre.');
    else say(`La fiche commencée est là : finissez-la, puis enregistrez.${sayReste(reste, isNommee())}`);
    await offer();
  }

  /** The other entries that were begun here, one gesture away. @returns how many */
  async function offer(): Promise<number> {
    const autres = (await readFiches(moi)).filter((une) => une.op !== op);
    one('[data-reprises]')?.remove();
    if (autres.length === 0) return 0;
    const place = make('div', '', 'actions');
    place.dataset.reprises = '';
    for (const une of autres) {
      const nom = known([une.demarche])[0]?.nom ?? 'sans démarche';
      const bouton = make('button', `Reprendre la fiche commencée : ${nom}`, 'bouton');
      bouton.setAttribute('type', 'button');
      bouton.addEventListener('click', () => {
        void (isTouched(form) ? keepFiche(toFiche()) : Promise.resolve()).then(() => take(une));
      });
      place.append(bouton);
    }
    one('[data-dit]')?.after(place);
    return autres.length;
  }

  /** What was being sent when the network was cut. */
  async function takeBack(): Promise<void> {
    const lu = await poste.reprendre().catch(() => null);
    if (lu === null) return;
    repris = true;
    const corps = new URLSearchParams(lu);
    op = corps.get('op') ?? op;
    seance = corps.get('seance') ?? undefined;
    restore(corps);
    const suite = sayReste(reste, isNommee());
    say(`Le réseau s’est coupé. Vos réponses sont là : enregistrez, elles partiront plus tard.${suite}`);
  }

  const manqueOf = (): string | null =>
    chosen() === undefined
      ? 'Choisissez une démarche.'
      : field('mode') === ''
        ? 'Dites comment vous avez aidé.'
        : field('issue') === ''
          ? 'Dites où en est la démarche.'
          : isNommee() && NOMS.some((nom) => field(nom) === '')
            ? 'Personne à suivre : écrivez son prénom, son nom et son année de naissance, ou rien.'
            : null;

  async function save(): Promise<void> {
    const manque = manqueOf();
    if (manque !== null) {
      say(manque, true);
      return;
    }
    await sure();
    await alone(keep);
  }

  async function keep(): Promise<void> {
    const demarche = chosen();
    // Pressed twice: the first press has emptied the sheet.
    if (demarche === undefined || manqueOf() !== null) return;
    const trousse = (await poste.relire(TROUSSE)) as Trousse | null;
    const besoin = checkBesoins(collect(), demarche, trousse);
    if (besoin.phrases.length > 0) {
      say(besoin.phrases.join(' '), true);
      return;
    }
    if (besoin.mandat && mandat === undefined) {
      await keepFiche(toFiche());
      location.assign(`${PAGE_MANDAT}#${op}`);
      return;
    }
    const relecture = document.querySelector<HTMLElement>('[data-relecture]');
    if (besoin.relecture && relecture && field('accord') === '') {
      relecture.hidden = false;
      say('Lisez le résumé à voix haute. Notez la réponse de la personne.', true);
      return;
    }
    const valeurs = collect();
    delete valeurs.q;
    await deposit({
      op,
      type: 'intervention.enregistrer',
      libelle: demarche.nom,
      payload: {
        ...valeurs,
        seance: garde?.seance ?? seance ?? trousse?.seance?.id ?? '',
        ...(mandat === undefined ? {} : { mandat }),
      },
      ...(mandat === undefined ? {} : { apres: mandat }),
      compte,
      // A correction is of the day when the entry was made: its time to live does not begin again.
      ...(garde === undefined ? {} : { signeLe: garde.at }),
    });
    await dropFiche(op);
    dispatchEvent(new Event('attente'));
    await poste.ranger('derniere', { id: op, demarche: demarche.nom });
    form.reset();
    siens.clear();
    if (relecture) relecture.hidden = true;
    ({ mandat, garde, seance, compte } = VIDE);
    op = newOp();
    reste = {};
    nommes = noms();
    one('[data-personne]', form)?.setAttribute('hidden', '');
    const autres = await offer().catch(() => 0);
    say(
      `Gardé sur ce poste : ${demarche.nom}. Partira au retour du réseau.` +
        (autres === 0 ? '' : ' Ce qui était commencé attend ci-dessous.'),
    );
    form.querySelector<HTMLInputElement>('input[name="demarche"]')?.focus();
    if (navigator.onLine) void poste.envoyer().then(() => dispatchEvent(new Event('attente')));
  }
}
