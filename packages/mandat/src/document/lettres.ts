/** French typography of a constant text, and French numbers in words. */

const UNITES =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const DIZAINES = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];

/** French typography of a constant text: apostrophes, no-break spaces. Never applied to a person's own text. */
export function fr(texte: string): string {
  return texte
    .replaceAll("'", '’')
    .replace(/ ([;!?])/g, '\u202f$1')
    .replace(/ ([:»])/g, '\u00a0$1')
    .replaceAll('« ', '«\u00a0');
}

/** A whole number from 0 to 99, in words. */
export function toLettres(nombre: number): string {
  if (nombre < 20) return UNITES[nombre] ?? '';
  const dizaine = Math.floor(nombre / 10);
  const base = DIZAINES[dizaine] ?? '';
  const reste = dizaine === 7 || dizaine === 9 ? nombre - (dizaine - 1) * 10 : nombre % 10;
  if (reste === 0) return dizaine === 8 ? `${base}s` : base;
  const et = (reste === 1 || reste === 11) && dizaine < 8;
  return `${base}${et ? ' et ' : '-'}${UNITES[reste] ?? ''}`;
}
