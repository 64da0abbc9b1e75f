import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import type { Acte, NatureCompte } from '../modele/nomenclatures.ts';
import type { Suite } from '../modele/suite.ts';

/** An account given of acts already done (C. civ. 1993), during the mandate or after its end. */
export function giveAccount(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RendreCompte'>): Suite {
  const motifs = donnees.actes.flatMap((id, rang): Motif[] => {
    const acte = etat.actes.find((a) => a.evenementId === id);
    const path = ['donnees', 'actes', rang];
    if (acte === undefined)
      return [toMotif('commande_invalide', { path, phrase: 'Cet acte n’est pas dans ce mandat.' })];
    if (acte.faitLe <= faitLe) return [];
    return [toMotif('instant_recule', { path, phrase: 'Le compte rendu ne peut pas précéder l’acte.' })];
  });
  if (motifs.length > 0) return { motifs };
  const dejaRendus = new Set(etat.comptesRendus.flatMap((c) => c.actes));
  const nouveaux = [...new Set(donnees.actes)].filter((id) => !dejaRendus.has(id));
  if (nouveaux.length === 0) return { faits: [] };
  return { faits: [{ type: 'CompteRenduRemis', donnees: { ...donnees, actes: nouveaux } }] };
}

const ACTE_DE_CREATION: Record<NatureCompte, Acte> = {
  compte: 'creer_compte',
  messagerie: 'creer_messagerie',
};

/**
 * What was opened for the person is handed to her with its secrets, of which no field exists to keep any. The act
 * that opened it must be recorded first; handed over once for each.
 */
export function handOverCompte(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RemettreCompte'>): Suite {
  const { demarcheId, nature } = donnees;
  const creation = etat.actes.findLast(
    (a) =>
      a.demarcheId === demarcheId &&
      a.acte === ACTE_DE_CREATION[nature] &&
      a.resultat === 'reussi' &&
      a.faitLe <= faitLe,
  );
  if (creation === undefined) {
    const quoi = nature === 'compte' ? 'du compte' : 'de la messagerie';
    const phrase = `Enregistrez d’abord la création ${quoi} pour cette démarche.`;
    return { motifs: [toMotif('transition_interdite', { path: ['donnees', 'demarcheId'], phrase })] };
  }
  const dejaRemis = etat.comptes.some(
    (c) => c.demarcheId === demarcheId && c.nature === nature && c.faitLe >= creation.faitLe,
  );
  return { faits: dejaRemis ? [] : [{ type: 'CompteCreeEtRemis', donnees }] };
}
