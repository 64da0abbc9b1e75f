import type { Evidence } from '@porte-plume/diagnostic';
import type { Choix } from '../../ui/form.tsx';

export const EVIDENCE_CODES = [
  'self',
  'proxy',
  'assisted',
  'observed',
] as const satisfies readonly Evidence[];

/** How an answer is known, from the weakest to the strongest. */
export const PREUVES: readonly Choix[] = [
  { code: 'self', libelle: 'La personne le dit' },
  { code: 'proxy', libelle: 'Quelqu’un d’autre le dit' },
  { code: 'assisted', libelle: 'Fait avec aide, devant moi' },
  { code: 'observed', libelle: 'Vu faire, sans aide' },
];
