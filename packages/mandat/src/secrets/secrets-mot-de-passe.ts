import {
  CODES_PUBLICS,
  MOIS,
  MOTS_DE_PASSE_COURANTS,
  PAROLES,
  QUALIFICATIFS,
  RUPTURES,
  UNITES,
} from './secrets-lexique.ts';

const MOT_DE_PASSE =
  /(?<![a-z])(?:m[\s.]?d[\s.]?p|m[o0]ts?[\s_-]*de[\s_-]*pass?es?|pass?[\s_-]?w(?:or)?d|pwd|pass?e?code|phrases?[\s_-]de[\s_-]passe)(?![a-z])/g;
const CODE = /(?<![a-z])(?:(?:digi)?codes?|pin)(?![a-z])/g;
const PORTEE = 6;
/** Signs read around the word: ample for what is read, and a long text stays quick. */
const VOISINAGE = 300;

const BORDS_GAUCHE = /^[\s"'«»“”()[\]{}<>:=→,;.…*#-]+/;
const BORDS_DROITE = /[\s"'«»“”()[\]{}<>:,;.…]+$/;
const LIEN = /[:=→«"“]/;
const LIANTS = /[-.,/:;'()&°«»"“”+–—_*]+/u;
const SIGNES = /[!#$%=<>?@[\\\]^`{|}~£€§]/;

/** What people write every day though it mixes letters, digits and signs. */
const ORDINAIRES = [
  // hours, dates, ordinals, quantities, sums
  /^(?:(?:rdv|lun|mar|mer|jeu|ven|sam|dim|de|a|des)\.?:?)?\d{1,2}(?:h(?:\d\d)?|:\d\d)(?:(?:[-/–,;&+a]|et)\d{1,2}(?:h(?:\d\d)?|:\d\d)?)*(?:\/\p{L}+)?$/iu,
  /^\d+x\d+\p{L}*(?:\/\p{L}+)?$/iu,
  /^\d{1,4}([./-])\d{1,2}\1\d{2,4}$/,
  /^(?:\p{L}{2,4}\.?:)?\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?:-\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)?$/u,
  /^\d+(?:ers?|eres?|e|emes?|nde?s?|iemes?)(?:[/-]\d+(?:ers?|eres?|e|emes?))*$/i,
  /^[+~<>±]?\d+(?:[.,]\d+)?(?:€|k€|eur|euros?|%|k|h|j|min|mn|km|m2|go|mo|cm|kg|ans?|mois|jours?|p|x|°)(?:\/\p{L}+\.?)?$/iu,
  /^(?:x\d+|\d+x)$/i,
  // addresses of the web and of mail
  /^[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$/i,
  /^(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,6}(?:\/[\w./?=&%#~+-]*)?$/i,
];

/** What people also write, but not where a code is expected. */
const REFERENCES = [
  // forms, articles of law, paper sizes, groups, floors
  /^n?[o°]?\.?\d+(?:[/-]\d+)*$/i,
  /^(?:cerfa)?(?:n[o°]?)?\d{4,5}[*]\d{2}$/i,
  /^(?:art\.?)?[lrda][.*]?\s?\d+(?:[.-]\d+)*(?:[/-][lrda][.*]?\d+(?:[.-]\d+)*)*$/i,
  /^\p{L}{1,3}\d{1,3}(?:[/-]\p{L}{0,3}\d{1,3})*$/u,
  /^\d{1,4}(?:-\p{L}{1,4})+$/u,
  /^(?:covid|agenda|ligne|bus|tram|lot|bat|apt|appt|tel|fax|cerfa|rdv|art|page|dossier|windows|office|iphone|ipad|galaxy|internet|excel|niveau|module|atelier|seance|batiment|porte)\W?\d+\p{L}?$/iu,
];

/** Whether a readable text gives a password or a code, or holds a word that can only be one. */
export function hasMotDePasse(lisible: string): boolean {
  const texte = lisible.replace(/\s+/g, ' ');
  const bas = texte.toLowerCase();
  for (const [motif, fort] of [
    [MOT_DE_PASSE, true],
    [CODE, false],
  ] as const) {
    for (const m of bas.matchAll(motif)) {
      const avant = /([a-z]+)\s$/.exec(bas.slice(Math.max(0, m.index - VOISINAGE), m.index))?.[1] ?? '';
      if (!fort && CODES_PUBLICS.has(avant)) continue;
      const debut = m.index + m[0].length;
      if (isDonne(texte.slice(debut, debut + VOISINAGE), fort)) return true;
    }
  }
  return texte.split(' ').some(isAuHasard);
}

/** Reads the few words after « mot de passe » or « code ». */
function isDonne(suite: string, fort: boolean): boolean {
  const [clause = ''] = suite.split(/(?<=\p{L})[.;?!…](?:\s|$)|(?<=\S),\s/u, 1);
  const mots = clause.split(/\s+/).filter((mot) => mot !== '');
  let lie = false;
  let direct = true;
  for (const [rang, brut] of mots.slice(0, PORTEE).entries()) {
    const bord = BORDS_GAUCHE.exec(brut)?.[0] ?? '';
    lie ||= LIEN.test(bord);
    const mot = trim(brut).replace(/^n[o°]\.?(?=\d)/i, '');
    if (mot === '') continue;
    const bas = mot.toLowerCase();
    if (!fort && !lie && CODES_PUBLICS.has(bas)) return false;
    if (/^(?:c')?(?:est|etait|sera)$/.test(bas)) {
      lie = true;
      continue;
    }
    const place = direct || lie;
    if (isCode(mot, mots.slice(rang), place, fort)) return true;
    if (fort && place && isMotSeul(mot, mots.slice(rang + 1), lie || LIEN.test(bord))) return true;
    if (RUPTURES.has(bas) && !(QUALIFICATIFS.has(bas) && direct)) return false;
    direct &&= QUALIFICATIFS.has(bas.replace(/^[dl]'/, ''));
    lie = /[:=→]["'«»“”]*$/.test(brut);
  }
  return false;
}

/** Digits in the right place, or a mix that no word has. */
function isCode(mot: string, mots: readonly string[], place: boolean, fort: boolean): boolean {
  const suivant = trim(mots[1] ?? '').toLowerCase();
  if (/^\d+$/.test(mot)) return place && isChiffres(mots, suivant);
  if (mot.length < 4 || isOrdinaire(mot) || (!place && isReference(mot))) return false;
  const mixte = /\d/.test(mot) && /\p{L}/u.test(mot);
  const signe = /[\p{L}\d][@#$!&_*+=%^~|\\?]+[\p{L}\d]/u.test(mot);
  const signeFinal = /\d/.test(mot) && /[@#$!&_*+=%^~?]$/.test(mot);
  if (mixte || signe || signeFinal) return place || fort;
  const bosses = /^\p{L}*\p{Ll}\p{Lu}/u.test(mot) && !/^\p{Lu}?\p{Ll}{2,}(?:\p{Lu}\p{Ll}{2,})+$/u.test(mot);
  return place && (bosses ? fort : MOTS_DE_PASSE_COURANTS.has(mot.toLowerCase()));
}

/** 3 digits and more, in one or several groups, that are neither a phone number, a year, nor a count of something. */
function isChiffres(mots: readonly string[], suivant: string): boolean {
  const groupes: string[] = [];
  for (const brut of mots) {
    const mot = trim(brut);
    if (!/^\d+$/.test(mot)) break;
    groupes.push(mot);
  }
  const chiffres = groupes.join('');
  const apres = trim(mots[groupes.length] ?? '').toLowerCase();
  if (UNITES.has(apres) || MOIS.has(apres) || (groupes.length === 1 && UNITES.has(suivant))) return false;
  return chiffres.length >= 3 && chiffres.length <= 12 && !/^(?:0|33|0033)[1-9]\d{8}$/.test(chiffres);
}

/** A plain word set down as a password: « mdp : soleil ». */
function isMotSeul(mot: string, reste: readonly string[], lie: boolean): boolean {
  if (!lie || reste.some((m) => trim(m) !== '')) return false;
  const bas = mot.toLowerCase();
  return /^\p{L}{4,}$/u.test(mot) && !PAROLES.has(bas) && !/(?:e|ee|es|er|ir|ion|ment)$/.test(bas);
}

/** Eight characters and more that mix three classes among small letters, capitals, digits and signs. */
function isAuHasard(brut: string): boolean {
  const entier = trim(brut);
  const mot = /\d/.test(entier) ? entier : entier.replace(/^[!?@]+|[!?]+$/g, '');
  const sec = mot.replace(/[!?]+$/, '');
  if (mot.length < 8 || isOrdinaire(sec) || isReference(sec)) return false;
  const classes = countClasses(mot);
  const parts = mot.split(LIANTS);
  // Dashes and the like join words and numbers: they make a class only beside a part that is itself a muddle.
  const meli = parts.length > 1 && parts.some((p) => (p.match(/\d(?=\p{L})|\p{L}(?=\d)/gu) ?? []).length > 2);
  const signe = SIGNES.test(mot) || meli;
  return parts.some((p) => countClasses(p) === 3) || (classes >= 2 && signe);
}

function countClasses(mot: string): number {
  return [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\d/].filter((classe) => classe.test(mot)).length;
}

function isOrdinaire(mot: string): boolean {
  return ORDINAIRES.some((forme) => forme.test(mot));
}

function isReference(mot: string): boolean {
  return REFERENCES.some((forme) => forme.test(mot));
}

function trim(brut: string): string {
  return brut.replace(BORDS_GAUCHE, '').replace(BORDS_DROITE, '');
}
