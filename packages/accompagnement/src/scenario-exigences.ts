import { getDemarche } from '@porte-plume/demarches';
import type { Acte } from './acte.ts';
import { checkExigences } from './exigences.ts';

export type Niveaux = Pick<ReturnType<typeof checkExigences>, 'mandat' | 'relecture' | 'motifs'>;

const SANS: Niveaux = { mandat: 'aucun', relecture: 'aucun', motifs: [] };

/** What each acte of a writer asks for, by the matrix; the few different answers are worked out once a scenario. */
export function createNiveaux(): (acte: Acte) => Niveaux {
  const known = new Map<string, Niveaux>();
  return (acte) => {
    const { objet, mode, actesFaits, saisieIdentifiants } = acte;
    if (objet.nature === 'theme') return SANS;
    const key = `${objet.demarcheId}|${mode}|${saisieIdentifiants}|${actesFaits.join()}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const demarche = getDemarche(objet.demarcheId);
      answer =
        demarche === undefined
          ? SANS
          : checkExigences(acte, demarche, { id: 'ecrivain', structureId: 'structure', roles: ['ecrivain'] });
      known.set(key, answer);
    }
    return answer;
  };
}
