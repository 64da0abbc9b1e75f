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
    mandat: mandat === 'requis' && !isCouverte(champs, demarche.id, acte.actesFaits),
    relecture: relecture === 'requis' && issue !== 'abandonnee' && champs.relue !== demarche.id,
    phrases: motifs.map(({ phrase }) => phrase),
  };
}

/** What the page of the network said of the mandates of the person: « rsa:consulter:saisir ». The server has the last word. */
function isCouverte(champs: Champs, demarche: string, faits: Acte['actesFaits']): boolean {
  if (champs.mode !== 'faire_a_la_place_present' || champs.saisieIdentifiants === 'oui') return false;
  const permis = String(champs.couvertes ?? '')
    .split(' ')
    .map((une) => une.split(':'))
    .find(([id]) => id === demarche);
  return permis !== undefined && faits.every((fait) => permis.includes(fait));
}
