import type { Catalogue } from './catalogue.ts';
import { byId, type FicheSlim, getHote, getNumero } from './fiche.ts';
import type { Snapshot } from './snapshot.ts';

/** What may differ of a sheet between two days, in the order in which it is told. */
export const CHANGEMENTS = Object.freeze([
  'FICHE_AJOUTEE',
  'FICHE_RETIREE',
  'TITRE_CHANGE',
  'CERFA_CHANGE',
  'URL_HOTE_CHANGE',
  'DATE_CHANGEE',
] as const);
export type ChangementCode = (typeof CHANGEMENTS)[number];

export interface Changement {
  code: ChangementCode;
  /** Id of the sheet. */
  id: string;
  /** Its title, the later one where there are two. */
  nom: string;
  /** Value before and after; absent where the sheet has none. */
  avant?: string;
  apres?: string;
}

const FACETTES: readonly (readonly [ChangementCode, (f: FicheSlim) => string | undefined])[] = [
  ['TITRE_CHANGE', (f) => f.nom],
  ['CERFA_CHANGE', getNumero],
  ['URL_HOTE_CHANGE', (f) => getHote(f.url)],
  ['DATE_CHANGEE', (f) => f.modifieLe],
];

function compare(avant: FicheSlim, apres: FicheSlim): Changement[] {
  return FACETTES.flatMap(([code, read]) => {
    const a = read(avant);
    const b = read(apres);
    return a === b
      ? []
      : [
          {
            code,
            id: apres.id,
            nom: apres.nom,
            ...(a !== undefined && { avant: a }),
            ...(b !== undefined && { apres: b }),
          },
        ];
  });
}

type Etat = Pick<Snapshot, 'fiches'> & Partial<Snapshot>;

/**
 * What changed between two snapshots, sorted by id of the sheet, then in the order of `CHANGEMENTS`. A sheet that the
 * second import could not read is not said to be withdrawn. Titles are compared without kind and number, so that the
 * move of schema 3.3 to 3.4 is not a change of title.
 */
export function diffSnapshots(avant: Etat, apres: Etat): Changement[] {
  const before = new Map(avant.fiches.map((f) => [f.id, f]));
  const after = new Map(apres.fiches.map((f) => [f.id, f]));
  const unread = new Set(
    (apres.refusees ?? []).map((r) => r.fichier.replace(/^.*\//, '').replace(/\.\w+$/, '')),
  );
  const all = [...new Set([...before.keys(), ...after.keys()])].map((id) => ({ id })).toSorted(byId);
  return all.flatMap(({ id }): Changement[] => {
    const a = before.get(id);
    const b = after.get(id);
    if (a !== undefined && b !== undefined) return compare(a, b);
    if (b !== undefined) return [{ code: 'FICHE_AJOUTEE', id, nom: b.nom }];
    return a === undefined || unread.has(id) ? [] : [{ code: 'FICHE_RETIREE', id, nom: a.nom }];
  });
}

/** What changed for one entry of the catalogue. */
export interface ChangementsDemarche {
  demarcheId: string;
  nom: string;
  changements: Changement[];
}

/**
 * The changes seen from the curated entries: which démarches cite a sheet that changed, by id of the démarche, and how
 * many changes touch none of them.
 */
export function reportChangements(
  changements: readonly Changement[],
  c: Catalogue,
): { demarches: ChangementsDemarche[]; autres: number } {
  const cited = new Set<string>();
  const demarches = c.demarches.toSorted(byId).flatMap((d): ChangementsDemarche[] => {
    const refs = new Set([...d.refs.fiches, ...d.refs.services]);
    for (const ref of refs) cited.add(ref);
    const own = changements.filter((k) => refs.has(k.id));
    return own.length === 0 ? [] : [{ demarcheId: d.id, nom: d.nom, changements: own }];
  });
  return { demarches, autres: changements.filter((k) => !cited.has(k.id)).length };
}
