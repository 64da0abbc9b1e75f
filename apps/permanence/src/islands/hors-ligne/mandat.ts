import { toDemarcheFaits } from '@porte-plume/accompagnement';
import { ACTES_COURANTS, type Recueil } from '@porte-plume/mandat';
import { toDocument } from '@porte-plume/mandat/document';
import { findLangue, toLangueDocument } from '../../features/mandat/langues.ts';
import { ACTES } from '../../features/mandat/libelles.ts';
import { textesLusOf } from '../../features/mandat/texte.ts';
import { readCatalogue, type DemarcheDuPoste } from './catalogue.ts';
import { champsOf, deposit, newOp, poste, TROUSSE, type Trousse } from './courrier.ts';
import { make, one, say } from './ecran.ts';
import { keepFiche, PAGE_FICHE, readFiches, type FicheEnAttente } from './fiche.ts';
import type { Champs } from './modele.ts';
import { constituantOf, listManques, rehearse, toDonnees, type Sujet } from './octroi.ts';
import { startVerrou } from './verrou.ts';
import { drawTexte } from './vue-mandat.ts';

const form = one<HTMLFormElement>('form[action="/mandat"]');

interface Contenu extends Sujet {
  fiche: FicheEnAttente;
}

let contenu: Contenu | null = null;
let texte = '';

const sure = startVerrou(async () => {
  const trousse = (await poste.relire(TROUSSE)) as Trousse | null;
  const [fiche] = await readFiches(trousse?.compte.id);
  const { version, demarches } = await readCatalogue();
  const demarche = demarches.find(({ id }) => id === fiche?.demarche);
  if (fiche === undefined || demarche === undefined) {
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
  // A person whom the entry names already is not named twice.
  for (const nom of ['prenom', 'nom', 'anneeNaissance']) {
    const champ = one<HTMLInputElement>(`input[name="${nom}"]`);
    if (champ?.value === '') champ.value = String(fiche.valeurs[nom] ?? '');
  }
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

let signeLe = '';
/** Being kept: the page leaves then, and a second press must not make a second mandate. */
let parti = false;

const actesOf = (champs: Champs, { demarche }: Sujet): string[] =>
  [champs[`actes.${demarche.id}`] ?? []].flat();
const dit = (champs: Champs, nom: string): string => String(champs[nom] ?? '');

/** The mandate as the package makes it, from the same answers as on the server: what is read aloud is its text. */
function read(form: HTMLFormElement, plein: Contenu): void {
  signeLe = new Date().toISOString();
  const champs = champsOf(form);
  const actes = actesOf(champs, plein);
  const manques = listManques(champs, actes, new Date(signeLe).getFullYear());
  if (manques.length > 0) {
    say(manques.join(' '), true);
    return;
  }
  const { etat, phrases } = rehearse(toDonnees(champs, actes, plein), plein, signeLe);
  if (etat === null || phrases.length > 0) {
    say(phrases.join(' '), true);
    return;
  }
  const constituant = constituantOf(champs);
  const langue = findLangue(dit(champs, 'langue'));
  const document = toDocument(etat, {
    langue: toLangueDocument(langue),
    niveau: 'langage_simple',
    genre: 'mandat',
    signeLe,
    instant: signeLe,
    identites: {
      sel: new Uint8Array(32),
      mandant: {
        nom: `${dit(champs, 'prenom')} ${dit(champs, 'nom')}`,
        naissance: dit(champs, 'anneeNaissance'),
      },
      ecrivains: [{ ref: plein.trousse.compte.id, nom: plein.trousse.compte.nom }],
      ...(constituant === null ? {} : { constituant: { nom: constituant.nom } }),
      temoins: [],
    },
  });
  if (!document.ok) {
    say(document.motifs.map(({ phrase }) => phrase).join(' '), true);
    return;
  }
  texte = JSON.stringify(textesLusOf(document.value));
  one('[data-texte]')?.replaceChildren(...drawTexte(document.value));
  const traduit = one('[data-traduit]');
  if (traduit) traduit.hidden = langue.code === 'fr';
  show('texte');
}

/** What was read and how she signs, as the package takes it; null when something is missing, which is said. */
function recueilOf(champs: Champs, { trousse }: Contenu): Recueil | null {
  const langue = findLangue(dit(champs, 'langue'));
  const forme = dit(champs, 'forme') as Recueil['forme'];
  const noms = [dit(champs, 'temoin1'), dit(champs, 'temoin2')].filter((nom) => nom !== '');
  const manque =
    forme === 'nom_ecrit' && champs.nomEcrit === undefined
      ? 'La personne écrit son prénom et son nom.'
      : forme === 'signature_ecran' && champs.trace === undefined
        ? 'La signature est vide. Signez dans le cadre.'
        : forme === 'ne_sait_signer' && champs.voixHaute !== 'oui'
          ? 'Lisez le mandat à voix haute devant les deux témoins, puis cochez.'
          : champs.accepte === 'oui'
            ? ''
            : 'Le mandat demande aussi votre accord d’écrivain·e.';
  if (manque !== '') {
    say(manque, true);
    return null;
  }
  const siens = new Set([trousse.compte.nom]);
  return {
    mode: 'presence',
    forme,
    langue: langue.code,
    lecture: (forme === 'ne_sait_signer' ? 'voix_haute' : dit(champs, 'lecture')) as Recueil['lecture'],
    interprete: (langue.code === 'fr' ? 'aucun' : dit(champs, 'interprete')) as Recueil['interprete'],
    reformulation: dit(champs, 'reformulation') as Recueil['reformulation'],
    temoins:
      forme === 'ne_sait_signer'
        ? noms.map((nom, rang) => ({ ref: `temoin-${rang}`, kind: siens.has(nom) ? 'ecrivain' : 'tiers' }))
        : [],
    noticeBilingue: langue.code !== 'fr' && langue.ecrite,
  };
}

form?.addEventListener('click', (event) => {
  const vers = (event.target as Element).closest<HTMLElement>('[data-vers]')?.dataset.vers;
  if (vers === undefined) return;
  void sure().then(() => {
    if (contenu === null) return;
    if (vers === 'texte') read(form, contenu);
    else {
      const champs = champsOf(form);
      const traduit = dit(champs, 'langue') !== 'fr';
      if (champs.lecture === undefined || champs.reformulation === undefined)
        say('Dites comment le texte a été lu, et si la personne l’a redit.', true);
      else if (traduit && champs.interprete === undefined) say('Dites qui traduit.', true);
      else show('signer');
    }
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
  await sure();
  if (contenu === null || parti) return;
  const recueil = recueilOf(champs, contenu);
  if (recueil === null) return;
  const donnees = toDonnees(champs, actesOf(champs, contenu), contenu);
  const { phrases } = rehearse(donnees, contenu, signeLe, recueil);
  if (phrases.length > 0) {
    say(phrases.join(' '), true);
    return;
  }
  parti = true;
  const { fiche, demarche } = contenu;
  const op = newOp();
  await deposit({
    op,
    type: 'mandat.signer',
    libelle: `Mandat : ${demarche.nom}`,
    payload: { ...champs, demarche: demarche.id, texte, fiche: fiche.op },
    signeLe,
    compte: fiche.compte,
  }).catch((raison: unknown) => {
    parti = false;
    throw raison;
  });
  await keepFiche({ ...fiche, mandat: op });
  // Names leave the page before the page leaves.
  form.reset();
  one('[data-texte]')?.replaceChildren();
  location.assign(`${PAGE_FICHE}#${fiche.op}`);
}
