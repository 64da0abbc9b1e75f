import type { Forme, Lecture, Reformulation } from '@porte-plume/mandat';
import { field, isChoix, type Champs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';
import { LECTURES, REFORMULATIONS } from './libelles.ts';

/** Largest signature image: a few strokes fit in far less. */
const SIGNATURE_MAX = 64 * 1024;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PREFIXE = 'data:image/png;base64,';

type Lu<T> = T | { erreurs: Erreur[] };

/** Duration step: `mois:6`, one of those shown. */
export function readDuree(champs: Champs): Lu<{ mois: number; uneFois: boolean }> {
  const mois = /^mois:(1|3|6|12)$/.exec(field(champs, 'duree'))?.[1];
  if (mois === undefined) return { erreurs: [{ champ: 'duree', phrase: 'Choisissez une durée.' }] };
  return { mois: Number(mois), uneFois: field(champs, 'uneFois') === 'oui' };
}

/** Explanation step: how it was read, and what the person said back. */
export function readLecture(champs: Champs): Lu<{ lecture: Lecture; reformulation: Reformulation }> {
  const lecture = field(champs, 'lecture');
  const reformulation = field(champs, 'reformulation');
  const erreurs: Erreur[] = [];
  if (!isChoix(lecture, LECTURES))
    erreurs.push({ champ: 'lecture', phrase: 'Dites comment le texte a été lu.' });
  if (!isChoix(reformulation, REFORMULATIONS))
    erreurs.push({ champ: 'reformulation', phrase: 'Dites si la personne l’a redit avec ses mots.' });
  if (reformulation === 'non_comprise') {
    erreurs.push({
      champ: 'reformulation',
      phrase: 'Pas de mandat aujourd’hui, alors. Continuez ensemble, elle tape et vous guidez.',
    });
  }
  return erreurs.length > 0
    ? { erreurs }
    : { lecture: lecture as Lecture, reformulation: reformulation as Reformulation };
}

/** A signature as it goes to the vault. */
export interface Signature {
  forme: Forme;
  piece?: { nature: 'signature' | 'nom_ecrit'; octets: Uint8Array };
}

/** Signature step: the person's hand (screen, written name or paper), and the writer's own acceptance. */
export function readSignature(champs: Champs): Lu<Signature> {
  const erreurs: Erreur[] = [];
  const forme = field(champs, 'forme');
  let signature: Signature | null = null;
  if (forme === 'signature_papier') signature = { forme };
  else if (forme === 'nom_ecrit') {
    const nom = field(champs, 'nomEcrit');
    if (!/\p{L}/u.test(nom) || nom.length > 120)
      erreurs.push({ champ: 'nomEcrit', phrase: 'La personne écrit son prénom et son nom.' });
    else signature = { forme, piece: { nature: 'nom_ecrit', octets: new TextEncoder().encode(nom) } };
  } else if (forme === 'signature_ecran') {
    const octets = readPng(field(champs, 'trace'));
    if (octets === null)
      erreurs.push({
        champ: 'forme',
        phrase: 'La signature est vide. Signez dans le cadre, ou choisissez le papier.',
      });
    else signature = { forme, piece: { nature: 'signature', octets } };
  } else erreurs.push({ champ: 'forme', phrase: 'Choisissez comment la personne signe.' });
  if (field(champs, 'accepte') !== 'oui') {
    erreurs.push({ champ: 'accepte', phrase: 'Le mandat demande aussi votre accord d’écrivain·e.' });
  }
  return erreurs.length > 0 || signature === null ? { erreurs } : signature;
}

function readPng(trace: string): Uint8Array | null {
  if (!trace.startsWith(PREFIXE) || trace.length > (SIGNATURE_MAX * 4) / 3 + PREFIXE.length + 4) return null;
  const octets = Buffer.from(trace.slice(PREFIXE.length), 'base64');
  return octets.length > PNG.length && octets.subarray(0, PNG.length).equals(PNG)
    ? new Uint8Array(octets)
    : null;
}
