import { search } from '@porte-plume/demarches/search';
import { checkRequis } from '../../features/accueil/requis.ts';
import { createNommage } from '../../features/demarches/nommage.ts';
import { LETTRES, RANGS, type Colonne, type Ligne, type Saisie } from '../../features/feuille/colonnes.ts';
import { colonneOf, readRang, type Recherche } from '../../features/feuille/lecture.ts';
import { checkBesoins } from './besoins.ts';
import { readCatalogue, type CatalogueDuPoste } from './catalogue.ts';
import { deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { createTour, say } from './ecran.ts';
import { FICHE, type FicheEnAttente } from './fiche.ts';
import type { Champs } from './modele.ts';
import { startVerrou } from './verrou.ts';
import { clearFautes, showFautes, type Faute } from './vue-feuille.ts';

/** Rows that are not kept yet: sealed, so that a page that closes loses none. */
const FEUILLE = 'feuille';
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
  /** Of the page that was cut: the rows may be those of a day before. */
  let seance = '';
  const ops = Array.from({ length: RANGS }, newOp);
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
  const rows = (): Ligne[] =>
    ops.map((op, rang) => {
      const saisie: Saisie = {};
      for (const lettre of LETTRES) {
        const texte = cell(lettre, rang)?.value.trim() ?? '';
        if (texte !== '') saisie[lettre] = texte;
      }
      return { op, saisie };
    });
  const isFull = ({ saisie }: Ligne): boolean => Object.keys(saisie).length > 0;
  const fillRow = (rang: number, { op, saisie }: Ligne): void => {
    ops[rang] = op;
    for (const lettre of LETTRES) {
      const case_ = cell(lettre, rang);
      if (case_) case_.value = saisie[lettre] ?? '';
    }
  };
  /** Locked, nothing can be sealed: the rows stay on the screen. */
  const keepRows = async (): Promise<void> => {
    const lignes = rows().filter(isFull);
    await (lignes.length === 0 ? poste.oublier(FEUILLE) : poste.ranger(FEUILLE, { lignes, seance })).catch(
      () => undefined,
    );
  };

  offerDemarches(catalogue, catalogue.premieres);
  const reprise = takeBack();
  const sure = startVerrou(async () => {
    await reprise;
    trousse = (await poste.relire(TROUSSE)) as Trousse | null;
    offerDemarches(catalogue, trousse?.favoris ?? catalogue.premieres);
    const gardees = (await poste.relire(FEUILLE)) as { lignes: Ligne[]; seance: string } | null;
    if (gardees === null || rows().some(isFull)) return;
    ({ seance } = gardees);
    gardees.lignes.forEach((ligne, rang) => fillRow(rang, ligne));
    say('Vos lignes à revoir sont restées ici.');
  });

  /** What was being sent when the network was cut. */
  async function takeBack(): Promise<void> {
    const repris = await poste.reprendre().catch(() => null);
    if (repris === null) return;
    const corps = new URLSearchParams(repris);
    seance = corps.get('seance') ?? '';
    for (const rang of ops.keys()) {
      const saisie: Saisie = {};
      for (const lettre of LETTRES) {
        const texte = corps.get(`${lettre}${rang + 1}`);
        if (texte !== null && texte !== '') saisie[lettre] = texte;
      }
      // The same keys: what the server recorded before the cut is not recorded twice.
      fillRow(rang, { op: corps.get(`op${rang + 1}`) ?? newOp(), saisie });
    }
    say('Le réseau s’est coupé. Vos lignes sont là : enregistrez, elles partiront plus tard.');
  }

  const destination = (): string => (seance === '' ? (trousse?.seance?.id ?? '') : seance);

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
    const lignes = rows();
    if (!lignes.some(isFull)) {
      say('Remplissez au moins une ligne.', true);
      return;
    }
    let [gardees, restent] = [0, 0];
    for (const [rang, ligne] of lignes.entries()) {
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
        payload: { ...valeurs, seance: destination() },
      });
      gardees += 1;
      fillRow(rang, { op: newOp(), saisie: {} });
    }
    await keepRows();
    dispatchEvent(new Event('attente'));
    const faites =
      gardees === 0
        ? ''
        : gardees === 1
          ? 'Une fiche gardée sur ce poste. '
          : `${gardees} fiches gardées sur ce poste. `;
    say(
      restent === 0
        ? `${faites}Elles partiront au retour du réseau.`
        : `${faites}${restent === 1 ? 'Une ligne est' : `${restent} lignes sont`} à revoir.`,
      restent > 0,
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
    await poste.ranger(FICHE, {
      op: ligne.op,
      valeurs,
      demarche: String(valeurs.demarche),
      seance: destination(),
    } satisfies FicheEnAttente);
    fillRow(rang, { op: newOp(), saisie: {} });
    await keepRows();
    location.assign('/accueil');
  }
}

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
