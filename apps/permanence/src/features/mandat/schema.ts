import {
  CAPACITES,
  FORMES,
  INTERPRETES,
  LECTURES,
  MODES_RECUEIL,
  REFORMULATIONS,
  type Capacite,
  type CommandeDe,
  type Forme,
  type ModeRecueil,
} from '@porte-plume/mandat';
import type { NaturePiece } from '../../domain/personnes.ts';
import { field, FICHIER_MAX, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';
import { findLangue } from './langues.ts';
import { NOM_MAX } from './qui.ts';

/** Largest signature image: a few strokes fit in far less. */
const SIGNATURE_MAX = 64 * 1024;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const PREFIXE = 'data:image/png;base64,';
const LETTRES = /\p{L}/u;

type Lu<T> = T | { erreurs: Erreur[] };
type Lecture = CommandeDe<'EnregistrerLecture'>['donnees'];

/** How the text was read, and what the person said back; `interpreteNom` goes to the vault. */
export interface Explication {
  lecture: Lecture;
  interpreteNom?: string;
}

/** Explanation step. A translated text counts as a bilingual notice: it was on the screen. */
export function readLecture(champs: Champs): Lu<Explication> {
  const erreurs: Erreur[] = [];
  const langue = findLangue(field(champs, 'langue'));
  const etrangere = langue.code !== 'fr';
  const lecture = oneOf(field(champs, 'lecture'), LECTURES);
  const reformulation = oneOf(field(champs, 'reformulation'), REFORMULATIONS);
  const interprete = etrangere ? oneOf(field(champs, 'interprete'), INTERPRETES) : 'aucun';
  const interpreteNom = field(champs, 'interpreteNom');
  if (interprete === null) erreurs.push({ champ: 'interprete', phrase: 'Dites qui traduit.' });
  if (interpreteNom.length > NOM_MAX)
    erreurs.push({
      champ: 'interpreteNom',
      phrase: `Raccourcissez ce nom\u00a0: ${NOM_MAX} signes au plus.`,
    });
  if (lecture === null) erreurs.push({ champ: 'lecture', phrase: 'Dites comment le texte a été lu.' });
  if (reformulation === null)
    erreurs.push({ champ: 'reformulation', phrase: 'Dites si la personne l’a redit avec ses mots.' });
  if (erreurs.length > 0 || lecture === null || reformulation === null || interprete === null)
    return { erreurs };
  const nomme = interprete !== 'aucun' && interprete !== 'telephone' && LETTRES.test(interpreteNom);
  return {
    lecture: {
      langue: langue.code,
      lecture,
      interprete,
      reformulation,
      noticeBilingue: etrangere && langue.ecrite,
    },
    ...(nomme ? { interpreteNom } : {}),
  };
}

/** What goes to the vault, and whether its fingerprint is a proof in the chain. */
export interface Piece {
  nature: NaturePiece;
  octets: Uint8Array;
  preuve?: 'trace_signature' | 'scan';
}

/** The person's hand, or what stands for it, as the form says. */
export interface SignatureLue {
  forme: Forme;
  mode: ModeRecueil;
  temoins: readonly string[];
  piece?: Piece;
}

/** Reads how the person signs: screen, written name, paper, witnesses or voice, and where she is. */
export function readSignature(champs: Champs, scan: Uint8Array | null): Lu<SignatureLue> {
  const erreurs: Erreur[] = [];
  const forme = oneOf(field(champs, 'forme'), FORMES);
  const mode = oneOf(field(champs, 'mode') || 'presence', MODES_RECUEIL);
  if (forme === null) erreurs.push({ champ: 'forme', phrase: 'Choisissez comment la personne signe.' });
  if (mode === null) erreurs.push({ champ: 'mode', phrase: 'Dites où est la personne.' });
  const piece = forme === null ? undefined : readPiece(forme, champs, scan, erreurs);
  const temoins = forme === 'ne_sait_signer' ? readTemoins(champs, erreurs) : [];
  if (erreurs.length > 0 || forme === null || mode === null) return { erreurs };
  return { forme, mode, temoins, ...(piece === undefined ? {} : { piece }) };
}

/** The writer's own acceptance, and the capacity when it was still unknown. */
export function readAcceptation(
  champs: Champs,
  inconnue: boolean,
): Lu<{ capacite?: Exclude<Capacite, 'inconnue'> }> {
  const erreurs: Erreur[] = [];
  const capacite = oneOf(field(champs, 'capacite'), CAPACITES);
  if (field(champs, 'accepte') !== 'oui')
    erreurs.push({ champ: 'accepte', phrase: 'Le mandat demande aussi votre accord d’écrivain·e.' });
  if (!inconnue) return erreurs.length > 0 ? { erreurs } : {};
  if (capacite === null || capacite === 'inconnue') {
    const phrase = 'Sans cette réponse, le mandat ne peut pas être accepté. Faites avec la personne.';
    return { erreurs: [{ champ: 'capacite', phrase }, ...erreurs] };
  }
  return erreurs.length > 0 ? { erreurs } : { capacite };
}

function readPiece(
  forme: Forme,
  champs: Champs,
  scan: Uint8Array | null,
  erreurs: Erreur[],
): Piece | undefined {
  switch (forme) {
    case 'signature_ecran': {
      const octets = readPng(field(champs, 'trace'));
      if (octets !== null) return { nature: 'signature', octets, preuve: 'trace_signature' };
      const phrase = 'La signature est vide. Signez dans le cadre, ou choisissez le papier.';
      erreurs.push({ champ: 'forme', phrase });
      return undefined;
    }
    case 'nom_ecrit': {
      const nom = field(champs, 'nomEcrit');
      if (LETTRES.test(nom) && nom.length <= NOM_MAX)
        return { nature: 'nom_ecrit', octets: new TextEncoder().encode(nom) };
      erreurs.push({ champ: 'nomEcrit', phrase: 'La personne écrit son prénom et son nom.' });
      return undefined;
    }
    case 'signature_papier':
      return readPapier(champs, scan, erreurs);
    case 'ne_sait_signer':
    case 'oral_a_regulariser':
      return undefined;
  }
}

/** The signed sheet: a scan in the vault, whose fingerprint is a proof, or where the paper is filed. */
function readPapier(champs: Champs, scan: Uint8Array | null, erreurs: Erreur[]): Piece | undefined {
  if (field(champs, 'preuvePapier') === 'scan') {
    const phrase = checkScan(scan);
    if (phrase === null && scan !== null) return { nature: 'scan', octets: scan, preuve: 'scan' };
    erreurs.push({ champ: 'scan', phrase: phrase ?? '' });
    return undefined;
  }
  const reference = field(champs, 'referencePapier');
  if (reference.length > 80)
    erreurs.push({ champ: 'referencePapier', phrase: 'Raccourcissez\u00a0: 80 signes au plus.' });
  return reference === ''
    ? undefined
    : { nature: 'reference_papier', octets: new TextEncoder().encode(reference) };
}

/** Why a file is no scan; its name and its declared type prove nothing, its first bytes do. */
function checkScan(scan: Uint8Array | null): string | null {
  if (scan === null) return 'Choisissez le fichier du scan, ou classez la feuille au dossier papier.';
  if (scan.length > FICHIER_MAX) return 'Ce fichier est trop lourd\u00a0: 5 Mo au plus.';
  const connu = [PDF, PNG, JPEG].some((debut) => startsWith(scan, debut));
  return connu ? null : 'Ce fichier n’est ni un PDF, ni une image PNG ou JPEG. Choisissez-en un autre.';
}

function readTemoins(champs: Champs, erreurs: Erreur[]): string[] {
  const noms = ['temoin1', 'temoin2'].map((champ) => {
    const nom = field(champs, champ);
    if (nom.length > NOM_MAX)
      erreurs.push({ champ, phrase: `Raccourcissez ce nom\u00a0: ${NOM_MAX} signes au plus.` });
    return nom;
  });
  if (field(champs, 'voixHaute') !== 'oui') {
    const phrase = 'Lisez le mandat à voix haute devant les deux témoins, puis cochez.';
    erreurs.push({ champ: 'voixHaute', phrase });
  }
  return noms.filter((nom) => LETTRES.test(nom));
}

function readPng(trace: string): Uint8Array | null {
  if (!trace.startsWith(PREFIXE) || trace.length > (SIGNATURE_MAX * 4) / 3 + PREFIXE.length + 4) return null;
  const octets = new Uint8Array(Buffer.from(trace.slice(PREFIXE.length), 'base64'));
  return octets.length > PNG.length && startsWith(octets, PNG) ? octets : null;
}

function startsWith(octets: Uint8Array, debut: readonly number[]): boolean {
  return debut.every((octet, rang) => octets[rang] === octet);
}
