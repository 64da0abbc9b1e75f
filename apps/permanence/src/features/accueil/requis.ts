import type { Erreur } from '../../ui/form.tsx';
import type { ValeursAccueil } from './props.ts';

export const UNE_DEMARCHE: Erreur = { champ: 'demarche', phrase: 'Choisissez une démarche.' };

/**
 * What the three required answers lack, in the words of the screen.
 * @param isKnown - whether the catalogue has this démarche
 */
export function checkRequis(valeurs: ValeursAccueil, isKnown: (id: string) => boolean): Erreur[] {
  const erreurs: Erreur[] = [];
  if (valeurs.demarche === undefined) erreurs.push(UNE_DEMARCHE);
  else if (!isKnown(valeurs.demarche)) {
    erreurs.push({
      champ: 'demarche',
      phrase: 'Cette démarche n’existe pas dans le catalogue. Choisissez-en une autre.',
    });
  }
  if (valeurs.mode === undefined) erreurs.push({ champ: 'mode', phrase: 'Dites comment vous avez aidé.' });
  if (valeurs.issue === undefined) erreurs.push({ champ: 'issue', phrase: 'Dites où en est la démarche.' });
  if (valeurs.dureeMin !== undefined && !/^\d{1,3}$/.test(valeurs.dureeMin)) {
    erreurs.push({ champ: 'dureeMin', phrase: 'Écrivez la durée en minutes, en chiffres.' });
  }
  return erreurs;
}
