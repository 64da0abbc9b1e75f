import { profil, type Bilan } from '@porte-plume/diagnostic';
import { bilanDe, INSTRUMENT, type Parcours } from './parcours.ts';

export interface Resultat {
  titre: string;
  /** What the person already does: labels of the yes that the trace counts. */
  faits: readonly string[];
  aides: readonly string[];
  /** For the helper beside: the trace, what to check again, the possible profiles. */
  regles: readonly string[];
}

const AIDES_COMMUNES = [
  'Parlez-en avec la personne à côté de vous.',
  'Vous choisissez. Rien n’est obligatoire.',
];

function conclusion({ illectronisme, areas }: Bilan): { titre: string; aides: readonly string[] } {
  if (illectronisme === null) {
    return {
      titre: 'Nous ne savons pas encore.',
      aides: [
        'Ce n’est pas grave. Vous pouvez en rester là.',
        'Vous pouvez aussi répondre à d’autres questions.',
      ],
    };
  }
  if (!illectronisme) {
    return {
      titre: 'Vous faites déjà plusieurs choses sur internet.',
      aides: ['Une aide reste possible, pour une démarche précise.'],
    };
  }
  return areas.length === 0
    ? {
        titre: 'Vous n’utilisez pas internet en ce moment.',
        aides: [
          'Quelqu’un peut faire vos démarches avec vous.',
          'Être aidé longtemps est une bonne solution.',
        ],
      }
    : {
        titre: 'Vous faites peu de choses sur internet.',
        aides: ['Quelqu’un peut faire avec vous.', 'Vous pouvez aussi apprendre, si vous le voulez.'],
      };
}

const PROFILS = {
  eloigne: 'éloigné',
  debutant: 'débutant',
  presque_autonome: 'presque autonome',
  autonome: 'autonome',
} as const;

/** What the last screen says: every sentence for the helper comes from the trace of the score. */
export function resultatDe(parcours: Parcours): Resultat {
  const bilan = bilanDe(parcours);
  const { titre, aides } = conclusion(bilan);
  const comptes = bilan.trace.filter(({ rule }) => rule === 'area').flatMap(({ facts }) => facts);
  const faits = comptes.flatMap(({ item, value }) => {
    const libelle = INSTRUMENT.items.find(({ code }) => code === item)?.i18n.fr?.label;
    return libelle !== undefined && value === 'yes' ? [libelle] : [];
  });
  const alertes = new Set(bilan.alertes.map(({ phrase }) => phrase));
  const profils = profil(bilan).map((code) => PROFILS[code]);
  return {
    titre,
    faits,
    aides: [...aides, ...AIDES_COMMUNES],
    regles: [
      ...bilan.trace.map((etape) => etape.phrase),
      ...[...alertes].map((phrase) => `À vérifier ensemble. ${phrase}`),
      `Profils possibles (grille expérimentale)\u00a0: ${profils.join(', ')}.`,
    ],
  };
}
