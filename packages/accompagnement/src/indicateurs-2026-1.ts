import type { Indicateur, Predicate } from './indicateur.ts';

const version = '2026.1';
const suivie: Predicate = { field: 'nature', in: ['suivie'] };

/** The set `indicateurs@2026.1`, first codes (accompagnement §8). */
export const INDICATEURS_2026_1: readonly Indicateur[] = [
  {
    code: 'A1',
    version,
    libelle: 'Nombre d’interventions',
    definition:
      'Une intervention est une rencontre d’une personne, un jour, avec un écrivain, pour au moins un acte.',
    unit: 'intervention',
    numerator: { op: 'count', of: 'intervention' },
    denominator: null,
    dimensions: ['mois', 'territoire', 'nature_lieu', 'mode', 'perimetre', 'duree'],
    unknownShare: false,
    demandePar: ['L', 'C', 'V'],
  },
  {
    code: 'A2',
    version,
    libelle: 'Personnes accompagnées (file active)',
    definition:
      'Chaque personne suivie compte une fois dans la période\u00a0; les passages anonymes n’en sont pas.',
    unit: 'personne',
    numerator: { op: 'distinct', of: 'personne', where: suivie },
    denominator: null,
    dimensions: ['age', 'genre', 'territoire', 'profil_numerique'],
    unknownShare: false,
    demandePar: ['L', 'C', 'V'],
  },
  {
    code: 'A2b',
    version,
    libelle: 'Passages anonymes',
    definition:
      'Interventions auprès de personnes qui n’ont pas donné leur identité\u00a0: ce ne sont pas des personnes comptées.',
    unit: 'intervention',
    numerator: { op: 'count', of: 'intervention', where: { field: 'nature', in: ['anonyme'] } },
    denominator: null,
    dimensions: ['territoire'],
    unknownShare: false,
    demandePar: ['O'],
  },
  {
    code: 'A4',
    version,
    libelle: 'Interventions par personne',
    definition: 'Interventions auprès de personnes suivies, divisées par le nombre de ces personnes.',
    unit: 'personne',
    numerator: { op: 'count', of: 'intervention', where: suivie },
    denominator: { op: 'distinct', of: 'personne', where: suivie },
    dimensions: ['visites'],
    unknownShare: false,
    demandePar: ['O'],
  },
  {
    code: 'A5',
    version,
    libelle: 'Démarches réalisées',
    definition:
      'Actes qui portent sur une démarche du catalogue\u00a0; les thèmes de médiation n’en sont pas.',
    unit: 'acte',
    numerator: { op: 'count', of: 'acte', where: { field: 'objet', in: ['demarche'] } },
    denominator: null,
    dimensions: ['demarche', 'perimetre', 'operateur', 'issue'],
    unknownShare: false,
    demandePar: ['A', 'F'],
  },
  {
    code: 'A6',
    version,
    libelle: 'Durée des interventions',
    definition: 'Durée médiane, et durée moyenne, des interventions dont la durée est connue.',
    unit: 'intervention',
    numerator: { op: 'median', of: 'duree_min', where: { field: 'duree_min', known: true } },
    denominator: null,
    dimensions: ['duree'],
    complements: { moyenne: { op: 'mean', of: 'duree_min', where: { field: 'duree_min', known: true } } },
    unknownShare: true,
    demandePar: ['C'],
  },
];
