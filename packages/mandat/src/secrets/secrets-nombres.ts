import { hideOrdinaires, listSuites, withChiffres, type Suite } from './secrets-lecture.ts';

/** Numbers that name a person or open her account: NIR, card, tax and family-allowance numbers. */
export type KindDeNombre = 'nir' | 'carte' | 'fiscal' | 'allocataire';

const J = '[^\\p{L}\\p{N}]{0,4}';
const MOIS = '(?:0[1-9]|1[0-2]|[2-9]\\d)';
/** Written as on the card: sex, year, month, département, commune, order, key. */
const NIR_ECRIT = new RegExp(
  `(?<!\\d)[1-478]${J}\\d\\d${J}${MOIS}${J}(?:\\d\\d|2[AB])${J}\\d{3}${J}\\d{3}(?:${J}\\d\\d)?(?!\\d)`,
  'iu',
);
/** Born in Corsica: the letter makes it plain, however the digits are spaced. */
const NIR_CORSE = new RegExp(
  `(?<!\\d)([1-478](?:${J}\\d){4})${J}2${J}([AB])((?:${J}\\d){6})((?:${J}\\d){2})?(?!\\d)`,
  'giu',
);
/** Written as on a bank card, whatever stands between the groups. */
const CARTE_ECRITE = new RegExp(
  `(?<!\\d)[2-6]\\d{3}(?:${J}\\d{4}${J}\\d{4}${J}\\d{1,4}(?:${J}\\d{1,3})?|${J}\\d{6}${J}\\d{4,5})(?!\\d)`,
  'gu',
);
/** Written as on the tax notice. */
const FISCAL_ECRIT = /(?<!\d)[0-3]\d([ .\p{Pd}_/·]{1,3})\d\d\1\d{3}\1\d{3}\1\d{3}(?!\d)/u;
const FISCAL = /\b(?:fiscal(?:e|es|aux)?|impots?|spi|dgfip|declarants?|teledeclarants?|foyer)\b/i;
const SIRET = /\bsiret\b[^\p{L}\p{N}]{0,4}(?:\p{L}[\p{L}'°]{0,14}[^\p{L}\p{N}]{1,4}){0,3}$/iu;
const MOT_CAF = '(?<![a-z])(?:cafs?|alloc(?:ataires?|s)?|matricules?)(?![a-z])';
/** A few words may stand between the word and the number, never another number. */
const ENTRE = "[^\\p{L}\\p{N}]{0,4}(?:\\p{L}[\\p{L}']{0,14}[^\\p{L}\\p{N}]{1,4}){0,4}";
const SEPT = '(?<![\\d+*][ .]?)(\\d(?:[ .\\p{Pd}]{0,2}\\d){6})(?![\\d*]|[ .]\\d|[ .]?(?:€|eur))';
const ALLOCATAIRE = [
  new RegExp(`${MOT_CAF}${ENTRE}${SEPT}`, 'giu'),
  new RegExp(`${SEPT}${J}(?:[a-z](?![\\p{L}\\p{N}]))?${ENTRE}${MOT_CAF}`, 'giu'),
];

/** Which of these numbers a readable text holds; see `toLisible`. */
export function findNombres(lisible: string): Set<KindDeNombre> {
  const trouves = new Set<KindDeNombre>();
  for (const lecture of new Set([lisible, withChiffres(lisible)])) {
    const texte = hideOrdinaires(lecture);
    for (const suite of listSuites(texte)) {
      inspect(suite, trouves);
      // One whole number beside others, such as a phone number.
      for (const chiffres of suite.groupes) {
        if (suite.groupes.length > 1) inspect({ chiffres, groupes: [chiffres], avant: '' }, trouves);
      }
    }
    if (FISCAL_ECRIT.test(texte)) trouves.add('fiscal');
    if (hasNirEcrit(lecture)) trouves.add('nir');
    for (const m of lecture.matchAll(CARTE_ECRITE)) {
      const chiffres = m[0].replace(/\D/g, '');
      if (isSiret(chiffres, lecture.slice(0, m.index))) continue;
      if (chiffres.length >= 13 && isLuhn(chiffres)) trouves.add('carte');
    }
    if (ALLOCATAIRE.some((motif) => Array.from(texte.matchAll(motif)).some((m) => !isJour(m[1] ?? '')))) {
      trouves.add('allocataire');
    }
  }
  return trouves;
}

function inspect(suite: Suite, trouves: Set<KindDeNombre>): void {
  const { chiffres, avant, groupes } = suite;
  if (chiffres.length < 13 || isTelephone(suite)) return;
  const cles = listFenetres(groupes, 15).filter((f) => hasCle(f.slice(0, 13), f.slice(13)));
  // A whole number with its key is a NIR even where its fields are unheard of; a part of one must look like one.
  const estNir = cles.some((f) => isNir(f) || (f === chiffres && /^[1-8]/.test(f)));
  if (estNir) trouves.add('nir');
  if (chiffres.length === 13) {
    if (isNir(chiffres)) trouves.add('nir');
    if (/^[0-3]/.test(chiffres)) trouves.add('fiscal');
  } else if (FISCAL.test(avant.slice(-60)) && listFenetres(groupes, 13).some((f) => /^[0-3]/.test(f))) {
    trouves.add('fiscal');
  }
  if (
    chiffres.length <= 19 &&
    !isSiret(chiffres, avant) &&
    !(estNir && chiffres.length === 15) &&
    !isAvecTelephone(groupes) &&
    isLuhn(chiffres)
  )
    trouves.add('carte');
}

/** Every whole number of groups that makes `taille` digits. */
function listFenetres(groupes: readonly string[], taille: number): string[] {
  const fenetres: string[] = [];
  for (let debut = 0; debut < groupes.length; debut += 1) {
    let chiffres = '';
    for (let fin = debut; fin < groupes.length && chiffres.length < taille; fin += 1)
      chiffres += groupes[fin] ?? '';
    if (chiffres.length === taille) fenetres.push(chiffres);
  }
  return fenetres;
}

function hasNirEcrit(lisible: string): boolean {
  if (NIR_ECRIT.test(lisible)) return true;
  return Array.from(lisible.matchAll(NIR_CORSE)).some(([, debut = '', lettre = '', suite = '', cle]) => {
    const nu = (texte: string) => texte.replace(/\D/g, '');
    const nombre = `${nu(debut)}${lettre.toUpperCase() === 'A' ? '19' : '18'}${nu(suite)}`;
    return isNir(nombre) || (cle !== undefined && hasCle(nombre, nu(cle)));
  });
}

/** Sex, month and département that exist; months 20 and more stand for unknown ones. */
function isNir(nombre: string): boolean {
  return /^[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?!00)\d{8}/.test(nombre);
}

function hasCle(treize: string, cle: string): boolean {
  return Number(cle) === 97 - (Number(treize) % 97);
}

function isLuhn(chiffres: string): boolean {
  let somme = 0;
  for (let rang = 0; rang < chiffres.length; rang += 1) {
    const chiffre = Number(chiffres.charAt(chiffres.length - 1 - rang));
    const double = chiffre * 2;
    somme += rang % 2 === 0 ? chiffre : double > 9 ? double - 9 : double;
  }
  return somme % 10 === 0 && /[1-9]/.test(chiffres);
}

/** Written for abroad: + or 00, then at most 13 digits; a NIR written as on the card is looked for apart. */
function isTelephone({ chiffres, avant, groupes }: Suite): boolean {
  if (/^0033(?:0?[1-9]\d{8})$/.test(chiffres)) return true;
  if (/\+\s?\(?$/.test(avant)) return chiffres.length <= 13 && groupes.length > 1;
  return chiffres.startsWith('00') && /^\d{4,5}$/.test(groupes[0] ?? '') && groupes.length > 3;
}

/** A SIRET also passes Luhn; it is public, where it says its name. */
function isSiret(chiffres: string, avant: string): boolean {
  return chiffres.length === 14 && SIRET.test(avant.slice(-80));
}

/** A phone number in pairs with something else beside, such as a postcode or a date: no card is written so. */
function isAvecTelephone(groupes: readonly string[]): boolean {
  const texte = groupes.join(' ');
  const reste = texte.replace(/(?<!\d)0[1-9](?: \d\d){4}(?!\d)|(?<!\d)0[1-9]\d{8}(?!\d)/, ' ').trim();
  return reste.length < texte.length && !/^\d{1,2}(?: +\d{1,2})*$/.test(reste);
}

/** A day written with spaces or dots, such as 3 12 2026, also has seven digits. */
function isJour(sept: string): boolean {
  return /^(?:[1-9]\D+(?:0[1-9]|1[0-2])|(?:[012]\d|3[01])\D+[1-9])\D+(?:19|20)\d\d$/.test(sept);
}
