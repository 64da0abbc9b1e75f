import type { DateCivile, Id } from './date-civile.ts';
import type { EtatDossiers, Gel } from './etat-dossiers.ts';
import type { OBJETS_CONSERVES } from './regle-conservation.ts';

/** One object by its kind and id; the id of a dossier is that of the person. */
export interface ObjetConserve {
  readonly nature: (typeof OBJETS_CONSERVES)[number];
  readonly id: Id;
}

export const keyOf = ({ nature, id }: { nature: string; id: Id }): string => `${nature}:${id}`;

/** Whether a hold is in force on a day. */
export function isEnVigueur(gel: Pick<Gel, 'du' | 'auInclus'>, le: DateCivile): boolean {
  return gel.du <= le && (gel.auInclus === undefined || le <= gel.auInclus);
}

/** What belongs together, and the holds on it. */
export interface Protection {
  /** The person under whom a dossier counts, merges followed. */
  rootOf: (personne: Id) => Id;
  /** Every hold that reaches an object: on itself, or on anything held on the same person. */
  gelsOf: (objet: ObjetConserve) => readonly Gel[];
}

/**
 * Works out what each hold reaches. A dispute is about a person: a hold on one object of a dossier stops the rules for all of
 * it, and for the dossiers merged with it. A hold on a séance reaches its queue and everyone received there.
 */
export function createProtection(etat: EtatDossiers): Protection {
  const rootOf = createRoots(etat.fusions ?? []);
  const owners = new Map<string, string>();
  const own = (nature: string, id: Id, owner: string) => owners.set(keyOf({ nature, id }), owner);
  const ofPersonne = (personne: Id) => `dossier:${rootOf(personne)}`;
  const seances = new Map<Id, string[]>(
    (etat.seances ?? []).map(({ id, passages }) => [
      id,
      passages.map((p) => keyOf({ nature: 'passage', id: p.id })),
    ]),
  );

  for (const { id, personne, seanceId } of etat.interventions ?? []) {
    if (personne.nature === 'suivie') own('intervention', id, ofPersonne(personne.id));
    seances.set(seanceId, [...(seances.get(seanceId) ?? []), keyOf({ nature: 'intervention', id })]);
  }
  for (const { id, interventionId } of etat.orientations ?? []) {
    const intervention = keyOf({ nature: 'intervention', id: interventionId });
    own('orientation', id, owners.get(intervention) ?? intervention);
  }
  for (const { id, personne } of etat.suivis ?? []) own('suivi', id, ofPersonne(personne));
  for (const { id, personne } of etat.notes ?? []) own('note', id, ofPersonne(personne));
  for (const { id, personne } of etat.diagnostics ?? []) own('diagnostic', id, ofPersonne(personne));
  for (const { id, personne } of etat.mandats ?? []) own('mandat', id, ofPersonne(personne));
  for (const { id, personne } of etat.adressages ?? []) {
    if (personne !== undefined) own('adressage', id, ofPersonne(personne));
  }
  const ownerOf = (objet: { nature: string; id: Id }): string =>
    objet.nature === 'dossier' ? ofPersonne(objet.id) : (owners.get(keyOf(objet)) ?? keyOf(objet));

  const gels = new Map<string, Gel[]>();
  for (const gel of etat.gels ?? []) {
    const reached =
      gel.objet.nature === 'seance'
        ? (seances.get(gel.objet.id) ?? []).map((key) => owners.get(key) ?? key)
        : [ownerOf(gel.objet)];
    for (const owner of new Set(reached)) gels.set(owner, [...(gels.get(owner) ?? []), gel]);
  }
  return { rootOf, gelsOf: (objet) => gels.get(ownerOf(objet)) ?? [] };
}

/** Ends on any chain or cycle of merges. */
function createRoots(fusions: readonly { de: Id; vers: Id }[]): (personne: Id) => Id {
  const parents = new Map<Id, Id>();
  const rootOf = (id: Id): Id => {
    let root = id;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const { de, vers } of fusions) {
    const [from, to] = [rootOf(de), rootOf(vers)];
    if (from !== to) parents.set(from, to);
  }
  return rootOf;
}
