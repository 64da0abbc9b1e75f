import { search } from '@porte-plume/demarches/search';
import { checkBesoins } from './besoins.ts';
import { readCatalogue, type DemarcheDuPoste } from './catalogue.ts';
import { champsOf, deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { say } from './ecran.ts';
import { FICHE, type FicheEnAttente } from './fiche.ts';
import { startVerrou } from './verrou.ts';

const TOUCHES = 9;

const form = document.querySelector<HTMLFormElement>('form[data-ilot="accueil"]');
if (form) void start(form);

async function start(form: HTMLFormElement): Promise<void> {
  const { demarches: catalogue, premieres } = await readCatalogue();
  let op = newOp();
  let mandat: string | undefined;
  let seance: string | undefined;
  let garde: FicheEnAttente['garde'];
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

  function show(demarches: readonly DemarcheDuPoste[]): void {
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
    groupe.querySelector('input')?.focus();
  }

  /** Puts answers back, their démarche among those that are offered. */
  const restore = (corps: URLSearchParams): void => {
    const sienne = catalogue.find(({ id }) => id === corps.get('demarche'));
    if (sienne !== undefined)
      show([sienne, ...favoris.filter(({ id }) => id !== sienne.id)].slice(0, TOUCHES));
    fill(form, corps);
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
    const attendue = (await poste.relire(FICHE)) as FicheEnAttente | null;
    if (attendue !== null) {
      op = attendue.op;
      mandat = attendue.mandat;
      garde = attendue.garde;
      ({ seance } = attendue);
      const corps = new URLSearchParams();
      for (const [nom, valeur] of Object.entries(attendue.valeurs))
        for (const un of typeof valeur === 'string' ? [valeur] : valeur) corps.append(nom, un);
      restore(corps);
      if (garde !== undefined) say('Corrigez la fiche, puis enregistrez-la.');
      else if (mandat !== undefined) say('Mandat signé. La fiche peut reprendre.');
    } else if (chosen() === undefined && favoris.length > 0 && field('q') === '') show(favoris);
  });

  /** What was being sent when the network was cut. */
  async function takeBack(): Promise<void> {
    const repris = await poste.reprendre().catch(() => null);
    if (repris === null) return;
    const corps = new URLSearchParams(repris);
    op = corps.get('op') ?? op;
    restore(corps);
    say('Le réseau s’est coupé. Vos réponses sont là : enregistrez, elles partiront plus tard.');
  }

  async function save(): Promise<void> {
    const demarche = chosen();
    const manque =
      demarche === undefined
        ? 'Choisissez une démarche.'
        : field('mode') === ''
          ? 'Dites comment vous avez aidé.'
          : field('issue') === ''
            ? 'Dites où en est la démarche.'
            : null;
    if (demarche === undefined || manque !== null) {
      say(manque ?? '', true);
      return;
    }
    await sure();
    const trousse = (await poste.relire(TROUSSE)) as Trousse | null;
    const besoin = checkBesoins(champsOf(form), demarche, trousse);
    if (besoin.phrases.length > 0) {
      say(besoin.phrases.join(' '), true);
      return;
    }
    if (besoin.mandat && mandat === undefined) {
      await poste.ranger(FICHE, {
        op,
        valeurs: champsOf(form),
        demarche: demarche.id,
        ...(seance === undefined ? {} : { seance }),
        ...(garde === undefined ? {} : { garde }),
      } satisfies FicheEnAttente);
      location.assign('/mandat/nouveau');
      return;
    }
    const relecture = document.querySelector<HTMLElement>('[data-relecture]');
    if (besoin.relecture && relecture && field('accord') === '') {
      relecture.hidden = false;
      say('Lisez le résumé à voix haute. Notez la réponse de la personne.', true);
      return;
    }
    const valeurs = champsOf(form);
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
      // A correction is of the day when the entry was made: its time to live does not begin again.
      ...(garde === undefined ? {} : { signeLe: garde.at }),
    });
    await poste.oublier(FICHE);
    dispatchEvent(new Event('attente'));
    const derniere = op;
    form.reset();
    if (relecture) relecture.hidden = true;
    op = newOp();
    mandat = undefined;
    garde = undefined;
    seance = undefined;
    say(`Gardé sur ce poste : ${demarche.nom}. Partira au retour du réseau.`);
    await poste.ranger('derniere', { id: derniere, demarche: demarche.nom });
    form.querySelector<HTMLInputElement>('input[name="demarche"]')?.focus();
    if (navigator.onLine) void poste.envoyer().then(() => dispatchEvent(new Event('attente')));
  }
}

function fill(form: HTMLFormElement, corps: URLSearchParams): void {
  for (const champ of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    'input[name], select[name]',
  )) {
    const valeurs = corps.getAll(champ.name);
    if (champ instanceof HTMLInputElement && (champ.type === 'radio' || champ.type === 'checkbox')) {
      if (valeurs.length > 0) champ.checked = valeurs.includes(champ.value);
    } else if (champ instanceof HTMLSelectElement || champ.type !== 'hidden') {
      const [valeur] = valeurs;
      if (valeur !== undefined) champ.value = valeur;
      // Whoever typed a duration is not corrected by the clock of this page.
      if (valeur !== undefined && champ.name === 'dureeMin')
        champ.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}
