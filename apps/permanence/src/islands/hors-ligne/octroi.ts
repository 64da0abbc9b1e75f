import { toDemarcheFaits } from '@porte-plume/accompagnement';
import {
  decide,
  evolve,
  type Commande,
  type CommandeDe,
  type EtatMandat,
  type Evenement,
  type Recueil,
} from '@porte-plume/mandat';
import { REPRESENTANTS } from '../../features/mandat/libelles.ts';
import type { DemarcheDuPoste } from './catalogue.ts';
import type { Trousse } from './courrier.ts';
import type { Champs } from './modele.ts';

/** What a mandate on this device is made from. */
export interface Sujet {
  demarche: DemarcheDuPoste;
  version: string;
  trousse: Trousse;
}

type Donnees = CommandeDe<'PreparerMandat'>['donnees'];

/** Fingerprint of no text: what runs here is never recorded. */
const SANS_TEXTE = '0'.repeat(64);
/** A year that leaves no doubt about her majority needs no day. */
const AGE_MAJEUR = 18;
const CHARTE = '2026-1';

const text = (champs: Champs, nom: string): string => {
  const lu = champs[nom];
  return typeof lu === 'string' ? lu.trim() : '';
};

/** Who signs, from the answers: the person herself, or whom her measure or her age calls. */
export function constituantOf(champs: Champs): { kind: Donnees['constituant']['kind']; nom: string } | null {
  const attendu = REPRESENTANTS[text(champs, 'capacite') as keyof typeof REPRESENTANTS];
  if (text(champs, 'signataire') !== 'autre' && attendu === undefined) return null;
  const kind = text(champs, 'constituant') || attendu;
  return { kind: (kind ?? 'mandant') as Donnees['constituant']['kind'], nom: text(champs, 'constituantNom') };
}

/** What the first step lacks, in the words of the screen. */
export function listManques(champs: Champs, actes: readonly string[], annee: number): string[] {
  const nee = Number(text(champs, 'anneeNaissance'));
  const douteuse = annee - nee <= AGE_MAJEUR;
  const signe = constituantOf(champs);
  const naissance = text(champs, 'naissance');
  return [
    text(champs, 'prenom') === '' || text(champs, 'nom') === '' ? 'Écrivez le prénom et le nom.' : '',
    nee >= 1900 && nee <= annee ? '' : 'Écrivez l’année de naissance en quatre chiffres.',
    douteuse && naissance === ''
      ? 'Elle a peut-être moins de 18 ans\u00a0: écrivez sa date de naissance.'
      : '',
    naissance !== '' && !naissance.startsWith(String(nee))
      ? 'Cette date n’est pas de l’année de naissance écrite plus haut.'
      : '',
    text(champs, 'capacite') === '' ? 'Dites si une mesure de protection est en cours.' : '',
    signe?.kind === 'mandant' ? 'Dites qui signe.' : '',
    signe !== null && signe.nom === '' ? 'Écrivez le prénom et le nom de qui signe.' : '',
    actes.length === 0 ? 'Cochez au moins un geste.' : '',
    /^mois:\d+$/.test(text(champs, 'duree')) ? '' : 'Choisissez une durée.',
  ].filter((manque) => manque !== '');
}

/** The data of the mandate, as the server makes them from the same answers; references stand for people. */
export function toDonnees(champs: Champs, actes: readonly string[], { demarche, version, trousse }: Sujet) {
  const signe = constituantOf(champs);
  const naissance = text(champs, 'naissance');
  return {
    structure: trousse.structure,
    mandant: {
      ref: 'personne',
      capacite: text(champs, 'capacite'),
      naissance: naissance === '' ? 'majeur' : { ageCommitment: SANS_TEXTE, le: naissance },
    },
    constituant: signe === null ? { kind: 'mandant' } : { kind: signe.kind, ref: 'constituant' },
    items: [
      {
        id: 'item-1',
        portee: { kind: 'demarche', demarche: toDemarcheFaits(demarche, version) },
        actes,
        sauf: [],
        uneFois: false,
      },
    ],
    duree: { mois: Number(/^mois:(\d+)$/.exec(text(champs, 'duree'))?.[1]) },
    ecrivains: [trousse.compte.id],
  } as unknown as Donnees;
}

/** How a reading is told before anyone has read, and a signature before anyone has signed. */
const LU: CommandeDe<'EnregistrerLecture'>['donnees'] = {
  langue: 'fr',
  lecture: 'voix_haute',
  interprete: 'aucun',
  reformulation: 'comprise',
  noticeBilingue: false,
};

/**
 * Runs the commands of a whole mandate with the rules of the package, as the server will: a mandate that could not be
 * given is refused before anybody signs.
 * @returns its state once prepared, and every phrase of the first refusal
 */
export function rehearse(
  donnees: Donnees,
  { trousse }: Sujet,
  instant: string,
  recueil?: Recueil,
): { etat: EtatMandat | null; phrases: string[] } {
  const { mode, forme, temoins, ...lecture } = recueil ?? {
    ...LU,
    mode: 'presence',
    forme: 'signature_papier',
    temoins: [],
  };
  const notice = { modele: 'poste', version: '1', langue: 'fr', documentHash: SANS_TEXTE };
  const ordres: readonly [Commande['type'], unknown][] = [
    ['PreparerMandat', donnees],
    ['PresenterNotice', { notice }],
    ['EnregistrerLecture', lecture],
    ['Consentir', { recueil: { ...lecture, mode, forme, temoins }, documentHash: SANS_TEXTE }],
    ['AccepterMandat', { ecrivainRef: trousse.compte.id, charteVersion: CHARTE }],
  ];
  const kind = trousse.roles.includes('ecrivain') ? 'ecrivain' : 'benevole';
  let etat: EtatMandat | null = null;
  let prepare: EtatMandat | null = null;
  for (const [seq, [type, corps]] of ordres.entries()) {
    const commande = {
      v: 1,
      id: `poste.${seq}`,
      type,
      mandatId: 'poste',
      faitLe: instant,
      acteur: { kind, ref: trousse.compte.id },
      donnees: corps,
    } as Commande;
    const resultat = decide(etat, commande, {
      maintenant: instant,
      zone: trousse.structure.zone,
      alea: (octets) => crypto.getRandomValues(new Uint8Array(octets)),
      appareil: 'poste',
      seq,
      habilitations: [
        {
          ecrivainRef: trousse.compte.id,
          structureId: trousse.structure.id,
          kind,
          du: trousse.charteSigneeLe ?? '9999-12-31',
          charteVersion: CHARTE,
        },
      ],
      mandatsDuMandant: [],
    });
    if (!resultat.ok) return { etat: prepare, phrases: resultat.motifs.map(({ phrase }) => phrase) };
    etat = resultat.value.evenements.reduce<EtatMandat | null>(
      (avant, evenement: Evenement) => evolve(avant, evenement),
      etat,
    );
    prepare ??= etat;
  }
  return { etat: prepare, phrases: [] };
}
