/** Reads a text the way a suspicious eye does: look-alikes, odd digits and invisible characters undone. */

const SOSIES = new Map(
  [
    // Cyrillic
    ['АВЕЅІЈКМНОРСТХУаеѕіјорсху', 'ABESIJKMHOPCTXYaesijopcxy'],
    // Greek
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν', 'ABEZHIKMNOPTYXoiv'],
  ].flatMap(([de = '', vers = '']) => Array.from(de).map((c, rang) => [c, vers.charAt(rang)] as const)),
);

/** A plain address of the web: its numbers name a page. One with a question may carry anything. */
const ADRESSE = /https?:\/\/[^\s?@]+(?=\s|$)/gi;
const INVISIBLES = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu;

/** Plain letters and digits, no accent, no invisible character; case is kept. */
export function toLisible(texte: string): string {
  return texte
    .normalize('NFKD')
    .replace(INVISIBLES, '')
    .replace(/[\u0370-\u04ff]/g, (c) => SOSIES.get(c) ?? c)
    .replace(/(?![0-9])\p{Nd}/gu, toChiffre)
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(ADRESSE, '¤');
}

/** Digits of every script come in tens, from zero. */
function toChiffre(chiffre: string): string {
  let point = chiffre.codePointAt(0) ?? 0;
  let valeur = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - 1))) {
    point -= 1;
    valeur += 1;
  }
  return String(valeur % 10);
}

/** The letters O, I and l typed for 0 and 1 between digits. */
export function withChiffres(lisible: string): string {
  return lisible.replace(/(?<=\d[ .-]?)[OolI]{1,3}(?=[ .-]?\d)/g, (lettres) =>
    lettres.replace(/[Oo]/g, '0').replace(/[lI]/g, '1'),
  );
}

const DATE =
  /(?<!\d[./-]?)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d([-/])[01]?\d\2[0-3]?\d)(?![./-]?\d)/g;
const HEURE = /(?<![\d:])(?:[01]?\d|2[0-4])(?:\s?[hH]\s?(?:[0-5]\d)?|:[0-5]\d)(?![\d:])/g;
const MONTANT = /(?<!\d[ .]?)\d{1,3}(?:[ .]?\d{3}){0,2}(?:[.,]\d{1,2})?\s?(?:€|k€|eur(?:os?)?\b)/gi;

/** Hides dates, hours and amounts that stand alone, so that they do not lend their digits to their neighbours. */
export function hideOrdinaires(lisible: string): string {
  return lisible.replace(DATE, ' ¤ ').replace(HEURE, ' ¤ ').replace(MONTANT, ' ¤ ');
}

/** A number as written: its digits, the sizes of its groups, and what stands before it. */
export interface Suite {
  chiffres: string;
  groupes: string[];
  avant: string;
}

/** A full stop and a space end a sentence. */
const SUITE = /\d(?:(?!\.\s)[\s.\p{Pd}_/·•|()+']{0,3}\d)*/gu;

/** Every run of digits, spaces and light punctuation being ignored inside. */
export function listSuites(texte: string): Suite[] {
  return Array.from(texte.matchAll(SUITE), (m) => {
    const groupes = m[0].split(/\D+/);
    return { chiffres: groupes.join(''), groupes, avant: texte.slice(0, m.index) };
  });
}
