import { search } from '@porte-plume/demarches/search';
import { checkRequis } from '../../features/accueil/requis.ts';
import { createNommage } from '../../features/demarches/nommage.ts';
import { LETTRES, RANGS, type Colonne, type Ligne, type Saisie } from '../../features/feuille/colonnes.ts';
import { colonneOf, readRang, type Recherche } from '../../features/feuille/lecture.ts';
import { checkBesoins } from './besoins.ts';
import { readCatalogue, type CatalogueDuPoste } from './catalogue.ts';
import { deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { createTour, say } from './ecran.ts';
import { keepFiche, PAGE_FICHE } from './fiche.ts';
import { createLignes, isFull, readCorps, type LigneGardee } from './lignes.ts';
import type { Champs } from './modele.ts';
import { startVerrou } from './verrou.ts';
import { clearFautes, showFautes, type Faute } from './vue-feuille.ts';

const FAVORITES = 12;
const CANDIDATES = 4;
/** The day on the wall, where this device is. */
const JOUR = new Intl.DateTimeFormat('fr-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

const form = document.querySelector<HTMLFormElement>('form[data-ilot="grille"]');
if (form) void start(form);

async function start(form: HTMLFormElement): Promise<void> {
  const catalogue = await readCatalogue();
  const find = createRecherche(catalogue);
  let trousse: Trousse | null = null;
  const lignes = createLignes();
  const ops = Array.from({ length: RANGS }, newOp);
  /** Of each row: a page that was cut may be that of a day before; what waits is of the account that typed it. */
  const origines: Pick<LigneGardee, 'seance' | 'compte'>[] = ops.map(() => ({ seance: '' }));
  const alone = createTour();

  document.addEventListener(
    'submit',
    (event) => {
      if (event.target !== form) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void save();
    },
    true,
  );
  form.addEventListener('click', ({ target }) => {
    const rang = (target as Element).closest<HTMLElement>('[data-fiche]')?.dataset.fiche;
    if (rang !== undefined) void openFiche(Number(rang));
  });
  form.addEventListener('change', () => void keepRows());

  const cell = (lettre: Colonne, rang: number): HTMLInputElement | null =>
    form.querySelector(`input[name="${lettre}${rang + 1}"]`);
  const rows = (): LigneGardee[] =>
    ops.map((op, rang) => {
      const saisie: Saisie = {};
      for (const lettre of LETTRES) {
        const texte = cell(lettre, rang)?.value.trim() ?? '';
        if (texte !== '') saisie[lettre] = texte;
      }
      return { op, saisie, ...(origines[rang] ?? { seance: '' }) };
    });
  const fillRow = (rang: number, { op, saisie, seance, compte }: LigneGardee): void => {
    ops[rang] = op;
    origines[rang] = { seance, compte };
    for (const lettre of LETTRES) {
      const case_ = cell(lettre, rang);
      if (case_) case_.value = saisie[lettre] ?? '';
    }
  };
  const keepRows = (): Promise<void> =>
    lignes.keep(() => rows().map((une) => ({ ...une, compte: une.compte ?? trousse?.compte.id })));
  /** Rows that wait take the free places, never that under a hand; the others go on waiting. @returns those left, and placed */
  const placeRows = async (): Promise<{ placees: number; restent: number }> => {
    const attendent = await lignes.waiting(rows(), trousse?.compte.id);
    const sale = rows().some(isFull);
    const libres = rows().flatMap((ligne, rang) =>
      isFull(ligne) || (sale && cell('d', rang)?.closest('tr')?.contains(document.activeElement) === true)
        ? []
        : [rang],
    );
    const placees = attendent.slice(0, libres.length);
    placees.forEach((ligne, ordre) => {
      lignes.note(ligne);
      fillRow(libres[ordre] ?? 0, ligne);
    });
    return { placees: placees.length, restent: attendent.length - placees.length };
  };

  offerDemarches(catalogue, catalogue.premieres);
  const reprise = takeBack();
  const sure = startVerrou(async () => {
    await reprise;
    trousse = (await poste.relire(TROUSSE)) as Trousse | null;
    offerDemarches(catalogue, trousse?.favoris ?? catalogue.premieres);
    // What was typed before the device opened is sealed first, and stays where it is.
    await keepRows();
    const { placees, restent } = await placeRows();
    if (placees > 0 || restent > 0) say(`Vos lignes à revoir sont restées ici.${sayRestent(restent)}`);
  });

  /** What was being sent when the network was cut. */
  async function takeBack(): Promise<void> {
    const repris = await poste.reprendre().catch(() => null);
    if (repris === null) return;
    const corps = new URLSearchParams(repris);
    const origine = { seance: corps.get('seance') ?? '' };
    for (const [rang, ligne] of rows().entries()) {
      const saisie = readCorps(corps, rang, LETTRES);
      // A hand that was quicker keeps its row.
      if (!isFull({ op: '', saisie }) || isFull(ligne)) continue;
      // The same keys: what the server recorded before the cut is not recorded twice.
      fillRow(rang, { op: corps.get(`op${rang + 1}`) ?? newOp(), saisie, ...origine });
    }
    say('Le réseau s’est coupé. Vos lignes sont là : enregistrez, elles partiront plus tard.');
  }

  const destination = ({ seance }: LigneGardee): string =>
    seance === '' ? (trousse?.seance?.id ?? '') : seance;

  /** Favourites of the kit, completed: their rank is the number that is typed. */
  function favorites(): { code: string; libelle: string }[] {
    const ids = [...new Set([...(trousse?.favoris ?? []), ...catalogue.premieres])].slice(0, FAVORITES);
    return toChoix(catalogue, ids);
  }

  function read(ligne: Ligne): { valeurs: Champs; fautes: Faute[]; fiche: boolean } {
    const date = trousse?.seance?.date ?? JOUR.format(new Date());
    const { valeurs: lues, erreurs } = readRang(ligne.saisie, { favorites: favorites(), date, find });
    const colonnes = new Set<string>(erreurs.map(({ champ }) => champ));
    const manques = checkRequis(lues, (id) => catalogue.demarches.some((une) => une.id === id))
      .map(({ champ, phrase }) => ({ champ: colonneOf(champ), phrase }))
      .filter(({ champ }) => !colonnes.has(champ));
    const valeurs = { ...lues } as Champs;
    const fautes: Faute[] = [...erreurs, ...manques];
    const demarche = catalogue.demarches.find(({ id }) => id === lues.demarche);
    if (fautes.length > 0 || demarche === undefined) return { valeurs, fautes, fiche: false };
    const { mandat, relecture, phrases } = checkBesoins(valeurs, demarche, trousse);
    if (phrases.length > 0)
      return { valeurs, fautes: phrases.map((phrase) => ({ champ: 'm', phrase })), fiche: false };
    return mandat || relecture
      ? {
          valeurs,
          fautes: [{ champ: 'm', phrase: 'Il faut d’abord un mandat, ou une relecture.' }],
          fiche: true,
        }
      : { valeurs, fautes, fiche: false };
  }

  /** What is right is kept now, row by row; what is not stays here with its reasons. */
  async function save(): Promise<void> {
    await sure();
    await alone(keep);
  }

  async function keep(): Promise<void> {
    clearFautes(form);
    const pleines = rows();
    if (!pleines.some(isFull)) {
      say('Remplissez au moins une ligne.', true);
      return;
    }
    let [gardees, restent] = [0, 0];
    for (const [rang, ligne] of pleines.entries()) {
      if (!isFull(ligne)) continue;
      const { valeurs, fautes, fiche } = read(ligne);
      if (fautes.length > 0) {
        restent += 1;
        showFautes(form, rang, fautes, fiche);
        continue;
      }
      await deposit({
        op: ligne.op,
        type: 'intervention.enregistrer',
        libelle: catalogue.demarches.find(({ id }) => id === valeurs.demarche)?.nom ?? 'Fiche',
        payload: { ...valeurs, seance: destination(ligne) },
        compte: ligne.compte,
      });
      gardees += 1;
      fillRow(rang, vide());
    }
    await keepRows();
    const { placees, restent: attendent } = await placeRows();
    dispatchEvent(new Event('attente'));
    const faites =
      gardees === 0
        ? ''
        : gardees === 1
          ? 'Une fiche gardée sur ce poste. '
          : `${gardees} fiches gardées sur ce poste. `;
    const aRevoir = restent + placees;
    say(
      aRevoir === 0
        ? `${faites}Elles partiront au retour du réseau.`
        : `${faites}${aRevoir === 1 ? 'Une ligne est' : `${aRevoir} lignes sont`} à revoir.${sayRestent(attendent)}`,
      aRevoir > 0,
    );
    form.querySelector<HTMLInputElement>(restent > 0 ? '[aria-invalid="true"]' : 'input[name="d1"]')?.focus();
    if (navigator.onLine) void poste.envoyer().then(() => dispatchEvent(new Event('attente')));
  }

  /** A row becomes an entry, where a mandate is prepared; the other rows wait in the sheet. */
  async function openFiche(rang: number): Promise<void> {
    const ligne = rows()[rang];
    if (ligne === undefined) return;
    await sure();
    const { valeurs } = read(ligne);
    const demarche = String(valeurs.demarche);
    await keepFiche({
      op: ligne.op,
      valeurs,
      demarche,
      libelle: catalogue.demarches.find(({ id }) => id === demarche)?.nom ?? 'Fiche',
      seance: destination(ligne),
      ...(ligne.compte === undefined ? {} : { compte: ligne.compte }),
    });
    fillRow(rang, vide());
    await keepRows();
    location.assign(`${PAGE_FICHE}#${ligne.op}`);
  }
}

const vide = (): LigneGardee => ({ op: newOp(), saisie: {}, seance: '' });

const sayRestent = (nombre: number): string =>
  nombre === 0
    ? ''
    : nombre === 1
      ? ' Une autre attend une place libre.'
      : ` ${nombre} autres attendent une place libre.`;

/** The search of the page, on the facts that the device keeps. */
function createRecherche(catalogue: CatalogueDuPoste): Recherche {
  const findNommee = createNommage(catalogue.demarches);
  return (mots) => {
    const trouvees = search(mots, { limit: CANDIDATES });
    const [seule, autre] = trouvees;
    const code = catalogue.demarches.find(({ id }) => id === mots)?.id;
    const id =
      code ?? findNommee(mots) ?? (autre === undefined && seule?.sur === true ? seule.id : undefined);
    if (id !== undefined) return { id };
    return {
      candidates: toChoix(
        catalogue,
        trouvees.map((une) => une.id),
      ).map(({ libelle }) => libelle),
    };
  };
}

function toChoix({ demarches }: CatalogueDuPoste, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const connue = demarches.find((une) => une.id === id);
    return connue === undefined ? [] : [{ code: id, libelle: connue.nom }];
  });
}

/** The short list under the first column, in the order of its numbers. */
function offerDemarches(catalogue: CatalogueDuPoste, favoris: readonly string[]): void {
  const ids = [...new Set([...favoris, ...catalogue.premieres])].slice(0, FAVORITES);
  document.querySelector('#ld')?.replaceChildren(
    ...toChoix(catalogue, ids).map(({ libelle }, rang) => {
      const option = document.createElement('option');
      option.value = libelle;
      option.label = String(rang + 1);
      return option;
    }),
  );
}
