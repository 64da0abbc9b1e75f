import { field, type Champs } from '../../server/formulaire.ts';

/** « 45 000,50 » → 4500050 cents; NaN when it is no amount, for the package to refuse. */
export function readMontant(texte: string): number {
  const net = texte.replaceAll(/[\s\u00a0\u202f€]/gu, '').replace(',', '.');
  const [, euros = '', centimes = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/u.exec(net) ?? [];
  return euros === '' ? NaN : Number(euros) * 100 + Number(centimes.padEnd(2, '0'));
}

/** « 1/2 », « 80 % » or « 37,5 % » as a fraction; null when it is neither. */
export function readPart(texte: string): { numerateur: number; denominateur: number } | null {
  const net = texte.replaceAll(/[\s\u00a0\u202f]/gu, '').replace(',', '.');
  const [, n, d] = /^(\d{1,9})\/(\d{1,9})$/u.exec(net) ?? [];
  if (n !== undefined && d !== undefined) return { numerateur: Number(n), denominateur: Number(d) };
  const [, entier, dixieme = '0'] = /^(\d{1,3})(?:\.(\d))?%$/u.exec(net) ?? [];
  return entier === undefined
    ? null
    : { numerateur: Number(entier) * 10 + Number(dixieme), denominateur: 1000 };
}

/** A line of funding as it was typed, for `parseFinancement` to judge. */
export function readFinancement(champs: Champs, id: string): unknown {
  const avenant = field(champs, 'avenant');
  return {
    id,
    financeur: field(champs, 'financeur'),
    convention: field(champs, 'convention'),
    avenant: /^\d{1,4}$/u.test(avenant) ? Number(avenant) : null,
    du: field(champs, 'du'),
    au: field(champs, 'au'),
    montantCentimes: readMontant(field(champs, 'montant')),
    part: readPart(field(champs, 'part')),
    indicateurs: 'indicateurs@2026.1',
  };
}
