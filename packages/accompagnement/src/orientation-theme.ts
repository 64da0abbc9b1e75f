import type { Service } from './lieu-standard.ts';
import type { Code } from './nomenclature-2026-1.ts';

/** Theme of La Coop → service; the themes that are not here are « maîtrise des outils ». Ours. */
export const THEMES: Readonly<Record<string, Service>> = {
  securite_numerique: 'Utilisation sécurisée du numérique',
  banque_et_achats_en_ligne: 'Utilisation sécurisée du numérique',
  culture_numerique: 'Compréhension du monde numérique',
  intelligence_artificielle: 'Compréhension du monde numérique',
  insertion_professionnelle: 'Insertion professionnelle via le numérique',
  entrepreneuriat: 'Insertion professionnelle via le numérique',
  parentalite: 'Parentalité et éducation avec le numérique',
  scolarite_et_numerique: 'Parentalité et éducation avec le numérique',
  creer_avec_le_numerique: 'Loisirs et créations numériques',
};

/** The need that a workshop on this theme answers. */
export function serviceOfTheme(theme: Code<'theme'>): Service {
  return THEMES[theme] ?? 'Maîtrise des outils numériques du quotidien';
}
