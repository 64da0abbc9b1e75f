import type { ActeEtat, EtatMandat } from '../modele/etat.ts';
import type { EvenementDe } from '../modele/evenement.ts';
import { insert, toMarque } from './pli.ts';

type EvenementDActe = EvenementDe<
  'RelectureFaite' | 'ActeEffectue' | 'ActeRatifie' | 'CompteCreeEtRemis' | 'CompteRenduRemis'
>;

/** Folds what was done under the mandate, and the account given of it. */
export function foldActe(etat: EtatMandat, evenement: EvenementDActe): EtatMandat {
  const marque = toMarque(evenement);
  switch (evenement.type) {
    case 'RelectureFaite':
      return { ...etat, relectures: insert(etat.relectures, { ...evenement.donnees, ...marque }) };
    case 'ActeEffectue': {
      const acte: ActeEtat = { ...evenement.donnees, ...marque, qualification: 'regulier' };
      return { ...etat, actes: insert(etat.actes, acte) };
    }
    case 'ActeRatifie': {
      const ratifications = insert(etat.ratifications, { ...evenement.donnees, ...marque });
      return { ...etat, ratifications };
    }
    case 'CompteCreeEtRemis':
      return { ...etat, comptes: insert(etat.comptes, { ...evenement.donnees, ...marque }) };
    case 'CompteRenduRemis':
      return { ...etat, comptesRendus: insert(etat.comptesRendus, { ...evenement.donnees, ...marque }) };
  }
}
