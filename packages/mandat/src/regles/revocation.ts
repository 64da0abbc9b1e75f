import type { Suite } from '../modele/suite.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { findFinDePaire } from '../histoire/fin.ts';
import { toMotif } from '../modele/motif.ts';
import { listPaires } from '../modele/portee.ts';
import { isEnCours, toTransitionInterdite } from '../modele/transition.ts';
import { toStatut } from '../histoire/vue.ts';

/**
 * Ends the whole mandate at the person's will (C. civ. 2004). A draft is cancelled; an already revoked mandate
 * stays so, without a new event; a mandate that ended otherwise cannot be revoked.
 */
export function revoke(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RevoquerMandat'>): Suite {
  const statut = toStatut(etat, { instant: faitLe });
  switch (statut) {
    case 'brouillon':
    case 'presente':
      return { faits: [{ type: 'MandatAnnule', donnees }] };
    case 'actif':
    case 'suspendu':
      return { faits: [{ type: 'MandatRevoque', donnees }] };
    case 'revoque':
      return { faits: [] };
    default:
      return { motifs: [toTransitionInterdite(statut, 'Ce mandat a déjà pris fin.')] };
  }
}

/** Ends one item, or some acts of it; the rest goes on. */
export function withdraw(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RetirerPerimetre'>): Suite {
  const regard = { instant: faitLe };
  const item = etat.items.find((i) => i.id === donnees.itemId);
  if (item === undefined) {
    const phrase = 'Cette ligne n’est pas dans le mandat.';
    return { motifs: [toMotif('commande_invalide', { path: ['donnees', 'itemId'], phrase })] };
  }
  const { actes } = donnees;
  if (actes?.some((acte) => !item.actes.includes(acte)) === true) {
    const phrase = 'Un des actes à retirer n’est pas dans cette ligne.';
    return { motifs: [toMotif('commande_invalide', { path: ['donnees', 'actes'], phrase })] };
  }
  const visees = listPaires(item).filter((p) => actes === undefined || actes.includes(p.acte));
  // What a newer mandate took over can still be withdrawn here, once.
  const revoques = { ...item, retraits: item.retraits.filter((r) => r.fin.statut === 'revoque') };
  const dejaRetire = visees.every(
    (p) => findFinDePaire(revoques, p.demarcheId, p.acte, regard) !== undefined,
  );
  const statut = toStatut(etat, regard);
  if (dejaRetire || statut === 'revoque') return { faits: [] };
  if (!isEnCours(statut)) {
    const regle =
      'Seul un mandat en cours se réduit : un brouillon s’annule, un mandat terminé reste terminé.';
    return { motifs: [toTransitionInterdite(statut, regle)] };
  }
  return { faits: [{ type: 'PerimetreRetire', donnees }] };
}
