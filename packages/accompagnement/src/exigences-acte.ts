import type { Acte } from './acte.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import { checkExigences } from './exigences.ts';
import type { ExigenceActe } from './faits.ts';
import type { Socle } from './socle.ts';

/** Whoever counts: what an acte needs does not depend on who does it. */
const COMPTABLE = { id: 'indicateurs', structureId: 'indicateurs', roles: [] };

/**
 * What each acte needed, by the same matrix as at entry; `null` when the catalogue does not say how sensitive the démarche
 * is. A theme needs nothing. Few different answers: each is worked out once.
 */
export function createExigences({ entreeOf }: Socle): (acte: Acte) => ExigenceActe | null {
  const known = new Map<string, ExigenceActe | null>();
  const answered = new Map<Acte, ExigenceActe | null>();
  return (acte) => {
    const before = answered.get(acte);
    if (before !== undefined) return before;
    const { objet, mode, actesFaits, saisieIdentifiants } = acte;
    if (objet.nature === 'theme') return { mandat: 'aucun', relecture: 'aucun' };
    const key = `${objet.demarcheId}|${mode}|${saisieIdentifiants}|${actesFaits.join()}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const entree = entreeOf(objet.demarcheId);
      answer =
        entree?.classe === undefined
          ? null
          : checkExigences(
              acte,
              { id: objet.demarcheId, nom: '', ...entree } as unknown as DemarcheVue,
              COMPTABLE,
            );
      known.set(key, answer);
    }
    answered.set(acte, answer);
    return answer;
  };
}
