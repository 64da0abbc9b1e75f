import type { Id } from './date-civile.ts';
import { localOf, toLocal } from './faits-locaux.ts';
import type { Faits } from './faits.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** A structure of a réseau, with its facts as it keeps them. */
export interface StructureReseau {
  id: Id;
  faits: Faits;
}

/** The facts of a réseau: nobody in them can be found again in a structure. */
export interface UnionFaits {
  faits: Faits;
  /** How many structures they come from. */
  structures: number;
}

/**
 * Under three structures, one of the two would know the other's figures by taking its own away.
 * Ours: the specification sets no number.
 */
export const STRUCTURES_MIN = 3;

/** What must be said beside any number of persons of a réseau. */
export const DOUBLONS_POSSIBLES =
  'Doublons possibles\u00a0: une personne reçue dans deux structures y compte deux fois.';

/**
 * One set of facts out of those of several structures. Every id, pseudonym and writer becomes a number behind the rank of
 * its structure (`2-p0000017`), times of the day are dropped, and so is what no figure reads. A person received in two structures is two: no
 * key is shared, and {@link DOUBLONS_POSSIBLES} says so. A fact that one structure does not keep is kept by none: its
 * indicators refuse (`faits_absents`) rather than count a part.
 *
 * Motifs, all at once: `reseau_trop_petit`, `structure_en_double`, `faits_absents` (a list that is none), `id_manquant`.
 */
export function unionFaits(structures: readonly StructureReseau[]): Resultat<UnionFaits> {
  const motifs = checkStructures(structures);
  if (motifs.length > 0) return refuse(...motifs);
  const parts = structures.map(({ faits }, rang) => toLocal(faits, localOf(rang + 1)));
  const all = <C extends keyof Faits>(champ: C): Partial<Pick<Faits, C>> =>
    parts.every((part) => Array.isArray(part[champ]))
      ? ({ [champ]: parts.flatMap((part) => part[champ] as readonly unknown[]) } as unknown as Pick<Faits, C>)
      : {};
  const zones = new Set(parts.map(({ zone }) => zone));
  const [zone] = zones;
  const [premier] = parts;
  const lecteurs = structures.flatMap(({ faits: { getDemarche } }) => getDemarche ?? []);
  return accept({
    structures: structures.length,
    faits: {
      interventions: parts.flatMap(({ interventions }) => interventions),
      seances: parts.flatMap(({ seances }) => seances),
      lieux: parts.flatMap(({ lieux }) => lieux),
      ...(lecteurs.length === 0
        ? {}
        : { getDemarche: (id: string) => lecteurs.reduce<Entree>((lue, lire) => lue ?? lire(id), null) }),
      ...all('permanences'),
      ...all('orientations'),
      ...all('suivis'),
      ...all('adressages'),
      ...all('diagnostics'),
      ...all('demandes'),
      ...all('rdv'),
      ...all('satisfactions'),
      ...all('financements'),
      ...all('etp'),
      ...all('communes'),
      // Data of INSEE are the same for all; a zone is that of all, or days can't be told.
      ...(premier?.densite === undefined ? {} : { densite: premier.densite }),
      ...(premier?.references === undefined ? {} : { references: premier.references }),
      ...(zones.size === 1 && zone !== undefined ? { zone } : {}),
    },
  });
}

type Entree = ReturnType<NonNullable<Faits['getDemarche']>>;

const LISTES = ['interventions', 'seances', 'lieux'] as const;

function checkStructures(structures: unknown): Motif[] {
  if (!Array.isArray(structures))
    return [{ code: 'faits_absents', phrase: 'Il manque la liste des structures.', path: [] }];
  const motifs: Motif[] = [];
  const vues = new Set<unknown>();
  structures.forEach((une: Partial<StructureReseau> | null, rang) => {
    const id = une?.id;
    if (typeof id !== 'string' || id === '')
      motifs.push({
        code: 'id_manquant',
        phrase: 'Une structure n’a pas d’identifiant.',
        path: [rang, 'id'],
      });
    else if (vues.has(id))
      motifs.push({
        code: 'structure_en_double',
        phrase: 'Une structure est là deux fois\u00a0: ses fiches compteraient deux fois.',
        path: [rang, 'id'],
      });
    vues.add(id);
    const faits: Partial<Record<string, unknown>> = { ...une?.faits };
    for (const liste of LISTES) {
      const lignes: unknown = faits[liste];
      const path = [rang, 'faits', liste];
      if (!Array.isArray(lignes))
        motifs.push({ code: 'faits_absents', phrase: 'Il manque une liste de faits.', path });
      else
        lignes.forEach((ligne: { id?: unknown } | null, numero) => {
          if (typeof ligne?.id !== 'string' || ligne.id === '')
            motifs.push({
              code: 'id_manquant',
              phrase: 'Un fait n’a pas d’identifiant.',
              path: [...path, numero, 'id'],
            });
        });
    }
  });
  if (vues.size < STRUCTURES_MIN) motifs.push(RESEAU_TROP_PETIT);
  return motifs;
}

export const RESEAU_TROP_PETIT: Motif = {
  code: 'reseau_trop_petit',
  phrase: `Un réseau se compte à partir de trois structures\u00a0: à deux, chacune lirait les chiffres de l’autre.`,
};
