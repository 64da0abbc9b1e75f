import { toDemarcheFaits } from '@porte-plume/accompagnement';
import {
  ACTES_COURANTS,
  decide,
  evolve,
  type Commande,
  type CommandeDe,
  type EtatMandat,
} from '@porte-plume/mandat';
import { toDocument } from '@porte-plume/mandat/document';
import { ACTES } from '../../features/mandat/libelles.ts';
import { texteOf } from '../../features/mandat/texte.ts';
import type { PartieLue } from '../../ui/lecture.tsx';
import type { FicheEnAttente } from './accueil.ts';
import { readCatalogue, type DemarcheDuPoste } from './catalogue.ts';
import { champsOf, deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { make, one, say } from './ecran.ts';
import { startVerrou } from './verrou.ts';

const FICHE = 'fiche';
const form = one<HTMLFormElement>('form[action="/mandat"]');

interface Contenu {
  fiche: FicheEnAttente;
  demarche: DemarcheDuPoste;
  version: string;
  trousse: Trousse;
}

let contenu: Contenu | null = null;
let texte: PartieLue[] = [];

const sure = startVerrou(async () => {
  const fiche = (await poste.relire(FICHE)) as FicheEnAttente | null;
  const trousse = (await poste.relire(TROUSSE)) as Trousse | null;
  const { version, demarches } = await readCatalogue();
  const demarche = demarches.find(({ id }) => id === fiche?.demarche);
  if (fiche === null || demarche === undefined) {
    say('Un mandat porte sur une démarche. Commencez par l’accueil rapide.', true);
    return;
  }
  if (trousse === null) {
    say('Ce poste n’était pas préparé avant la coupure : le mandat attend le réseau.', true);
    return;
  }
  contenu = { fiche, demarche, version, trousse };
  const titre = one('[data-demarche]');
  if (titre) titre.textContent = demarche.nom;
  offer(demarche, version);
});

/** The ordinary acts that the law does not reserve; an act that needs an express agreement waits for the network. */
function offer(demarche: DemarcheDuPoste, version: string): void {
  const faits = toDemarcheFaits(demarche, version);
  const boites = ACTES_COURANTS.filter((acte) => !faits.actesReserves.includes(acte)).map((acte) => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'checkbox', name: `actes.${demarche.id}`, value: acte });
    return make('label', '', 'case', input, make('span', ACTES[acte]));
  });
  const groupe = make('fieldset', '', 'groupe', make('legend', 'Je peux, à votre place'), ...boites);
  const place = one('[data-actes]');
  place?.replaceChildren(groupe);
  if (place) place.hidden = false;
}

function show(pas: string): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-pas]'))
    section.hidden = section.dataset.pas !== pas;
  one('[data-dit]')?.setAttribute('hidden', '');
  scrollTo(0, 0);
}

/** The mandate as the package makes it, from the same answers as on the server: what is read aloud is its text. */
function prepare(
  form: HTMLFormElement,
  { demarche, version, trousse }: Contenu,
  instant: string,
): EtatMandat | null {
  const champs = champsOf(form);
  const actes = [champs[`actes.${demarche.id}`] ?? []].flat();
  const mois = Number(/^mois:(\d+)$/.exec(String(champs.duree))?.[1]);
  const annee = Number(champs.anneeNaissance);
  const manques = [
    champs.prenom === undefined || champs.nom === undefined ? 'Écrivez le prénom et le nom.' : '',
    new Date(instant).getFullYear() - annee > 18 && annee >= 1900
      ? ''
      : 'Écrivez l’année de naissance d’une personne majeure.',
    champs.capacite === undefined ? 'Dites si une mesure de protection est en cours.' : '',
    actes.length === 0 ? 'Cochez au moins un geste.' : '',
    Number.isNaN(mois) ? 'Choisissez une durée.' : '',
  ].filter((manque) => manque !== '');
  if (manques.length > 0) {
    say(manques.join(' '), true);
    return null;
  }
  const { structure, compte } = trousse;
  const donnees = {
    structure,
    mandant: { ref: 'personne', capacite: champs.capacite, naissance: 'majeur' },
    constituant: { kind: 'mandant' },
    items: [
      {
        id: 'item-1',
        portee: { kind: 'demarche', demarche: toDemarcheFaits(demarche, version) },
        actes,
        sauf: [],
        uneFois: false,
      },
    ],
    duree: { mois },
    ecrivains: [compte.id],
  } as unknown as CommandeDe<'PreparerMandat'>['donnees'];
  const commande = {
    v: 1,
    id: 'poste',
    type: 'PreparerMandat',
    mandatId: 'poste',
    faitLe: instant,
    acteur: { kind: 'ecrivain', ref: compte.id },
    donnees,
  } as Commande;
  const resultat = decide(null, commande, {
    maintenant: instant,
    zone: structure.zone,
    alea: (octets) => crypto.getRandomValues(new Uint8Array(octets)),
    appareil: 'poste',
    seq: 0,
    habilitations: [],
    mandatsDuMandant: [],
  });
  if (resultat.ok) return resultat.value.evenements.reduce<EtatMandat | null>(evolve, null);
  say(resultat.motifs.map(({ phrase }) => phrase).join(' '), true);
  return null;
}

let signeLe = '';

function read(form: HTMLFormElement, plein: Contenu): void {
  signeLe = new Date().toISOString();
  const etat = prepare(form, plein, signeLe);
  if (etat === null) return;
  const { prenom, nom, anneeNaissance } = champsOf(form);
  const document = toDocument(etat, {
    langue: 'fr',
    niveau: 'langage_simple',
    genre: 'mandat',
    signeLe,
    instant: signeLe,
    identites: {
      sel: new Uint8Array(32),
      mandant: { nom: `${String(prenom)} ${String(nom)}`, naissance: String(anneeNaissance) },
      ecrivains: [{ ref: plein.trousse.compte.id, nom: plein.trousse.compte.nom }],
      temoins: [],
    },
  });
  if (!document.ok) {
    say(document.motifs.map(({ phrase }) => phrase).join(' '), true);
    return;
  }
  texte = texteOf(document.value);
  one('[data-texte]')?.replaceChildren(
    ...texte.map(({ titre, phrases, liste }) =>
      make(
        'section',
        '',
        'lu-partie',
        ...(titre === undefined ? [] : [make('h2', titre)]),
        ...phrases.map((phrase) => make('p', phrase)),
        ...(liste === undefined ? [] : [make('ul', '', '', ...liste.map((ligne) => make('li', ligne)))]),
      ),
    ),
  );
  show('texte');
}

form?.addEventListener('click', (event) => {
  const vers = (event.target as Element).closest<HTMLElement>('[data-vers]')?.dataset.vers;
  if (vers === undefined) return;
  void sure.then(async (unlocked) => {
    await unlocked();
    if (contenu === null) return;
    if (vers === 'texte') read(form, contenu);
    else if (champsOf(form).lecture === undefined || champsOf(form).reformulation === undefined)
      say('Dites comment le texte a été lu, et si la personne l’a redit.', true);
    else show('signer');
  });
});

form?.addEventListener('submit', (event) => {
  // The island of the signature has filled its field just before.
  event.preventDefault();
  void keep(form);
});

async function keep(form: HTMLFormElement): Promise<void> {
  delete form.dataset.parti;
  const champs = champsOf(form);
  const manque =
    champs.forme === 'nom_ecrit' && champs.nomEcrit === undefined
      ? 'La personne écrit son prénom et son nom.'
      : champs.forme === 'signature_ecran' && champs.trace === undefined
        ? 'La signature est vide. Signez dans le cadre.'
        : champs.accepte === 'oui'
          ? null
          : 'Le mandat demande aussi votre accord d’écrivain·e.';
  if (manque !== null) {
    say(manque, true);
    return;
  }
  await (
    await sure
  )();
  if (contenu === null) return;
  const { fiche, demarche } = contenu;
  const op = newOp();
  await deposit({
    op,
    type: 'mandat.signer',
    libelle: `Mandat : ${demarche.nom}`,
    payload: { ...champs, demarche: demarche.id, langue: 'fr', texte: JSON.stringify(texte) },
    signeLe,
  });
  await poste.ranger(FICHE, { ...fiche, mandat: op });
  // Names leave the page before the page leaves.
  form.reset();
  one('[data-texte]')?.replaceChildren();
  location.assign('/accueil');
}
