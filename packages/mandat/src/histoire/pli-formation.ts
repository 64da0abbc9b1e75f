import type { EtatMandat } from '../modele/etat.ts';
import type { EvenementDe } from '../modele/evenement.ts';
import { insert, isDepassee, isPremiere, toMarque } from './pli.ts';

type Formation = EvenementDe<
  | 'CapaciteDeclaree'
  | 'NoticePresentee'
  | 'LectureFaite'
  | 'ConsentementDonne'
  | 'MandatAccepte'
  | 'ExemplaireRemis'
  | 'PreuveVersee'
  | 'OralRegularise'
>;

/** Folds the steps from a draft to a signed copy. */
export function foldFormation(etat: EtatMandat, evenement: Formation): EtatMandat {
  const marque = toMarque(evenement);
  switch (evenement.type) {
    case 'CapaciteDeclaree':
      if (isDepassee(marque, etat.capacite)) return etat;
      return {
        ...etat,
        mandant: { ...etat.mandant, capacite: evenement.donnees.capacite },
        capacite: marque,
      };
    case 'NoticePresentee':
      if (isDepassee(marque, etat.notice)) return etat;
      return { ...etat, notice: { ...evenement.donnees.notice, ...marque } };
    case 'LectureFaite':
      if (isDepassee(marque, etat.lecture)) return etat;
      return { ...etat, lecture: { ...evenement.donnees, ...marque } };
    case 'ConsentementDonne': {
      if (!isPremiere(marque, etat.consentement)) return etat;
      const { recueil, periode, ...signe } = evenement.donnees;
      return { ...etat, recueil, periode, consentement: { ...signe, ...marque } };
    }
    case 'OralRegularise':
      if (!isPremiere(marque, etat.regularisation)) return etat;
      return { ...etat, regularisation: { ...evenement.donnees, ...marque } };
    case 'MandatAccepte':
      if (!isPremiere(marque, etat.acceptation)) return etat;
      return { ...etat, acceptation: { ...evenement.donnees, ...marque } };
    case 'ExemplaireRemis': {
      const { codeRevocationCommitment: codeCommitment } = evenement.donnees;
      const codesRevocation =
        codeCommitment === undefined
          ? etat.codesRevocation
          : insert(etat.codesRevocation, { codeCommitment, ...marque });
      if (!isPremiere(marque, etat.exemplaire)) return { ...etat, codesRevocation };
      return { ...etat, codesRevocation, exemplaire: { ...evenement.donnees, ...marque } };
    }
    case 'PreuveVersee':
      return { ...etat, preuves: insert(etat.preuves, { ...evenement.donnees.preuve, ...marque }) };
  }
}
