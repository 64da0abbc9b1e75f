import { checkExigences, inferActesFaits, type Acte } from '@porte-plume/accompagnement';
import type { DemarcheDuPoste } from './catalogue.ts';
import type { Trousse } from './courrier.ts';
import type { Champs } from './modele.ts';

/** What an entry needs before it is kept. */
interface Besoins {
  mandat: boolean;
  relecture: boolean;
  /** Why it may not be made at all. */
  phrases: string[];
}

/** What the matrix asks before this entry: the very rules of the server, on the facts of the catalogue. */
export function checkBesoins(champs: Champs, demarche: DemarcheDuPoste, trousse: Trousse | null): Besoins {
  const mode = champs.mode as Acte['mode'];
  const issue = champs.issue as Acte['issue']['code'];
  const coches = [champs.actesFaits ?? []].flat() as Acte['actesFaits'];
  const acte = {
    id: 'acte',
    objet: { nature: 'demarche', demarcheId: demarche.id, catalogue: '' },
    mode,
    actesFaits: inferActesFaits({ mode, issue, coches }),
    saisieIdentifiants: champs.saisieIdentifiants === 'oui',
    issue: { code: issue },
  } as unknown as Acte;
  const { mandat, relecture, motifs } = checkExigences(acte, demarche, {
    id: trousse?.compte.id ?? '',
    structureId: trousse?.structure.id ?? '',
    roles: (trousse?.roles ?? ['ecrivain']) as ['ecrivain'],
  });
  return {
    mandat: mandat === 'requis',
    relecture: relecture === 'requis' && issue !== 'abandonnee',
    phrases: motifs.map(({ phrase }) => phrase),
  };
}
