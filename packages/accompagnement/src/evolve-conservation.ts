import type { Operation } from './apply-conservation.ts';
import type { Id } from './date-civile.ts';
import type { EtatDossiers } from './etat-dossiers.ts';
import type { ObjetConserve } from './gel.ts';

/**
 * Does one operation on a state held in memory. Pure; an operation already done changes nothing. Each call copies its lists: a
 * database does the operations of a large plan itself.
 */
export function evolve(etat: EtatDossiers, operation: Operation): EtatDossiers {
  const ops = etat.ops ?? {};
  if (Object.hasOwn(ops, operation.op)) return etat;
  return { ...perform(etat, operation), ops: { ...ops, [operation.op]: true } };
}

function perform(etat: EtatDossiers, operation: Operation): EtatDossiers {
  switch (operation.type) {
    case 'ajouter_statistiques':
      return { ...etat, statistiques: [...(etat.statistiques ?? []), ...operation.lignes] };
    case 'archiver_mandat': {
      const mandats = etat.mandats?.map((m) => (m.id === operation.mandatId ? { ...m, archive: true } : m));
      return mandats === undefined ? etat : { ...etat, mandats };
    }
    case 'purger_mandat':
      return without(etat, 'mandats', operation.mandatId);
    case 'supprimer':
      return remove(etat, operation.objet);
    case 'detruire_cle':
      return etat;
  }
}

const LISTES = {
  intervention: 'interventions',
  suivi: 'suivis',
  orientation: 'orientations',
  adressage: 'adressages',
  note: 'notes',
  diagnostic: 'diagnostics',
  mandat: 'mandats',
} as const;

function remove(etat: EtatDossiers, { nature, id }: ObjetConserve): EtatDossiers {
  if (nature !== 'dossier' && nature !== 'passage') return without(etat, LISTES[nature], id);
  const cleaned = withoutGels(etat, nature, id);
  if (nature === 'dossier') {
    const dossiers = etat.dossiers.filter(({ personne }) => personne !== id);
    const fusions = etat.fusions?.filter(({ de, vers }) => de !== id && vers !== id);
    return { ...cleaned, dossiers, ...(fusions && { fusions }) };
  }
  const seances = etat.seances?.map((seance) =>
    seance.passages.some((p) => p.id === id)
      ? { ...seance, passages: seance.passages.filter((p) => p.id !== id) }
      : seance,
  );
  return { ...cleaned, ...(seances && { seances }) };
}

function without(etat: EtatDossiers, list: (typeof LISTES)[keyof typeof LISTES], id: Id): EtatDossiers {
  const objets: readonly { id: Id }[] | undefined = etat[list];
  const nature = Object.entries(LISTES).find(([, l]) => l === list)?.[0] ?? '';
  const cleaned = withoutGels(etat, nature, id);
  return objets === undefined ? cleaned : { ...cleaned, [list]: objets.filter((objet) => objet.id !== id) };
}

/** A hold that has ended goes with what it was on. */
function withoutGels(etat: EtatDossiers, nature: string, id: Id): EtatDossiers {
  const gels = etat.gels?.filter(({ objet }) => objet.nature !== nature || objet.id !== id);
  return gels === undefined || gels.length === etat.gels?.length ? etat : { ...etat, gels };
}
